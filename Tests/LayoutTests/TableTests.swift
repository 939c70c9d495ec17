import Diagnostics
import DisplayList
import Document
import Geometry
import Layout
import TestSupport
import Testing

/// The columns of tables, their total rows, and the sums that go from page to page.
struct TableTests {
  private func cell(_ text: String) -> Table.Cell {
    Table.Cell(text.isEmpty ? [] : [.plain(text)], origin: place())
  }

  private func table(
    _ header: [String], _ rows: [[String]], _ alignments: [Table.Alignment]? = nil
  ) -> Table {
    Table(
      alignments: alignments
        ?? [.leading] + Array(repeating: .trailing, count: header.count - 1),
      header: header.map(cell), rows: rows.map { $0.map(cell) })
  }

  private struct Text {
    var words: String
    var left, right, baseline: Length
    var meaning: Item.Meaning
  }

  /// The texts of the body on each page, with their edges from the column's left.
  private func texts(_ blocks: [Block], yaml: String? = nil) throws -> [[Text]] {
    try LayoutFixture(yaml: yaml).pages(.with(blocks)).map { page in
      page.blocks.filter { $0.fragment.id.block.part == .body }.flatMap { block in
        block.fragment.items.compactMap { item in
          guard case .text(let run) = item.content else { return nil }
          return Text(
            words: run.text, left: run.origin.x, right: run.origin.x + run.width,
            baseline: block.origin.y + run.origin.y, meaning: item.meaning)
        }
      }
    }
  }

  private func rules(_ table: Table) throws -> [Rectangle] {
    try LayoutFixture().pages(.with([.at(1, .table(table))]))[0].blocks
      .filter { $0.fragment.id.block.part == .body }.flatMap(\.fragment.items)
      .compactMap { if case .fill(let box, _) = $0.content { box } else { nil } }
  }

  // MARK: Columns

  @Test("a short table is no wider than it needs, and a long one fills its place")
  func natural() throws {
    let short = try rules(table(["Vare", "Beløp"], [["Maling", "12,00"], ["Kost", "1 200,00"]]))
    #expect(short.allSatisfy { $0.size.width < .millimetres(60) })
    let words = Array(repeating: "kommune", count: 8).joined(separator: " ")
    let long = try rules(table(["Vare", "Beløp"], [[words, "12,00"]]))
    #expect(long.allSatisfy { $0.size.width == .millimetres(160) }, "\(long)")
  }

  @Test("a figure is never broken, however little room there is")
  func figures() throws {
    let words = Array(repeating: "fylkeskommune", count: 40).joined(separator: " ")
    let figures = ["\u{2212}1\u{A0}111,11", "1 200 kr", "15. desember 2026", "kr 12"]
    let header = ["Vare"] + figures.map { _ in "Beløp uten merverdiavgift" }
    let pages = try texts([.at(1, .table(table(header, [[words] + figures])))])
    for figure in figures {
      #expect(pages.joined().filter { $0.words == figure }.count == 1, "\(figure)")
    }
    #expect(pages.joined().allSatisfy { $0.right <= .millimetres(160) })
  }

