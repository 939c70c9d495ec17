import Diagnostics
import Document
import Foundation
import Merge
import Records
import TestSupport
import Testing

struct FrontMatterTests {
  @Test(
    "who signs, and how",
    arguments: [
      ("sign: seal", "seal", "", true, "no"),
      ("sign: {name: seal}", "seal", "", true, "no"),
      (
        "sign: {reason: Vedtatt 4. mai, visible: no, certify: yes}", nil, "Vedtatt 4. mai", false,
        "yes"
      ),
      ("sign: {name: a b, certify: final}", "a b", "", true, "final"),
    ] as [(String, String?, String, Bool, String)])
  func signing(
    _ line: String, _ name: String?, _ reason: String, _ isVisible: Bool, _ certify: String
  ) throws {
    let source = "---\ntitle: x\nlanguage: nb\n\(line)\n---\n"
    let signing = try #require(
      try Template.parse(source, named: "letter.md", folder: "m").output.settings.signing)
    #expect(signing.name == name && signing.reason == reason && signing.isVisible == isVisible)
    #expect(signing.certification.rawValue == certify)
    #expect(signing.location == SourceLocation(file: "letter.md", line: 4, column: 7))
  }

  @Test("nobody signs", arguments: ["", "sign:", "sign: no", "sign: false", "sign: ''"])
  func unsigned(_ line: String) throws {
    let source = "---\ntitle: x\nlanguage: nb\n\(line)\n---\n"
    let template = try Template.parse(source, named: "letter.md", folder: "m").output
    #expect(template.settings.signing == nil)
  }

  private func problems(_ source: String, fields: [String] = []) -> String {
    do {
      let template = try Template.parse(source, named: "letter.md", folder: "m").output
      _ = try template.merger(for: Fields(fields), list: "list.csv")
      return ""
    } catch {
      return error.description
    }
  }

  @Test(
    "what is wrong with the front matter",
    arguments: [
      (
        "Hello",
        """
        letter.md:1:1: error: the letter does not begin with front matter [merge.no-front-matter]
          hint: begin with a line '---', the settings, and another line '---'
        """
      ),
      (
        "---\ntitle: x\n",
        """
        letter.md:1:1: error: the front matter has no end [merge.no-front-matter]
          hint: end it with a line '---'
        """
      ),
      (
        "---\nauthor: x\n---\n",
        """
        letter.md:2:1: error: the letter does not say its language [merge.missing-setting]
          hint: add a line such as 'language: nb' to the front matter
        letter.md:2:1: error: the letter does not say its title [merge.missing-setting]
          hint: add a line such as 'title: Invitation' to the front matter
        """
      ),
      (
        "---\ntitle: x\nlanguage: norsk språk\n---\n",
        "letter.md:3:11: error: 'language' of the letter must be a language tag such as nb, nn or "
          + "en [configuration.value]"
      ),
      (
        "---\ntitle: {{name}}\nlanguage: nb\n---\n",
        """
        letter.md:2:9: error: a name must be a plain text [yaml.key]
          hint: put a text that begins with '{{' between quotes
        """
      ),
      (
        "---\ntitle: x\nlanguage: nb\nreference: [a]\nsigners: [{role: x}]\n"
          + "recipients: {list: all}\nvalues: {a: {b: c}}\n---\n",
        """
        letter.md:4:13: error: an item of 'reference' must be one label with its value \
        [configuration.kind]
          hint: write it as in '- Dato: "{{date}}"'
        letter.md:5:11: error: the signer has no name [merge.missing-setting]
        letter.md:6:13: error: 'recipients' has no label [merge.missing-setting]
          hint: add one, as in 'label: Mottakere'
        letter.md:6:20: error: 'list' of 'recipients' must be one of mailing, run, own, none \
        [configuration.value]
        letter.md:7:13: error: a value is a text, or a list of texts or of groups of texts \
        [merge.value-kind]
        """
      ),
      (
        "---\ntitle: x\nlanguage: nb\n"
          + "sign: {key: a, certify: maybe, visible: perhaps, reason: 'for {{name}}'}\n---\n",
        """
        letter.md:4:8: error: 'sign' has no setting 'key' [configuration.unknown-name]
          hint: the settings are certify, name, reason, visible
        letter.md:4:25: error: 'certify' of 'sign' must be one of no, yes, final \
        [configuration.value]
        letter.md:4:41: error: 'visible' of 'sign' must be yes or no [configuration.value]
        letter.md:4:58: error: the reason of a signature is the same in all letters, without \
        fields [merge.sign-field]
          hint: say in the letter what differs from letter to letter
        """
      ),
      (
        "---\ntitle: x\nlanguage: nb\nsign: [a]\n---\n",
        "letter.md:4:7: error: 'sign' must be a group of named values, not a list "
          + "[configuration.kind]"
      ),
      (
        "---\ntitle: x\nlanguage: nb\nvalues: {name: a}\n"
          + "data: {key: nmae, columns: {Beløb: number, x: int}}\n---\n",
        "letter.md:5:47: error: a column is one of text, number, date, boolean, list, postcode, email, "
          + "organisation number, account number, KID [merge.column-type]"
      ),
      (
        "---\ntitle: x\nlanguage: nb\nvalues: {name: a}\n"
          + "data: {key: nmae, columns: {Beløb: number}}\n---\n",
        """
        letter.md:4:10: error: 'name' is both a value of the letter and a field of list.csv \
        [merge.ambiguous-name]
          hint: give one of them another name
        letter.md:5:13: error: list.csv has no column 'nmae' to be the key [merge.unknown-key]
          hint: did you mean 'name'?
        letter.md:5:29: error: list.csv has no column 'Beløb' [merge.unknown-column]
          hint: did you mean 'Beløp'?
        """
      ),
      (
        "---\ntitle: \"{{v}}\"\nlanguage: nb\nvalues: {v: }\n---\n{{v}}",
        """
        letter.md:2:8: error: the letter's title is blank [merge.blank-title]
        letter.md:4:13: error: 'v' is blank, and the letter does not say what then \
        [merge.empty-value]
          hint: it is used at letter.md:2:9
          hint: write {{v | default: '…'}}, or put the text between {{#if v}} and {{/if}}
        letter.md:4:13: error: 'v' is blank, and the letter does not say what then \
        [merge.empty-value]
          hint: it is used at letter.md:6:1
          hint: write {{v | default: '…'}}, or put the text between {{#if v}} and {{/if}}
        """
      ),
    ])
  func wording(source: String, expected: String) {
    let told = problems(source, fields: ["name", "Beløp"])
    #expect(told == expected)
  }

  @Test("names with spaces and æøå are compared in normal form C")
  func names() throws {
    let fixture = Fixture(
      body: "{{Deres referanse}} {{ A\u{30A}rsak }} {{[a|b]}} {{Mother's name}}",
      record: [
        ("Deres referanse", .text("1")), ("Årsak", .text("2")), ("a|b", .text("3")),
        ("Mother's name", .text("4")),
      ])
    #expect(try fixture.outline() == "p(1 2 3 4)")
  }

  @Test("line ends of Windows and a byte order mark change nothing")
  func lineEnds() throws {
    let source = "\u{FEFF}---\r\ntitle: x\r\nlanguage: nb\r\n---\r\na\r\nb {{c}}\r\n"
    #expect(
      problems(source, fields: ["cc"]).hasPrefix(
        "letter.md:6:3: error: list.csv has no field 'c'"))
  }

  @Test("a letter that is not there, or not UTF-8")
  func files() throws {
    let folder = try TemporaryFolder()
    let missing = #expect(throws: DiagnosticsError.self) {
      try Template.read(path: folder.url.appending(path: "no.md").path(), named: "no.md")
    }
    #expect(missing?.failure == .input)
    let file = folder.url.appending(path: "letter.md")
    try folder.write(.init([0x2D, 0xE5, 0x0A]), to: "letter.md")
    let broken = #expect(throws: DiagnosticsError.self) {
      try Template.read(path: file.path(), named: "letter.md")
    }
    #expect(broken?.diagnostics.map(\.id) == ["merge.not-utf8"])
  }

  @Test("faults of letter, list and record can be told together")
  func drafts() throws {
    let fixture = Fixture(
      body: "{{a | nope}} {{b}} {{c}}", record: [("a", .text("x")), ("c", .text(""))])
    let draft = try Template.draft(fixture.source, named: "letter.md", folder: "m")
    let bound = draft.output.draftMerger(for: fixture.fields, list: "list.csv")
    let error = #expect(throws: DiagnosticsError.self) {
      try bound.output.letter(for: fixture.filled, recipients: .none)
    }
    #expect(draft.diagnostics.map(\.id) == ["merge.unknown-filter"])
    #expect(bound.diagnostics.map(\.id) == ["merge.unknown-field"])
    #expect(error?.diagnostics.map(\.id) == ["merge.unknown-field", "merge.empty-value"])
  }

  @Test("values of the letter's own: a postcode stays one, a number is one")
  func values() throws {
    let fixture = Fixture(
      settings: "values: {code: 0150, price: 1.10, quoted: '5', goods: [{n: Pen, p: 3}]}\n",
      body: "{{code}} {{price}} {{price | number: 2}} {{#if price > 1}}a{{/if}} "
        + "{{#if quoted = '5'}}b{{/if}} {{#each goods}}{{n}} {{p | number: 1}}{{/each}}")
    #expect(try fixture.outline() == "p(0150 1.10 1,10 a b Pen 3,0)")
  }

  @Test("a number that may mean two things in the letter's language is one of them nowhere")
  func ambiguousValue() throws {
    func fixture(_ language: String, _ body: String) -> Fixture {
      Fixture(settings: "values: {x: 1.234}\n", language: language, body: body)
    }
    #expect(
      fixture("nb", "{{x | number}}").problems.first?.hasPrefix(
        "letter.md:5:13: error: 'x' can be read two ways: '1.234' is 1234 or 1,234") == true)
    #expect(fixture("nb", "{{#if x > 2}}a{{/if}}").problems.count == 1)
    #expect(try fixture("nb", "{{x}}").outline() == "p(1.234)")
    #expect(try fixture("en", "{{x | number}}").outline() == "p(1.234)")
  }
}
