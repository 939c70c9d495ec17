extension String {
  /// The text as it can be shown on a terminal and in reports: what steers a terminal, breaks the line, turns
  /// the direction of writing or cannot be seen is written as `\u{...}`, so that no name from a file looks
  /// like a line of ours.
  package var shown: String {
    guard unicodeScalars.contains(where: \.isHidden) else { return self }
    return unicodeScalars.reduce(into: "") { text, scalar in
      if scalar.isHidden {
        text += "\\u{\(String(scalar.value, radix: 16, uppercase: true))}"
      } else {
        text.unicodeScalars.append(scalar)
      }
    }
  }
}

extension Unicode.Scalar {
  fileprivate var isHidden: Bool {
    // These two join and part letters of Persian and Indian scripts, in names, too.
    if value == 0x200C || value == 0x200D { return false }
    return switch properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate, .privateUse,
      .unassigned:
      true
    default: false
    }
  }
}
