import Configuration
import Diagnostics

extension ReadingContext {
  /// Notes signs as a typewriter has them in a text of the front matter, with what to write instead.
  ///
  /// What tags stand for is not looked at.
  mutating func noteSigns(in node: ConfigurationNode?) {
    guard let node, case .scalar(let text) = node.content else { return }
    let pieces = TagScanner.pieces(of: text)
    // A tag is one sign that is no letter, as long as the tag is.
    let words = pieces.reduce(into: "") { words, piece in
      words += piece.kind == .text ? piece.content : ReadingContext.blank(for: piece)
    }
    let signs = TypedSign.all(in: words, after: nil, language: language)
    guard !signs.isEmpty else { return }
    let columns = columns(of: text, at: node)
    for sign in signs {
      var place = node.location
      let count = String(decoding: words.utf8.prefix(sign.byte), as: UTF8.self).count
      if let columns, columns.indices.contains(count) { place.column = columns[count] }
      hints.report(sign.diagnostic(at: place))
    }
  }

  private static func blank(for piece: ScannedPiece) -> String {
    let braces = piece.kind == .tag ? 4 : 0
    return String(repeating: "\u{E000}", count: piece.content.count + braces)
  }

  /// The column of each character of a scalar that stands on one line; nil for others.
  private func columns(of text: String, at node: ConfigurationNode) -> [Int]? {
    let lines = lines(of: node.location.file)
    guard lines.indices.contains(node.location.line - 1) else { return nil }
    var rest = lines[node.location.line - 1].dropFirst(node.location.column - 1)
    var column = node.location.column
    func skip(_ count: Int) {
      rest = rest.dropFirst(count)
      column += count
    }
    if node.isQuoted { skip(1) }
    var columns: [Int] = []
    for character in text {
      // YAML escapes quotes within quotes: \" or ''.
      if rest.first != character || (node.isQuoted && rest.hasPrefix("''")) { skip(1) }
      guard rest.first == character else { return nil }
      columns.append(column)
      skip(1)
    }
    return columns
  }
}
