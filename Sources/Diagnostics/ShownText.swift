// How text from files and arguments is shown, on a terminal and in reports: the one rule for all that is printed.
//
// A terminal obeys control characters, characters that turn the direction of writing rearrange what is seen
// of a line, and what cannot be seen makes two names look the same: with any of them, a file's name could print
// "good" where the word is "broken". They are written as escapes.
extension String {
  /// The text as part of one line: a name, a key, a path, a message.
  ///
  /// Besides what is hidden, ends of lines and tabs are escapes: `\n`, `\u{202E}`.
  package var onOneLine: String {
    escaping(\.isHidden) { scalar in
      switch scalar {
      case "\n": "\\n"
      case "\r": "\\r"
      case "\t": "\\t"
      default: "\\u{\(String(scalar.value, radix: 16, uppercase: true))}"
      }
    }
  }

  /// The text as lines of its own, in which line feeds and tabs stay.
  package var onItsLines: String {
    escaping(\.isHiddenInLines) { String($0).onOneLine }
  }

  /// The text of a JSON document, in which what is hidden stands in strings alone: its values stay the same.
  package var inJSON: String {
    escaping(\.isHiddenInLines) { scalar in
      String(scalar).utf16.map { unit in
        "\\u" + String(0x10000 + Int(unit), radix: 16, uppercase: true).dropFirst()
      }.joined()
    }
  }

  private func escaping(
    _ isWanted: (Unicode.Scalar) -> Bool, by word: (Unicode.Scalar) -> String
  ) -> String {
    guard utf8.contains(where: { $0 < 0x20 || $0 >= 0x7F }),
      unicodeScalars.contains(where: isWanted)
    else { return self }
    var escaped = ""
    for scalar in unicodeScalars {
      if isWanted(scalar) {
        escaped += word(scalar)
      } else {
        escaped.unicodeScalars.append(scalar)
      }
    }
    return escaped
  }
}

extension Unicode.Scalar {
  /// The same where ends of lines and columns may stand.
  fileprivate var isHiddenInLines: Bool { isHidden && self != "\n" && self != "\t" }

  /// Whether it is not a visible sign: it steers a terminal, ends a line, turns the direction,
  /// takes no room, or has no agreed meaning.
  fileprivate var isHidden: Bool {
    switch value {
    case 0..<0x20, 0x7F..<0xA0, 0xAD: return true
    case 0x20..<0x300: return false
    // These two join and part letters of Persian and Indian scripts, and signs of people, in names, too.
    case 0x200C, 0x200D: return false
    default: break
    }
    return switch properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate, .privateUse,
      .unassigned:
      true
    default: properties.isDefaultIgnorableCodePoint && !properties.isVariationSelector
    }
  }
}
