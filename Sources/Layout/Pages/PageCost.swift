import Geometry

/// What a page costs that looks other than a typographer would want it, in hundredths.
///
/// A hole of a quarter of the page costs 25, one of an eighth a fourth of that: one large hole is worse than
/// two of half its size. A larger one than that costs more than whatever it could be made for.
enum PageCost {
  /// Any page: none is made only to have better breaks.
  static let page = 200_00
  /// A page on which something does not fit that may not be split.
  static let impossible = 1_000_000_00
  /// A break right behind a colon that announces what follows.
  static let afterColon = 50_00
  /// A row of a table or an item of a list alone on one side of a break.
  static let single = 50_00
  /// An item of several lines alone on one side of a break.
  static let singleOfLines = 10_00
  /// A last page with fewer than three lines.
  static let fewLines = 60_00
  /// A last page that is less than an eighth full.
  static let nearlyEmpty = 15_00
  /// A last page with nothing but recipients, enclosures or copies.
  static let onlyLists = 24_00

  /// A hole of more than a quarter of the page, beside what it costs by its size.
  static let largeHole = 60_00

  /// The cost of a page with some rows and so much room.
  static func of(_ range: Range<Int>, in rows: FlowRows, room: Length, isFirst: Bool) -> Int {
    if range.upperBound == rows.count {
      return page + (isFirst ? 0 : last(range, in: rows, room: room))
    }
    if rows.isForced(range.upperBound) { return page }
    return page + rows.breakCost(range.upperBound)
      + hole(room - rows.pageHeight(range), in: room)
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
