/// Text from files and arguments, as it may reach a terminal.
///
/// A terminal obeys control characters, and characters that turn the direction of writing rearrange what is
/// seen of a line: with either, a file's name could print "good" where the word is "broken". They are shown
/// by their numbers, such as `\u{202E}`.
enum Printable {
  /// A text of several lines.
  static func text(_ text: String) -> String {
    replacing(text, where: isObeyed) { "\\u{\(hexadecimal($0))}" }
  }

  /// A text that is part of one line: a name, a key, a path.
  static func line(_ text: String) -> String {
    replacing(text, where: { isObeyed($0) || isBreak($0) }) { scalar in
      switch scalar {
      case "\n": "\\n"
      case "\t": "\\t"
      default: "\\u{\(hexadecimal(scalar))}"
      }
    }
  }

  /// JSON, in which these characters stand in strings alone; its values stay the same.
  static func json(_ text: String) -> String {
    replacing(text, where: isObeyed) { scalar in
      let digits = hexadecimal(scalar)
      return "\\u" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
    }
  }

  private static func replacing(
    _ text: String, where isWanted: (Unicode.Scalar) -> Bool, by word: (Unicode.Scalar) -> String
  ) -> String {
    guard text.unicodeScalars.contains(where: isWanted) else { return text }
    var safe = ""
    for scalar in text.unicodeScalars {
      if isWanted(scalar) { safe += word(scalar) } else { safe.unicodeScalars.append(scalar) }
    }
    return safe
  }

  private static func hexadecimal(_ scalar: Unicode.Scalar) -> String {
    String(scalar.value, radix: 16, uppercase: true)
  }

  /// Whether it ends a line or a column.
  private static func isBreak(_ scalar: Unicode.Scalar) -> Bool { scalar == "\n" || scalar == "\t" }

  /// Whether a terminal would do something instead of showing it: control characters but for the ends of
  /// lines and tabs, the separators of lines and paragraphs, and the controls of direction (UAX #9, 2).
  private static func isObeyed(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x09, 0x0A: false
    case 0x00...0x1F, 0x7F...0x9F: true
    case 0x061C, 0x200E, 0x200F, 0x2028...0x202E, 0x2066...0x2069: true
    default: false
    }
  }
}
