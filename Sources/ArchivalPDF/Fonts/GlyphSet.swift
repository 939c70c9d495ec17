/// Some of a face's glyphs; small and quick to unite.
struct GlyphSet: Hashable, Sendable {
  private var words: [UInt64] = []

  init() {}

  /// The given glyphs.
  init(_ glyphs: some Sequence<UInt32>) {
    for glyph in glyphs { insert(glyph) }
  }

  var isEmpty: Bool { words.isEmpty }

  mutating func insert(_ glyph: UInt32) {
    let word = Int(glyph >> 6)
    if word >= words.count { words += Array(repeating: 0, count: word + 1 - words.count) }
    words[word] |= 1 << UInt64(glyph & 63)
  }

  /// Whether a glyph is one of them.
  func contains(_ glyph: UInt32) -> Bool {
    let word = Int(glyph >> 6)
    return word < words.count && words[word] & 1 << UInt64(glyph & 63) != 0
  }

  /// Adds the glyphs of another set.
  mutating func formUnion(_ other: GlyphSet) {
    if other.words.count > words.count {
      words += Array(repeating: 0, count: other.words.count - words.count)
    }
    for (index, word) in other.words.enumerated() { words[index] |= word }
  }

  /// Takes the glyphs of another set away.
  func subtracting(_ other: GlyphSet) -> GlyphSet {
    var result = self
    for index in 0..<min(words.count, other.words.count) {
      result.words[index] &= ~other.words[index]
    }
    while result.words.last == 0 { result.words.removeLast() }
    return result
  }

  /// The glyphs in order.
  var glyphs: [UInt32] {
    var result: [UInt32] = []
    for (index, word) in words.enumerated() {
      var rest = word
      while rest != 0 {
        result.append(UInt32(index << 6 + rest.trailingZeroBitCount))
        rest &= rest - 1
      }
    }
    return result
  }
}
