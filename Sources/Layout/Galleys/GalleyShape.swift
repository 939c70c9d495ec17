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
    /// Whether it must stand on the same page as the row before it.
    var isJoined: Bool
    /// How high what is repeated and carried above it at the top of a page is; nil for nothing.
    var headHeight: Length?
    /// How high what is carried from the page before is at that page's foot, if a page begins with it.
    var footHeight: Length
  }

  /// The rows from the top.
  let rows: [RowShape]
  /// Whether the block begins a new page.
  let startsPage: Bool
  /// Whether it is a heading, which stays with what follows it.
  let isHeading: Bool
  /// Whether it is the closing, the signers or a signature's box, which never stand alone on a page.
  let endsLetter: Bool
  /// Whether its first row must stand on the same page as the block before it.
  var isJoinedToPrevious = false
  /// How many rows at its end stand together, because something follows that must not stand alone.
  var joinedTail = 0

  init(_ galley: Galley) {
    rows = galley.rows.map { row in
      let carried = row.carried.map { galley.carriedRows[$0.table].height } ?? .zero
      return RowShape(
        spaceAbove: row.spaceAbove, height: row.height, isJoined: row.isJoined,
        headHeight: row.head.map { galley.repeatedHeads[$0].height + carried },
        footHeight: carried)
    }
    startsPage = galley.startsPage
    if case .heading? = galley.elements.first?.role { isHeading = true } else { isHeading = false }
    endsLetter = [.closing, .signers, .signature].contains(galley.id.part)
  }

  /// Whether no page may begin with a row.
  func isJoined(_ row: Int) -> Bool {
    rows[row].isJoined || (row == 0 && isJoinedToPrevious) || row > rows.count - joinedTail
  }
}

extension [GalleyShape] {
  /// The blocks with what must not be parted joined: a heading with what follows it, and closing and
  /// signers with at least two lines of the body.
  var joined: [GalleyShape] {
    var shapes = self
    // A paragraph that came out blank has no rows and joins nothing.
    let filled = shapes.indices.filter { !shapes[$0].rows.isEmpty }
    for (previous, index) in zip(filled, filled.dropFirst())
    where shapes[previous].isHeading || shapes[index].endsLetter {
      shapes[index].isJoinedToPrevious = true
    }
    guard let first = filled.firstIndex(where: { shapes[$0].endsLetter }) else { return shapes }
    var wanted = 2
    for index in filled[..<first].reversed() {
      shapes[index].joinedTail = Swift.min(wanted, shapes[index].rows.count)
      wanted -= shapes[index].rows.count
      if wanted <= 0 { break }
      if index != filled.first { shapes[index].isJoinedToPrevious = true }
    }
    return shapes
  }
}
