import Document
import Merge
import Records
import Testing

/// Sums that a table carries from page to page, as they come out of the merge.
struct CarriedSumTests {
  /// Order lines; a price may be anything.
  private func lines(_ prices: [String?], name: String = "vare") -> [(String, Value.Content)] {
    let items = prices.enumerated().map { index, price in
      group([name: "v\(index + 1)", "Pris": price ?? ""])
    }
    return [("Linjer", list(items)), ("Navn", .text("Kari"))]
  }

  private func table(_ fixture: Fixture) throws -> Table {
    for block in try fixture.letter().body {
      if case .table(let table) = block.content { return table }
    }
    throw Missing()
  }

  private struct Missing: Error {}

  private static let body = """
    | Vare | Beløp |
    | --- | ---: |
    {{#each Linjer carry: Beløp}}
    | {{vare}} | {{Pris | number: 2}} |
    {{/each}}
    | Sum | {{sum(Linjer.Pris) | number: 2}} |

    """

  @Test("every row has the sum of it and all rows above, printed as the column is")
  func sums() throws {
    let table = try table(
      Fixture(body: Self.body, record: lines(["1200,5", "0,05", "-700", "1000000"])))
    let carried = try #require(table.carried)
    #expect(carried.sums == ["1 200,50", "1 200,55", "500,55", "1 000 500,55"].map(Self.spaced))
    #expect(carried.rowCount == 4)
    #expect(carried.columns.map(\.index) == [1])
    #expect([carried.foot, carried.head] == ["Overført", "Overført"])
    #expect(table.rows.count == 5)
    #expect(table.totals == 1)
  }

  /// Groups of digits stand apart by a space that does not break.
  private static func spaced(_ text: String) -> String { text.replacing(" ", with: "\u{A0}") }

  @Test("rows that conditions leave out, and blank cells, are in no sum")
  func conditions() throws {
    let body = """
      | Vare | Beløp |
      | --- | ---: |
      {{#each Linjer carry: Pris}}
      {{#if Pris != 5}}
      | {{vare}} | {{#if Pris}}**{{Pris}} kr**{{else}}gratis{{/if}} |
      {{/if}}
      {{/each}}

      """
    let fixture = Fixture(
      settings: "data: {columns: {Linjer.Pris: number}}\n", body: body,
      record: lines(["1", "5", nil, "2,5"]))
    let carried = try #require(try table(fixture).carried)
    #expect(carried.sums == ["1", "1", "3,5"])
    #expect(carried.columns.first?.style == .strong)
  }

