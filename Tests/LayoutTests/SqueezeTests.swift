import Diagnostics
import DisplayList
import Document
import Geometry
import Layout
import Testing

/// Spaces that give, within limits and by half lines, where that makes for better pages.
struct SqueezeTests {
  private static let half = Length.points(7.25)

  /// A letter of paragraphs of three lines, so many, with a closing and signers.
  private func letter(_ paragraphs: Int, signers: Int = 1, last: Int = 3) -> Letter {
    var letter = Letter.with((1...paragraphs).map { .paragraph($0, lines: 3) })
    letter.body.append(.paragraph(paragraphs + 1, lines: last))
    letter.closing = .plain("Hilsen")
    letter.signers = (1...signers).map { Signer(lines: [.plain("Kari Lunde \($0)")]) }
    return letter
  }

  /// Where blocks of a page begin and end.
  private func boxes(_ page: Page) -> [(part: BlockID.Part, top: Length, bottom: Length)] {
    page.blocks.filter { [.title, .body, .closing, .signers].contains($0.fragment.id.block.part) }
      .map {
        (
          $0.fragment.id.block.part, $0.origin.y, $0.origin.y + $0.fragment.size.height
        )
      }
  }

  /// The letters of one page that would take two if nothing gave.
  private func squeezed(_ fixture: LayoutFixture) throws -> [Page] {
    var found: [Page] = []
    for paragraphs in 3...9 {
      for last in 1...3 {
        let letter = letter(paragraphs, last: last)
        let pages = try fixture.pages(letter)
        guard pages.count == 1, let page = pages.first else { continue }
        let spaces = zip(boxes(page), boxes(page).dropFirst()).filter { $0.1.part == .body }
          .map { $0.1.top - $0.0.bottom }
        if Set(spaces).contains(where: { $0 < .points(7.25) }) { found.append(page) }
      }
    }
    return found
  }

  @Test("spaces give at most 15 %, all of them alike, and by half lines together")
  func spaces() throws {
    let fixture = try LayoutFixture()
    let pages = try squeezed(fixture)
    #expect(!pages.isEmpty)
    for page in pages {
      let boxes = boxes(page)
      #expect(boxes.allSatisfy { $0.bottom <= fixture.stationery.textBottom })
      var lost = Length.zero
      for (above, below) in zip(boxes, boxes.dropFirst()) {
        let usual: Length =
          switch below.part {
          case .body: .points(7.25)
          case .closing: .points(14.5)
          default: .zero
          }
        let space = below.top - above.bottom
        let least =
          below.part == .signers ? -Length.millimetres(9).scaled(by: 0.4) : usual * 85 / 100
        #expect(space <= usual && space >= least - Length(units: 2), "\(below.part)")
        lost = lost + usual - space
      }
      #expect(lost.units % SqueezeTests.half.units == 0)
    }
  }

  @Test("nothing gives where nothing is won by it")
  func usual() throws {
    let fixture = try LayoutFixture()
    for paragraphs in 3...5 {
      let page = try #require(try fixture.pages(letter(paragraphs)).first)
      let boxes = boxes(page)
      for (above, below) in zip(boxes, boxes.dropFirst()) where below.part == .body {
        #expect(below.top - above.bottom == .points(7.25))
      }
    }
  }

  @Test("spaces take 15 % more at most where a hole would stay at the foot")
  func looser() throws {
    let picture = ImageReference(
      name: "a.jpg", path: "a.jpg", alternative: "Kart", width: .millimetres(100), origin: place())
    var letter = letter(8)
    letter.body.insert(.at(40, .image(picture)), at: 8)
    let fixture = try LayoutFixture()
    let pages = try fixture.pages(letter)
    let boxes = boxes(pages[0])
    let spaces = zip(boxes, boxes.dropFirst()).map { $0.1.top - $0.0.bottom }
    #expect(spaces.count == 8)
    #expect(spaces.allSatisfy { $0 > .points(7.25) && $0 <= .points(7.25 * 1.15) })
    #expect(spaces.reduce(.zero, +) - .points(7.25 * 8) == SqueezeTests.half)
    let end = try #require(boxes.last).bottom
    #expect(fixture.stationery.textBottom - end > fixture.stationery.textBottom / 40)
  }

  @Test("a list's paragraphs stand closer together, too, each where its line is")
  func loose() throws {
    let item = { (number: Int) in
      List.Item(blocks: [.at(number, .paragraph([.plain("punkt \(number)")]))], origin: place())
    }
    var seen = false
    for count in 10...40 {
      var letter = Letter.with([
        .at(1, .list(List(start: 1, isTight: false, items: (1...count).map(item))))
      ])
      letter.closing = .plain("Hilsen")
      letter.signers = [Signer(lines: [.plain("Kari Lunde")])]
      let pages = try LayoutFixture().pages(letter)
      let texts = pages.flatMap { $0.lines(of: .body) }
      #expect(texts == (1...count).flatMap { ["\($0). ", "punkt \($0)"] })
      let fragments = pages[0].blocks.filter { $0.fragment.id.block.part == .body }
      seen = seen || fragments.count > 1
      for (one, next) in zip(fragments, fragments.dropFirst()) {
        #expect(one.fragment.id.lines.upperBound == next.fragment.id.lines.lowerBound)
        #expect(one.origin.y + one.fragment.size.height <= next.origin.y)
      }
    }
    #expect(seen)
  }

  @Test("the first page's text moves up to the least 'body top' before spaces give")
  func bodyTop() throws {
    let usual = try LayoutFixture(yaml: "body top: 98 mm")
    let giving = try LayoutFixture(yaml: "body top: {preferred: 98 mm, least: 90 mm}")
    var moved = 0
    for paragraphs in 3...9 {
      for last in 1...3 {
        let letter = letter(paragraphs, last: last)
        let pages = try giving.pages(letter)
        #expect(pages.count <= (try usual.pages(letter).count))
        let top = try #require(boxes(pages[0]).first).top
        let step = giving.stationery.text.leading / 2
        #expect(top <= .millimetres(98) && top >= .millimetres(90))
        #expect((Length.millimetres(98) - top).units % step.units == 0)
        if top < .millimetres(98) { moved += 1 }
      }
    }
    #expect(moved > 0)
  }

  @Test("a least 'body top' below the preferred one is an error at its line")
  func wrongBodyTop() throws {
    let error = #expect(throws: DiagnosticsError.self) {
      try LayoutFixture(yaml: "paper: A4\nbody top: {preferred: 90 mm, least: 95 mm}")
    }
    #expect(
      error?.description.hasPrefix("s.yaml:2:11: error: the least 'body top' is larger") == true)
  }
}
