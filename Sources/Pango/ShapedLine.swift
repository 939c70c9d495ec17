package import DisplayList
package import Geometry

/// Text to be broken into lines.
package struct Paragraph {
  /// Text that is set alike.
  package struct Span {
    /// Where the span ends, in UTF-8 bytes of the text; it begins where the one before it ends.
    package var end: Int
    /// What it is set in.
    package var font: TextFont
    package var language: TextLanguage

    /// Text up to `end` in one font.
    package init(end: Int, font: TextFont, language: TextLanguage) {
      self.end = end
      self.font = font
      self.language = language
    }
  }

  /// The text; U+2028 ends a line.
  package var text: String
  /// How it is set; the last span ends where the text does.
  package var spans: [Span]
  /// How wide a line may be; nil for one that is never broken.
  package var width: Length?
  /// Where no line may begin though the text could be broken there, in UTF-8 bytes, in ascending order.
  package var bonds: [Int]

  package init(text: String, spans: [Span], width: Length?, bonds: [Int] = []) {
    self.text = text
    self.spans = spans
    self.width = width
    self.bonds = bonds
  }
}

/// A font by what it should be like.
package struct FontRequest: Hashable, Sendable {
  package var family: String
  /// The size of the em.
  package var size: Length
  /// Whether it is bold.
  package var isBold: Bool
  /// Whether it is italic.
  package var isItalic: Bool

  /// A font of a family.
  package init(family: String, size: Length, isBold: Bool = false, isItalic: Bool = false) {
    self.family = family
    self.size = size
    self.isBold = isBold
    self.isItalic = isItalic
  }
}

/// A font of which there is one object, so that it is found again by a number and not by its name.
package final class TextFont {
  /// What the font should be like.
  package let request: FontRequest
  /// Its number among those of one worker, from 0.
  let number: Int

  /// The font with a number that no other of the same worker has.
  package init(_ request: FontRequest, number: Int) {
    (self.request, self.number) = (request, number)
  }
}

/// A language of which there is one object, as of ``TextFont``.
package final class TextLanguage {
  /// The language as a BCP 47 tag.
  package let tag: String
  /// Its number among those of one worker, from 0.
  let number: Int

  /// The language with a number that no other of the same worker has.
  package init(_ tag: String, number: Int) {
    (self.tag, self.number) = (tag, number)
  }
}

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
    /// For each glyph, where its cluster begins in the paragraph's text, in UTF-8 bytes.
    package var clusters: [Int32]
    /// The part of the paragraph's text that the run stands for, in UTF-8 bytes.
    package var range: Range<Int>
    /// Whether the text runs from right to left.
    package var isRightToLeft: Bool
    /// Where characters begin that no font has, in UTF-8 bytes of the paragraph's text.
    package var missing: [Int]
  }

  /// The runs from left to right.
  package var runs: [Run]
  /// How far the line reaches, without the space at its end.
  package var width: Length
  /// The part of the paragraph's text on this line, with the white space at its end, in UTF-8 bytes.
  package var range: Range<Int>
  /// Whether the runs stand for all of it; if not, Pango gave no font for some.
  package var isWhole = true
}
