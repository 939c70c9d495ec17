/// What commands print, as a page quotes it.
///
/// `…` stands for anything within a line, and alone on a line for any number of lines, so that a page need not
/// name times and digests.
struct PrintedText {
  private let lines: [Substring]

  /// The text as it stands in the page.
  init(_ quoted: String) {
    lines = Self.lines(of: quoted)
  }

  /// Whether commands printed this.
  func matches(_ printed: String) -> Bool {
    matches(lines[...], Self.lines(of: printed)[...])
  }

  private static func lines(of text: String) -> [Substring] {
    text.trimmingSuffix { $0.isWhitespace }.split(separator: "\n", omittingEmptySubsequences: false)
      .map { $0.trimmingSuffix { $0.isWhitespace } }
  }

  private func matches(_ quoted: ArraySlice<Substring>, _ printed: ArraySlice<Substring>) -> Bool {
    guard let first = quoted.first else { return printed.isEmpty }
    if first == "…" {
      return (printed.startIndex...printed.endIndex).contains {
        matches(quoted.dropFirst(), printed[$0...])
      }
    }
    guard let line = printed.first, Self.matches(first, line) else { return false }
    return matches(quoted.dropFirst(), printed.dropFirst())
  }

  private static func matches(_ quoted: Substring, _ line: Substring) -> Bool {
    let parts = quoted.split(separator: "…", omittingEmptySubsequences: false)
    guard parts.count > 1 else { return quoted == line }
    guard line.hasPrefix(parts[0]) else { return false }
    var rest = line.dropFirst(parts[0].count)
    for part in parts.dropFirst().dropLast() where !part.isEmpty {
      guard let found = rest.firstRange(of: part) else { return false }
      rest = rest[found.upperBound...]
    }
    return rest.hasSuffix(parts[parts.count - 1])
  }
}

extension Substring {
  fileprivate func trimmingSuffix(while test: (Character) -> Bool) -> Substring {
    var text = self
    while let last = text.last, test(last) { text.removeLast() }
    return text
  }
}

extension String {
  fileprivate func trimmingSuffix(while test: (Character) -> Bool) -> Substring {
    self[...].trimmingSuffix(while: test)
  }
}
