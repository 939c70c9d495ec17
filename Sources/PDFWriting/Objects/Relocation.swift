/// Where in a text a number goes that is known only when a file is put together, and which one.
package struct Relocation: Hashable, Sendable, BitwiseCopyable {
  /// What goes there.
  package enum Target: Hashable, Sendable {
    /// A reference to an object (ISO 32000-1, 7.3.10).
    case reference(Reference)
    /// A number counted from a first one that is not known yet: a key of the parent tree (14.7.4.4), or
    /// an MCID, the number of a marked-content sequence (14.7.4.2).
    case counted(Int)
  }

  /// All of it in one word: the place in 35 bits, one for the kind, and 28 for the reference's code or for
  /// what is counted.
  package let word: UInt64

  /// A number that was taken apart into its ``word``.
  @inlinable @inline(__always)
  package init(word: UInt64) {
    self.word = word
  }

  /// A number that goes before the byte at `offset`.
  @inlinable @inline(__always)
  package init(_ target: Target, at offset: Int) {
    let low: UInt64 =
      switch target {
      case .reference(let object): UInt64(object.code)
      case .counted(let index): 0x1000_0000 | UInt64(truncatingIfNeeded: index) & 0xFFF_FFFF
      }
    word = UInt64(truncatingIfNeeded: offset) &<< 29 | low
  }

  /// Before which byte of the text it goes.
  @inlinable @inline(__always)
  package var offset: Int { Int(truncatingIfNeeded: word &>> 29) }

  /// What goes there.
  @inlinable @inline(__always)
  package var target: Target {
    let code = UInt32(truncatingIfNeeded: word & 0xFFF_FFFF)
    return word & 0x1000_0000 == 0
      ? .reference(Reference(code: code)) : .counted(Int(truncatingIfNeeded: code))
  }

  /// The same number so many bytes further on.
  @inlinable @inline(__always)
  package func moved(by distance: Int) -> Relocation {
    Relocation(word: word &+ UInt64(truncatingIfNeeded: distance) &<< 29)
  }
}

extension ObjectText {
  /// Adds a reference to an object whose number is open.
  @inlinable @inline(__always)
  package mutating func reference(_ object: Reference) {
    relocations.append(Relocation(.reference(object), at: bytes.count))
  }

  /// Adds a reference to an object whose number is known.
  @inlinable @inline(__always)
  package mutating func reference(to object: ObjectNumber) {
    integer(object.value)
    self += " 0 R"
  }

  /// Adds a number counted from a first one that is not known yet.
  @inlinable @inline(__always)
  package mutating func counted(_ index: Int) {
    relocations.append(Relocation(.counted(index), at: bytes.count))
  }

  /// Adds other text whose counted numbers count from `first`.
  @inlinable
  package mutating func append(_ other: ObjectText, countingFrom first: Int) {
    var start = 0
    for relocation in other.relocations {
      bytes += other.bytes[start..<relocation.offset]
      start = relocation.offset
      switch relocation.target {
      case .reference(let object): reference(object)
      case .counted(let index): integer(first + index)
      }
    }
    bytes += other.bytes[start...]
  }

  /// Adds a piece of other text, with its numbers.
  @inlinable
  package mutating func append(
    _ other: ObjectText, _ piece: Range<Position>, numbering: some Numbering
  ) {
    var start = piece.lowerBound.byte
    for relocation in other.relocations[
      piece.lowerBound.relocation..<piece.upperBound.relocation]
    {
      bytes += other.bytes[start..<relocation.offset]
      start = relocation.offset
      switch relocation.target {
      case .reference(let object): reference(to: numbering.number(of: object))
      case .counted(let index): integer(numbering.firstParentKey + index)
      }
    }
    bytes += other.bytes[start..<piece.upperBound.byte]
  }

  /// Puts in the numbers that are open since a position.
  @inlinable
  package mutating func number(since start: Position, _ numbering: some Numbering) {
    guard relocations.count > start.relocation else { return }
    let first = relocations[start.relocation].offset
    let tail = ObjectText(
      bytes: Array(bytes[first...]),
      relocations: relocations[start.relocation...].map { $0.moved(by: -first) })
    bytes.removeSubrange(first...)
    relocations.removeSubrange(start.relocation...)
    append(tail, tail.start..<tail.end, numbering: numbering)
  }

  /// Text that was put together before.
  @inlinable
  package init(bytes: [UInt8], relocations: [Relocation]) {
    (self.bytes, self.relocations) = (bytes, relocations)
  }

  /// Where the text begins.
  @inlinable
  package var start: Position { Position(byte: 0, relocation: 0) }
}
