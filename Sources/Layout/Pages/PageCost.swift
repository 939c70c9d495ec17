import Geometry

/// What a page costs that looks other than a typographer would want it, in hundredths.
///
/// A hole of a quarter of the page costs 25, one of an eighth a fourth of that: one large hole is worse than
/// two of half its size. A larger one than that costs more than nearly whatever it could be made for.
enum PageCost {
  /// Any page: none is made only to have better breaks, unless a colon or something single would be parted.
  static let page = 200_00
  /// A page on which something does not fit that may not be split.
  static let impossible = 1_000_000_00
  /// A break right behind a colon that announces what follows, or behind the first of it.
  static let afterColon = 400_00
  /// A row of a table or an item of a list alone on one side of a break.
  static let single = 400_00
  /// An item of several lines alone on one side of a break.
  static let singleOfLines = 20_00
  /// A break within a list of recipients, enclosures or copies.
  static let partedList = 4_00
  /// A last page with fewer than three lines.
  static let fewLines = 80_00
  /// A last page that is less than an eighth full.
  static let nearlyEmpty = 15_00
  /// A last page with nothing but recipients, enclosures or copies.
  static let onlyLists = 100_00

  /// A hole of more than a quarter of the page, beside what it costs by its size.
  static let largeHole = 100_00

  /// Rows that stand closer than they should, by however little, and as close as they may beside that.
  static let tight = (any: 2_00, most: 4_00)

  /// The cost of a page with some rows that stand in its room as they have to.
  static func of(
    _ range: Range<Int>, in rows: FlowRows, _ spacing: Spacing, room: PageRoom, isFirst: Bool
  ) -> Int {
    let height = room.height(isFirst: isFirst)
    let cost = page + squeeze(spacing.spaces, of: rows.give(range).tighter)
    if range.upperBound == rows.count {
      return cost + (isFirst ? 0 : last(range, in: rows, room: height))
    }
    if rows.isForced(range.upperBound) { return cost }
    let free = height - rows.pageHeight(range) + spacing.lift + spacing.spaces
    return cost + rows.breakCost(range.upperBound) + hole(free, in: height)
  }

  private static func squeeze(_ spaces: Length, of give: Length) -> Int {
    guard spaces > .zero else { return 0 }
    let share = spaces.units * 100 / max(1, give.units)
    return tight.any + tight.most * share * share / 10_000
  }

  /// The cost of room that stays free at a page's foot.
  private static func hole(_ free: Length, in room: Length) -> Int {
    let share = free.units * 1000 / max(1, room.units)
    return share * share / 25 + (share > 250 ? largeHole : 0)
  }

  private static func last(_ range: Range<Int>, in rows: FlowRows, room: Length) -> Int {
    var cost = 0
    let isLow = rows.height(range).units * 8 < room.units
    if isLow { cost += nearlyEmpty }
    if isLow, range.count < 3 { cost += fewLines }
    if rows.isOnlyLists(range) { cost += onlyLists }
    return cost
  }
}
