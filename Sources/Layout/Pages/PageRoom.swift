import Geometry

/// How much room the pages of a letter have for its text.
struct PageRoom: Hashable {
  /// The room of the first page.
  var first: Length
  /// The room of every further page.
  var further: Length
  /// How far the text of the first page may be moved up for better pages.
  var lift: Length = .zero
  /// Rows are moved by whole steps alone, half lines, so that lines are on the page's grid again below the spaces
  /// that gave.
  var step: Length

  /// The room of a page.
  func height(isFirst: Bool) -> Length { isFirst ? first : further }

  /// How far the text of a page may be moved up, in whole steps.
  func lift(isFirst: Bool) -> Length { isFirst ? wholeSteps(in: lift) : .zero }

  /// The whole steps that go into a length.
  func wholeSteps(in length: Length) -> Length {
    step > .zero ? step * (length.units / step.units) : .zero
  }

  /// The whole steps that a length goes into.
  func wholeSteps(around length: Length) -> Length? {
    step > .zero ? step * ((length.units + step.units - 1) / step.units) : nil
  }
}

/// How the rows of a page stand other than the stationery says.
struct Spacing: Equatable {
  /// How far the whole text is moved up.
  var lift: Length
  /// By how much the spaces between rows are less, all together; below zero by how much they are more.
  var spaces: Length

  /// Rows that stand as the stationery says.
  static let usual = Spacing(lift: .zero, spaces: .zero)

  /// Whether more goes onto the page than would usually.
  var isTight: Bool { lift > .zero || spaces > .zero }
}

extension FlowRows {
  /// How the rows of a page have to stand to go into its room; nil if they may not stand so close.
  ///
  /// The first page's text is moved up first; what is still too much is taken from the spaces. Where a hole would
  /// stay at the foot, the spaces take as much of it as they may.
  func spacing(_ page: Range<Int>, into room: PageRoom, isFirst: Bool) -> Spacing? {
    let over = pageHeight(page) - room.height(isFirst: isFirst)
    guard over > .zero else { return loose(page, over: .zero - over, in: room, isFirst: isFirst) }
    guard let wanted = room.wholeSteps(around: over) else { return nil }
    let lift = min(wanted, room.lift(isFirst: isFirst))
    let spaces = wanted - lift
    return spaces <= give(page).tighter ? Spacing(lift: lift, spaces: spaces) : nil
  }

  /// The spacing of a page that stays free by some length at its foot.
  private func loose(
    _ page: Range<Int>, over free: Length, in room: PageRoom, isFirst: Bool
  ) -> Spacing {
    // Nothing is made of the end of the text, of what the author breaks, and of a hole that nobody sees.
    guard page.upperBound < count, !isForced(page.upperBound),
      free.units * 20 > room.height(isFirst: isFirst).units
    else { return .usual }
    let spaces = room.wholeSteps(in: min(free, give(page).looser))
    return Spacing(lift: .zero, spaces: .zero - spaces)
  }

  /// How far a row stands above its usual place on its page: the spaces down to it give their share.
  func rise(of row: Int, on page: Range<Int>, _ spacing: Spacing) -> Length {
    let isTight = spacing.spaces > .zero
    let (all, above) = (give(page), give(page.lowerBound..<(row + 1)))
    let (whole, part) = isTight ? (all.tighter, above.tighter) : (all.looser, above.looser)
    guard spacing.spaces != .zero, whole > .zero else { return spacing.lift }
    return spacing.lift + Length(units: part.units * spacing.spaces.units / whole.units)
  }
}
