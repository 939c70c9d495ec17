import Diagnostics
import Document
import Merge
import Records
import Testing

/// Numbers that a letter computes.
struct ExpressionTests {
  static let record: [(String, Value.Content)] = [
    ("Pris", .text("1 250,50")), ("Antall", .number("3")), ("Null", .number("0")),
    ("Blank", .text("")), ("Navn", .text("Kari")), ("Total price", .number("7")),
    ("E-post", .text("a@b.no")), ("Pris (kr)", .text("12")), ("Tlf. nr", .text("99")),
    ("Betalt", .boolean(true)), ("Dag", .text("20.05.2026")), ("Deler", .text("1;2;3")),
    (
      "Linjer",
      list([
        group(["Beløp": "100,10", "Antall": "2", "Dato": "01.02.2026"]),
        group(["Beløp": "-0,1", "Antall": "1", "Dato": "03.02.2026"]),
        group(["Beløp": "", "Antall": "4", "Dato": "02.02.2026"]),
      ])
    ),
    ("Ingen", list([])), ("Tall", list([.number("1.5"), .number("2.25")])),
  ]

  static let settings = "data: {columns: {Dag: date, Deler: list, Linjer.Dato: date}}\n"

  @Test(
    "expressions print all their digits",
    arguments: [
      ("Pris * Antall", "3\u{A0}751,50"), ("Pris*Antall", "3\u{A0}751,50"), ("Antall + 1", "4"),
      ("Antall - 1 - 1", "1"), ("2 * (Antall + 1) / 4", "2"), ("-Antall", "\u{2212}3"),
      ("Antall - -1", "4"), ("1 / Antall", "0," + String(repeating: "3", count: 34)),
      ("2 / 3", "0," + String(repeating: "6", count: 33) + "7"), ("10 / 4", "2,5"),
      ("100 / 10", "10"), ("1.00 / 1", "1,00"), ("Pris * 1", "1\u{A0}250,50"),
      ("Pris * 0.25", "312,6250"), ("Pris * 0,25 | number: 2", "312,63"),
      ("Pris * 0.25 | currency: NOK", "312,63\u{A0}kr"), ("Total price + 1", "8"),
      ("[Pris (kr)] + 1", "13"), ("Pris (kr)", "12"), ("Tlf. nr", "99"), ("E-post", "a@b.no"),
      ("[E-post]", "a@b.no"), ("sum(Linjer.Beløp)", "100,00"), ("count(Linjer)", "3"),
      ("count(Linjer.Beløp)", "2"), ("min(Linjer.Beløp)", "\u{2212}0,1"),
      ("max(Linjer.Beløp)", "100,10"), ("average(Linjer.Beløp)", "50,00"),
      ("first(Linjer.Beløp)", "100,10"), ("last(Linjer.Dato)", "02.02.2026"),
      ("max(Linjer.Dato)", "03.02.2026"), ("min(Linjer.Dato) | date: long", "1. februar 2026"),
      ("sum(Ingen)", "0"), ("count(Ingen)", "0"), ("sum(Tall)", "3,75"), ("sum(Deler)", "6"),
      ("last(Deler)", "3"), ("sum(Antall, Blank, 2)", "5"), ("max(Antall; 5)", "5"),
      ("min(Antall, 2.5)", "2,5"), ("sum(Linjer.Antall * 2)", "14"),
      ("max(Linjer.Antall) * Antall", "12"), ("sum(Linjer.Antall * Antall)", "21"),
      ("Betalt and Antall > 2", "ja"), ("not Betalt", "nei"), ("Antall > 5", "nei"),
      ("average(Ingen) | default: 'ingen'", "ingen"), ("max(Blank) | default: '0'", "0"),
      ("sum(Linjer.Beløp) - sum(Linjer.Antall)", "93,00"),
      ("count(Linjer) * 123456789012345678", "370\u{A0}370\u{A0}367\u{A0}037\u{A0}037\u{A0}034"),
    ])
  func printing(expression: String, expected: String) throws {
    let fixture = Fixture(
      settings: ExpressionTests.settings, body: "{{\(expression)}}", record: ExpressionTests.record)
    #expect(try fixture.outline() == "p(\(expected))")
  }

  @Test(
    "expressions are tests where they are compared",
    arguments: [
      ("Pris * Antall > 3751", true), ("Pris * Antall = 3751.5", true),
      ("sum(Linjer.Beløp) = 100", true), ("count(Linjer) >= 4", false),
      ("(Antall + 1) * 2 = 8 and not (Antall > 3)", true), ("E-post = 'a@b.no'", true),
      ("first(Linjer.Dato) < '2026-02-02'", true), ("max(Ingen)", false), ("max(Tall)", true),
      ("max(Linjer.Dato) = Dag", false), ("Antall-1 = 2", true), ("Antall = 1 + 2", true),
      ("Linjer", true), ("Total price = 7", true), ("(Betalt) = (Antall = 3)", true),
    ])
  func tests(condition: String, expected: Bool) throws {
    let fixture = Fixture(
      settings: ExpressionTests.settings, body: "{{#if \(condition)}}yes{{else}}no{{/if}}",
      record: ExpressionTests.record)
    #expect(try fixture.outline() == (expected ? "p(yes)" : "p(no)"))
  }

  @Test("within a list the item's values are computed with, and the recipient's")
  func items() throws {
    let body = "{{#each Linjer}}{{Antall * 2 + Pris}}{{#if Antall * 2 > 3}}!{{/if}} {{/each}}"
    let fixture = Fixture(
      settings: ExpressionTests.settings, body: body, record: ExpressionTests.record)
    #expect(
      try fixture.outline() == "p(1\u{A0}254,50! 1\u{A0}252,50 1\u{A0}258,50!)")
  }
}

/// Sums over long lists, and letters that ask for more than they may.
@Suite(.timeLimit(.minutes(30)))
struct LongListTests {
  private func long(_ count: Int, _ value: Value.Content) -> [(String, Value.Content)] {
    let place = SourceLocation(file: "list.json", line: 1, column: 1)
    let item = Value(.group(Group([("n", Value(value, at: place))])), at: place)
    return [("l", .list(Array(repeating: item, count: count)))]
  }

  @Test("a million numbers of eighteen digits are summed exactly")
  func million() throws {
    let fixture = Fixture(
      language: "en", body: "{{sum(l.n)}}",
      record: long(1_000_000, .number("999999999999999999")))
    #expect(try fixture.outline() == "p(999,999,999,999,999,999,000,000)")
  }

  @Test("the functions of a letter go over a stated number of values")
  func bound() {
    let body = "{{count(l)}}" + String(repeating: "{{count(l)}}", count: 10)
    let problems = Fixture(body: body, record: long(1_000_000, .number("1"))).problems
    #expect(problems.count == 1)
    #expect(
      problems.first?.contains("the functions of this letter go over more than 10000000 values")
        == true)
    let once = Fixture(
      settings: "let: {Sum: sum(l.n)}\n", body: "{{#each l}}{{Sum}} {{/each}}",
      record: long(4_000, .number("1")))
    #expect(once.problems.isEmpty)
  }
}
