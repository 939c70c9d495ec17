import Diagnostics

/// Steps through a JSON text and knows the line and column, whatever the pieces it is read in.
///
/// Only text within quotation marks has other characters than those of ASCII, and no line ends: so the place
/// follows from where the line began, and no byte needs to be counted.
struct JSONCursor: Sendable {
  private var text: TextReader
  private var piece: [UInt8] = []
  private var index = 0
  private var line = 1
  /// Where in the piece the line would begin if all its characters so far were single bytes.
  private var lineStart = 0

  /// A cursor at the beginning of a text.
  init(_ text: TextReader) { self.text = text }

  /// Where the next byte stands.
  var position: Position { Position(line: line, column: index - lineStart + 1) }

  /// The next byte, nil at the end of the text.
  @inline(__always)
  mutating func peek() throws(DiagnosticsError) -> UInt8? {
    if index < piece.count { return piece[index] }
    try refill()
    return piece.first
  }

  /// Steps over the next byte, which ``peek()`` has given: a character of ASCII, and no line end.
  @inline(__always)
  mutating func advance() { index += 1 }

  /// Whether the next byte is at hand and is this one.
  func isAt(_ byte: UInt8) -> Bool { index < piece.count && piece[index] == byte }

  /// Steps over spaces, tabs and line ends, and gives the byte after them.
  mutating func peekAfterSpace() throws(DiagnosticsError) -> UInt8? {
    var wasReturn = false
    while let byte = try peek() {
      guard byte <= 0x20, byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 else {
        return byte
      }
      index += 1
      if byte == 0x0A || byte == 0x0D {
        if byte == 0x0D || !wasReturn { line += 1 }  // else it is the second half of a line end
        lineStart = index
      }
      wasReturn = byte == 0x0D
    }
    return nil
  }

  /// Steps over everything up to the next line that is not set in and begins with none of the given bytes, unless
  /// such a line begins here.
  mutating func skip(toLineBeginningWithout others: [UInt8]) throws(DiagnosticsError) {
    if position.column == 1, let byte = try peek(), !others.contains(byte) { return }
    while let byte = try peek() {
      if byte != 0x0A, byte != 0x0D {
        index += 1
      } else if let first = try peekAfterSpace(), position.column == 1, !others.contains(first) {
        return
      }
    }
  }

  /// Steps over the bytes at hand that stand for themselves within quotation marks, and gives them.
  ///
  /// - Returns: Some bytes up to a quotation mark, a backslash, a control character or the end of the piece.
  mutating func takePlain() -> ArraySlice<UInt8> {
    let start = index
    var end = index
    var continuations = 0
    while end < piece.count {
      let byte = piece[end]
      if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") || byte < 0x20 { break }
      // A byte that continues a character is no column of its own.
      continuations &+= byte & 0xC0 == 0x80 ? 1 : 0
      end &+= 1
    }
    index = end
    lineStart += continuations
    return piece[start..<end]
  }

  /// Reads the next piece of the text, once all of the last one is used up.
  private mutating func refill() throws(DiagnosticsError) {
    lineStart -= piece.count
    index = 0
    piece = try text.next()
  }
}
