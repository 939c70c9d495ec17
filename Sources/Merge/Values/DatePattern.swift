import Bytes

/// How a date is written, read from a pattern such as `d. MMMM yyyy`.
///
/// The letters are those of Unicode's date patterns (UTS #35, part 4): `d dd M MM MMM MMMM yy yyyy
/// EEEE`, and `LLLL` and `cccc` for a month and a weekday that stand alone. Other letters stand
/// between single quotes; what is no letter stands for itself.
struct DatePattern: Hashable, Sendable {
  private enum Piece: Hashable {
    case day(width: Int)
    case month(width: Int)
    case monthName, shortMonthName, weekday
    case monthAlone, weekdayAlone
    case year, shortYear
    case text(String)
  }

  private var pieces: [Piece] = []

  /// Reads a pattern, or gives nil for one with letters that mean nothing.
  init?(_ pattern: String) {
    var rest = Substring(pattern)
    while let first = rest.first {
      if first == "'" {
        rest.removeFirst()
        guard let end = rest.firstIndex(of: "'") else { return nil }
        pieces.append(.text(end == rest.startIndex ? "'" : String(rest[..<end])))
        rest = rest[rest.index(after: end)...]
      } else {
        let run = rest.prefix { $0 == first }
        guard let piece = DatePattern.piece(String(run)) else { return nil }
        pieces.append(piece)
        rest = rest.dropFirst(run.count)
      }
    }
    guard pieces.contains(where: { if case .text = $0 { false } else { true } }) else { return nil }
  }

  private static func piece(_ run: String) -> Piece? {
    switch run {
    case "d": .day(width: 1)
    case "dd": .day(width: 2)
    case "M": .month(width: 1)
    case "MM": .month(width: 2)
    case "MMM": .shortMonthName
    case "MMMM": .monthName
    case "yyyy": .year
    case "yy": .shortYear
    case "EEEE": .weekday
    case "LLLL": .monthAlone
    case "cccc": .weekdayAlone
    default: run.contains(where: \.isLetter) ? nil : .text(run)
    }
  }

  /// A date in the words of a language.
  func text(for date: CalendarDate, in conventions: LocaleConventions) -> String {
    var text = ""
    for piece in pieces {
      switch piece {
      case .day(let width): text += String(date.day, digits: width)
      case .month(let width): text += String(date.month, digits: width)
      case .monthName: text += conventions.months[date.month - 1]
      case .shortMonthName: text += conventions.shortMonths[date.month - 1]
      case .weekday: text += conventions.weekdays[date.weekday]
      case .monthAlone:
        text += (conventions.monthsAlone ?? conventions.months)[date.month - 1]
      case .weekdayAlone:
        text += (conventions.weekdaysAlone ?? conventions.weekdays)[date.weekday]
      case .year: text += String(date.year, digits: 4)
      case .shortYear: text += String(date.year % 100, digits: 2)
      case .text(let literal): text += literal
      }
    }
    return text
  }
}
