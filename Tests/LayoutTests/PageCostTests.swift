import Diagnostics
import DisplayList
import Document
import Geometry
import Layout
import Testing

/// Of the places where a page may end, those are taken that cost the letter least.
struct PageCostTests {
  private let fixture: LayoutFixture

  init() throws { fixture = try LayoutFixture() }

  private func pages(_ body: [Block], closing: Bool = false) throws -> [Page] {
    var letter = Letter.with(body)
    if closing {
      letter.closing = .plain("Hilsen")
      letter.signers = [Signer(lines: [.plain("Kari Lunde")])]
    }
    return try fixture.pages(letter)
  }

  private func item(_ text: String) -> List.Item {
    List.Item(blocks: [.at(3, .paragraph([.plain(text)]))], origin: place())
  }

  private func list(_ count: Int) -> Block {
    .at(
      3, .list(List(start: nil, isTight: true, items: (1...count).map { item("punkt \($0)") })))
  }

  private func colon(_ node: Int) -> Block {
    .at(node, .paragraph([.plain("Vi ber om dette:")]))
  }

  /// How many lines that begin with a word stand on each page that has any.
  private func counts(_ word: String, _ pages: [Page]) -> [Int] {
    pages.map { page in page.lines(of: .body).count { $0.hasPrefix(word) } }.filter { $0 > 0 }
  }

  @Test("a colon stays with two items of its list at least", arguments: 20...36)
  func colonAndList(_ filling: Int) throws {
    let pages = try pages([
      .paragraph(1, lines: filling), colon(2), list(5), .paragraph(4, lines: 4),
    ])
    let page = try #require(pages.first { $0.lines(of: .body).contains("Vi ber om dette:") })
    #expect(page.lines(of: .body).count { $0.hasPrefix("punkt") } >= 2)
  }

  @Test("a colon stays with two rows of its table at least", arguments: 20...36)
  func colonAndTable(_ filling: Int) throws {
    let pages = try pages([
      .paragraph(1, lines: filling), colon(2), table(5), .paragraph(4, lines: 4),
    ])
    let page = try #require(pages.first { $0.lines(of: .body).contains("Vi ber om dette:") })
    #expect(page.lines(of: .body).count { $0.hasPrefix("Rad") } >= 2)
  }

  @Test("so it does in a quotation and in an item of a list", arguments: 20...36)
  func nestedColons(_ filling: Int) throws {
    let inner = [colon(2), list(5)]
    let quote = Block.at(6, .quote(inner))
    let item = List.Item(blocks: inner, origin: place())
    let nested = Block.at(7, .list(List(start: nil, isTight: true, items: [item, item])))
    for block in [quote, nested] {
      let pages = try pages([.paragraph(1, lines: filling), block, .paragraph(4, lines: 4)])
      for page in pages {
        let lines = page.lines(of: .body).filter { $0.hasPrefix("punkt") || $0.hasPrefix("Vi") }
        #expect(lines.last != "Vi ber om dette:" && lines.suffix(2).first != "Vi ber om dette:")
      }
    }
  }

  @Test("a colon stays with the picture and the quotation that it announces", arguments: 20...36)
  func colonAndOthers(_ filling: Int) throws {
    let picture = ImageReference(
      name: "a.jpg", path: "a.jpg", alternative: "Kart", width: .millimetres(60), origin: place())
    for block in [Block.at(3, .image(picture)), .at(3, .quote([.paragraph(4, lines: 5)]))] {
      let pages = try pages([
        .paragraph(1, lines: filling), colon(2), block, .paragraph(5, lines: 4),
      ])
      let page = try #require(pages.first { $0.lines(of: .body).contains("Vi ber om dette:") })
      #expect(page.blocks.contains { $0.fragment.id.block == BlockID(.body, node: 3) })
    }
  }

  private func table(_ count: Int) -> Block {
    let cell = { (text: String) in Table.Cell([.plain(text)], origin: place()) }
    return .at(
      3,
      .table(
        Table(
          alignments: [.leading], header: [cell("Navn")],
          rows: (1...count).map { [cell("Rad \($0)")] })))
  }

