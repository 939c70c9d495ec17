import Foundation

/// A number of a cell, as its list is to have it.
struct CellNumber {
  /// The number as the workbook has it.
  private let text: String
  private let value: Double

  /// The most digits that Excel shows and keeps of a number; a workbook has up to 17, which are noise.
  private static let digits = 15
  private static let signs = Set("0123456789+-.eE".utf8)
  /// The first day of the year 10000.
  private static let end = 2_958_466.0

  /// Reads a number; nil if the text is none.
  init?(_ text: String) {
    guard text.utf8.allSatisfy({ CellNumber.signs.contains($0) }), let value = Double(text),
      value.isFinite
    else { return nil }
    (self.text, self.value) = (text, value)
  }

  /// The number with a point for its decimals, in no more digits than Excel shows.
  var plain: String {
    let mantissa = text.prefix { $0 != "E" && $0 != "e" }
    guard mantissa.utf8.count(where: { (0x30...0x39).contains($0) }) > CellNumber.digits else {
      return text
    }
    return String(format: "%.\(CellNumber.digits)g", value)
  }

  /// What a cell of a format shows of the number, where that is no number: a day, a time, zeros before it.
  ///
  /// - Parameters:
  ///   - format: The cell's format.
  ///   - usesLaterDates: Whether days are counted from 1904 on.
  /// - Returns: The text; nil if the number is one.
  func text(as format: CellFormats.Format, usesLaterDates: Bool) -> String? {
    switch format {
    case .number, .percentage: nil
    case .zeros(let count): padded(to: count)
    case .date: day(usesLaterDates).map { CellNumber.date($0) }
    case .time: (0..<CellNumber.end).contains(value) ? CellNumber.time(seconds % 86_400) : nil
    case .dateAndTime: day(usesLaterDates).map { dateAndTime($0) }
    }
  }

  private func padded(to count: Int) -> String? {
    guard let number = Int(exactly: value), number >= 0 else { return nil }
    let digits = String(number)
    return String(repeating: "0", count: max(0, count - digits.utf8.count)) + digits
  }

  private func dateAndTime(_ day: Int) -> String {
    let seconds = seconds
    // A fraction may be a rounding away from the next midnight.
    let date = CellNumber.date(day + seconds / 86_400)
    return seconds % 86_400 == 0 ? date : date + " " + CellNumber.time(seconds % 86_400)
  }

  /// The time of the day, in whole seconds; 86,400 is the end of the day.
  private var seconds: Int { Int(((value - value.rounded(.down)) * 86_400).rounded()) }

  /// The day that the number counts, as days since 1970; nil if it is before 1900 or after 9999.
  ///
  /// - SeeAlso: ECMA-376 part 1, 18.17.4.1: day 60 is 29 February 1900, which never was.
  private func day(_ usesLaterDates: Bool) -> Int? {
    guard (0..<CellNumber.end).contains(value) else { return nil }
    let number = Int(value)
    if usesLaterDates { return number - 24_107 }
    return number == 0 || number == 60 ? nil : number - (number < 60 ? 25_568 : 25_569)
  }

  private static func date(_ day: Int) -> String {
    Date(timeIntervalSince1970: Double(day) * 86_400).formatted(.iso8601.year().month().day())
  }

  private static func time(_ seconds: Int) -> String {
    let parts = [seconds / 3600, seconds / 60 % 60, seconds % 60]
    return (parts[2] == 0 ? parts.dropLast() : parts[...]).map {
      $0 < 10 ? "0\($0)" : String($0)
    }.joined(separator: ":")
  }
}
