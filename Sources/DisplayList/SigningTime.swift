import Bytes

/// The time of signing as the clock on a wall shows it.
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

/// How a visible signature writes its time.
///
/// Every time is as long as any other and differs from it in digits and signs alone, so that layout
/// can leave room for a time that nobody knows yet.
package enum SigningTimeForm: Hashable, Sendable {
  /// `19.08.2020 kl. 12.03 (UTC+02:00)`.
  case norwegian
  /// `2020-08-19 12:03 (UTC+02:00)`, after ISO 8601.
  case international

  /// The form that a language's readers expect; the language is a BCP 47 tag.
  package init(language: String) {
    let primary = language.prefix { $0 != "-" }.lowercased()
    self = ["nb", "nn", "no"].contains(primary) ? .norwegian : .international
  }

  /// A time in this form; ASCII.
  package func text(_ time: SigningTime) -> String {
    let two = { (value: Int) in String(value, digits: 2) }
    return text(
      day: (String(time.year, digits: 4), two(time.month), two(time.day)),
      clock: (two(time.hour), two(time.minute)), zone: time.zone)
  }

  /// The form with a hyphen for each digit, as previews show it.
  package var blank: String { placeholder(digit: "-") }

  /// The form with a zero for each digit, as layout measures it.
  package var placeholder: String { placeholder(digit: "0") }

  private func placeholder(digit: String) -> String {
    let two = digit + digit
    return text(day: (two + two, two, two), clock: (two, two), zone: ("+", two, two))
  }

  private func text(
    day: (year: String, month: String, day: String), clock: (hour: String, minute: String),
    zone: (sign: String, hours: String, minutes: String)
  ) -> String {
    let distance = "(UTC\(zone.sign)\(zone.hours):\(zone.minutes))"
    return switch self {
    case .norwegian:
      "\(day.day).\(day.month).\(day.year) kl. \(clock.hour).\(clock.minute) \(distance)"
    case .international:
      "\(day.year)-\(day.month)-\(day.day) \(clock.hour):\(clock.minute) \(distance)"
    }
  }
}
