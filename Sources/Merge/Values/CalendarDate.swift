import Bytes

/// Why a text is not taken for a date.
enum DateFault: Error, Hashable {
  /// It does not look like one.
  case notADate
  /// There is no such day.
  case impossible
  /// The year has two digits.
  case shortYear
}

/// A day of the Gregorian calendar, in the years 1 to 9999.
struct CalendarDate: Hashable, Sendable, Comparable {
  let year: Int
  /// The month, 1 to 12.
  let month: Int
  /// The day of the month, 1 to 31.
  let day: Int

  /// Reads `yyyy-MM-dd` (ISO 8601), `dd.MM.yyyy` or `d.M.yyyy`, with or without spaces around it.
  ///
  /// A time of day behind it, as a cell with both has one, is left out.
  ///
  /// Dates with `/` are not read: `02/03/2021` is March in Britain and February in America.
  init(_ text: String) throws(DateFault) {
    let trimmed = text.utf8.drop { $0 == 0x20 }
    let written = trimmed.prefix(trimmed.count - trimmed.reversed().prefix { $0 == 0x20 }.count)
    let bytes = written.prefix { $0 != 0x20 && $0 != UInt8(ascii: "T") }
    guard bytes.count == written.count || isTimeOfDay(written.dropFirst(bytes.count + 1)) else {
      throw .notADate
    }
    if bytes.contains(UInt8(ascii: "-")) {
      let parts = try CalendarDate.numbers(bytes, separator: UInt8(ascii: "-"))
      guard parts.map(\.digits) == [4, 2, 2] else { throw .notADate }
      self = try CalendarDate(year: parts[0].value, month: parts[1].value, day: parts[2].value)
    } else {
      let parts = try CalendarDate.numbers(bytes, separator: UInt8(ascii: "."))
      guard parts[0].digits <= 2, parts[1].digits <= 2 else { throw .notADate }
      guard parts[2].digits != 2 else { throw .shortYear }
      guard parts[2].digits == 4 else { throw .notADate }
      self = try CalendarDate(year: parts[2].value, month: parts[1].value, day: parts[0].value)
    }
  }

  /// The day of that year and month, if there is one.
  init(year: Int, month: Int, day: Int) throws(DateFault) {
    guard (1...9999).contains(year), (1...12).contains(month),
      (1...CalendarDate.days(inMonth: month, of: year)).contains(day)
    else { throw .impossible }
    (self.year, self.month, self.day) = (year, month, day)
  }

  static func < (left: CalendarDate, right: CalendarDate) -> Bool {
    (left.year, left.month, left.day) < (right.year, right.month, right.day)
  }

  /// The date as `yyyy-MM-dd`.
  var iso: String {
    [String(year, digits: 4), String(month, digits: 2), String(day, digits: 2)]
      .joined(separator: "-")
  }

  /// The day of the week, 0 for Monday to 6 for Sunday.
  var weekday: Int {
    // Sakamoto's method counts from Sunday.
    let shifts = [0, 3, 2, 5, 0, 3, 5, 1, 4, 6, 2, 4]
    let counted = month < 3 ? year - 1 : year
    let fromSunday = counted + counted / 4 - counted / 100 + counted / 400 + shifts[month - 1] + day
    return (fromSunday + 6) % 7
  }

  private static func days(inMonth month: Int, of year: Int) -> Int {
    switch month {
    case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }

  /// Exactly three numbers of at most four digits.
  private static func numbers(
    _ bytes: some Collection<UInt8>, separator: UInt8
  ) throws(DateFault) -> [(value: Int, digits: Int)] {
    var parts: [(value: Int, digits: Int)] = [(0, 0)]
    for byte in bytes {
      switch byte {
      case separator: parts.append((0, 0))
      case UInt8(ascii: "0")...UInt8(ascii: "9") where parts[parts.count - 1].digits < 4:
        let last = parts[parts.count - 1]
        parts[parts.count - 1] = (last.value * 10 + Int(byte) - 0x30, last.digits + 1)
      default: throw .notADate
      }
    }
    guard parts.count == 3, parts.allSatisfy({ $0.digits > 0 }) else { throw .notADate }
    return parts
  }
}

/// Whether a text is a time of day: `14:30`, `14:30:05` or, as programs write it, `14:30:05.000`.
private func isTimeOfDay(_ bytes: some Collection<UInt8>) -> Bool {
  let isDigit = { (byte: UInt8) in (0x30...0x39).contains(byte) }
  let parts = bytes.split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false)
  guard (2...3).contains(parts.count) else { return false }
  for (index, part) in parts.enumerated() {
    let number = part.prefix(2)
    let value = number.reduce(0) { $0 * 10 + Int($1) - 0x30 }
    guard number.count == 2, number.allSatisfy(isDigit), value < (index == 0 ? 24 : 60) else {
      return false
    }
    let fraction = part.dropFirst(2)
    guard !fraction.isEmpty else { continue }
    guard index == 2, fraction.first == UInt8(ascii: "."), fraction.count > 1,
      fraction.dropFirst().allSatisfy(isDigit)
    else { return false }
  }
  return true
}
