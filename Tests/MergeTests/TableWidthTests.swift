import Document
import Geometry
import Merge
import Records
import Testing

/// What an author says of a table's columns.
struct TableWidthTests {
  private static let table = "| A | B | C |\n| --- | --- | --- |\n| 1 | 2 | 3 |\n"

  @Test("widths are lengths, shares of what is left, and natural")
  func widths() throws {
    let body = "{{table widths: 20 mm, 2, natural}}\n" + Self.table
    let letter = try Fixture(body: body).letter()
    guard case .table(let table)? = letter.body.first?.content else {
      Issue.record("there is no table")
      return
    }
    #expect(table.widths == [.fixed(.millimetres(20)), .share(2), .natural])
    #expect(table.totals == 0)
  }

  @Test("the tag is found in a list, in a quotation, and between tags")
  func containers() throws {
    let table = Self.table.split(separator: "\n")
    let inList = "- a\n\n  {{table widths: 1, 1, 1}}\n" + table.map { "  \($0)\n" }.joined()
    let inQuote = "> {{table widths: 1, 1, 1}}\n" + table.map { "> \($0)\n" }.joined()
    let inTest = "{{#if x}}\n{{table widths: 1, 1, 1}}\n\(Self.table){{/if}}\n"
    for body in [inList, inQuote, inTest] {
      let fixture = Fixture(body: body, record: [("x", .text("yes"))])
      #expect(fixture.problems == [], "\(body)")
      #expect("\(try fixture.letter().body)".contains("share(1)"), "\(body)")
    }
  }

  @Test(
    "what is wrong with widths is told at its place",
    arguments: [
      ("{{table widths: 20, x, 1}}\n", "letter.md:6:17: error: 'x' is no width of a column"),
      (
        "{{table widths: 1, 1}}\n",
        "letter.md:6:1: error: there are 2 widths for a table of 3 columns"
      ),
      (
        "{{table widths: 1, 1, 1}}\n\nText\n\n",
        "letter.md:6:1: error: '{{table widths: 1, 1, 1}}' must stand alone on its line"
      ),
      (
        "Text {{table widths: 1, 1, 1}}\n\n",
        "letter.md:6:6: error: '{{table widths: 1, 1, 1}}' must stand alone on its line"
      ),
    ])
  func faults(tag: String, problem: String) {
    let first = Fixture(body: tag + Self.table).problems.first
    #expect(first?.hasPrefix(problem) == true, "\(first ?? "")")
  }

  @Test("a field may be called table")
  func field() throws {
    let record: [(String, Value.Content)] = [("table", .text("T")), ("table widths", .text("W"))]
    #expect(
      try Fixture(body: "{{table}} {{table widths}}", record: record).outline() == "p(T W)")
  }
}
