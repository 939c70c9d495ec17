import Diagnostics
import Document
import Merge
import Records
import Testing

struct ConditionTests {
  static let record: [(String, Value.Content)] = [
    ("t", .text("x")), ("f", .text("")), ("city", .text("Ålesund")), ("n", .number("5")),
    ("m", .text("1 000,5")), ("d", .text("19.08.2020")), ("yes", .boolean(true)),
    ("no", .boolean(false)), ("paid", .text("nei")), ("l", list([.text("a")])), ("e", list([])),
    ("Pris (kr)", .text("x")), ("black and white", .text("x")), ("a b", .text("x")),
  ]

  @Test(
    "truth tables",
    arguments: [
      ("t", true), ("f", false), ("not f", true), ("not not t", true),
      ("t and t", true), ("t and f", false), ("f and t", false), ("f and f", false),
      ("t or t", true), ("t or f", true), ("f or t", true), ("f or f", false),
      ("t or t and f", true), ("(t or t) and f", false), ("not f and f", false),
      ("not (f and f)", true), ("city = 'Ålesund'", true), ("city == \"A\u{30A}lesund\"", true),
      ("city != 'Bergen'", true), ("city <> 'Ålesund'", false), ("f = ''", true), ("t = ''", false),
      ("n = 5", true), ("n = 5.0", true), ("n < 5", false), ("n <= 5", true), ("n > 4,5", true),
      ("n >= -5", true), ("5 < n", false), ("n≠5", false), ("m > 1000", true), ("m = 1000.5", true),
      ("d > '2020-08-18'", true), ("d = '2020-08-19'", true), ("'19.8.2020' < d", false),
      ("yes", true), ("no", false), ("not no", true), ("paid", false), ("l", true), ("e", false),
      ("[Pris (kr)] = 'x'", true), ("[black and white] and t", true), ("a b and t", true),
      ("f = 5", false), ("f and f > 5", false), ("t and(t)", true),
    ])
  func truth(condition: String, expected: Bool) throws {
    let fixture = Fixture(
      settings: "data: {columns: {m: number, d: date, paid: boolean}}\n",
      body: "{{#if \(condition)}}yes{{else}}no{{/if}}", record: ConditionTests.record)
    #expect(try fixture.outline() == (expected ? "p(yes)" : "p(no)"))
  }

  @Test(
    "what programs write for yes and no is read",
    arguments: [("t", "yes"), ("f", "no"), ("TRUE", "yes"), ("FALSE", "no"), ("T", "yes")])
  func programsBooleans(_ written: String, _ expected: String) throws {
    let fixture = Fixture(
      settings: "data: {columns: {paid: boolean}}\n", body: "{{#if paid}}yes{{else}}no{{/if}}",
      record: [("paid", .text(written))])
    #expect(try fixture.outline() == "p(\(expected))")
  }

  @Test("the first branch that holds is taken", arguments: [("1", "a"), ("2", "b"), ("3", "c")])
  func branches(value: String, expected: String) throws {
    let fixture = Fixture(
      body: "{{#if v = '1'}}a{{else if v = '2'}}b{{else}}c{{/if}}", record: [("v", .text(value))])
    #expect(try fixture.outline() == "p(\(expected))")
  }

  @Test(
    "what cannot be compared is an error",
    arguments: [
      ("f > 5", "'f', which is blank, and the number 5 cannot be compared with '>'"),
      ("t < 'y'", "'t', which is a text, and the text 'y' cannot be compared with '<'"),
      ("n = '5'", "'n', which is a number, and the text '5' cannot be compared with '='"),
      ("city = 5", "'city', which is a text, and the number 5 cannot be compared with '='"),
      ("yes = 'yes'", "'yes', which is yes or no, and the text 'yes' cannot be compared with '='"),
      ("l = 'a'", "'l' is a list and cannot be compared"),
    ])
  func faults(condition: String, expected: String) {
    let fixture = Fixture(body: "{{#if \(condition)}}a{{/if}}", record: ConditionTests.record)
    let message = fixture.problems.first?.split(separator: ": ", maxSplits: 2).last
    #expect(message?.prefix { $0 != "[" } == "\(expected) ")
  }

