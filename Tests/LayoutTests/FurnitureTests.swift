import DisplayList
import Document
import Geometry
import Layout
import Testing

/// Header, footer, letterhead, watermark, fold marks and the guides of previews.
struct FurnitureTests {
  private let long = Letter.with([.paragraph(1, lines: 60)])

  /// The artifacts of a kind on a page.
  private func artifacts(_ kind: Artifact, on page: Page) -> [PlacedBlock] {
    page.blocks.filter { block in
      block.fragment.items.contains { $0.meaning == .artifact(kind) }
    }
  }

  @Test("the header stands from the second page on, the footer on every page")
  func headerAndFooter() throws {
    let pages = try LayoutFixture().pages(long)
    #expect(pages.count == 2)
    #expect(pages.map { $0.lines(of: .header) } == [[], ["Innspill til partiprogrammene"]])
    #expect(pages.map { $0.lines(of: .footer) } == [["Side 1 av 2"], ["Side 2 av 2"]])
    for page in pages {
      #expect(artifacts(.footer, on: page).count == 1)
      #expect(artifacts(.header, on: page).count == page.number - 1)
    }
  }

  @Test(
    "their text is in the letter's language, or the one for all others",
    arguments: [
      ("nb", "Side 1 av 1"), ("nn", "Side 1 av 1"), ("nn-NO", "Side 1 av 1"), ("en", "Page 1 of 1"),
      ("en-GB", "Page 1 of 1"), ("se", "Page 1 of 1"),
    ])
  func languages(_ language: String, _ footer: String) throws {
    var letter = Letter.with([.paragraph(1, lines: 2)])
    letter.language = language
    #expect(
      try LayoutFixture(language: language).pages(letter).first?.lines(of: .footer) == [footer])
  }

  @Test("a language that the stationery has no text for has none")
  func otherLanguage() throws {
    var letter = Letter.with([.paragraph(1, lines: 2)])
    letter.language = "en"
    let fixture = try LayoutFixture(yaml: "footer: {right: {nb: Side}}", language: "en")
    #expect(try fixture.pages(letter).first?.lines(of: .footer) == [])
  }

  @Test("left, middle and right stand at their places and never over each other")
  func slots() throws {
    let fixture = try LayoutFixture(
      yaml: "footer: {left: \"\(String(repeating: "lang ", count: 60))\", center: M, right: R}")
    let page = try #require(try fixture.pages(.with([.paragraph(1, lines: 2)])).first)
    let runs = artifacts(.footer, on: page).flatMap(\.fragment.items).compactMap { item in
      if case .text(let run) = item.content { run } else { nil }
    }.sorted { $0.origin.x < $1.origin.x }
    #expect(runs.count == 3)
    for (left, right) in zip(runs, runs.dropFirst()) {
      #expect(left.origin.x + left.width < right.origin.x)
    }
    let right = try #require(runs.last)
    #expect(right.origin.x + right.width == .millimetres(160))
  }

  @Test("on pre-printed paper, only page numbers are left of the furniture")
  func noLetterhead() throws {
    let yaml = """
      letterhead: {wordmark: KS}
      header: {left: "{{title}}"}
      footer: {left: Postboks 1378, right: "Side {{page}}"}
      """
    let plain = try LayoutFixture(yaml: yaml).pages(long)
    #expect(plain[0].lines(of: .letterhead) == ["KS"])
    #expect(plain[1].lines(of: .footer).sorted() == ["Postboks 1378", "Side 2"])
    let options = LetterLayout.Options(paintsLetterhead: false)
    let printed = try LayoutFixture(yaml: yaml, options: options).pages(long)
    #expect(printed.flatMap { $0.lines(of: .letterhead) }.isEmpty)
    #expect(printed.flatMap { $0.lines(of: .header) }.isEmpty)
    #expect(printed.map { $0.lines(of: .footer) } == [["Side 1"], ["Side 2"]])
    // Everything else stands where it did.
    let text = { (pages: [Page]) in
      pages.map { page in
        page.blocks.filter { $0.fragment.id.block.part == .body }.map(\.origin)
      }
    }
    #expect(text(plain) == text(printed))
  }

  @Test(
    "a watermark stands behind the text of every page, within it",
    arguments: ["UTKAST", "U", "Ikke send dette brevet til noen før det er godkjent"])
  func watermark(_ words: String) throws {
    let pages = try LayoutFixture(options: .init(watermark: words)).pages(long)
    for page in pages {
      let first = try #require(page.blocks.first)
      #expect(page.lines(of: .watermark) == [words])
      #expect(first.fragment.id.block.part == .watermark)
      guard case .text(let run)? = first.fragment.items.first?.content else { continue }
      let left = first.origin.x + run.origin.x
      #expect(left >= .millimetres(25))
      #expect(left + run.width <= .millimetres(185))
      #expect(run.size <= .points(110))
    }
    #expect(
      try LayoutFixture(options: .init(watermark: "")).pages(long)[0].lines(of: .watermark) == [])
  }

  @Test("fold marks stand at the edge of the first page")
  func foldMarks() throws {
    let pages = try LayoutFixture(yaml: "fold marks: [105 mm, 210 mm]").pages(long)
    let marks = artifacts(.foldMark, on: pages[0])
    let boxes = marks.flatMap { block in
      block.fragment.items.compactMap { item in
        if case .fill(let box, _) = item.content { box.moved(by: block.origin) } else { nil }
      }
    }
    #expect(boxes.map(\.origin.y) == [.millimetres(105), .millimetres(210)])
    #expect(boxes.allSatisfy { $0.right < .millimetres(15) })
    #expect(artifacts(.foldMark, on: pages[1]).isEmpty)
  }

  @Test("guides show margins, window, folds and blocks, with the lines they come from")
  func guides() throws {
    let fixture = try LayoutFixture(yaml: "fold marks: [105 mm]\nletterhead: {wordmark: KS}")
    let pages = try fixture.pages(long)
    let first = fixture.layout.guides(for: pages[0])
    #expect(first.map(\.kind).prefix(3) == [.margin, .addressWindow, .foldMark])
    #expect(first[0].rectangle.origin == Point(x: .millimetres(25), y: .millimetres(25)))
    #expect(first[1].rectangle.origin == Point(x: .millimetres(15), y: .millimetres(44)))
    #expect(first[1].label == "address window NO C5")
    let labels = first.dropFirst(3).map(\.label)
    #expect(labels == ["letterhead", "address, line 1", "title, line 1", "body, line 1"])
    let second = fixture.layout.guides(for: pages[1])
    #expect(second.map(\.kind) == [.margin, .block])
  }
}
