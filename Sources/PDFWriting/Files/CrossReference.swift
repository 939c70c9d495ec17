/// Where an object is (ISO 32000-1, 7.5.8.3).
package struct CrossReference: Hashable, Sendable {
  /// All of it in one word: the kind of entry, the place in 44 bits, an index in the last 16.
  package let word: UInt64

  /// An entry that was taken apart into its ``word``.
  package init(word: UInt64) {
    self.word = word
  }

  private init(kind: UInt64, place: Int, index: Int) {
    word = kind << 60 | UInt64(truncatingIfNeeded: place) << 16 | UInt64(index)
  }

  /// Nowhere.
  package static let free = CrossReference(kind: 0, place: 0, index: 0xFFFF)

  /// At an offset in the file.
  package static func offset(_ offset: Int) -> CrossReference {
    CrossReference(kind: 1, place: offset, index: 0)
  }

  /// In a stream of objects, and where among those, below 65,535.
  package static func packed(in stream: ObjectNumber, at index: Int) -> CrossReference {
    CrossReference(kind: 2, place: stream.value, index: index)
  }

  var kind: UInt8 { UInt8(truncatingIfNeeded: word >> 60) }
  /// Place and index.
  var rest: UInt64 { word & 0x0FFF_FFFF_FFFF_FFFF }
}
