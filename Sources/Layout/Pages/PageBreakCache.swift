import DisplayList
import Geometry

/// How a letter's text is cut into pages.
final class PageBreaks {
  /// The pages, each with its pieces from the top.
  let pages: [[Paginator.Piece]]
  /// The rows at which something stands together that is higher than a page.
  let tooHigh: [Paginator.Position]
  /// The text of each page on which all is static, once it was asked for.
  private var texts: [[PlacedBlock]?]
  /// Whole pages on which all is static, with the furniture they have.
  private var whole: [(furniture: PageFurniture, page: Page)?]

  fileprivate init(_ pages: [[Paginator.Piece]], tooHigh: [Paginator.Position]) {
    (self.pages, self.tooHigh) = (pages, tooHigh)
    texts = Array(repeating: nil, count: pages.count)
    whole = Array(repeating: nil, count: pages.count)
  }

  /// The text of a page.
  ///
  /// - Parameters:
  ///   - page: The page's index.
  ///   - flow: The letter's galleys; static ones are the same in every letter that has this cut.
  ///   - top: Where the text begins.
  /// - Returns: The text's blocks, the same array for the same page.
  func text(_ page: Int, of flow: [SetGalley], at top: Point) -> [PlacedBlock] {
    if let known = texts[page] { return known }
    var blocks: [PlacedBlock] = []
    blocks.reserveCapacity(pages[page].count)
    // The room for a signature's box is kept free, and nothing stands there but the box.
    for piece in pages[page] where flow[piece.galley].galley.id.part != .signature {
      blocks.append(
        PlacedBlock(
          flow[piece.galley].fragment(piece.rows), at: Point(x: top.x, y: top.y + piece.y)))
    }
    if isStatic(page, flow) { texts[page] = blocks }
    return blocks
  }

  /// A page that was kept with ``keep(_:_:of:furniture:)``.
  func page(_ page: Int, furniture: PageFurniture) -> Page? {
    guard let known = whole[page], known.furniture === furniture else { return nil }
    return known.page
  }

  /// Keeps a page that has nothing but the text and the furniture, if all of its text is static.
  func keep(_ made: Page, _ page: Int, of flow: [SetGalley], furniture: PageFurniture) {
    if isStatic(page, flow) { whole[page] = (furniture, made) }
  }

  private func isStatic(_ page: Int, _ flow: [SetGalley]) -> Bool {
    pages[page].allSatisfy { flow[$0.galley].galley.isStatic }
  }
}

/// Keeps how texts were cut, by the shapes of their blocks.
///
/// Most letters of a mailing have blocks of the same few shapes. Static galleys have numbers of their
/// own, so that letters with the same numbers have the same static galleys at the same places.
struct PageBreakCache {
  private struct Key: Hashable {
    var shapes: [Int]
    var room: PageRoom
  }

  /// More cuts than this, and more shapes, are not kept.
  private static let capacity = 4096

  private var numbers: [GalleyShape: Int] = [:]
  private var lastNumber = 0
  private var cuts: [Key: PageBreaks] = [:]

  /// How a text is cut into pages with so much room.
  mutating func cut(_ flow: TextFlow, in room: PageRoom) -> PageBreaks {
    if let last = flow.lastCut, last.room == room { return last.cut }
    let cut = cut(flow.galleys, in: room)
    flow.lastCut = (room, cut)
    return cut
  }

  private mutating func cut(_ galleys: [SetGalley], in room: PageRoom) -> PageBreaks {
    var shapes: [Int] = []
    shapes.reserveCapacity(galleys.count)
    for galley in galleys { shapes.append(number(of: galley)) }
    let key = Key(shapes: shapes, room: room)
    if let known = cuts[key] { return known }
    var paginator = Paginator(galleys.map(\.shape), room: room)
    let pages = paginator.pages()
    let cut = PageBreaks(pages, tooHigh: paginator.tooHigh)
    if cuts.count >= PageBreakCache.capacity { cuts.removeAll() }
    cuts[key] = cut
    return cut
  }

  private mutating func number(of galley: SetGalley) -> Int {
    if galley.number > 0 { return galley.number }
    if !galley.galley.isStatic, let known = numbers[galley.shape] { return known }
    lastNumber += 1
    if galley.galley.isStatic {
      galley.number = lastNumber
    } else {
      if numbers.count >= PageBreakCache.capacity { numbers.removeAll() }
      numbers[galley.shape] = lastNumber
    }
    return lastNumber
  }
}
