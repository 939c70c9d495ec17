import Geometry

/// Where the pages of a text end at the least cost over the whole letter (``PageCost``).
///
/// The shortest way through a graph: a node is a row with which a page can begin, an edge the page from
/// there to another such row. Rows are tried in order, so each is reached at its least cost before pages
/// that begin there are weighed.
struct PageSearch {
  private let rows: FlowRows
  private let room: PageRoom
  /// The cheapest way known to each node.
  private var ways: [Way?]

  /// A page that ends before a row, the last of its way.
  private struct Way {
    var cost: Int
    /// The node with which the page begins.
    var from: Int
    /// The row at which something stands that is higher than a page; nil for a page that can be.
    var tooHigh: Int?
  }

  /// The pages, by their rows, and the rows at which something stands together that is higher than a page.
  typealias Pages = (ranges: [Range<Int>], tooHigh: [Int])

  /// The pages of a text, with so much room.
  static func pages(of rows: FlowRows, in room: PageRoom) -> Pages {
    if rows.count == 0 { return ([0..<0], []) }
    if rows.lastForced == nil, rows.height(0..<rows.count) <= room.first {
      return ([0..<rows.count], [])
    }
    var search = PageSearch(rows, in: room)
    return search.pages()
  }

  private init(_ rows: FlowRows, in room: PageRoom) {
    self.rows = rows
    self.room = room
    ways = Array(repeating: nil, count: rows.count + 2)
  }

  // Node 0 is the first page; node `row + 1` is a further page that begins with the row.

  private mutating func pages() -> Pages {
    ways[0] = Way(cost: 0, from: 0)
    for node in 0...rows.count {
      guard let cost = ways[node]?.cost else { continue }
      let isFirst = node == 0
      let start = isFirst ? 0 : node - 1
      let ends = ends(from: start, isFirst: isFirst)
      for (end, spacing) in ends {
        let page = PageCost.of(
          start..<end, in: rows, spacing, room: room, isFirst: isFirst)
        reach(end, from: node, cost + page)
      }
      if ends.isEmpty { force(from: start, node: node, cost: cost) }
    }
    return way()
  }

  private mutating func reach(_ end: Int, from node: Int, _ cost: Int, tooHigh: Int? = nil) {
    // Of two ways of one cost the later is kept: the page before is fuller.
    if let known = ways[end + 1], known.cost < cost { return }
    ways[end + 1] = Way(cost: cost, from: node, tooHigh: tooHigh)
  }

  /// Where a page that begins with a row can end, from the fullest: all ends for which its rows have to stand
  /// closer, the fullest for which they have not, and others that leave at most two fifths of it free.
  private func ends(from start: Int, isFirst: Bool) -> [(end: Int, spacing: Spacing)] {
    var ends: [(end: Int, spacing: Spacing)] = []
    let most = room.height(isFirst: isFirst) + room.lift(isFirst: isFirst)
    for end in (start + 1)...rows.count {
      let page = start..<end
      guard rows.height(page) - rows.give(page).tighter <= most else { break }
      if rows.mayBegin(end), let spacing = rows.spacing(page, into: room, isFirst: isFirst) {
        if rows.isForced(end) { return [(end, spacing)] }
        ends.append((end, spacing))
      }
      if rows.isForced(end) { break }
    }
    if let last = ends.last, last.end == rows.count { return [last] }
    let fullest = ends.last { !$0.spacing.isTight }?.end
    return ends.reversed().filter { end, spacing in
      spacing.isTight || end == fullest || isMostlyFull(start..<end, isFirst: isFirst)
    }
  }

  private func isMostlyFull(_ page: Range<Int>, isFirst: Bool) -> Bool {
    rows.height(page).units * 5 >= room.height(isFirst: isFirst).units * 3
  }

  /// Goes on where nothing may be split and the page is full.
  private mutating func force(from start: Int, node: Int, cost: Int) {
    // The first page has less room than the others: it may stay without text.
    if node == 0, rows.height(0..<rows.chainEnd(from: 0)) <= room.further {
      return reach(0, from: 0, cost + PageCost.page)
    }
    let end = rows.firstOver(room.height(isFirst: node == 0), from: start)
    // A picture that is too high by itself is the fault, not the heading above it.
    let culprit = (start...end).first { rows.height($0..<($0 + 1)) > room.further }
    let next = culprit == end ? end + 1 : max(end, start + 1)
    reach(next, from: node, cost + PageCost.impossible, tooHigh: culprit ?? start)
  }

  private func way() -> Pages {
    var (ranges, tooHigh): ([Range<Int>], [Int]) = ([], [])
    var node = rows.count + 1
    while node > 0, let way = ways[node] {
      ranges.append((way.from == 0 ? 0 : way.from - 1)..<(node - 1))
      if let row = way.tooHigh { tooHigh.append(row) }
      node = way.from
    }
    return (ranges.reversed(), tooHigh.reversed())
  }
}
