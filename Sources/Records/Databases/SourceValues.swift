// Values of databases in the form that lists have them.

/// A real number in as few digits as tell it from all others, with a point for its decimals; nil for one that is
/// none, or endless.
func shortestDecimal(of number: Double) -> String? {
  guard number.isFinite else { return nil }
  let text = number.description
  if text.contains("e") { return CellNumber.plain(of: text) }
  return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
}

/// A day, perhaps with a time, that is written as ISO 8601 and SQL do; nil for any other text.
///
/// A time of midnight is left out, and so are seconds of none: `2026-11-23`, `2026-11-23 14:30`.
func isoDate(_ bytes: some Collection<UInt8>) -> String? {
  let parts = bytes.split(maxSplits: 1, omittingEmptySubsequences: false) {
    $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "T")
  }
  guard let day = parts.first, isDay(Array(day)) else { return nil }
  let date = String(decoding: day, as: UTF8.self)
  guard parts.count == 2 else { return date }
  guard let time = timeOfDay(parts[1]) else { return nil }
  return time.isEmpty ? date : date + " " + time
}

/// Whether a text is a day of the Gregorian calendar, `2026-11-23`.
private func isDay(_ bytes: [UInt8]) -> Bool {
  guard bytes.count == 10, bytes[4] == UInt8(ascii: "-"), bytes[7] == UInt8(ascii: "-"),
    let year = number(bytes[..<4]), let month = number(bytes[5..<7]), let day = number(bytes[8...])
  else { return false }
  let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
  let days = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
  return year > 0 && (1...12).contains(month) && (1...days[month - 1]).contains(day)
}

/// A time, `14:30`, `14:30:05` or `14:30:05.25`, as short as it can be: empty for midnight; nil for any other text.
private func timeOfDay(_ bytes: some Collection<UInt8>) -> String? {
  let parts = bytes.split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false)
  guard (2...3).contains(parts.count), parts[0].count == 2, parts[1].count == 2,
    let hour = number(parts[0]), let minute = number(parts[1]), hour < 24, minute < 60
  else { return nil }
  var text = [parts[0], parts[1]].map { String(decoding: $0, as: UTF8.self) }
  if parts.count == 3 {
    let pieces = parts[2].split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
    guard pieces.count <= 2, pieces[0].count == 2, let second = number(pieces[0]), second < 60,
      pieces.count == 1 || pieces[1].count > 0 && pieces[1].allSatisfy(isFigure)
    else { return nil }
    let isWhole = pieces.count == 1 || pieces[1].allSatisfy { $0 == 0x30 }
    let seconds = isWhole ? pieces[0] : parts[2]
    if !isWhole || second > 0 { text.append(String(decoding: seconds, as: UTF8.self)) }
  }
  return text == ["00", "00"] ? "" : text.joined(separator: ":")
}

/// A time of the day as short as it can be: `14:30`; `00:00` for midnight.
func shortTime(_ bytes: [UInt8]) -> String {
  let time = timeOfDay(bytes)
  return time == "" ? "00:00" : time ?? String(decoding: bytes, as: UTF8.self)
}

private func isFigure(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }

/// The number that at most four figures are; nil for anything else.
private func number(_ figures: some Collection<UInt8>) -> Int? {
  guard (1...4).contains(figures.count), figures.allSatisfy(isFigure) else { return nil }
  return figures.reduce(0) { $0 * 10 + Int($1) - 0x30 }
}
