package import Geometry

/// Text to be shaped.
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

  package init(text: String, spans: [Span]) {
    self.text = text
    self.spans = spans
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
