/// The text of objects as it is written (ISO 32000-1, 7.2 and 7.3), and beside it where numbers go that
/// are still open.
///
/// Dictionaries and arrays are written by closures, so none can be left open.
package struct ObjectText: Sendable {
  /// What was written so far.
  package var bytes: [UInt8] = []
  /// The numbers that are still open, in the order of their places in ``bytes``.
  package var relocations: [Relocation] = []

  /// An empty text.
  @inlinable
  package init() {}

  /// An empty text with room for so many bytes.
  package init(reserving count: Int) {
    bytes.reserveCapacity(count)
  }

  /// A place between two bytes, and between the open numbers there.
  package struct Position: Hashable, Comparable, Sendable {
    /// How many bytes come before it.
    package var byte: Int
    /// How many open numbers.
    package var relocation: Int

    /// A position; ``ObjectText/holds(_:)`` tells whether a text has it.
    @inlinable
    package init(byte: Int, relocation: Int) {
      (self.byte, self.relocation) = (byte, relocation)
    }

    @inlinable
    package static func < (left: Position, right: Position) -> Bool {
      (left.byte, left.relocation) < (right.byte, right.relocation)
    }
  }

  /// Where the text ends.
  @inlinable
  package var end: Position { Position(byte: bytes.count, relocation: relocations.count) }

  /// Whether a piece is one of this text: what was set aside may have been damaged.
  package func holds(_ piece: Range<Position>) -> Bool {
    let (start, end) = (piece.lowerBound, piece.upperBound)
    guard start.byte >= 0, start.relocation >= 0, start.byte <= end.byte,
      start.relocation <= end.relocation, end.byte <= bytes.count,
      end.relocation <= relocations.count
    else { return false }
    var last = start.byte
    for relocation in relocations[start.relocation..<end.relocation] {
      guard relocation.offset >= last else { return false }
      last = relocation.offset
    }
    return last <= end.byte
  }
}

// Adding what is written already.
extension ObjectText {
  /// Adds words of the language as they stand.
  @inlinable
  package static func += (left: inout ObjectText, words: StaticString) {
    words.withUTF8Buffer { unsafe left.bytes.append(contentsOf: $0) }
  }

  /// Adds other text; its open numbers stay open.
  @inlinable
  package static func += (left: inout ObjectText, other: ObjectText) {
    let start = left.bytes.count
    left.bytes.append(contentsOf: other.bytes)
    guard !other.relocations.isEmpty else { return }
    for relocation in other.relocations {
      left.relocations.append(relocation.moved(by: start))
    }
  }

  /// Adds one byte as it stands.
  @inlinable @inline(__always)
  package mutating func byte(_ byte: UInt8) { bytes.append(byte) }

  /// Adds text as it stands, in UTF-8.
  package mutating func plain(_ text: String) { bytes.append(contentsOf: text.utf8) }
}
