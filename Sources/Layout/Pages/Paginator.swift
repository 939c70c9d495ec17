import Geometry

/// Cuts galleys into pages, by their shapes.
///
/// Fills each page as far as it goes and then steps back to the last place where a break is allowed.
/// Breaks are forbidden before rows that are joined to the row above; everything else follows from that
/// (see ``GalleyShape``).
struct Paginator {
  /// What flows, in order.
  let galleys: [GalleyShape]
  /// How much room the first page and every further one have.
  let room: (first: Length, further: Length)
  /// The rows at which something stands together that is higher than a page.
  private(set) var tooHigh: [Position] = []

  /// A paginator for galleys that flow one after the other.
  init(_ galleys: [GalleyShape], first: Length, further: Length) {
    self.galleys = galleys.joined
    room = (first, further)
  }

  /// Rows of one galley that stand together on a page.
  struct Piece: Equatable {
    /// The galley's index.
    var galley: Int
    var rows: Range<Int>
    /// Whether the first row's head is repeated above it.
    var repeatsHead: Bool
    /// How far below the top of the page's text the piece begins.
    var y: Length
  }

  /// A row by its place in the flow.
  struct Position: Hashable {
    var galley: Int
    var row: Int
  }

  /// The pages, each with its pieces from the top; at least one page.
  mutating func pages() -> [[Piece]] {
    let flow = galleys.indices.flatMap { galley in
      galleys[galley].rows.indices.map { Position(galley: galley, row: $0) }
    }
    let breaks = forcedBreaks(in: flow)
    var pages: [[Piece]] = []
    var start = 0
    while start < flow.count {
      let room = pages.isEmpty ? room.first : room.further
      let end = pageEnd(from: start, room: room, flow: flow, breaks: breaks, page: pages.count)
      pages.append(pieces(flow[start..<end]))
      start = end
    }
    return pages.isEmpty ? [[]] : pages
  }

  /// Positions of the flow at which the author asked for a new page.
  private func forcedBreaks(in flow: [Position]) -> Set<Int> {
    var breaks: Set<Int> = []
    var next = 0
    for galley in galleys {
      if galley.startsPage, next > 0, next < flow.count { breaks.insert(next) }
      next += galley.rows.count
    }
    return breaks
  }

  /// Where the page that begins at `start` ends.
  private mutating func pageEnd(
    from start: Int, room: Length, flow: [Position], breaks: Set<Int>, page: Int
  ) -> Int {
    var y = Length.zero
    var lastAllowed = start
    for index in start..<flow.count {
      if index > start, breaks.contains(index) { return index }
      if index > start, !isJoined(flow[index]), y + row(flow[index]).footHeight <= room {
        lastAllowed = index
      }
      y = y + height(of: flow[index], isFirst: index == start)
      guard y > room else { continue }
      if lastAllowed > start { return lastAllowed }
      // Nothing may be split here. The first page has less room than the others: go on to the next.
      if page == 0, chain(from: start, in: flow) <= self.room.further { return start }
      return breakWithin(start...index, of: flow)
    }
    return flow.count
  }

  /// Notes that rows which must stand together do not fit a page; the page ends where it is full.
  private mutating func breakWithin(_ rows: ClosedRange<Int>, of flow: [Position]) -> Int {
    // A picture that is too high by itself is the fault, not the heading above it.
    let culprit = rows.first { height(of: flow[$0], isFirst: true) > room.further }
    tooHigh.append(flow[culprit ?? rows.lowerBound])
    return culprit == rows.upperBound
      ? rows.upperBound + 1 : max(rows.upperBound, rows.lowerBound + 1)
  }

  /// How high the rows from `start` are that must stand together.
  private func chain(from start: Int, in flow: [Position]) -> Length {
    var height = self.height(of: flow[start], isFirst: true)
    for index in (start + 1)..<max(start + 1, flow.count) {
      guard isJoined(flow[index]) else { break }
      height = height + self.height(of: flow[index], isFirst: false)
    }
    return height
  }

  private func isJoined(_ position: Position) -> Bool {
    galleys[position.galley].isJoined(position.row)
  }

  private func row(_ position: Position) -> GalleyShape.RowShape {
    galleys[position.galley].rows[position.row]
  }

  private func height(of position: Position, isFirst: Bool) -> Length {
    let row = row(position)
    return isFirst ? (row.headHeight ?? .zero) + row.height : row.spaceAbove + row.height
  }

  private func pieces(_ flow: ArraySlice<Position>) -> [Piece] {
    var pieces: [Piece] = []
    var y = Length.zero
    for position in flow {
      let isFirst = pieces.isEmpty
      let height = height(of: position, isFirst: isFirst)
      if let last = pieces.last, last.galley == position.galley {
        pieces[pieces.count - 1].rows = last.rows.lowerBound..<(position.row + 1)
      } else {
        let space = isFirst ? .zero : row(position).spaceAbove
        pieces.append(
          Piece(
            galley: position.galley, rows: position.row..<(position.row + 1),
            repeatsHead: isFirst && row(position).headHeight != nil, y: y + space))
      }
      y = y + height
    }
    return pieces
  }
}
