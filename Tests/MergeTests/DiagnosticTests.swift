import Diagnostics
import Document
import Merge
import Records
import Testing

struct MergeDiagnosticTests {
  static let record: [(String, Value.Content)] = [
    ("name", .text("Rødt")), ("blank", .text(" ")), ("city", .text("Oslo")),
    ("amount", .text("1.234")), ("born", .text("30.02.2020")), ("lines", list([.text("a")])),
    ("bell", .text("a\u{7}b")), ("page", .text("elsewhere")),
  ]

  @Test(
    "what is wrong with tags is told with its place and a remedy",
    arguments: [
      (
        "Dear {{nmae}}",
        """
        letter.md:6:6: error: list.csv has no field 'nmae' [merge.unknown-field]
          hint: did you mean 'name'?
          hint: the fields are name, blank, city, amount, born, lines, bell, page
        """
      ),
      (
        "a\n\n- b {{#if x}}c{{/if}}",
        """
        letter.md:8:11: error: list.csv has no field 'x' [merge.unknown-field]
          hint: the fields are name, blank, city, amount, born, lines, bell, page
        """
      ),
      (
        "{{blank}} {{city}}",
        """
        list.csv:2:2: error: 'blank' is blank, and the letter does not say what then \
        [merge.empty-value]
          hint: it is used at letter.md:6:1
          hint: write {{blank | default: '…'}}, or put the text between {{#if blank}} and {{/if}}
        """
      ),
      (
        "{{#if name}}\nå\n\n{{#each lines}}\nb",
        """
        letter.md:6:1: error: '{{#if name}}' has no '{{/if}}' [merge.unclosed-block]
        letter.md:9:1: error: '{{#each lines}}' has no '{{/each}}' [merge.unclosed-block]
        """
      ),
      (
        "{{#if name}}{{#each lines}}a{{/if}}",
        """
        letter.md:6:13: error: '{{#each lines}}' has no '{{/each}}' [merge.unclosed-block]
          hint: '{{/if}}' on line 6 closes the block around it
        """
      ),
      (
        "a{{/each}}",
        "letter.md:6:2: error: '{{/each}}' closes a block that was never opened "
          + "[merge.unmatched-tag]"
      ),
      (
        "{{else}}",
        "letter.md:6:1: error: '{{else}}' does not stand within an '{{#if}}' "
          + "[merge.unmatched-tag]"
      ),
      (
        "{{#if name}}a{{else}}b{{else}}c{{/if}}",
        "letter.md:6:23: error: '{{else}}' stands after the block's '{{else}}' "
          + "[merge.unmatched-tag]"
      ),
      (
        "a {{name b",
        """
        letter.md:6:3: error: '{{' has no '}}' on its line [merge.unclosed-tag]
          hint: write \\{{ for braces that should be printed
        """
      ),
      ("{{ }}", "letter.md:6:1: error: there is nothing between '{{' and '}}' [merge.empty-tag]"),
      (
        "{{#fi name}}",
        """
        letter.md:6:4: error: there is no block '#fi' [merge.unknown-block]
          hint: did you mean 'if'?
          hint: the blocks are {{#if}} and {{#each}}
        """
      ),
      (
        "{{name | uper}}",
        """
        letter.md:6:10: error: there is no filter 'uper' [merge.unknown-filter]
          hint: did you mean 'upper'?
          hint: the filters are date, number, currency, default, upper, lower, title, prefix, suffix
        """
      ),
      (
        "{{born | date: 'DD.MM'}}",
        """
        letter.md:6:10: error: 'DD.MM' is no pattern for a date [merge.filter-argument]
          hint: patterns are made of d dd M MM MMM MMMM yy yyyy EEEE, signs, and words between quotes
          hint: a month or a weekday without a date is LLLL or cccc
          hint: the names 'short' and 'long' stand for the usual ones
        """
      ),
      (
        "{{amount | number: two}}",
        "letter.md:6:12: error: 'two' is no number of decimals from 0 to 9 "
          + "[merge.filter-argument]"
      ),
      (
        "{{amount | currency}}",
        "letter.md:6:12: error: 'currency' takes a currency, as in currency: 'NOK' "
          + "[merge.filter-argument]"
      ),
      (
        "{{name | prefix: a b}}",
        "letter.md:6:18: error: the argument must be a number, a word, or a text in quotes "
          + "[merge.filter-argument]"
      ),
      (
        "{{#if name and}}a{{/if}}",
        """
        letter.md:6:15: error: a field, text or number should stand before the end [merge.condition]
          hint: a condition reads like {{#if city = 'Oslo' and not (amount > 100)}}
        """
      ),
      (
        "{{#if (name}}a{{/if}}",
        """
        letter.md:6:12: error: ')' is missing [merge.condition]
          hint: a condition reads like {{#if city = 'Oslo' and not (amount > 100)}}
        """
      ),
      (
        "{{#if city > 5}}a{{/if}}",
        """
        list.csv:2:3: error: 'city', which is a text, and the number 5 cannot be compared with '>' \
        [merge.comparison]
          hint: they are compared at letter.md:6:7
          hint: declare what the column holds: data: {columns: {city: number}}
        """
      ),
      (
        "{{amount | number: 2}}",
        """
        list.csv:2:4: error: 'amount' can be read two ways: '1.234' is 1234 or 1,234 [merge.number]
          hint: it is used at letter.md:6:1
          hint: write it without marks between groups
        """
      ),
      (
        "{{born | date}}",
        """
        list.csv:2:5: error: 'born' is a day that does not exist: '30.02.2020' [merge.date]
          hint: it is used at letter.md:6:1
          hint: dates are read as yyyy-MM-dd or dd.MM.yyyy
        """
      ),
      (
        "{{city | number}}",
        """
        list.csv:2:3: error: 'city' is no number: 'Oslo' [merge.number]
          hint: it is used at letter.md:6:1
        """
      ),
      (
        "{{lines}}",
        """
        list.csv:2:6: error: 'lines' is a list and cannot be printed [merge.not-printable]
          hint: it is used at letter.md:6:1
          hint: go through it with {{#each lines}} … {{/each}}
        """
      ),
      (
        "{{#each city}}a{{/each}}",
        """
        list.csv:2:3: error: 'city' is a text, not a list [merge.not-a-list]
          hint: it is used at letter.md:6:9
          hint: declare the column as a list: data: {columns: {city: list}}
        """
      ),
      (
        "{{bell}}",
        """
        list.csv:2:7: error: 'bell' holds the control character U+0007 [merge.control-character]
          hint: it is used at letter.md:6:1
        """
      ),
      (
        "- a\n\n  {{#if name}}\n  b\n- c\n{{/if}}",
        """
        letter.md:8:3: error: '{{#if name}}' opens inside a list item, but '{{/if}}' closes outside \
        it [merge.block-across]
          hint: '{{/if}}' is on line 11
        """
      ),
      (
        "c\n{{#if name}}\nc\n\n> a\n> {{/if}}\n- b",
        """
        letter.md:11:3: error: '{{/if}}' closes inside a quotation, but '{{#if name}}' opens outside \
        it [merge.block-across]
          hint: '{{#if name}}' is on line 7
        """
      ),
      (
        "{{#if name}}\n|A|B|\n{{/if}}\n|-|-|\n|1|2|",
        """
        letter.md:8:1: error: '{{/if}}' stands between a table's header and the row of hyphens below \
        it [merge.block-across]
          hint: put the tags around the whole table, or around rows below its header
        """
      ),
      (
        "a {{#if name}}b\n\nc{{/if}}",
        """
        letter.md:6:3: error: '{{#if name}}' opens and closes in different pieces of text \
        [merge.block-across]
          hint: put it and '{{/if}}' on lines of their own
          hint: or both into the same paragraph, cell or heading
        """
      ),
      (
        "a <b>c</b>\n\n<div>",
        """
        letter.md:6:3: error: HTML is not understood in letters [merge.html]
          hint: write \\< for a sign that should be printed
          hint: write {{! … }} for a comment that should not be printed
        letter.md:6:7: error: HTML is not understood in letters [merge.html]
          hint: write \\< for a sign that should be printed
          hint: write {{! … }} for a comment that should not be printed
        letter.md:8:1: error: HTML is not understood in letters [merge.html]
          hint: write \\< for a sign that should be printed
          hint: write {{! … }} for a comment that should not be printed
        """
      ),
      (
        "å \u{E000} &#xE001;",
        """
        letter.md:6:3: error: the private-use character U+E000 cannot stand in a letter \
        [merge.private-use-character]
        letter.md:6:5: error: the private-use character U+E001 cannot stand in a letter \
        [merge.private-use-character]
        """
      ),
      (
        "| a |\n|---|\n| {{name}} | c |",
        """
        letter.md:8:1: error: the row has 2 cells, but the table has 1 column \
        [merge.table-overflow]
          hint: write \\| for a bar that should be printed
        """
      ),
      (
        "![](a.png) b\n\n![](a.png)\n\n![x](../a.png)\n\n![x](a.png \"wide\")",
        """
        letter.md:6:1: error: a picture must stand alone in its paragraph [merge.image-in-text]
        letter.md:8:1: error: the picture 'a.png' has no words that stand for it \
        [merge.image-without-text]
          hint: say what it shows, as in ![a map of the municipality](a.png)
        letter.md:10:1: error: the picture '../a.png' is not a file in the mailing's folder \
        [merge.path-outside]
          hint: name it from that folder on, without '..' and without '/' at its beginning
        letter.md:12:1: error: the picture's title must be its width, not 'wide' [merge.image-width]
          hint: a width is given as in ![a map](map.png "60 mm")
        """
      ),
      (
        "[a](file:///etc/passwd)",
        """
        letter.md:6:1: error: 'file:///etc/passwd' is no address that a letter's reader could \
        follow [merge.link-target]
          hint: an address begins with https:, http:, mailto: or tel:
        """
      ),
      (
        "[a]({{page}})",
        """
        list.csv:2:8: error: 'elsewhere' is no address that a letter's reader could follow \
        [merge.link-target]
          hint: it is used at letter.md:6:5
        """
      ),
      (
        "- a {{page break}}",
        "letter.md:6:5: error: '{{page break}}' must stand alone on its line, outside lists and "
          + "tables [merge.page-break]"
      ),
    ])
  func wording(body: String, expected: String) {
    let fixture = Fixture(body: body, record: MergeDiagnosticTests.record)
    #expect(fixture.problems.joined(separator: "\n") == expected)
  }

