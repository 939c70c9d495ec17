import Diagnostics
import DisplayList
import Geometry

/// A block set in type, before pages are cut: rows from top to bottom.
///
/// Where a row may start a new page is decided here, once; the paginator only counts heights.
struct Galley {
  /// Which block of the letter it is.
  var id: BlockID
  /// Whether it is the same in every letter.
  var isStatic: Bool
  /// The block's structure elements, a parent before its children.
  var elements: [Element] = []
  /// The rows from the top.
  var rows: [Row] = []
  /// Rows that are painted again where a page begins within what they head, such as table headers.
  var repeatedHeads: [RepeatedHead] = []
  /// The rows that carry sums from page to page, for each table that has such.
  var carriedRows: [CarriedRows] = []
  /// Whether the block begins a new page.
  var startsPage = false
  /// The width of the block's box.
  var width: Length = .zero
}

/// A slice of a block that is never split: a line of text, a row of a table, a picture.
struct Row {
  /// The space above it; it vanishes at the top of a page.
  var spaceAbove: Length = .zero
  /// How high it is.
  var height: Length
  /// What is painted, from the row's top and the block's left edge.
  var items: [Item] = []
  /// Whether it must stand on the same page as the row before it.
  var isJoined = false
  /// What it costs that a page begins with it, in hundredths (``PageCost``).
  var breakCost = 0
  /// How much closer than usual it may stand to the row above it, if that makes for better pages.
  var give: Length = .zero
  /// The head (an index of ``Galley/repeatedHeads``) that is repeated above it at the top of a page.
  var head: Int?
  /// What is carried from the page before if a page begins with the row; nil for nothing.
  var carried: CarriedPlace?
  /// Upright rules that run through the row and on into its neighbours, as beside a quotation.
  var bars: [Bar] = []
  /// Where the author wrote it.
  var origin: SourceLocation?
}

/// Which sums of which table are carried to a page.
struct CarriedPlace {
  /// An index of ``Galley/carriedRows``.
  var table: Int
  /// The row of the table down to which they sum.
  var row: Int
}

/// An upright rule beside rows.
struct Bar: Hashable {
  /// Its left edge, from the block's left edge.
  var x: Length
  /// Its thickness.
  var width: Length
  /// Its colour.
  var color: Color
}

/// What is painted again at the top of a page.
struct RepeatedHead {
  /// How high it is.
  var height: Length
  /// What is painted; all of it artifacts.
  var items: [Item]
}

extension Galley {
  /// Forbids page breaks that would leave fewer than two lines of a run of rows on either side.
  mutating func keepTwoLines(in range: Range<Int>) {
    guard range.count > 1 else { return }
    rows[range.lowerBound + 1].isJoined = true
    rows[range.upperBound - 1].isJoined = true
  }

  /// Says what a break before a row costs at least.
  mutating func price(_ cost: Int, breakBefore row: Int) {
    guard rows.indices.contains(row) else { return }
    rows[row].breakCost = max(rows[row].breakCost, cost)
  }

  /// Makes breaks dear that leave one item of a list, or one row of a table, alone on one side.
  ///
  /// - Parameters:
  ///   - starts: The rows with which items begin; the last one ends with the last row there is.
  ///   - isAnnounced: Whether a colon announces them: then it stays with two of them.
  mutating func keepInCompany(_ starts: [Int], isAnnounced: Bool) {
    guard starts.count > 1, let last = starts.last else { return }
    for (row, lone) in [(starts[1], starts[0]..<starts[1]), (last, last..<rows.count)] {
      price(lone.count > 1 ? PageCost.singleOfLines : PageCost.single, breakBefore: row)
    }
    if isAnnounced { price(PageCost.afterColon, breakBefore: starts[1]) }
  }

  /// Lets the spaces above its rows shrink by a share of themselves; those between rows only where nothing runs
  /// through them and nothing is repeated above them.
  mutating func allowGive(_ share: Double) {
    for (index, row) in rows.enumerated() where row.spaceAbove > .zero {
      guard index == 0 || (row.bars.isEmpty && row.head == nil) else { continue }
      rows[index].give = row.spaceAbove.scaled(by: share)
    }
  }