  @Test("what stands around a value stands around its sum, and several columns are carried")
  func severalColumns() throws {
    let body = """
      | Vare | MVA | Pris |
      | --- | ---: | ---: |
      | Fra før | | |
      {{#each Linjer carry: Pris, MVA}}
      | {{vare}} | kr {{Pris * 0.25}} | {{Pris | currency: NOK}} |
      | *mer om den* | | |
      {{/each}}

      """
    let carried = try #require(
      try table(Fixture(body: body, record: lines(["4", "8"]))).carried)
    #expect(carried.columns.map(\.index) == [1, 2])
    #expect(
      carried.sums
        == [
          "kr 0", "0,00 kr", "kr 1,00", "4,00 kr", "kr 1,00", "4,00 kr", "kr 3,00", "12,00 kr",
          "kr 3,00", "12,00 kr",
        ].map { $0.replacing(" kr", with: "\u{A0}kr") })
  }

  @Test(
    "the words are the letter's language's, or the author's",
    arguments: [
      ("nb", "Overført", "Overført"), ("nn", "Overført", "Overført"),
      ("en", "Carried forward", "Brought forward"), ("de", "Übertrag", "Übertrag"),
      ("sv", "Transport", "Transport"), ("fr", "À reporter", "Report"),
      ("se", "Carried forward", "Brought forward"),
    ])
  func words(language: String, foot: String, head: String) throws {
    let plain = Fixture(language: language, body: Self.body, record: lines(["1"]))
    let carried = try #require(try table(plain).carried)
    #expect([carried.foot, carried.head] == [foot, head])
    let body = Self.body.replacing(
      "carry: Beløp", with: "carry: Beløp foot: 'Å overføre' head: 'Fra forrige side'")
    let own = try #require(
      try table(Fixture(language: language, body: body, record: lines(["1"]))).carried)
    #expect([own.foot, own.head] == ["Å overføre", "Fra forrige side"])
  }

  @Test("a list of nothing carries nothing, and its total row is there")
  func empty() throws {
    let table = try table(Fixture(body: Self.body, record: lines([])))
    #expect(table.carried?.rowCount == 0)
    #expect(table.rows.map { $0.map(\.inlines.plainText) } == [["Sum", "0,00"]])
    #expect(table.totals == 1)
  }

  @Test("sums are exact where binary numbers are not, down to their last digit")
  func exact() throws {
    let carried = try #require(
      try table(Fixture(body: Self.body, record: lines(Array(repeating: "0,1", count: 1000))))
        .carried)
    #expect(carried.sums.last == "100,00")
    #expect(carried.sums[2] == "0,30")
  }

  @Test(
    "what cannot be summed is told at its place",
    arguments: [
      (
        "carry: Sum",
        "letter.md:8:23: error: no column of the table is called 'Sum', and none "
          + "prints it [merge.carry]"
      ),
      ("carry:", "letter.md:8:22: error: 'carry:' needs the name of a column [merge.carry]"),
      (
        "carry: Beløp, Vare",
        "letter.md:8:1: error: all columns of the table carry sums, and none is left for their "
          + "words [merge.carry]"
      ),
      ("carry: Beløp foot: x", "letter.md:8:35: error: 'x' does not belong here [merge.carry]"),
    ])
  func faults(option: String, problem: String) {
    let body = Self.body.replacing("carry: Beløp", with: option)
    let first = Fixture(body: body, record: lines(["1"])).problems.first
    #expect(first?.split(separator: "\n").first.map(String.init) == problem)
  }

  @Test("a text in a carried column is an error at its cell")
  func notANumber() {
    let body = Self.body.replacing("{{Pris | number: 2}}", with: "{{Pris}}")
    #expect(
      Fixture(body: body, record: lines(["gratis"])).problems.first?
        .hasPrefix("list.json:9:9: error: 'Pris' is no number: 'gratis' [merge.number]") == true)
  }

  @Test("a cell that prints two values cannot be carried")
  func twoValues() {
    let body = Self.body.replacing("{{Pris | number: 2}}", with: "{{Pris}} {{vare}}")
    #expect(
      Fixture(body: body, record: lines(["1"])).problems.first?.hasPrefix(
        "letter.md:9:14: error: a cell of the column 'Beløp' prints several values") == true)
  }

  @Test("sums are carried around rows of a table and nowhere else")
  func misplaced() {
    for body in [
      "{{#each Linjer carry: Pris}}\n- {{vare}}\n{{/each}}\n",
      "{{#each Linjer carry: Pris}}{{vare}}{{/each}}\n",
    ] {
      let first = Fixture(body: body, record: lines(["1"])).problems.first
      #expect(
        first?.hasPrefix(
          "letter.md:6:1: error: '{{#each Linjer carry: Pris}}' carries sums, and does not stand "
            + "around rows of a table [merge.carry]") == true, "\(first ?? "")")
    }
  }

  @Test("a running sum is of the rows printed so far, each counted once")
  func running() throws {
    let body = """
      {{#each Linjer}}{{#if Pris != 5}}{{running(Pris)}}={{running(Pris) | number: 1}}\
       {{/if}}{{/each}}

      {{#each Linjer}}{{#if Pris}}{{running(Pris * 2)}} {{/if}}{{/each}}
      """
    let fixture = Fixture(
      settings: "data: {columns: {Linjer.Pris: number}}\n", body: body,
      record: lines(["1", "5", nil, "2,5"]))
    #expect(try fixture.outline() == "p(1=1,0 1=1,0 3,5=3,5)\np(2 12 17,0)")
  }

  @Test("a running sum stands in a list")
  func runningOutside() {
    let problems = Fixture(body: "{{running(Navn)}}", record: lines([])).problems
    #expect(
      problems.first?.hasPrefix(
        "letter.md:6:3: error: 'running(Navn)' stands in no row of a list [merge.running]") == true)
  }
}
