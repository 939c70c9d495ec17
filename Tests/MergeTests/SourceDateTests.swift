import Diagnostics
import Document
import Merge
import Records
import Testing

/// Dates that their source knows as such, in columns of which nothing is declared or something else.
struct SourceDateTests {
  static let record: [(String, Value.Content)] = [
    ("Dag", .date("2026-05-20")), ("Tid", .date("2026-05-21 14:30")), ("Ord", .text("snarest")),
    ("Blank", .text("")),
    ("Linjer", list([.date("2026-02-03"), .date("2026-02-01"), .text("")])),
  ]

  @Test(
    "a date is one without being declared",
    arguments: [
      ("{{Dag}}", "2026-05-20"), ("{{Dag | date: long}}", "20. mai 2026"),
      ("{{#if Dag < Tid}}før{{/if}}", "før"), ("{{#if Dag < '01.06.2026'}}før{{/if}}", "før"),
      ("{{#if Dag = '20.05.2026'}}da{{/if}}", "da"), ("{{#if Dag}}satt{{/if}}", "satt"),
      ("{{#if Dag = 'snarest'}}a{{else}}b{{/if}}", "b"),
      ("{{#if Dag != Ord}}a{{else}}b{{/if}}", "a"), ("{{#if Dag = Blank}}a{{else}}b{{/if}}", "b"),
      ("{{max(Linjer)}}", "2026-02-03"), ("{{min(Linjer) | date: long}}", "1. februar 2026"),
    ])
  func undeclared(body: String, expected: String) throws {
    let fixture = Fixture(body: body, record: SourceDateTests.record)
    #expect(try fixture.outline() == "p(\(expected))")
  }

  @Test(
    "what is declared counts, and a contradiction is told at the cell",
    arguments: [
      ("number", "{{Ord}}", "'Dag' is a date, and must be a number [merge.column-kind]"),
      ("boolean", "{{Ord}}", "'Dag' is a date, and must be yes or no [merge.column-kind]"),
      ("number", "{{#if Dag > 1}}x{{/if}}", "'Dag' is no number: '2026-05-20' [merge.number]"),
      ("postcode", "{{Ord}}", "'Dag' is no Norwegian postcode"),
      ("date", "{{Dag + 1}}", "'Dag' is a date, and a number is computed with it"),
    ])
  func declared(kind: String, body: String, expected: String) throws {
    let fixture = Fixture(
      settings: "data: {columns: {Dag: \(kind)}}\n", body: body, record: SourceDateTests.record)
    let problems = fixture.problems.joined(separator: "\n")
    #expect(problems.contains(expected), "\(problems)")
  }

  @Test("a date that is declared a text is one")
  func text() throws {
    let fixture = Fixture(
      settings: "data: {columns: {Dag: text}}\n",
      body: "{{#if Dag = '2026-05-20'}}a{{/if}}{{#if Dag = '20.05.2026'}}b{{/if}}",
      record: SourceDateTests.record)
    #expect(try fixture.outline() == "p(a)")
  }
}
