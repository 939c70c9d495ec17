/// Steps through bytes from outside: nothing it does leaves them, and no number in them overflows.
///
/// Positions are indices of the bytes as they were given, so those of a file are its offsets. Copying a
/// reader is cheap and leaves the original where it is.
@usableFromInline
package struct ByteReader: Sendable {
  /// What is read.
  @usableFromInline
  package let bytes: ArraySlice<UInt8>
  /// Where the next byte is; from the beginning of ``bytes`` to ``end``.
  @usableFromInline
  package private(set) var position: Int

  /// A reader at the beginning of bytes.
  package init(_ bytes: ArraySlice<UInt8>) {
    (self.bytes, position) = (bytes, bytes.startIndex)
  }

  /// A reader at the beginning of bytes.
  package init(_ bytes: [UInt8]) {
    self.init(bytes[...])
  }

  /// Where the bytes end.
  @inlinable
  package var end: Int { bytes.endIndex }

  /// How many bytes are left.
  @inlinable
  package var remaining: Int { end - position }

  /// Whether no byte is left.
  package var isAtEnd: Bool { position == end }

  /// The byte so many steps ahead, without taking it; nil behind the end.
  @inlinable
  package func peek(_ distance: Int = 0) -> UInt8? {
    guard distance >= 0, distance < remaining else { return nil }
    return bytes[position + distance]
  }

  /// Whether these bytes come next.
  @inlinable
  package func comes(_ word: some Collection<UInt8>) -> Bool {
    bytes[position...].starts(with: word)
  }

  /// The bytes of a range, wherever the reader stands.
  ///
  /// - Throws: ``ByteFault/end`` if not all of it is there.
  package func slice(at start: Int, count: Int) throws(ByteFault) -> ArraySlice<UInt8> {
    guard start >= bytes.startIndex, start <= end, count >= 0, count <= end - start else {
      throw .end
    }
    return bytes[start..<start + count]
  }
}

// Moving on.
extension ByteReader {
  /// Goes to a position.
  ///
  /// - Throws: ``ByteFault/end`` if it is outside; the reader stays where it is.
  package mutating func move(to position: Int) throws(ByteFault) {
    guard position >= bytes.startIndex, position <= end else { throw .end }
    self.position = position
  }

  /// Passes over so many bytes.
  ///
  /// - Throws: ``ByteFault/end`` if there are fewer; the reader stays where it is.
  package mutating func skip(_ count: Int) throws(ByteFault) {
    guard count >= 0, count <= remaining else { throw .end }
    position += count
  }

  /// Passes over bytes as long as they are of a kind.
  @inlinable
  package mutating func skip(while isOfKind: (UInt8) -> Bool) {
    advance(to: bytes[position...].firstIndex { !isOfKind($0) } ?? end)
  }

  /// Takes the next byte.
  ///
  /// - Throws: ``ByteFault/end`` if there is none.
  package mutating func byte() throws(ByteFault) -> UInt8 {
    guard position < end else { throw .end }
    defer { position += 1 }
    return bytes[position]
  }

  /// Takes so many bytes.
  ///
  /// - Throws: ``ByteFault/end`` if there are fewer; the reader stays where it is.
  package mutating func take(_ count: Int) throws(ByteFault) -> ArraySlice<UInt8> {
    let taken = try slice(at: position, count: count)
    position += count
    return taken
  }

  /// Takes these bytes if they come next; whether they did.
  @inlinable
  package mutating func take(_ word: some Collection<UInt8>) -> Bool {
    guard comes(word) else { return false }
    advance(to: position + word.count)
    return true
  }

  /// Goes on to a position that is known to be inside.
  @usableFromInline
  mutating func advance(to position: Int) {
    self.position = position
  }
}

// Numbers.
extension ByteReader {
  /// In which order the bytes of a number stand.
  package enum Order: Sendable {
    /// The most significant byte first.
    case big
    /// The least significant byte first.
    case little
  }

  /// Takes an unsigned number of so many bytes, 0 to 8.
  ///
  /// - Throws: ``ByteFault/end`` if there are fewer, ``ByteFault/overflow`` if it is larger than an `Int`.
  package mutating func number(_ width: Int, _ order: Order = .big) throws(ByteFault) -> Int {
    guard width <= 8 else { throw .overflow }
    let digits = try take(width)
    let number = order == .big ? ByteReader.number(digits) : ByteReader.number(digits.reversed())
    guard let number = Int(exactly: number) else { throw .overflow }
    return number
  }

  private static func number(_ digits: some Sequence<UInt8>) -> UInt64 {
    digits.reduce(0) { $0 << 8 | UInt64($1) }
  }

  /// Takes a number that ``Swift/Array/append(variable:)`` wrote.
  ///
  /// - Throws: ``ByteFault/end`` if not all of it is there, ``ByteFault/overflow`` if it has more than 64 bits.
  package mutating func variable() throws(ByteFault) -> UInt64 {
    var number: UInt64 = 0
    for shift in stride(from: UInt64(0), to: 64, by: 7) {
      let byte = try byte()
      let part = UInt64(byte & 0x7F)
      guard shift < 63 || part <= 1 else { throw .overflow }
      number |= part << shift
      if byte < 0x80 { return number }
    }
    throw .overflow
  }

  /// Takes a number in decimal digits; nil if no digit comes next.
  ///
  /// - Throws: ``ByteFault/overflow`` if it is larger than an `Int`.
  package mutating func decimal() throws(ByteFault) -> Int? {
    let start = position
    var number = 0
    while let byte = peek(), (0x30...0x39).contains(byte) {
      number = try number.times(10).plus(Int(byte - 0x30))
      position += 1
    }
    return position > start ? number : nil
  }
}

extension [UInt8] {
  /// Adds a number, seven bits a byte, the least significant first; all bytes but the last have their highest bit
  /// set.
  package mutating func append(variable number: UInt64) {
    var rest = number
    while rest >= 0x80 {
      append(UInt8(truncatingIfNeeded: rest) | 0x80)
      rest >>= 7
    }
    append(UInt8(rest))
  }
}
