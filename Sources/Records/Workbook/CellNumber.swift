import Bytes
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
    guard text.utf8.allSatisfy({ CellNumber.signs.contains($0) }), let value = Double(text) else {
      return nil
    }
    (self.text, self.value) = (text, value)
  }

  /// Whether the number is one that a workbook can hold.
  var isFinite: Bool { value.isFinite }

  /// The number in digits with a point for its decimals, and in no more of them than Excel keeps; one that
  /// begins more than thirty places from its point has an exponent, as in Excel.
  var plain: String {
    isPlain ? text : CellNumber.plain(of: String(format: "%.\(CellNumber.digits - 1)e", value))
  }

  /// Whether the text has the form that `plain` is to have.
  private var isPlain: Bool {
    guard text.utf8.count <= CellNumber.digits else { return false }
    var (count, hasPoint, startsWithZero) = (0, false, false)
    for (index, byte) in text.utf8.enumerated() {
      switch byte {
      case UInt8(ascii: "-") where index == 0: break
      case UInt8(ascii: ".") where !hasPoint && count > 0: (hasPoint, count) = (true, 0)
      case UInt8(ascii: "0")...UInt8(ascii: "9"):
        if startsWithZero, !hasPoint { return false }
        startsWithZero = count == 0 && byte == UInt8(ascii: "0")
        count += 1
      default: return false
      }
    }
    return count > 0
  }

  /// A number that is written with one digit before its point and an exponent, without the exponent, unless it
  /// begins more than thirty places from its point.
  static func plain(of scientific: String) -> String {
    let parts = scientific.split(separator: "e")
    guard let mantissa = parts.first, let power = parts.last.flatMap({ Int($0) }) else {
      return scientific
    }
    let sign = mantissa.hasPrefix("-") ? "-" : ""
    var digits = mantissa.filter(\.isNumber)
    while digits.count > 1, digits.last == "0" { digits.removeLast() }
    if abs(power) > 30 {
      let decimals = digits.dropFirst()
      return sign + digits.prefix(1) + (decimals.isEmpty ? "" : "." + decimals) + "E\(power)"
    }
    if power < 0 { return sign + "0." + String(repeating: "0", count: -power - 1) + digits }
    let whole = digits.prefix(power + 1)
    let zeros = String(repeating: "0", count: power + 1 - whole.count)
    let decimals = digits.dropFirst(power + 1)
    return sign + whole + zeros + (decimals.isEmpty ? "" : "." + decimals)
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
    case .zeros(let pattern): Int(exactly: value).map { pattern.text(of: $0) }
    case .date: day(usesLaterDates).map { CellNumber.date($0) }
    case .time: (0..<CellNumber.end).contains(value) ? CellNumber.time(seconds % 86_400) : nil
    case .dateAndTime: day(usesLaterDates).map { dateAndTime($0) }
    case .amount(let unit): amount(unit)
    }
  }

  /// An amount of days in hours and minutes, minutes and seconds, or seconds; nil if it is beyond those that
  /// Excel shows.
  private func amount(_ unit: Character) -> String? {
    guard abs(value) < CellNumber.end else { return nil }
    let seconds = Int((abs(value) * 86_400).rounded())
    let parts: [Int] =
      switch unit {
      case "h": [seconds / 3600, seconds / 60 % 60, seconds % 60]
      case "m": [seconds / 60, seconds % 60]
      default: [seconds]
      }
    let shown = unit == "h" && parts[2] == 0 ? parts.dropLast() : parts[...]
    let text = ([String(shown[0])] + shown.dropFirst().map { String($0, digits: 2) })
    return (value < 0 && seconds > 0 ? "-" : "") + text.joined(separator: ":")
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
    return (parts[2] == 0 ? parts.dropLast() : parts[...]).map { String($0, digits: 2) }
      .joined(separator: ":")
  }
}
