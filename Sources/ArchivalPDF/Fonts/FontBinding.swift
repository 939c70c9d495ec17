/// The subsets in which a letter has a face.
struct FontBinding {
  /// The subset that letters share.
  var first: FontSubset
  /// The glyphs that the first one holds.
  var firstGlyphs: GlyphSet
  /// The glyphs of this letter that the first one lacks.
  var second: FontSubset?

  /// The subset that has a glyph.
  func subset(for glyph: UInt32) -> FontSubset {
    guard let second, !firstGlyphs.contains(glyph) else { return first }
    return second
  }
}
