import Bytes

/// The time of signing as a clock on the wall shows it.
package struct SigningTime: Hashable, Sendable {
  /// The day, in the Gregorian calendar.
  package var year, month, day: Int
  /// The time of day.
  package var hour, minute, second: Int
  /// How many minutes the clock is ahead of UTC; negative where it is behind.
  package var minutesAheadOfUTC: Int

  /// A time on a clock that is so many minutes ahead of UTC.
  package init(
    year: Int, month: Int, day: Int, hour: Int, minute: Int, second: Int,
    minutesAheadOfUTC: Int
  ) {
    (self.year, self.month, self.day) = (year, month, day)
    (self.hour, self.minute, self.second) = (hour, minute, second)
    self.minutesAheadOfUTC = minutesAheadOfUTC
  }

  /// The clock's distance from UTC: its sign, and hours and minutes with two digits each.
  package var zone: (sign: String, hours: String, minutes: String) {
    let distance = abs(minutesAheadOfUTC)
    return (
      minutesAheadOfUTC < 0 ? "-" : "+", String(distance / 60, digits: 2),
      String(distance % 60, digits: 2)
    )
  }
}

// MARK: Its digits

extension SigningTime {
  /// A part of what is shown of a time, always of as many digits.
  package enum Part: Sendable {
    case year, month, day, hour, minute
    /// The clock's distance from UTC.
    case zoneSign, zoneHours, zoneMinutes

    /// Where it stands in ``SigningTime/digits``.
    package var range: Range<Int> {
      switch self {
      case .year: 0..<4
      case .month: 4..<6
      case .day: 6..<8
      case .hour: 8..<10
      case .minute: 10..<12
      case .zoneSign: 12..<13
      case .zoneHours: 13..<15
      case .zoneMinutes: 15..<17
      }
    }
  }

  /// What is shown of the time, to the minute, in ASCII: `202008191203+0200`.
  package var digits: [UInt8] {
    let (sign, hours, minutes) = zone
    let day = String(year, digits: 4) + String(month, digits: 2) + String(day, digits: 2)
    let clock = String(hour, digits: 2) + String(minute, digits: 2)
    return Array("\(day)\(clock)\(sign)\(hours)\(minutes)".utf8)
  }

  /// The characters that ``digits`` can have.
  package static let characters = "0123456789+-"
  /// A character for each of ``digits`` where the time is not known, as layout measures it.
  package static let zeros = Array("000000000000+0000".utf8)
  /// The same as a reader is shown it.
  package static let hyphens = Array("------------+----".utf8)
}
