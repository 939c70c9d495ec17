/// A stretch of template text: words of the author, or a tag not yet understood.
struct ScannedPiece: Hashable {
  /// What the stretch is.
  enum Kind: Hashable {
    /// Words.
    case text
    /// A tag; ``ScannedPiece/content`` is what stands between the braces.
    case tag
    /// `\{{`, which prints as `{{`.
    case escape
    /// `{{` without `}}` on its line.
    case unclosed
  }

  /// What the stretch is.
  var kind: Kind
  /// Its characters, without a tag's braces.
  var content: String
  /// How many characters stand before it.
  var offset: Int
}

/// Finds the tags of a text, before anything else looks at it.
///
/// A tag ends at the first `}}` on its line that is not within quotes.
struct TagScanner {
  private let bytes: [UInt8]
  private var position = 0
  private var pieces: [ScannedPiece] = []
  private var offset = 0
  /// No closing braces stand between the last braces tried and this byte.
  private var unclosedUntil = 0
  /// For each byte, in which states a search that failed went past it.
  private var failures: [UInt8] = []

  private init(_ text: String) { bytes = Array(text.utf8) }

  /// The stretches of `text` in order.
  static func pieces(of text: String) -> [ScannedPiece] {
    var scanner = TagScanner(text)
    scanner.scan()
    return scanner.pieces
  }

  private mutating func scan() {
    var start = 0
    while position < bytes.count {
      guard isBrace(position, UInt8(ascii: "{")) else {
        position += 1
        continue
      }
      let isEscaped = backslashes(before: position, from: start) % 2 == 1
      add(.text, from: start, to: isEscaped ? position - 1 : position)
      if isEscaped {
        offset += 1
        add(.escape, from: position, to: position + 2)
        position += 2
      } else {
        scanTag()
      }
      start = position
    }
    add(.text, from: start, to: bytes.count)
  }

  private mutating func scanTag() {
    guard let end = end(after: position + 2) else {
      add(.unclosed, from: position, to: position + 2)
      position += 2
      return
    }
    offset += 2
    add(.tag, from: position + 2, to: end)
    // The piece is placed where its braces begin.
    pieces[pieces.count - 1].offset -= 2
    offset += 2
    position = end + 2
  }

  /// Where the closing braces of a tag stand.
  private mutating func end(after start: Int) -> Int? {
    guard start >= unclosedUntil else { return nil }
    if let end = endMindingQuotes(after: start) { return end }
    var index = start
    while index < bytes.count, bytes[index] != 0x0A {
      if isBrace(index, UInt8(ascii: "}")) { return index }
      index += 1
    }
    unclosedUntil = index
    return nil
  }

  /// Where the first closing braces outside quotes stand.
  ///
  /// A search that failed leaves marks; one that meets them at the same byte in the same state fails as
  /// well, so that no byte is looked at more than a few times.
  private mutating func endMindingQuotes(after start: Int) -> Int? {
    var index = start
    var quote: UInt8?
    while index < bytes.count, bytes[index] != 0x0A {
      if !failures.isEmpty, failures[index] & TagScanner.state(quote) != 0 { break }
      if let open = quote {
        if bytes[index] == open { quote = nil }
      } else if isBrace(index, UInt8(ascii: "}")) {
        return index
      } else if opensQuote(index, from: start) {
        quote = bytes[index]
      }
      index += 1
    }
    markFailure(from: start, to: index)
    return nil
  }

  /// Goes over a search that failed once more, and marks it.
  private mutating func markFailure(from start: Int, to end: Int) {
    if failures.isEmpty { failures = Array(repeating: 0, count: bytes.count) }
    var quote: UInt8?
    for index in start..<end {
      failures[index] |= TagScanner.state(quote)
      if let open = quote {
        if bytes[index] == open { quote = nil }
      } else if opensQuote(index, from: start) {
        quote = bytes[index]
      }
    }
  }

  private static func state(_ quote: UInt8?) -> UInt8 {
    switch quote {
    case nil: 1
    case UInt8(ascii: "'"): 2
    default: 4
    }
  }

  /// Whether a text begins here; the apostrophe of `Mother's name` does not begin one.
  private func opensQuote(_ index: Int, from start: Int) -> Bool {
    guard bytes[index] == UInt8(ascii: "'") || bytes[index] == UInt8(ascii: "\"") else {
      return false
    }
    return index > start && " :,(=<>!|".utf8.contains(bytes[index - 1])
  }

  private func isBrace(_ index: Int, _ brace: UInt8) -> Bool {
    index + 1 < bytes.count && bytes[index] == brace && bytes[index + 1] == brace
  }

  private func backslashes(before index: Int, from start: Int) -> Int {
    bytes[start..<index].reversed().prefix { $0 == UInt8(ascii: "\\") }.count
  }

  private mutating func add(_ kind: ScannedPiece.Kind, from start: Int, to end: Int) {
    guard start < end || kind == .tag else { return }
    let content = String(decoding: bytes[start..<end], as: UTF8.self)
    pieces.append(ScannedPiece(kind: kind, content: content, offset: offset))
    offset += content.count
  }
}
