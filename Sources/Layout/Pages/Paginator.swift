import Geometry

/// Cuts galleys into pages, by their shapes.
///
/// Breaks are forbidden before rows that are joined to the row above (see ``GalleyShape``); of those that
/// are allowed, the ones are taken that cost least over the whole letter (see ``PageCost``).
struct Paginator {
  /// What flows, in order.
  let galleys: [GalleyShape]
  /// How much room the pages have.
  let room: PageRoom
  /// The rows at which something stands together that is higher than a page.
  private(set) var tooHigh: [Position] = []

  /// A paginator for galleys that flow one after the other.
  init(_ galleys: [GalleyShape], room: PageRoom) {
    self.galleys = galleys.joined
    self.room = room
  }

  /// Rows of one galley that stand together on a page; where a space between them gives, a new piece begins.
  struct Piece: Equatable {
    /// The galley's index.
    var galley: Int
    var rows: Range<Int>
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
    let rows = FlowRows(galleys)
    let pages = PageSearch.pages(of: rows, in: room)
    tooHigh = pages.tooHigh.map { rows.positions[$0] }
    return pages.ranges.enumerated().map { number, page in
      let spacing = rows.spacing(page, into: room, isFirst: number == 0)
      return pieces(of: page, in: rows, spacing ?? .usual)
    }
  }

  private func pieces(
    of page: Range<Int>, in rows: FlowRows, _ spacing: Spacing
  ) -> [Piece] {
    var pieces: [Piece] = []
    for index in page {
      let position = rows.positions[index]
      if let last = pieces.last, last.galley == position.galley,
        !rows.gives(above: index, spacing)
      {
        pieces[pieces.count - 1].rows = last.rows.lowerBound..<(position.row + 1)
      } else {
        pieces.append(
          Piece(
            galley: position.galley, rows: position.row..<(position.row + 1),
            y: rows.top(of: index, from: page.lowerBound)
              - rows.rise(of: index, on: page, spacing)))
      }
    }
    return pieces
  }
}