  @Test("two items of a list and two rows of a table stand on each side", arguments: 20...36)
  func company(_ filling: Int) throws {
    for (block, word) in [(list(6), "punkt"), (table(6), "Rad")] {
      let pages = try pages([.paragraph(1, lines: filling), block, .paragraph(4, lines: 4)])
      #expect(counts(word, pages).allSatisfy { $0 >= 2 }, "\(counts(word, pages))")
    }
  }

  @Test("an item stays with the list below it", arguments: 20...36)
  func itemAndList(_ filling: Int) throws {
    let outer = List.Item(
      blocks: [.at(4, .paragraph([.plain("over")])), list(3)], origin: place())
    let nested = Block.at(5, .list(List(start: nil, isTight: true, items: [outer, item("sist")])))
    let pages = try pages([.paragraph(1, lines: filling), nested, .paragraph(6, lines: 4)])
    let page = try #require(pages.first { $0.lines(of: .body).contains("over") })
    #expect(page.lines(of: .body).contains("punkt 1"))
  }

  @Test("a list that can only be parted after one item of many lines is parted there")
  func longItems() throws {
    let text = Array(repeating: "kommune", count: 7 * 20).joined(separator: " ")
    let block = Block.at(
      3, .list(List(start: nil, isTight: false, items: [item(text), item(text), item(text)])))
    let pages = try pages([.paragraph(1, lines: 4), block])
    #expect(pages.count == 2)
  }

  @Test("a last page has three lines at least if lines can be spared", arguments: 20...80)
  func lastPage(_ filling: Int) throws {
    let paragraphs = (1...(filling / 4)).map { Block.paragraph($0, lines: 4) }
    let pages = try pages(paragraphs + [.paragraph(90, lines: filling % 4 + 2)])
    guard pages.count > 1 else { return }
    let lines = pages.map { $0.lines(of: .body).count }
    #expect(try #require(lines.last) >= 3, "\(lines)")
    #expect(lines.dropLast().dropFirst().allSatisfy { $0 >= 35 }, "\(lines)")
  }

  @Test("nothing is lost or doubled, and no page is fuller than it may be", arguments: 1...40)
  func whole(_ seed: Int) throws {
    var random = SplitMix(seed)
    let body = (1...(random.next(24) + 4)).map { node -> Block in
      switch random.next(6) {
      case 0: .at(node, .heading(level: 2, [.plain("Overskrift")]))
      case 1: list(random.next(7) + 2)
      case 2: table(random.next(9) + 1)
      case 3: colon(node)
      default: .paragraph(node, lines: random.next(9) + 1)
      }
    }
    let pages = try pages(body, closing: true)
    let rows = pages.flatMap(\.blocks)
      .filter { [.title, .body, .closing, .signers].contains($0.fragment.id.block.part) }
    let bottom = fixture.stationery.textBottom
    for block in rows {
      #expect(block.origin.y + block.fragment.size.height <= bottom)
    }
    // In the order of the letter, each galley's lines follow on each other.
    var last: (block: BlockID, end: Int)?
    for fragment in rows.map(\.fragment) {
      let lines = fragment.id.lines
      if let last, last.block == fragment.id.block, lines.lowerBound > 0 {
        #expect(lines.lowerBound == last.end)
      }
      last = (fragment.id.block, lines.upperBound)
    }
    let texts = pages.flatMap { $0.lines(of: .body) }
    #expect(texts.count { $0.hasPrefix("Rad") } == body.reduce(0) { $0 + $1.rowCount })
    #expect(texts.count { $0.hasPrefix("punkt") } == body.reduce(0) { $0 + $1.itemCount })
  }
}

/// A small generator of numbers that are always the same.
private struct SplitMix {
  private var state: UInt64

  init(_ seed: Int) { state = UInt64(seed) }

  mutating func next(_ limit: Int) -> Int {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return Int((z ^ (z >> 31)) % UInt64(limit))
  }
}

extension Block {
  fileprivate var rowCount: Int {
    if case .table(let table) = content { table.rows.count } else { 0 }
  }
  fileprivate var itemCount: Int {
    if case .list(let list) = content { list.items.count } else { 0 }
  }
}
