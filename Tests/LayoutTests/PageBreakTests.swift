import Diagnostics
import DisplayList
import Document
import Geometry
import Layout
import Testing

/// One case for each rule on where pages may break.
struct PageBreakTests {
  /// How many lines of a paragraph stand on each page, for a paragraph of `length` lines that begins
  /// after `filling` others and before a few more.
  func split(_ length: Int, after filling: Int) throws -> [Int] {
    let letter = Letter.with([
      .paragraph(1, lines: filling), .paragraph(2, lines: length), .paragraph(3, lines: 6),
    ])
    return try LayoutFixture().pages(letter).map { page in
      page.blocks.filter { $0.fragment.id.block == BlockID(.body, node: 2) }
        .reduce(0) { $0 + $1.fragment.id.lines.count }
    }
  }

  @Test("at least two lines of a paragraph stand on each side of a break")
  func widowsAndOrphans() throws {
    var seen: Set<[Int]> = []
    for filling in 20...36 {
      let counts = try split(4, after: filling).filter { $0 > 0 }
      #expect(counts.allSatisfy { $0 >= 2 }, "after \(filling) lines: \(counts)")
      seen.insert(counts)
    }
    #expect(seen == [[4], [2, 2]])
  }

  @Test("a paragraph of three lines is not split")
  func threeLines() throws {
    for filling in 20...36 {
      #expect(try split(3, after: filling).filter { $0 > 0 } == [3])
    }
  }

  @Test("a heading stays with what follows it")
  func headings() throws {
    for filling in 20...36 {
      let letter = Letter.with([
        .paragraph(1, lines: filling), .at(2, .heading(level: 2, [.plain("Økonomi")])),
        .paragraph(3, lines: 4),
      ])
      for page in try LayoutFixture().pages(letter) {
        let nodes = page.blocks.filter { $0.fragment.id.block.part == .body }
          .map(\.fragment.id.block.node)
        #expect(nodes.contains(2) == false || nodes.contains(3), "after \(filling) lines")
      }
    }
  }

  @Test("closing and signers stand together, with at least three lines of the body")
  func signers() throws {
    var pageCounts: Set<Int> = []
    for filling in 18...36 {
      var letter = Letter.with([.paragraph(1, lines: filling)])
      letter.closing = .plain("Med vennlig hilsen")
      letter.signers = [
        Signer(lines: [.plain("Bjørn Arild Gram"), .plain("Styreleder")]),
        Signer(lines: [.plain("Gunn Marit Helgesen"), .plain("Nestleder")]),
      ]
      let pages = try LayoutFixture().pages(letter)
      pageCounts.insert(pages.count)
      let page = try #require(pages.first { !$0.lines(of: .closing).isEmpty })
      #expect(page.lines(of: .signers).count == 4, "after \(filling) lines")
      #expect(page.lines(of: .body).count >= 3, "after \(filling) lines")
    }
    #expect(pageCounts == [1, 2])
  }

  @Test("a table's rows are whole and its header stands on every page it reaches")
  func tables() throws {
    let cell = { (text: String) in Table.Cell([.plain(text)], origin: place()) }
    let rows = (1...60).map { [cell("Rad \($0)"), cell("kommune og fylkeskommune")] }
    let table = Table(
      alignments: [.leading, .trailing], header: [cell("Navn"), cell("Beløp")], rows: rows)
    let pages = try LayoutFixture().pages(.with([.at(1, .table(table))]))
    #expect(pages.count == 3)
    for page in pages {
      let block = try #require(page.blocks.first { $0.fragment.id.block.part == .body })
      let texts = block.fragment.items.compactMap { item -> String? in
        if case .text(let run) = item.content { run.text } else { nil }
      }
      #expect(texts.prefix(2) == ["Navn", "Beløp"])
      let isArtifact = block.fragment.items.first?.meaning == .artifact(.header)
      #expect(isArtifact == (page.number > 1))
    }
    let all = pages.flatMap { $0.lines(of: .body) }.filter { $0.hasPrefix("Rad") }
    #expect(all == (1...60).map { "Rad \($0)" })
  }

  @Test("a page break begins a new page")
  func forced() throws {
    let letter = Letter.with([
      .paragraph(1, lines: 2), .at(2, .pageBreak), .paragraph(3, lines: 2),
    ])
    let pages = try LayoutFixture().pages(letter)
    #expect(pages.map { $0.lines(of: .body).count } == [2, 2])
  }

  @Test("a page break right before the closing is told at its line")
  func forcedBeforeClosing() throws {
    var letter = Letter.with([.paragraph(1, lines: 2), .at(2, .pageBreak)])
    letter.closing = .plain("Hilsen")
    let fixture = try LayoutFixture()
    for _ in 1...2 {
      let warnings = try fixture.layout.paginate(letter).warnings.map(\.description)
      #expect(
        warnings == [
          """
          letter.md:3:1: warning: the page break stands right before the closing, which is left on a page \
          without text [layout.break-before-closing]
            hint: leave it out, or put it before the last paragraph
          """
        ])
    }
    letter.body.append(.paragraph(3, lines: 1))
    #expect(try fixture.layout.paginate(letter).warnings.isEmpty)
  }

  @Test("what cannot be split and is higher than a page is an error at its line")
  func tooHigh() throws {
    var letter = Letter.with([.paragraph(4, lines: 3)])
    letter.closing = .plain("Hilsen")
    letter.signers = (1...60).map { Signer(lines: [.plain("Navn \($0)"), .plain("Rolle")]) }
    let error = #expect(throws: DiagnosticsError.self) { try LayoutFixture().pages(letter) }
    #expect(error?.diagnostics.map(\.id).first == "layout.too-high")
  }
}