  @Test("a figure wider than the width that the author gives it is told, and not broken")
  func narrowFigure() throws {
    var narrow = table(["V", "B"], [["x", "1\u{A0}000\u{A0}000,00 kr"]])
    narrow.widths = [.share(1), .fixed(.millimetres(15))]
    let error = #expect(throws: DiagnosticsError.self) {
      try texts([.at(1, .table(narrow))])
    }
    #expect(error?.diagnostics.map(\.id) == ["layout.word-too-wide"])
  }

  @Test("columns are as wide as the author says")
  func widths() throws {
    var wide = table(["A", "B", "C", "D"], [["a", "1", "2", "3"]])
    wide.widths = [.share(2), .fixed(.millimetres(30)), .natural, .share(1)]
    let texts = try texts([.at(1, .table(wide))])[0]
    let row = Dictionary(uniqueKeysWithValues: texts.map { ($0.words, $0) })
    let (first, figure, natural, last) = try (
      #require(row["a"]), #require(row["1"]), #require(row["2"]), #require(row["3"])
    )
    #expect(first.left == .zero)
    #expect(last.right == .millimetres(160))
    // What is left is shared 2 to 1 between the first column and the last.
    let share = figure.right - .millimetres(30 + 4)
    let rest = last.right - natural.right - .millimetres(4)
    #expect(abs(share.units - 2 * rest.units) <= 4)
  }

  @Test("columns that the author makes too wide are an error at the table")
  func tooWide() {
    var wide = table(["A", "B"], [["a", "1"]])
    wide.widths = [.fixed(.millimetres(100)), .fixed(.millimetres(100))]
    let error = #expect(throws: DiagnosticsError.self) { try texts([.at(1, .table(wide))]) }
    #expect(
      error?.diagnostics.map(\.description) == [
        """
        letter.md:1:1: error: the columns are 200 mm wide together, and there is room for 156 mm \
        [layout.table-too-wide]
          hint: give them less under 'widths', or shares of what is left
        """
      ])
  }

  @Test("a word in a column of texts is not broken for the sake of shares")
  func shares() throws {
    var uneven = table(["A", "B"], [["Fylkeskommunestyremedlem", "x"]], [.leading, .leading])
    uneven.widths = [.share(1), .share(30)]
    let texts = try texts([.at(1, .table(uneven))])[0]
    #expect(texts.map(\.words) == ["A", "B", "Fylkeskommunestyremedlem", "x"])
    #expect(texts[3].left > texts[2].right)
  }

  // MARK: Sums

  /// A table whose rows are worth 1, 2, 3 and on.
  private func lines(_ count: Int, totals: Int = 0, height: (Int) -> Int = { _ in 1 }) -> Table {
    let rows = (1...count).map { row in
      [Array(repeating: "Vare \(row)", count: height(row)).joined(separator: "\u{2028}"), "\(row)"]
    }
    let sums = (0..<totals).map { ["Sum \($0)", "\(count * (count + 1) / 2)"] }
    var table = table(["Vare", "Beløp"], rows + sums)
    table.totals = totals
    var carried = CarriedSums(
      columns: [.init(1)], foot: "Å overføre", head: "Overført", origin: place(3))
    for row in 1...count { carried.append(["\(row * (row + 1) / 2)"]) }
    table.carried = carried
    return table
  }

  @Test(
    "sums at the foot and at the head of pages are of exactly the rows above, wherever pages break",
    arguments: 0..<24)
  func carried(filling: Int) throws {
    var random = SplitMix(state: UInt64(filling))
    let heights = (0...120).map { _ in Int.random(in: 1...3, using: &random) }
    let blocks: [Block] = [
      .paragraph(1, lines: max(1, filling)),
      .at(2, .table(lines(90, totals: 2) { heights[$0] })),
    ]
    let pages = try texts(blocks)
    #expect(pages.count > 3)
    var last = 0
    for (number, page) in pages.enumerated() {
      let rows = page.compactMap { text in
        text.words.hasPrefix("Vare ") ? Int(text.words.dropFirst(5)) : nil
      }
      let first = rows.first ?? last + 1
      if number > 0, last > 0 {
        let head = try #require(page.first { $0.words == "Overført" })
        #expect(head.meaning == .artifact(.header))
        let sum = try #require(
          page.first { $0.baseline == head.baseline && $0.words != "Overført" })
        #expect(sum.words == "\(last * (last + 1) / 2)")
        #expect(first == last + 1)
      } else {
        #expect(!page.contains { $0.words == "Overført" })
      }
      last = rows.last ?? last
      let foot = page.filter { $0.words == "Å overføre" }
      #expect(foot.count == (number < pages.count - 1 && last > 0 ? 1 : 0), "page \(number + 1)")
      if let foot = foot.first {
        let sum = try #require(page.last { $0.baseline == foot.baseline })
        #expect(sum.words == "\(last * (last + 1) / 2)")
        #expect(sum.meaning == .artifact(.footer))
        #expect(foot.baseline > (page.last { $0.words.hasPrefix("Vare ") }?.baseline ?? .zero))
      }
    }
    #expect(last == 90)
  }

  @Test("nothing stands below the text's bottom, the sums at the foot included")
  func room() throws {
    let fixture = try LayoutFixture()
    let bottom = Length.millimetres(297 - 28)
    for filling in 1...30 {
      let letter = Letter.with([.paragraph(1, lines: filling), .at(2, .table(lines(80)))])
      for page in try fixture.pages(letter) {
        for block in page.blocks where block.fragment.id.block.part == .body {
          #expect(block.origin.y + block.fragment.size.height <= bottom, "after \(filling)")
        }
      }
    }
  }

  @Test("total rows stay with the row above them")
  func totals() throws {
    for filling in 10...34 {
      let pages = try texts([
        .paragraph(1, lines: filling), .at(2, .table(lines(6, totals: 3))),
      ])
      let last = try #require(pages.last { $0.contains { $0.words == "Sum 0" } })
      #expect(last.contains { $0.words == "Vare 6" }, "after \(filling) lines")
      #expect(last.contains { $0.words == "Sum 2" }, "after \(filling) lines")
    }
  }

  @Test("more total rows than half a page are no error")
  func manyTotals() throws {
    #expect(try texts([.at(1, .table(lines(30, totals: 80)))]).count > 2)
  }

  @Test("the columns of sums have room for the longest sum")
  func roomForSums() throws {
    var table = lines(60)
    table.carried = CarriedSums(
      columns: [.init(1)], foot: "F", head: "H", origin: place(3))
    for _ in 1...60 { table.carried?.append(["1\u{A0}234\u{A0}567,00 kr"]) }
    let page = try texts([.at(1, .table(table))])[0]
    let sum = try #require(page.first { $0.words.hasSuffix("kr") })
    let vare = try #require(page.first { $0.words == "Vare 1" })
    #expect(sum.left >= vare.right + .millimetres(4))
  }

  @Test("a table carries nothing where it stands on one page")
  func onePage() throws {
    let page = try texts([.at(1, .table(lines(5, totals: 1)))])
    #expect(page.count == 1)
    #expect(!page[0].contains { $0.words.hasPrefix("Overf") || $0.words.hasPrefix("Å over") })
  }

  @Test("static tables in letters with more or less above them carry the right sums each")
  func caches() throws {
    let fixture = try LayoutFixture()
    let letters = (1...12).map { filling in
      Letter.with([.paragraph(1, lines: filling), .at(2, .table(lines(70, totals: 1)))])
    }
    for letter in letters + letters.reversed() {
      let shared = try fixture.layout.paginate(letter).output.trace
      let alone = try LayoutFixture().layout.paginate(letter).output.trace
      #expect(shared == alone)
    }
  }
}
