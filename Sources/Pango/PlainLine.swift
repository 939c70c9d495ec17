package import DisplayList
package import Geometry

/// A line of plain text in one font, from left to right; the same object may stand in many letters.
package final class PlainLine: Sendable {
  /// The face that has the glyphs.
  package let face: Face
  /// The glyphs from left to right.
  package let glyphs: [GlyphRun.Glyph]
  /// For each glyph, where its cluster begins in the text, in UTF-8 bytes.
  package let clusters: [Int32]
  /// How far the line reaches.
  package let width: Length
  /// For each glyph, whether the texts before and from it have these glyphs also by themselves.
  let isCuttable: [Bool]

  init(
    face: Face, glyphs: [GlyphRun.Glyph], clusters: [Int32], isCuttable: [Bool], width: Length
  ) {
    (self.face, self.glyphs, self.clusters) = (face, glyphs, clusters)
    (self.isCuttable, self.width) = (isCuttable, width)
  }
}

/// The most recently shaped lines, by their text.
///
/// There is a place for each of ``count`` texts, which goes to the last one whose hash leads to it. What
/// is found is what shaping would give, so nothing follows from it but time saved.
struct RecentLines {
  private struct Entry {
    var hash: UInt64
    var text: ContiguousArray<UInt8>
    var line: PlainLine
  }

  /// Longer texts hardly ever come twice, in bytes.
  static let longest = 160
  private static let count = 2048
  private var entries = [Entry?](repeating: nil, count: RecentLines.count)

  /// The line of a text whose hash is known, if it is kept.
  func line(of text: UnsafeBufferPointer<UInt8>, hash: UInt64) -> PlainLine? {
    guard let entry = entries[RecentLines.place(hash)], entry.hash == hash,
      entry.text.elementsEqual(text)
    else { return nil }
    return entry.line
  }

  /// Keeps the line of a text.
  mutating func keep(_ line: PlainLine, of text: UnsafeBufferPointer<UInt8>, hash: UInt64) {
    entries[RecentLines.place(hash)] = Entry(
      hash: hash, text: ContiguousArray(text), line: line)
  }

  /// The place of a hash: of its bits that the text's last character changes, too, from bit 40 on.
  private static func place(_ hash: UInt64) -> Int {
    Int(truncatingIfNeeded: hash >> 40) & (count - 1)
  }
}
