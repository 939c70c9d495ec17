import DisplayList
import Document
import Geometry

/// A column of a table: the area of its text.
struct TableColumn {
  /// Its left edge, from the block's left edge.
  var left: Length
  /// How wide it is.
  var width: Length
  /// How its text stands between its edges.
  var alignment: Table.Alignment
  /// Whether it holds figures, which are never broken.
  var isFigures: Bool

  /// Its right edge.
  var right: Length { left + width }

  /// The room between two columns.
  static let gap = Length.millimetres(4)
  /// The room above and below the text of a row.
  static let padding = Length.points(3)

  /// Where a line of some width begins in it.
  func start(of line: Length, isRightToLeft: Bool) -> Length {
    switch alignment {
    case .leading: isRightToLeft ? right - line : left
    case .center: left + (width - line) / 2
    case .trailing: isRightToLeft ? left : right - line
    }
  }
}

/// What a column asks for before its width is known.
struct ColumnNeeds {
  /// How wide its header is on one line.
  var header = Length.zero
  /// How wide its widest cell is on one line.
  var body = Length.zero
  /// Whether all its cells are figures, which are never broken.
  var isFigures = false
  /// How wide it is at least: no word and no figure is broken.
  var least = Length.zero

  /// How wide it is if nothing in it is broken.
  var wanted: Length { max(header, body) }
}

/// Shares the room of a table out among its columns.
struct ColumnWidths {
  /// What the columns ask for.
  let needs: [ColumnNeeds]
  /// How much room the columns have together.
  let available: Length

  /// Each column as wide as it asks for, or where that is too much, at least as it must be and of the rest a
  /// share by what it wants.
  ///
  /// A table that all but fills its place fills it: what is left goes to its text.
  func natural() -> [Length] {
    let slack = available - needs.reduce(.zero) { $0 + $1.wanted }
    guard slack >= .zero else {
      return fitted(Array(needs.indices), in: available)
    }
    var widths = needs.map(\.wanted)
    let texts = needs.indices.filter { !needs[$0].isFigures }
    guard slack < available / 5, let last = texts.last else { return widths }
    for index in texts { widths[index] = widths[index] + slack / texts.count }
    widths[last] = widths[last] + (slack - slack / texts.count * texts.count)
    return widths
  }

  /// Columns as wide as the author says; those without a share of the rest first.
  func widths(_ asked: [Table.Width]) -> [Length] {
    var widths = [Length](repeating: .zero, count: needs.count)
    var room = available
    var (naturals, shares): ([Int], [Int: Int]) = ([], [:])
    for (index, width) in asked.enumerated() {
      switch width {
      case .fixed(let length): (widths[index], room) = (length, room - length)
      case .natural: naturals.append(index)
      case .share(let share): shares[index] = share
      }
    }
    let least = shares.keys.reduce(.zero) { $0 + needs[$1].least }
    let fitted = fitted(naturals, in: max(.zero, room - least))
    for (index, width) in zip(naturals, fitted) {
      (widths[index], room) = (width, room - width)
    }
    for (index, width) in shared(shares, out: max(.zero, room)) { widths[index] = width }
    return widths
  }

  /// Room shared out, but to each column at least what it must have.
  private func shared(_ shares: [Int: Int], out room: Length) -> [Int: Length] {
    var (open, rest) = (shares, room)
    var widths: [Int: Length] = [:]
    while !open.isEmpty {
      let sum = open.values.reduce(0, +)
      let short = open.keys.sorted().filter { index in
        rest.units * (open[index] ?? 0) / sum < needs[index].least.units
      }
      guard !short.isEmpty, short.count < open.count else { break }
      for index in short {
        widths[index] = needs[index].least
        rest = max(.zero, rest - needs[index].least)
        open[index] = nil
      }
    }
    var sum = max(1, open.values.reduce(0, +))
    for (index, share) in open.sorted(by: { $0.key < $1.key }) {
      let width = Length(units: rest.units * share / sum)
      (widths[index], rest, sum) = (width, rest - width, max(1, sum - share))
    }
    return widths
  }

  /// Some of the columns within a room: what is wanted if that goes in, and less of it otherwise.
  private func fitted(_ columns: [Int], in room: Length) -> [Length] {
    let needs = columns.map { self.needs[$0] }
    guard needs.reduce(.zero, { $0 + $1.wanted }) > room else { return needs.map(\.wanted) }
    let spare = room - needs.reduce(.zero) { $0 + $1.least }
    guard spare >= .zero else { return squeezed(needs, in: room) }
    let flexible = needs.map { max(.zero, $0.wanted - $0.least) }
    let sum = max(1, flexible.reduce(.zero, +).units)
    return zip(needs, flexible).map { need, want in
      need.least + Length(units: spare.units * want.units / sum)
    }
  }

  /// Columns that cannot have what they must: they stay within their room, figures first, and what is too wide
  /// for them is told.
  private func squeezed(_ needs: [ColumnNeeds], in room: Length) -> [Length] {
    let figures = needs.reduce(.zero) { $0 + ($1.isFigures ? $1.least : .zero) }
    let texts = needs.reduce(.zero) { $0 + ($1.isFigures ? .zero : $1.least) }
    let keepsFigures = figures <= room / 2
    let (rest, sum) = keepsFigures ? (room - figures, texts) : (room, figures + texts)
    return needs.map { need in
      keepsFigures && need.isFigures
        ? need.least : Length(units: rest.units * need.least.units / max(1, sum.units))
    }
  }
}