  @Test("all faults of all steps of reading are told at once, in reading order")
  func together() {
    let fixture = Fixture(
      settings: "to: [\"{{name}}\", '{{nam | uppper}}']\nclosing: >\n  Hi\n  {{clos}}\nx: 1\n",
      body: "{{#if city}}\n{{naem}}\n", record: MergeDiagnosticTests.record)
    #expect(
      fixture.problems.map { $0.prefix { $0 != "\n" } } == [
        "letter.md:5:27: error: there is no filter 'uppper' [merge.unknown-filter]",
        "letter.md:9:1: error: the letter has no setting 'x' [configuration.unknown-name]",
        "letter.md:11:1: error: '{{#if city}}' has no '{{/if}}' [merge.unclosed-block]",
      ])
  }

  @Test("unknown fields of front matter and body are told together, at their own places")
  func unknownFields() {
    let fixture = Fixture(
      settings:
        "to: [\"{{name}}\", '{{nam}}']\nclosing: >\n  Hi\n  {{clos}}\nreference:\n"
        + "  - Date: \"a {{dato}}\"\n",
      body: "{{naem}} {{#each lines}}{{wrong}}{{/each}}", record: MergeDiagnosticTests.record)
    #expect(
      fixture.problems.map { $0.prefix { $0 != "\n" } } == [
        "letter.md:5:19: error: list.csv has no field 'nam' [merge.unknown-field]",
        "letter.md:8:3: error: list.csv has no field 'clos' [merge.unknown-field]",
        "letter.md:10:14: error: list.csv has no field 'dato' [merge.unknown-field]",
        "letter.md:12:1: error: list.csv has no field 'naem' [merge.unknown-field]",
      ])
  }

  @Test(
    "of a thousand unknown names all are told, and the first explained", .timeLimit(.minutes(30)))
  func aThousandUnknownFields() {
    let columns = (0..<4000).map {
      ("a rather long name of a column \($0)", Value.Content.text("x"))
    }
    let names = (0..<1000).map { "{{a rather long name of a colum \($0)}}" }
    let problems = Fixture(body: names.joined(separator: "\n"), record: columns).problems
    #expect(problems.count == 1000)
    #expect(problems.count { $0.contains("did you mean") } == 100)
  }

  @Test("a name that is no field of an item either is told at the item")
  func unknownItemField() {
    let fixture = Fixture(
      body: "{{#each goods}}{{prise}}{{/each}}",
      record: [("goods", list([group(["price": "1"])]))])
    #expect(
      fixture.problems == [
        """
        list.json:9:9: error: the item has no field 'prise' [merge.unknown-field]
          hint: did you mean 'price'?
          hint: the field is used at letter.md:6:16
        """
      ])
  }

  @Test("links without target and missing enclosures are warned of")
  func warnings() throws {
    let template = try Fixture(
      body: "å ([x](#)) [y]()\n\nVi har **vedlagt** et ark. Vedlegget er kort.\n"
    ).template()
    #expect(
      template.warnings.map(\.description) == [
        "letter.md:6:4: warning: the link has no target and is printed as plain text "
          + "[merge.link-without-target]",
        "letter.md:6:12: warning: the link has no target and is printed as plain text "
          + "[merge.link-without-target]",
        """
        letter.md:8:10: warning: the text says 'vedlagt', but the letter lists no enclosures \
        [merge.missing-enclosure]
          hint: list them under 'enclosures' in the front matter
        """,
        """
        letter.md:8:28: warning: the text says 'Vedlegget', but the letter lists no enclosures \
        [merge.missing-enclosure]
          hint: list them under 'enclosures' in the front matter
        """,
      ])
    let listed = try Fixture(
      settings: "enclosures: {label: Vedlegg, items: [Et ark]}\n", body: "Vedlagt er et ark."
    ).template()
    #expect(listed.warnings.isEmpty)
  }
}
