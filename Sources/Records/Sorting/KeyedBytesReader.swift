import Diagnostics

/// Reads keys and what they stand for, one after the other.
struct KeyedBytesReader: Sendable {
  private let source: ByteSource
  private var rest: Range<Int>
  private let pieceSize: Int
  private var piece: [UInt8] = []
  private var index = 0

  /// A reader of what stands in a range of a source, so many bytes at a time.
  init(_ source: ByteSource, in range: Range<Int>, pieceSize: Int) {
    (self.source, rest, self.pieceSize) = (source, range, pieceSize)
  }

  /// The next one; nil after the last one.
  mutating func next() throws(DiagnosticsError) -> KeyedBytes? {
    guard try fill(8) else { return nil }
    let (keyCount, count) = (Int(number()), Int(number()))
    guard try fill(keyCount + count) else { return nil }
    defer { index += keyCount + count }
    let middle = index + keyCount
    return KeyedBytes(key: piece[index..<middle], bytes: piece[middle..<middle + count])
  }

  private mutating func number() -> UInt32 {
    defer { index += 4 }
    return (0..<4).reduce(0) { $0 | UInt32(piece[index + $1]) << UInt32(8 * $1) }
  }

  /// Makes sure that so many bytes are at hand; there are none at the end.
  private mutating func fill(_ count: Int) throws(DiagnosticsError) -> Bool {
    guard piece.count - index < count else { return true }
    piece.removeFirst(index)
    index = 0
    while piece.count < count {
      let more = try source.read(
        at: rest.lowerBound, count: min(rest.count, max(pieceSize, count - piece.count)))
      if more.isEmpty { return false }
      rest = rest.lowerBound + more.count..<rest.upperBound
      piece += more
    }
    return true
  }
}
