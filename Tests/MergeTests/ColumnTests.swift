import Diagnostics
import Document
import Merge
import Records
import Testing

/// What a column must hold.
struct ColumnTests {
  private func problems(
    _ rule: String, _ value: Value.Content, language: String = "nb", body: String = "x"
  ) -> [String] {
    Fixture(
      settings: "data: {columns: {v: \(rule)}}\n", language: language, body: body,
      record: [("v", value)]
    ).problems
  }

  @Test(
    "kinds know their rules",
    arguments: [
      ("postcode", "0150", true), ("postcode", "150", false), ("postcode", "01500", false),
      ("postcode", "O150", false), ("postcode", " 0150 ", true), ("postcode", "", true),
      ("{kind: postcode, country: SE}", "114 55", true),
      ("{kind: postcode, country: SE}", "1145", false),
      ("{kind: postcode, country: GB}", "sw1a 1aa", true),
      ("{kind: postcode, country: GB}", "123", false),
      ("{kind: postcode, country: US}", "02110-1234", true),
      ("{kind: postcode, country: IS}", "101", true),
      ("email", "kari.nordmann+x@eksempel.no", true), ("email", "kari@", false),
      ("email", "@eksempel.no", false), ("email", "kari eksempel.no", false),
      ("email", "kari@eksempel", false), ("email", "a..b@x.no", false), ("email", "a@x..no", false),
      ("email", "a@b@x.no", false), ("email", "åse@blåbær.no", true), ("email", "a@-x.no", false),
      // Check digits worked out by hand from the weights.
      ("organisation number", "123456785", true), ("organisation number", "123 456 785", true),
      ("organisation number", "123456784", false), ("organisation number", "12345678", false),
      ("organisation number", "987654325", true),
      ("account number", "1234.56.78903", true), ("account number", "12345678903", true),
      ("account number", "12345678904", false), ("account number", "1234567890", false),
      ("KID", "1234567897", true), ("KID", "1234567892", true), ("KID", "1234567891", false),
      ("KID", "1", false),
      ("{kind: KID, check: mod 10}", "1234567897", true),
      ("{kind: KID, check: mod 11}", "1234567892", true),
      ("{kind: KID, check: mod 11}", "1234567897", false),
      ("{kind: KID, check: mod 10}", "1234567892", false), ("KID", "00000000-", false),
      ("KID", "12345678901234567890123456", false),
      ("number", "1 234,5", true), ("number", "1.234", false), ("number", "x", false),
      ("date", "31.12.2026", true), ("date", "31.11.2026", false), ("date", "2026-12-31", true),
      ("boolean", "ja", true), ("boolean", "kanskje", false), ("list", "a;b", true),
      ("{required: yes}", "x", true), ("{required: yes}", " ", false), ("{required: no}", "", true),
      ("{kind: number, required: yes}", "", false), ("{one of: [nb, nn, en]}", "nn", true),
      ("{one of: [nb, nn, en]}", "nno", false), ("{one of: [nb]}", "", true),
      ("{pattern: '[A-Z]{2}\\d{5}'}", "EL12345", true),
      ("{pattern: '[A-Z]{2}\\d{5}'}", "EL1234", false),
    ])
  func kinds(rule: String, value: String, isGood: Bool) {
    let problems = problems(rule, .text(value))
    #expect(problems.isEmpty == isGood, "\(problems)")
    #expect(problems.allSatisfy { $0.hasPrefix("list.csv:2:1: error: 'v' ") })
    #expect(problems.count <= 1)
  }

