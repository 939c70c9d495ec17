import Geometry

/// The rows of a text one after the other, as the search for pages looks at them.
struct FlowRows {
  /// Where each row stands in its galley.
  let positions: [Paginator.Position]
  private let shapes: [GalleyShape.RowShape]
  /// How high the rows before each row are, with the space above them.
  private var sums: [Length] = [.zero]
  /// How much closer and how much further apart the rows before each row may stand, all together.
  private var gives: [Give] = [Give(tighter: .zero, looser: .zero)]
  private var mayBreak: [Bool] = []
  private var forced: [Bool] = []
  private var costs: [Int] = []
  /// How many of the rows before each row are no lists after the closing.
  private var texts: [Int] = [0]
  /// The last row at which the author asked for a new page.
  private(set) var lastForced: Int?

  /// How many there are.
  var count: Int { shapes.count }

  init(_ galleys: [GalleyShape]) {
    var (positions, shapes): ([Paginator.Position], [GalleyShape.RowShape]) = ([], [])
    for (index, galley) in galleys.enumerated() {
      for (row, shape) in galley.rows.enumerated() {
        positions.append(Paginator.Position(galley: index, row: row))
        shapes.append(shape)
        sums.append((sums.last ?? .zero) + shape.spaceAbove + shape.height)
        gives.append(gives[gives.count - 1].adding(shape))
        mayBreak.append(!galley.isJoined(row))
        forced.append(false)
        costs.append(shape.breakCost)
        texts.append((texts.last ?? 0) + (galley.isList ? 0 : 1))
      }
    }
    (self.positions, self.shapes) = (positions, shapes)
    noteForced(galleys)
  }

  private mutating func noteForced(_ galleys: [GalleyShape]) {
    var next = 0
    for galley in galleys {
      if galley.startsPage, next > 0, next < count {
        forced[next] = true
        lastForced = next
      }
      next += galley.rows.count
    }
  }

  /// How high rows are that stand together on a page.
  func height(_ range: Range<Int>) -> Length {
    guard let first = range.first else { return .zero }
    let row = shapes[first]
    return (row.headHeight ?? .zero) - row.spaceAbove + sums[range.upperBound] - sums[first]
  }

  /// How much closer than usual, and how much further apart, rows may stand.
  struct Give {
    var tighter, looser: Length

    /// Both with those of a further row.
    fileprivate func adding(_ row: GalleyShape.RowShape) -> Give {
      Give(tighter: tighter + row.give, looser: looser + row.stretch)
    }
  }

  /// How the spaces may give between rows that stand together on a page: none is left above the first one.
  func give(_ range: Range<Int>) -> Give {
    let (end, start) = (gives[range.upperBound], gives[min(range.lowerBound + 1, range.upperBound)])
    return Give(tighter: end.tighter - start.tighter, looser: end.looser - start.looser)
  }

  /// Whether the space above a row is another than usual on a page.
  func gives(above row: Int, _ spacing: Spacing) -> Bool {
    let give = spacing.spaces > .zero ? shapes[row].give : shapes[row].stretch
    return spacing.spaces != .zero && give > .zero
  }

  /// How far below the top of a page that begins with a row another row of it stands.
  func top(of row: Int, from start: Int) -> Length {
    row == start ? .zero : height(start..<row) + shapes[row].spaceAbove
  }

  /// How high a page of these rows is, with what is carried from it to the next.
  func pageHeight(_ range: Range<Int>) -> Length {
    let next = range.upperBound
    return height(range) + (next < count ? shapes[next].footHeight : .zero)
  }

  /// Whether a page may begin with a row; the end of the text counts as one.
  func mayBegin(_ row: Int) -> Bool { row == count || mayBreak[row] || forced[row] }

  /// Whether the author asked for a new page at a row.
  func isForced(_ row: Int) -> Bool { row < count && forced[row] }

  /// What it costs that a page begins with a row, beside the hole before it.
  func breakCost(_ row: Int) -> Int { costs[row] }

  /// Whether all rows are of lists after the closing.
  func isOnlyLists(_ range: Range<Int>) -> Bool {
    texts[range.upperBound] == texts[range.lowerBound]
  }

  /// The end of the rows from `start` that must stand together.
  func chainEnd(from start: Int) -> Int {
    ((start + 1)..<max(start + 1, count)).first { mayBegin($0) } ?? count
  }

  /// The first row that does not fit so much room with those from `start` on.
  func firstOver(_ room: Length, from start: Int) -> Int {
    (start..<count).first { height(start..<($0 + 1)) > room } ?? max(start, count - 1)
  }
}
