package import Geometry

/// Glyphs of one face, size and colour on one line, with the text they stand for.
package struct GlyphRun: Sendable {
  /// A glyph and where the next one goes.
  package struct Glyph: Hashable, Sendable {
    /// The glyph's number in its face, or ``none``.
    package var id: UInt32
    /// How far the pen moves along the line, in Pango units (1/1024 pt).
    package var advance: Int32
    /// How far right of the pen the glyph is painted, in Pango units.
    package var xOffset: Int32
    /// How far below the baseline the glyph is painted, in Pango units.
    package var yOffset: Int32

    /// Stands for text that paints nothing, such as the space at which a line was broken.
    package static let none = UInt32.max

    /// A glyph; lengths in Pango units (1/1024 pt).
    package init(id: UInt32, advance: Int32, xOffset: Int32 = 0, yOffset: Int32 = 0) {
      self.id = id
      self.advance = advance
      self.xOffset = xOffset
      self.yOffset = yOffset
    }
  }

  /// What follows the run in the text.
  package enum Ending: Hashable, Sendable {
    /// The line goes on.
    case none
    /// The line ends because the column does; the space there, if any, is in the run's text.
    case softBreak
    /// The line ends because the author said so, or because the paragraph ends.
    case hardBreak
  }

  /// The face the glyphs are of.
  package var face: Face
  /// The size of the face's em.
  package var size: Length
  /// How wide the glyphs are painted, in thousandths of the face's own width; their advances are as wide already.
  package var stretch = GlyphRun.unstretched
  /// The colour of the text.
  package var color: Color
  /// Where the pen starts, on the baseline, from the fragment's top-left corner.
  package var origin: Point
  /// The height of the line box above the baseline, for links and selections.
  package var ascent: Length
  /// The depth of the line box below the baseline.
  package var descent: Length
  /// The glyphs from left to right.
  package var glyphs: [Glyph]
  /// For each glyph, where its cluster begins in ``text``, in UTF-8 bytes.
  package var clusters: [Int32]
  /// The source text in reading order, spaces and soft hyphens at line ends included.
  package var text: String
  /// Whether the text runs from right to left.
  package var isRightToLeft: Bool
  /// What follows the run in the text.
  package var ending: Ending
  /// Whether another letter may have other words here, as a field stands here in the template.
  package var isValue: Bool

  /// A run of glyphs.
  package init(
    face: Face, size: Length, color: Color, origin: Point, ascent: Length, descent: Length,
    glyphs: [Glyph], clusters: [Int32], text: String, isRightToLeft: Bool, ending: Ending,
    isValue: Bool
  ) {
    self.face = face
    self.size = size
    self.color = color
    self.origin = origin
    self.ascent = ascent
    self.descent = descent
    self.glyphs = glyphs
    self.clusters = clusters
    self.text = text
    self.isRightToLeft = isRightToLeft
    self.ending = ending
    self.isValue = isValue
  }

  /// The face's own width.
  package static let unstretched = 1_000

  /// The size of the face's em along the line.
  package var widthOfEm: Length {
    stretch == GlyphRun.unstretched ? size : Length(units: size.units * stretch / 1_000)
  }

  /// How far the pen moves over all glyphs.
  package var width: Length { Length(units: glyphs.reduce(0) { $0 + Int($1.advance) }) }

  /// The box of the run on its line.
  package var bounds: Rectangle {
    Rectangle(
      origin: Point(x: origin.x, y: origin.y - ascent),
      size: Size(width: width, height: ascent + descent))
  }
}
