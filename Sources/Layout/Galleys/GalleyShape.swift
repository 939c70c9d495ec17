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
    /// What it costs that a page begins with it, in hundredths (``PageCost``).
    var breakCost: Int
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
  /// Whether it is a list of recipients, enclosures or copies.
  let isList: Bool
  /// Whether it is a list or a table of the text, which a colon can announce.
  let isEnumeration: Bool
  /// Whether it is a paragraph that ends with a colon.
  let endsWithColon: Bool
  /// What it costs that a page begins with its first row, in hundredths (``PageCost``).
  var breakCost = 0
  /// Whether its first row must stand on the same page as the block before it.
  var isJoinedToPrevious = false
  /// How many rows at its end stand together, because something follows that must not stand alone.
  var joinedTail = 0

  init(_ galley: Galley) {
    rows = galley.rows.indices.map { index in
      let row = galley.rows[index]
      let carried = row.carried.map { galley.carriedRows[$0.table].height } ?? .zero
      return RowShape(
        spaceAbove: row.spaceAbove, height: row.height, isJoined: row.isJoined,
        breakCost: max(row.breakCost, galley.parts(tableAt: index) ? PageCost.single : 0),
        headHeight: row.head.map { galley.repeatedHeads[$0].height + carried },
        footHeight: carried)
    }
    startsPage = galley.startsPage
    let role = galley.elements.first?.role
    if case .heading? = role { isHeading = true } else { isHeading = false }
    isList = [.enclosures, .copies, .recipients].contains(galley.id.part)
    isEnumeration = [.list(numbered: true), .list(numbered: false), .table].contains(role)
    endsWithColon = role == .paragraph && galley.endsWithColon
    endsLetter = [.closing, .signers, .signature].contains(galley.id.part)
  }

  /// Whether no page may begin with a row.
  func isJoined(_ row: Int) -> Bool {
    rows[row].isJoined || (row == 0 && isJoinedToPrevious) || row > rows.count - joinedTail
  }
}

extension Galley {
  /// Whether a break before a row leaves a single row of a table on one side.
  fileprivate func parts(tableAt index: Int) -> Bool {
    guard index > 1, let head = rows[index].head, rows[index - 1].head == head else { return false }
    let isSecond = rows[index - 2].head != head
    return isSecond || !rows.indices.contains(index + 1) || rows[index + 1].head != head
  }

  /// Whether the last that it says is a colon.
  fileprivate var endsWithColon: Bool {
    guard case .text(let run)? = rows.last?.items.last?.content else { return false }
    return run.text.utf8.last == UInt8(ascii: ":")
  }
}

extension [GalleyShape] {
  /// The blocks with what must not be parted joined: a heading with what follows it, and closing and
  /// signers with at least two lines of the body.
  var joined: [GalleyShape] {
    var shapes = self
    // A paragraph that came out blank has no rows and joins nothing.
    let filled = shapes.indices.filter { !shapes[$0].rows.isEmpty }
    for (previous, index) in zip(filled, filled.dropFirst()) {
      if shapes[previous].isHeading || shapes[index].endsLetter {
        shapes[index].isJoinedToPrevious = true
      }
      if shapes[previous].endsWithColon, shapes[index].isEnumeration {
        shapes[index].breakCost = PageCost.afterColon
      }
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
