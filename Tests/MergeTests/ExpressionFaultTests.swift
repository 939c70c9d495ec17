import Diagnostics
import Document
import Merge
import Records
import Testing

/// What cannot be computed is told at its cell, and what cannot be read at its place in the letter.
struct ExpressionFaultTests {
  @Test(
    "what cannot be computed is told at its cell",
    arguments: [
      (
        "{{Pris / Null}}",
        """
        list.csv:2:3: error: 'Null' is 0, and nothing can be divided by 0 [merge.division-by-zero]
          hint: it is divided by at letter.md:7:10
        """
      ),
      (
        "{{Pris + Navn}}",
        """
        list.csv:2:5: error: 'Navn' is no number: 'Kari' [merge.number]
          hint: it is used at letter.md:7:10
        """
      ),
      (
        "{{Pris + Blank}}",
        """
        list.csv:2:4: error: 'Blank' is blank, and a number is computed with it [merge.blank-number]
          hint: it is computed with at letter.md:7:10
          hint: write 0 in the list, or test it first with {{#if Blank}}, or leave blanks out with \
        sum(Blank)
        """
      ),
      (
        "{{Betalt * 2}}",
        """
        list.csv:2:10: error: 'Betalt' is yes or no, and a number is computed with it \
        [merge.not-a-number]
          hint: it is computed with at letter.md:7:3
        """
      ),
      (
        "{{Dag + 1}}",
        """
        list.csv:2:11: error: 'Dag' is declared date, and a number is computed with it \
        [merge.not-a-number]
          hint: it is computed with at letter.md:7:3
        """
      ),
      (
        "{{Linjer.Beløp + 1}}",
        """
        list.csv:2:13: error: 'Linjer.Beløp' is a list, and a number is computed with it \
        [merge.not-a-number]
          hint: it is computed with at letter.md:7:3
        """
      ),
      (
        "{{sum(Linjer)}}",
        """
        list.json:9:9: error: 'Linjer' is a group of values, and a number is computed with it \
        [merge.not-a-number]
          hint: it is computed with at letter.md:7:7
        """
      ),
      (
        "{{sum(Linjer.Belop)}}",
        """
        list.csv:2:13: error: no item of 'Linjer' has a field 'Belop' [merge.unknown-field]
          hint: did you mean 'Beløp'?
          hint: the field is used at letter.md:7:7
        """
      ),
      (
        "{{sum(Deler.x)}}",
        """
        list.csv:2:12: error: 'Deler' holds a text here, which has no 'x' [merge.not-a-group]
          hint: it is used at letter.md:7:7
        """
      ),
      (
        "{{max(Linjer.Dato, Pris)}}",
        """
        letter.md:7:3: error: 'max(Linjer.Dato, Pris)' is of numbers and of dates, which cannot be \
        compared [merge.comparison]
        """
      ),
    ])
  func values(body: String, expected: String) {
    let fixture = Fixture(
      settings: ExpressionTests.settings + "", body: body, record: ExpressionTests.record)
    #expect(
      fixture.problems.joined(separator: "\n").replacing("letter.md:6:", with: "letter.md:7:")
        == expected)
  }

  @Test("every cell that is no number is told, once")
  func allCells() {
    let place = { SourceLocation(file: "list.json", line: $0, column: 1) }
    let rows = ["1", "x", "2,5", "1.234", ""].enumerated().map { index, text in
      Value(
        .group(Group([("n", Value(.text(text), at: place(index + 1)))])), at: place(index + 1))
    }
    let fixture = Fixture(
      body: "{{sum(l.n)}} {{average(l.n)}} {{max(l.n)}} {{#each l}}{{n | number}}{{/each}}",
      record: [("l", .list(rows))])
    #expect(
      fixture.problems.map { $0.prefix { $0 != "[" } } == [
        "list.json:2:1: error: 'l.n' is no number: 'x' ",
        "list.json:4:1: error: 'l.n' can be read two ways: '1.234' is 1234 or 1,234 ",
        "list.json:5:1: error: 'n' is blank, and the letter does not say what then ",
      ])
  }

  @Test(
    "what cannot be read is told at its place",
    arguments: [
      ("{{sum(Linjer.Beløp}}", 1, "list.csv has no field 'sum(Linjer.Beløp'"),
      ("{{summ(Pris)}}", 1, "list.csv has no field 'summ(Pris)'"),
      ("{{Pirs * Antall}}", 3, "list.csv has no field 'Pirs'"),
      ("{{Total-price}}", 1, "list.csv has no field 'Total-price'"),
      ("{{Pris*Antal}}", 8, "list.csv has no field 'Antal'"),
      ("{{[Pris] * }}", 12, "a field, text or number should stand before the end"),
      ("{{[Pris}}", 1, "list.csv has no field '[Pris'"),
      ("{{#if max(1,5) > 2}}x{{/if}}", 11, "'1,5' may be one number or two here"),
      ("{{#if [Pris] + > 2}}x{{/if}}", 16, "a field, text or number should stand before '> 2'"),
      ("{{#if Pris * Antall}}x{{/if}}", 7, "list.csv has no field 'Pris * Antall'"),
      ("{{#if sum(Tall)}}x{{/if}}", 7, "a text or number needs something to be compared with"),
      ("{{#if Pris (kr) > 1}}x{{/if}}", 7, "there is no function 'Pris'"),
      ("{{#if sum() > 1}}x{{/if}}", 11, "a field, text or number should stand before ') > 1'"),
      (
        "{{\(String(repeating: "(", count: 10_000))Pris}}", 54,
        "the expression is nested too deeply"
      ),
      ("{{Pris * \(String(repeating: "-", count: 10_000))1}}", 61, "the expression is nested too"),
      (
        "{{\(String(repeating: "sum(", count: 10_000))Pris\(String(repeating: ")", count: 10_000))}}",
        207, "the expression is nested too deeply"
      ),
      (
        "{{#if \(String(repeating: "not ", count: 10_000))Pris}}x{{/if}}", 211,
        "the expression is nested too deeply"
      ),
      ("{{1\(String(repeating: " + 1", count: 10_000))}}", 803, "the expression has more than 200"),
    ])
  func syntax(body: String, column: Int, expected: String) {
    let problems = Fixture(body: body, record: ExpressionTests.record).problems
    #expect(problems.count == 1)
    let place = "letter.md:6:\(column): error: "
    #expect(
      problems.first?.hasPrefix(place + expected) == true, "\(problems.first?.prefix(200) ?? "")")
  }

  @Test("the reason why a name is no expression is a hint")
  func hints() {
    #expect(
      Fixture(body: "{{sum(Tall}}", record: [("Tall", list([]))]).problems == [
        """
        letter.md:6:1: error: list.csv has no field 'sum(Tall' [merge.unknown-field]
          hint: the fields are Tall
          hint: as an expression it cannot be read: ')' is missing (letter.md:6:11)
        """
      ])
  }

  @Test("a name that is a column, and can be computed too, is an error", arguments: [true, false])
  func ambiguity(isWithinItems: Bool) {
    let values: [(String, Value.Content)] = [
      ("A-B", .text("1")), ("A", .text("5")), ("B", .text("2")),
    ]
    let record =
      isWithinItems
      ? [("l", list([group(["A-B": "1", "A": "5", "B": "2"])]))] : values
    let body = { isWithinItems ? "{{#each l}}\($0){{/each}}" : $0 }
    let problems = Fixture(body: body("{{A-B}}"), record: record).problems
    #expect(
      problems.map { $0.drop { $0 != " " } } == [
        """
         error: 'A-B' is the name of a field, and can be computed of other fields too \
        [merge.ambiguous-name]
          hint: write [A-B] for the field
          hint: or [A] - [B] to compute it
        """
      ])
    #expect(
      (try? Fixture(body: body("{{[A-B]}} {{[A] - [B]}} {{A - B}}"), record: record).outline())
        == "p(1 3 3)")
  }

  @Test("names with signs in them go on to be names")
  func names() throws {
    let names = [
      "E-post", "A/S", "Sum*", "Pris (kr)", "Tlf.", "Tlf. nr", "a + b", "c = d", "x, y", "1.5",
      "or not", "2024", "Hvem?", "it's", "a;b", "50 %", "sum (kr)", "#", "min", "A - B - C",
    ]
    for name in names where name != "#" {
      let record: [(String, Value.Content)] = [(name, .text("7")), ("Tlf", .text("8"))]
      #expect(try Fixture(body: "{{\(name)}}", record: record).outline() == "p(7)", "\(name)")
    }
    for name in ["E-post", "A/S", "Sum*", "Tlf.", "Tlf. nr", "a + b", "x, y", "A - B - C", "min"] {
      let record: [(String, Value.Content)] = [(name, .text("7")), ("Tlf", .text("8"))]
      let body = "{{#if \(name) = '7' and \(name)}}x{{/if}}"
      #expect(try Fixture(body: body, record: record).outline() == "p(x)", "\(name)")
    }
  }
}
