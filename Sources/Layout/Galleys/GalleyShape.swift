import DisplayList
import Geometry

/// What decides where pages break in a galley; blocks of one shape are cut alike, whatever they
/// say.
struct GalleyShape: Hashable {
  /// What decides where pages break at a row.
  struct RowShape: Hashable {
    /// The space above it; it vanishes at the top of a page.
    var spaceAbove: Length
    /// How high it is.
    var height: Length
    /// How much closer than usual it may stand to the row above it.
    var give: Length
    /// Whether it must stand on the same page as the row before it.
    var isJoined: Bool
    /// What it costs that a page begins with it, in hundredths (``PageCost``).
    var breakCost: Int
    /// How high what is repeated and carried above it at the top of a page is; nil for nothing.
    var headHeight: Length?
    /// How high what is carried from the page before is at that page's foot, if a page begins with it.
    var footHeight: Length

    /// How much further away than usual it may stand: spaces give both ways, the room for pens does not.
    var stretch: Length { spaceAbove > .zero ? give : .zero }
  }

  /// The rows from the top.
  let rows: [RowShape]
  /// Whether the block begins a new page.
  let startsPage: Bool
  /// Whether it is a heading, which stays with what follows it.
  let isHeading: Bool
  /// Whether it is the closing, the signers or a signature's box, which never stand alone on a page.
  let endsLetter: Bool
  /// Whether it is a list of recipients, enclosures or copies.
  let isList: Bool
  /// Whether its first row must stand on the same page as the block before it.
  var isJoinedToPrevious = false
  /// How many rows at its end stand together, because something follows that must not stand alone.
  var joinedTail = 0

  /// Whether no page may begin with a row.
  func isJoined(_ row: Int) -> Bool {
    rows[row].isJoined || (row == 0 && isJoinedToPrevious) || row > rows.count - joinedTail
  }
}

extension GalleyShape {
  /// The shape of a galley.
  init(_ galley: Galley) {
    rows = galley.rows.map { row in
      let carried = row.carried.map { galley.carriedRows[$0.table].height } ?? .zero
      return RowShape(
        spaceAbove: row.spaceAbove, height: row.height, give: row.give, isJoined: row.isJoined,
        breakCost: row.breakCost,
        headHeight: row.head.map { galley.repeatedHeads[$0].height + carried },
        footHeight: carried)
    }
    startsPage = galley.startsPage
    if case .heading? = galley.elements.first?.role { isHeading = true } else { isHeading = false }
    isList = [.enclosures, .copies, .recipients].contains(galley.id.part)
    endsLetter = [.closing, .signers, .signature].contains(galley.id.part)
  }
}

extension [GalleyShape] {
  /// The blocks with what must not be parted joined: a heading with what follows it, and closing and
  /// signers with at least three lines of the body.
  var joined: [GalleyShape] {
    var shapes = self
    // A paragraph that came out blank has no rows and joins nothing.
    let filled = shapes.indices.filter { !shapes[$0].rows.isEmpty }
    for (previous, index) in zip(filled, filled.dropFirst())
    where shapes[previous].isHeading || shapes[index].endsLetter {
      shapes[index].isJoinedToPrevious = true
    }
    guard let first = filled.firstIndex(where: { shapes[$0].endsLetter }) else { return shapes }
    let line = shapes[filled[first]].rows[0].height
    var company = Company(line: line)
    for (place, index) in filled[..<first].enumerated().reversed() {
      shapes[index].joinedTail = company.add(shapes[index].rows)
      guard place > 0, let above = shapes[filled[place - 1]].rows.last, company.takes(above) else {
        break
      }
      shapes[index].isJoinedToPrevious = true
    }
    return shapes
  }
}

/// The lines of the text that stay with the closing.
private struct Company {
  /// How many more are wanted.
  private var wanted = 3
  /// How high a line is.
  let line: Length

  init(line: Length) { self.line = line }

  /// Whether a row is wanted; for the sake of a third line none that is higher than two.
  func takes(_ row: GalleyShape.RowShape) -> Bool {
    wanted > 1 || (wanted == 1 && row.height <= line * 2)
  }

  /// Takes as many rows from the end of a block as are wanted, and says how many.
  ///
  /// A row that is much higher than a line counts for more than one.
  mutating func add(_ rows: [GalleyShape.RowShape]) -> Int {
    var count = 0
    for row in rows.reversed() {
      guard takes(row) else { break }
      count += 1
      wanted -= Swift.max(1, row.height.units / Swift.max(1, line.units))
    }
    return count
  }
}
