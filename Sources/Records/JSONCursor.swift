import Diagnostics

/// Steps through a JSON text byte by byte and knows the line and column, whatever the pieces it is read in.
struct JSONCursor: Sendable {
  /// Where the next byte stands.
  private(set) var position = Position()
  private var text: TextReader
  private var chunk: [UInt8] = []
  private var index = 0
  private var wasReturn = false

  /// A cursor at the beginning of a text.
  init(_ text: TextReader) { self.text = text }

  /// The next byte, nil at the end of the text.
  @inline(__always)
  mutating func peek() throws(DiagnosticsError) -> UInt8? {
    if index < chunk.count { return chunk[index] }
    chunk = try text.next()
    index = 0
    return chunk.first
  }

  /// Steps over the next byte, which ``peek()`` has given.
  @inline(__always)
  mutating func advance() {
    let byte = chunk[index]
    index += 1
    if byte >= 0x20 {
      // A byte that continues a character is no column of its own.
      if byte & 0xC0 != 0x80 { position.column += 1 }
      wasReturn = false
    } else {
      advance(overControl: byte)
    }
  }

  /// Steps over spaces, tabs and line ends, and gives the byte after them.
  mutating func peekAfterSpace() throws(DiagnosticsError) -> UInt8? {
    while let byte = try peek() {
      guard byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 else { return byte }
      advance()
    }
    return nil
  }

  private mutating func advance(overControl byte: UInt8) {
    switch byte {
    case 0x0A where wasReturn: break  // the second half of a line end
    case 0x0A, 0x0D: position.breakLine()
    default: position.column += 1
    }
    wasReturn = byte == 0x0D
  }
}
