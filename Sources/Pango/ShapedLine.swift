package import DisplayList
package import Geometry

/// A line of a paragraph with its glyphs placed.
package struct ShapedLine: Sendable {
  /// Glyphs of one font, from left to right on their line.
  package struct Run: Sendable {
    /// The face that has the glyphs.
    package var face: Face
    /// Where the pen starts, from the left end of the line.
    package var x: Length
    /// The glyphs from left to right.
    package var glyphs: [GlyphRun.Glyph]
    /// For each glyph, where its cluster begins in the paragraph's text, in UTF-8 bytes; for what is put in at the
    /// line's end without a soft hyphen there, where ``range`` ends.
    package var clusters: [Int32]
    /// For each glyph, whether it is a word space that has a width.
    var isWordSpace: [Bool] = []
    /// The part of the paragraph's text that the run stands for, in UTF-8 bytes.
    package var range: Range<Int>
    /// How wide the glyphs are painted, in thousandths of the face's own width.
    package var stretch = GlyphRun.unstretched
    /// Whether the text runs from right to left.
    package var isRightToLeft: Bool
  }

  /// The runs from left to right.
  package var runs: [Run] = []
  /// How far the line reaches, without the space at its end; with what stands out at its ends.
  package var width = Length.zero
  /// The part of the paragraph's text on this line, with the white space at its end, in UTF-8 bytes.
  package var range: Range<Int>
  /// How far its first sign stands out before it, and its last one behind it.
  package var startHang = Length.zero, endHang = Length.zero
  /// How wide the word spaces on it are, but for those at its end.
  package var spaces = Length.zero
  /// Whether the line ends because the author said so, or because the paragraph ends.
  package var isForced: Bool
  /// Whether a hyphen was put in at its end.
  package var isHyphenated = false
  /// How far the line reaches without what stands out at its ends.
  package var opticalWidth: Length { width - startHang - endHang }
  /// Whether it ends within a word that is too wide for any line.
  package var endsInWord = false
}
