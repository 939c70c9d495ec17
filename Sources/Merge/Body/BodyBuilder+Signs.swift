import CommonMark
import Diagnostics

extension BodyBuilder {
  /// Notes signs as a typewriter has them in a node of the author's own text, with what to write instead.
  ///
  /// Nothing is changed: what looks typed may be meant.
  mutating func noteSigns(in text: String, of node: MarkdownNode, _ inline: InlineContext) {
    guard inline.link == nil, plan.sources.indices.contains(node.line - 1) else { return }
    let line = body.lines[plan.sources[node.line - 1]].text
    let source = SourceText(line, from: node.column - 1)
    let signs = TypedSign.all(
      in: text, after: source.previous, language: inline.language ?? context.language)
    guard !signs.isEmpty else { return }
    let bytes = source.bytes(of: text)
    for sign in signs {
      var place = node
      place.column += bytes[sign.byte]
      context.hints.report(sign.diagnostic(at: location(of: place)))
    }
  }
}

/// A line from which a text came, and where the text begins in it.
///
/// Nothing here looks at all of the line, as a line can be long and have many texts.
private struct SourceText {
  private let line: String
  private let start: String.Index

  init(_ line: String, from byte: Int) {
    self.line = line
    let bytes = line.utf8
    var start =
      bytes.index(bytes.startIndex, offsetBy: max(0, byte), limitedBy: bytes.endIndex)
      ?? bytes.endIndex
    // The place of a text in a container is not always certain: it may be within a character.
    while start < bytes.endIndex, bytes[start] & 0xC0 == 0x80 { start = bytes.index(before: start) }
    self.start = start
  }

  /// What is printed before the text, as far as its line says: signs of emphasis are not.
  var previous: Unicode.Scalar? {
    let scalars = line.unicodeScalars
    var index = start
    for _ in 0..<8 where index > scalars.startIndex {
      index = scalars.index(before: index)
      if !"*_".unicodeScalars.contains(scalars[index]) { return scalars[index] }
    }
    return nil
  }

  /// For each byte of the text, how far behind the text's beginning it stands in the line: escapes and character
  /// references take more room there.
  func bytes(of text: String) -> [Int] {
    var bytes: [Int] = []
    var rest = line.utf8[start...]
    var place = 0
    func skip(_ count: Int) {
      rest = rest.dropFirst(count)
      place += count
    }
    for scalar in text.unicodeScalars {
      if SourceText.isEscape(rest) { skip(1) }
      let width = UTF8.width(scalar)
      bytes += repeatElement(place, count: width)
      skip(SourceText.reference(at: rest) ?? width)
    }
    return bytes
  }

  /// Whether a backslash stands before a sign that it escapes (CommonMark 0.29 section 6.1).
  private static func isEscape(_ rest: Substring.UTF8View) -> Bool {
    guard rest.first == UInt8(ascii: "\\"), let next = rest.dropFirst().first else { return false }
    return (0x21...0x2F).contains(next) || (0x3A...0x40).contains(next)
      || (0x5B...0x60).contains(next) || (0x7B...0x7E).contains(next)
  }

  /// How long the character reference is that a text begins with; nil if it does not begin with one.
  private static func reference(at rest: Substring.UTF8View) -> Int? {
    guard rest.first == UInt8(ascii: "&") else { return nil }
    let name = rest.dropFirst().prefix(SourceText.longestReference).prefix {
      $0 != UInt8(ascii: ";") && $0 != 0x20 && $0 != UInt8(ascii: "&")
    }
    return rest.dropFirst(name.count + 1).first == UInt8(ascii: ";") ? name.count + 2 : nil
  }

  /// The most bytes of a character reference's name.
  private static let longestReference = 40
}