  /// Forbids page breaks within a run of rows.
  mutating func keepTogether(_ range: Range<Int>) {
    for index in range.dropFirst() { rows[index].isJoined = true }
  }

  /// The fragment of rows that stand together on a page, with what is repeated and carried around them.
  func fragment(_ range: Range<Int>) -> Fragment {
    var stack = ItemStack(reserving: range.reduce(0) { $0 + rows[$1].items.count })
    if range.lowerBound > 0 { appendHead(above: rows[range.lowerBound], to: &stack) }
    var openBars = OpenBars()
    for index in range {
      openBars.close(besides: rows[index].bars, at: stack.height, into: &stack.items)
      if index > range.lowerBound { stack.height = stack.height + rows[index].spaceAbove }
      openBars.open(rows[index].bars, at: stack.height)
      stack.append(rows[index].items, height: rows[index].height)
    }
    if range.upperBound < rows.count, let place = rows[range.upperBound].carried {
      let carried = carriedRows[place.table]
      stack.append(carried.foot(downTo: place.row), height: carried.height)
    }
    openBars.close(at: stack.height, into: &stack.items)
    return Fragment(
      id: FragmentID(block: id, lines: range), isStatic: isStatic,
      size: Size(width: width, height: stack.height), items: stack.items, elements: elements)
  }

  /// Adds what stands above a row at the top of a page.
  private func appendHead(above row: Row, to stack: inout ItemStack) {
    if let head = row.head {
      stack.append(repeatedHeads[head].items, height: repeatedHeads[head].height)
    }
    if let place = row.carried {
      let carried = carriedRows[place.table]
      stack.append(carried.head(downTo: place.row), height: carried.height)
    }
  }
}

/// Items of rows that stand one below the other.
private struct ItemStack {
  var items: [Item] = []
  /// How high all of them are.
  var height = Length.zero

  init(reserving count: Int) { items.reserveCapacity(count) }

  /// Adds a row's items, placed from its top.
  mutating func append(_ row: [Item], height: Length) {
    if self.height == .zero {
      items += row
    } else {
      for item in row { items.append(item.moved(by: Point(x: .zero, y: self.height))) }
    }
    self.height = self.height + height
  }
}

/// The rules beside rows that go on from one to the next, with where each begins.
private struct OpenBars {
  private var starts: [Bar: Length] = [:]

  /// Begins those that are not open yet.
  mutating func open(_ bars: [Bar], at y: Length) {
    for bar in bars where starts[bar] == nil { starts[bar] = y }
  }

  /// Ends all others than these, from left to right, as a dictionary has no order of its own.
  mutating func close(besides bars: [Bar] = [], at y: Length, into items: inout [Item]) {
    guard !starts.isEmpty else { return }
    for (bar, start) in starts.sorted(by: { $0.key.x < $1.key.x }) where !bars.contains(bar) {
      items.append(bar.item(from: start, to: y))
      starts[bar] = nil
    }
  }
}

extension Bar {
  /// The rule between two heights.
  fileprivate func item(from top: Length, to bottom: Length) -> Item {
    let box = Rectangle(
      origin: Point(x: x, y: top), size: Size(width: width, height: bottom - top))
    return Item(.fill(box, color), meaning: .artifact(.decoration), origin: nil)
  }
}

extension Item {
  /// The same item further right and down.
  func moved(by offset: Point) -> Item {
    var copy = self
    switch content {
    case .text(var run):
      run.origin = run.origin + offset
      copy.content = .text(run)
    case .image(let picture, let box): copy.content = .image(picture, in: box.moved(by: offset))
    case .fill(let box, let color): copy.content = .fill(box.moved(by: offset), color)
    }
    return copy
  }

  /// The same item as page furniture.
  func asArtifact(_ artifact: Artifact) -> Item {
    Item(content, meaning: .artifact(artifact), origin: origin)
  }
}
