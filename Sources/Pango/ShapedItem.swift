package import DisplayList
package import Geometry

/// Text in one font and direction with its glyphs; the same object may stand in many letters.
package final class ShapedItem: Sendable {
  /// The face that has the glyphs.
  package let face: Face
  /// The glyphs from left to right.
  package let glyphs: [GlyphRun.Glyph]
  /// For each glyph, where its cluster begins in the text, in UTF-8 bytes.
  package let clusters: [Int32]
  /// How far the text reaches.
  package let width: Length
  /// For each glyph, whether the texts before and from its cluster have these glyphs also by themselves.
  let isCuttable: [Bool]
  /// Where characters begin that the font does not have, in UTF-8 bytes.
  let missing: [Int]

  init(
    face: Face, glyphs: [GlyphRun.Glyph], clusters: [Int32], isCuttable: [Bool], missing: [Int],
    width: Length
  ) {
    (self.face, self.glyphs, self.clusters) = (face, glyphs, clusters)
    (self.isCuttable, self.missing, self.width) = (isCuttable, missing, width)
  }
}
