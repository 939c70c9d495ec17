/// Objects whose numbers are still open, in the order in which they will stand in a file.
package struct UnnumberedObjects: Sendable {
  /// An object: what it is called, and where its text begins.
  package struct Start: Hashable, Sendable, BitwiseCopyable {
    /// The place in 36 bits, and the object's code in 28.
    let word: UInt64

    /// The beginning of an object's text.
    package init(_ object: Reference, at byte: Int) {
      word = UInt64(truncatingIfNeeded: byte) &<< 28 | UInt64(object.code)
    }

    var object: Reference { Reference(code: UInt32(truncatingIfNeeded: word & 0xFFF_FFFF)) }
    var byte: Int { Int(truncatingIfNeeded: word &>> 28) }
  }

  /// The text of all of them.
  package private(set) var text: ObjectText
  /// Where each begins; it ends where the next one does.
  package private(set) var starts: [Start] = []

  // How many open numbers come before each object. No number stands at the edge of an object, which begins
  // with the bracket of a dictionary and ends with one or with the end of a stream, so that this follows from
  // the places of both.
  private var relocations: [Int] = []

  /// No objects yet, with room for so many bytes.
  package init(reserving count: Int = 0) {
    text = ObjectText(reserving: count)
    guard count > 0 else { return }
    text.relocations.reserveCapacity(count / 32)
    starts.reserveCapacity(count / 64)
    relocations.reserveCapacity(count / 64)
  }

  /// Objects that were put together before; nil if their text is damaged.
  package init?(_ text: ObjectText, starts: [Start]) {
    (self.text, self.starts) = (text, starts)
    relocations.reserveCapacity(starts.count)
    var (last, count) = (0, 0)
    for start in starts {
      guard start.byte >= last, start.byte <= text.bytes.count else { return nil }
      last = start.byte
      while count < text.relocations.count, text.relocations[count].offset < last { count += 1 }
      relocations.append(count)
    }
    guard text.holds(text.start..<text.end) else { return nil }
  }

  /// Writes a dictionary.
  package mutating func write(
    _ object: Reference, _ entries: (inout DictionaryWriter) -> Void
  ) {
    begin(object)
    text.dictionary(entries)
  }

  /// Writes a stream; `entries` adds to its dictionary.
  package mutating func write(
    _ object: Reference, stream: StreamData, entries: (inout DictionaryWriter) -> Void
  ) {
    begin(object)
    text.stream(stream.bytes) { dictionary in
      dictionary.storage(of: stream)
      entries(&dictionary)
    }
  }

  private mutating func begin(_ object: Reference) {
    starts.append(Start(object, at: text.bytes.count))
    relocations.append(text.relocations.count)
  }

  /// The places of the objects in order.
  package var indices: Range<Int> { starts.indices }

  /// What the object at a place is called.
  package func reference(_ index: Int) -> Reference { starts[index].object }

  /// The text of the object at a place.
  package func piece(_ index: Int) -> Range<ObjectText.Position> {
    position(index)..<position(index + 1)
  }

  private func position(_ index: Int) -> ObjectText.Position {
    guard index < starts.count else { return text.end }
    return ObjectText.Position(byte: starts[index].byte, relocation: relocations[index])
  }

  /// The text of the object at a place if no number in it is open, so that it is the same in any file.
  package func independentText(_ index: Int) -> ArraySlice<UInt8>? {
    let piece = piece(index)
    guard piece.lowerBound.relocation == piece.upperBound.relocation else { return nil }
    return text.bytes[piece.lowerBound.byte..<piece.upperBound.byte]
  }
}

extension ObjectText {
  /// Adds the object at a place of others, with its numbers.
  @inlinable
  package mutating func append(
    _ objects: UnnumberedObjects, _ index: Int, numbering: some Numbering
  ) {
    append(objects.text, objects.piece(index), numbering: numbering)
  }
}