  @Test("violations are told by their cells, with what would be right and where that is said")
  func wording() {
    #expect(
      problems("postcode", .number("150")) == [
        """
        list.csv:2:1: error: 'v' is no Norwegian postcode, such as 0150: '150' [merge.column-kind]
          hint: Excel drops zeros before a number: format the column as text
          hint: it is declared at letter.md:5:18
        """
      ])
    #expect(
      problems("{one of: [nb, nn, en]}", .text("nm")) == [
        """
        list.csv:2:1: error: 'v' is 'nm', and must be one of nb, nn, en [merge.column-one-of]
          hint: did you mean 'nb'?
          hint: it is declared at letter.md:5:18
        """
      ])
    #expect(
      problems("{kind: date}", .text("31.11.2026")) == [
        """
        list.csv:2:1: error: 'v' is a day that does not exist: '31.11.2026' [merge.date]
          hint: it is declared at letter.md:5:18
          hint: dates are read as yyyy-MM-dd or dd.MM.yyyy
        """
      ])
    #expect(
      problems("{pattern: 'a|b'}", .text("c")) == [
        """
        list.csv:2:1: error: 'v' is 'c', and must be like a|b [merge.column-pattern]
          hint: it is declared at letter.md:5:18
        """
      ])
  }

  @Test("all violations of a record are told at once, each once")
  func together() {
    let fixture = Fixture(
      settings: """
        data:
          columns:
            a: {required: yes}
            b: {kind: postcode, required: yes}
            c: number
            d: {one of: [x, y]}

        """, body: "{{c | number}} {{a}}",
      record: [("a", .text("")), ("b", .text("150")), ("c", .text("x")), ("d", .text("z"))])
    #expect(
      fixture.problems.map { $0.split(separator: " [")[0] } == [
        "list.csv:2:3: error: 'c' is no number: 'x'",
        "list.csv:2:1: error: 'a' is blank, and the letter does not say what then",
        "list.csv:2:2: error: 'b' is no Norwegian postcode, such as 0150: '150'",
        "list.csv:2:4: error: 'd' is 'z', and must be one of x, y",
      ])
  }

  @Test("values of a list's items are declared with the list's name")
  func items() {
    let place = { SourceLocation(file: "list.json", line: $0, column: 5) }
    let items = ["1", "x", ""].enumerated().map { index, text in
      Value(
        .group(Group([("n", Value(.text(text), at: place(index + 1)))])), at: place(index + 1))
    }
    let fixture = Fixture(
      settings: "data: {columns: {l.n: {kind: number, required: yes}}}\n", body: "x",
      record: [("l", .list(items)), ("n", .text("y"))])
    #expect(
      fixture.problems.map { $0.split(separator: " [")[0] } == [
        "list.json:2:5: error: 'l.n' is no number: 'x'",
        "list.json:3:5: error: 'l.n' is blank, and must not be",
      ])
  }

  @Test(
    "what cannot be declared is told",
    arguments: [
      ("{kind: zip}", "a column is one of text, number"), ("[a]", "a column is one of text"),
      ("{kind: number, min: 3}", "'v' of 'columns' has no setting 'min'"),
      ("{pattern: '(a'}", "the pattern '(a' cannot be used: ')' is missing"),
      ("{pattern: '\\q'}", "the pattern '\\q' cannot be used: '\\q' is not understood"),
      ("{pattern: '^a$'}", "the pattern '^a$' cannot be used: '^' is not needed"),
      ("{kind: postcode, country: XX}", "'country' of 'v' of 'columns' must be one of NO, SE"),
      ("{one of: nb}", "'one of' of 'v' of 'columns' must be a list"),
    ])
  func declarations(rule: String, expected: String) {
    let problems = problems(rule, .text("x"))
    #expect(problems.count == 1)
    #expect(problems.first?.contains(": error: " + expected) == true, "\(problems)")
  }

  @Test("values of the letter's own are what they are declared to be")
  func values() {
    let fixture = Fixture(
      settings: "values: {orgnr: 123456784}\ndata: {columns: {orgnr: organisation number}}\n",
      body: "x")
    #expect(fixture.problems.count == 1)
    #expect(fixture.problems.first?.hasPrefix("letter.md:5:17: error: 'orgnr' is no Norw") == true)
  }

  @Test("a line of the address may be one that must not be blank")
  func blankAddress() throws {
    let settings = """
      to:
        - "{{Navn}}"
        - {value: "{{Adresse}}", blank: refuse}
        - {value: "{{c/o}}", blank: hide}

      """
    let record = { (address: String) -> [(String, Value.Content)] in
      [("Navn", .text("Kari")), ("Adresse", .text(address)), ("c/o", .text(""))]
    }
    let good = try Fixture(settings: settings, body: "x", record: record("Gata 1")).letter()
    #expect(good.address.lines.map(\.inlines.plainText) == ["Kari", "Gata 1"])
    #expect(
      Fixture(settings: settings, body: "x", record: record("")).problems == [
        """
        list.csv:2:2: error: nothing is left of a line of the address that must not be blank: \
        'Adresse' [merge.blank-address]
          hint: it is used at letter.md:7:13
        """
      ])
  }

  @Test("a line end in a cell makes lines in the address, and is told where it cannot")
  func lineEnds() throws {
    let fixture = Fixture(
      settings: "to: [\"{{Navn}}\", \"v/ {{Adresse}}\"]\nsubject: \"{{Adresse}}\"\n",
      body: "{{Adresse}}",
      record: [("Navn", .text("Kari")), ("Adresse", .text("Gata 1\n\n 0150 Oslo \n"))])
    let letter = try fixture.merger().letter(for: fixture.filled, recipients: .none)
    #expect(
      letter.output.address.lines.map(\.inlines.plainText) == ["Kari", "v/ Gata 1", "0150 Oslo"])
    #expect(letter.output.body.map(\.outline) == ["p(Gata 1^^ 0150 Oslo ^)"])
    #expect(
      letter.warnings.map(\.description) == [
        """
        list.csv:2:2: warning: 'Adresse' holds a line end, and is printed on one line with a space \
        for it [merge.line-end]
          hint: it is used at letter.md:6:11
        """
      ])
  }
}
