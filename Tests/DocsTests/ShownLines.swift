extension String {
  /// Whether the lines of a part stand in this text one after the other, however far they are indented.
  func holds(_ part: String) -> Bool {
    let (own, shown) = (lines, part.lines)
    return !shown.isEmpty && own.indices.contains { own[$0...].starts(with: shown) }
  }

  private var lines: [Substring] {
    let all = split(separator: "\n", omittingEmptySubsequences: false).map { $0.drop { $0 == " " } }
    return hasSuffix("\n") ? all.dropLast() : all
  }
}