  @Test(
    "a condition that cannot be read is one error",
    arguments: [
      ("", "the block has no condition"),
      ("t t2 =", "a field, text or number should stand before the end"),
      ("'x", "the quote is not closed"),
      ("t and and t", "a field, text or number should stand before 'and t'"),
      ("t)", "')' does not belong here"),
      ("'x'", "a text or number needs something to be compared with"),
      ("[t", "']' is missing"), ("t = = t", "a field, text or number should stand before '= t'"),
      (String(repeating: "(", count: 60), "the expression is nested too deeply"),
    ])
  func syntax(condition: String, expected: String) {
    let fixture = Fixture(body: "{{#if \(condition)}}a{{/if}}", record: ConditionTests.record)
    #expect(fixture.problems.count == 1)
    let message = fixture.problems.first?.split(separator: ": ", maxSplits: 2).last
    #expect(message?.prefix { $0 != "[" } == "\(expected) ")
  }

  @Test("a text that says no, but counts as yes, is warned of")
  func denial() throws {
    let fixture = Fixture(body: "{{#if paid}}yes{{/if}}", record: ConditionTests.record)
    let letter = try fixture.merger().letter(for: fixture.filled, recipients: .none)
    #expect(letter.output.body.map(\.outline) == ["p(yes)"])
    #expect(
      letter.warnings.map(\.description) == [
        """
        list.csv:2:9: warning: 'paid' is 'nei', which counts as yes since it is not blank \
        [merge.denial]
          hint: it is tested at letter.md:6:7
          hint: declare the column: data: {columns: {paid: boolean}}
        """
      ])
  }

  @Test(
    "of numbers in a column declared boolean 0 is no and 1 is yes",
    arguments: [
      ("0", "no"), ("1", "yes"), ("0.0", "no"), ("1.0", "yes"), ("0e5", "no"), ("10e-1", "yes"),
      ("-0", "no"),
    ])
  func booleanNumbers(_ number: String, _ expected: String) throws {
    for condition in ["b", "not (not b)", "b = b and b"] {
      let fixture = Fixture(
        settings: "data: {columns: {b: boolean}}\n",
        body: "{{#if \(condition)}}yes{{else}}no{{/if}}", record: [("b", .number(number))])
      #expect(try fixture.outline() == "p(\(expected))")
    }
  }

  @Test(
    "any other number there is told at its cell",
    arguments: ["7", "-1", "0.5", "2", "1e-9223372036854775808", "1000000000000000000000"])
  func otherNumbers(_ number: String) {
    let fixture = Fixture(
      settings: "data: {columns: {b: boolean}}\n", body: "{{#if b}}yes{{/if}}",
      record: [("b", .number(number))])
    #expect(
      fixture.problems == [
        """
        list.csv:2:1: error: 'b' is neither yes nor no: '\(number)' [merge.boolean]
          hint: it is used at letter.md:7:7
          hint: of numbers 0 is no, and 1 is yes
        """
      ])
  }

  @Test("a number that is tested undeclared, and is 0, is warned of like the text")
  func zero() throws {
    let fixture = Fixture(body: "{{#if n}}yes{{/if}}", record: [("n", .number("0"))])
    let letter = try fixture.merger().letter(for: fixture.filled, recipients: .none)
    #expect(letter.output.body.map(\.outline) == ["p(yes)"])
    #expect(letter.warnings.map(\.id) == ["merge.denial"])
  }

  @Test("a column declared text is compared as text, whatever its cells are")
  func declaredText() throws {
    let fixture = Fixture(
      settings: "data: {columns: {n: text}}\n", body: "{{#if n = '0185'}}yes{{else}}no{{/if}}",
      record: [("n", .number("0185"))])
    #expect(try fixture.outline() == "p(yes)")
  }

  @Test("what is invisible says no where yes or no is asked")
  func invisibleBoolean() throws {
    let fixture = Fixture(
      settings: "data: {columns: {b: boolean}}\n", body: "{{#if b}}yes{{else}}no{{/if}}",
      record: [("b", .text("\u{200B}"))])
    #expect(try fixture.outline() == "p(no)")
  }

  @Test("a number or a yes is the only item of a column declared list")
  func singleItems() throws {
    for (content, shown) in [(Value.Content.number("7"), "7"), (.boolean(true), "ja")] {
      let fixture = Fixture(
        settings: "data: {columns: {l: list}}\n", body: "{{#each l}}[{{this}}]{{/each}}",
        record: [("l", content)])
      #expect(try fixture.outline() == "p([\(shown)])")
    }
  }

  @Test("values of the letter's own can be declared as well")
  func declaredValues() throws {
    let fixture = Fixture(
      settings: "values: {day: 2020-08-19}\ndata: {columns: {day: date}}\n",
      body: "{{#if day > '2020-08-01'}}late{{/if}}")
    #expect(try fixture.outline() == "p(late)")
  }
}
