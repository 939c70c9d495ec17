package import Diagnostics
package import Records

extension Record.Difference {
  /// The problem of a column that is used as a field of the letter, and in which its rows do not agree.
  ///
  /// - Parameters:
  ///   - name: The column.
  ///   - hints: Where it is used, and what to do.
  /// - Returns: The problem, which names the cells that differ.
  package func problem(of name: String, hints: [String]) -> Diagnostic {
    let words = cells.map(\.words)
    let others = zip(words, cells).dropFirst().map { "\($0) at \($1.location)" }
    return .error(
      "merge.rows-differ",
      "'\(name)' is not the same in all rows of this letter: \(words.first ?? "") here, "
        + others.joined(separator: ", "), at: cells.first?.location, hints: hints)
  }
}

extension Value {
  /// The value in a message: what it is, or what it says.
  fileprivate var words: String {
    switch content {
    case .text(let text): isEmpty ? "blank" : "'\(text.onOneLine.prefix(60))'"
    case .number(let text): "the number \(text)"
    case .date(let text): text
    case .boolean(let isTrue): isTrue ? "yes" : "no"
    case .list, .group: noun
    }
  }
}
