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
  /// Whether it holds a line of running text.
  var isTextLine = false
  /// The head (an index of ``Galley/repeatedHeads``) that is repeated above it at the top of a page.
  var head: Int?
  /// Upright rules that run through the row and on into its neighbours, as beside a quotation.
  var bars: [Bar] = []
  /// Where the author wrote it.
  var origin: SourceLocation?
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

  /// Forbids page breaks within a run of rows.
  mutating func keepTogether(_ range: Range<Int>) {
    for index in range.dropFirst() { rows[index].isJoined = true }
  }

  /// The fragment of rows that stand together on a page.
  ///
  /// - Parameters:
  ///   - range: The rows.
  ///   - head: Whether the first row's head is repeated above it.
  /// - Returns: The fragment, its items placed from its top-left corner.
  func fragment(_ range: Range<Int>, repeatingHead head: Bool) -> Fragment {
    var items: [Item] = []
    items.reserveCapacity(range.reduce(0) { $0 + rows[$1].items.count })
    var y = Length.zero
    if head, let index = rows[range.lowerBound].head {
      items += repeatedHeads[index].items
      y = repeatedHeads[index].height
    }
    var openBars = OpenBars()
    for index in range {
      openBars.close(besides: rows[index].bars, at: y, into: &items)
      if index > range.lowerBound { y = y + rows[index].spaceAbove }
      openBars.open(rows[index].bars, at: y)
      if y == .zero {
        items += rows[index].items
      } else {
        for item in rows[index].items { items.append(item.moved(by: Point(x: .zero, y: y))) }
      }
      y = y + rows[index].height
    }
    openBars.close(at: y, into: &items)
    return Fragment(
      id: FragmentID(block: id, lines: range), isStatic: isStatic,
      size: Size(width: width, height: y), items: items, elements: elements)
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
