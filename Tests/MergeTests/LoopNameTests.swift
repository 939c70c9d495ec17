import Diagnostics
import Document
import Merge
import Records
import Testing

/// Whose value a name stands for, in loops and in tests.
struct LoopNameTests {
  @Test("a loop's own number wins over a column of that name")
  func number() throws {
    let record: [(String, Value.Content)] = [
      ("number", .text("99")), ("this", .text("column")), ("l", list([.text("x"), .text("y")])),
    ]
    let body = "{{number}}\n\n{{#each l}}{{number}}{{this}} {{/each}}"
    #expect(try Fixture(body: body, record: record).outline() == "p(99)\np(1x 2y)")
  }

  @Test("the innermost loop's number wins over a member of an outer item")
  func innerNumber() throws {
    let place = SourceLocation(file: "list.json", line: 9, column: 9)
    let item = Value.Content.group(
      Group([
        ("number", Value(.text("A7"), at: place)),
        ("parts", Value(list([.text("p"), .text("q")]), at: place)),
      ]))
    let body = "{{#each l}}{{number}}: {{#each parts}}{{number}}{{this}} {{/each}}{{/each}}"
    #expect(try Fixture(body: body, record: [("l", list([item]))]).outline() == "p(A7: 1p 2q)")
  }

  @Test("an item without a member does not take the recipient's column")
  func missingMember() throws {
    let record: [(String, Value.Content)] = [
      ("note", .text("SECRET")), ("name", .text("Kari")),
      ("items", list([group(["what": "one", "note": "n1"]), group(["what": "two"])])),
    ]
    let filtered = Fixture(
      body: "{{#each items}}\n- {{name}}: {{what}}{{note | prefix: ', '}}\n{{/each}}",
      record: record)
    #expect(try filtered.outline() == "ul[p(Kari: one, n1); p(Kari: two)]")
    let tested = Fixture(
      body: "{{#each items}}{{#if note}}{{note}}{{else}}none{{/if}} {{/each}}", record: record)
    #expect(try tested.outline() == "p(n1 none)")
    #expect(
      Fixture(body: "{{#each items}}{{note}}{{/each}}", record: record).problems.first?
        .hasPrefix("list.json:9:9: error: 'note' is blank") == true)
  }

  @Test("a number in a test that is a column's name as well is an error")
  func numberNamedColumn() throws {
    let record: [(String, Value.Content)] = [("2024", .number("5"))]
    #expect(
      Fixture(body: "{{#if 2024 > 1000}}over{{/if}}", record: record).problems == [
        """
        letter.md:6:7: error: 2024 is a number here, but there is a field of that name too \
        [merge.ambiguous-name]
          hint: write [2024] for the field
          hint: or 2024.0 for the number
        """
      ])
    let clear = "{{#if [2024] < 2024.0}}under{{/if}} {{2024}}"
    #expect(try Fixture(body: clear, record: record).outline() == "p(under 5)")
  }

  @Test(
    "numbers of a language that is not known are compared where they mean one thing",
    arguments: [
      ("1.234", nil), ("1,234", nil), ("1.234,5", "BIG"), ("12,5", "SMALL"), ("2000", "BIG"),
      ("1 234", "BIG"),
    ] as [(String, String?)])
  func unknownLanguage(value: String, expected: String?) throws {
    let fixture = Fixture(
      settings: "data: {columns: {v: number}}\n", language: "is",
      body: "{{#if v > 1000}}BIG{{else}}SMALL{{/if}}", record: [("v", .text(value))])
    if let expected {
      #expect(try fixture.outline() == "p(\(expected))")
    } else {
      #expect(
        fixture.problems.first?.hasPrefix(
          "list.csv:2:1: error: 'v' can be read two ways: '\(value)'") == true)
    }
  }

  @Test("yes and no are not printed in a language whose words are not known")
  func wordlessBoolean() {
    let fixture = Fixture(language: "is", body: "{{v}}", record: [("v", .boolean(true))])
    #expect(
      fixture.problems == [
        """
        list.csv:2:1: error: 'v' is yes or no, and how 'is' writes that is not known \
        [merge.not-printable]
          hint: it is used at letter.md:6:1
          hint: write the words yourself: {{#if v}}…{{else}}…{{/if}}
        """
      ])
  }

  @Test("a number of the letter's own that can be read two ways is an error, where it is a number")
  func ambiguousValue() throws {
    let settings = "values: {x: 1.234, y: 1.5}\n"
    #expect(
      Fixture(settings: settings, body: "{{x | number}}").problems == [
        """
        letter.md:5:13: error: 'x' can be read two ways: '1.234' is 1234 or 1,234 [merge.number]
          hint: it is used at letter.md:7:1
          hint: write it without marks between groups
        """
      ])
    #expect(
      try Fixture(settings: settings, body: "{{x}} {{y | number}}").outline() == "p(1.234 1,5)")
    #expect(
      try Fixture(settings: settings, language: "en", body: "{{x | number}}").outline()
        == "p(1.234)")
  }
}
