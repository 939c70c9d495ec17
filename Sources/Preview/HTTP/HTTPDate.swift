import Bytes
import Foundation

/// Times as HTTP writes them, such as `Sun, 06 Nov 1994 08:49:37 GMT` (RFC 9110, 5.6.7).
enum HTTPDate {
  private static let days = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"]
  private static let months = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
  ]

  static func text(_ time: Date) -> String {
    var calendar = Calendar(identifier: .gregorian)
    calendar.timeZone = .gmt
    let parts = calendar.dateComponents(
      [.weekday, .day, .month, .year, .hour, .minute, .second], from: time)
    guard let weekday = parts.weekday, let day = parts.day, let month = parts.month,
      let year = parts.year, let hour = parts.hour, let minute = parts.minute,
      let second = parts.second
    else { return "" }
    let clock = [hour, minute, second].map { String($0, digits: 2) }.joined(separator: ":")
    return
      "\(days[weekday - 1]), \(String(day, digits: 2)) \(months[month - 1]) \(year) \(clock) GMT"
  }
}
