package import Diagnostics
package import Geometry

/// One thing to paint.
package struct Item: Sendable {
  /// What is painted.
  package enum Content: Sendable {
    /// Text in one face, size and colour; behind a reference, as items are handed on often.
    indirect case text(GlyphRun)
    /// A picture that fills a rectangle.
    case image(Picture, in: Rectangle)
    /// A filled rectangle: a rule, an underline, a border.
    case fill(Rectangle, Color)
  }

  /// What an item is to somebody who cannot see it.
  package enum Meaning: Hashable, Sendable {
    /// It belongs to an element of the fragment's table, given by its index.
    case element(Int)
    /// It is page furniture that is not read.
    case artifact(Artifact)
  }

  /// What is painted.
  package var content: Content
  /// What it is to somebody who cannot see it.
  package var meaning: Meaning
  /// Where the author or the record gave it; nil for what layout adds.
  package var origin: SourceLocation?

  /// Something to paint.
  package init(_ content: Content, meaning: Meaning, origin: SourceLocation?) {
    self.content = content
    self.meaning = meaning
    self.origin = origin
  }
}

/// Why something on the page is not content (ISO 32000-1, 14.8.2.2).
package enum Artifact: String, Hashable, Sendable, CaseIterable {
  /// The header of a page, the repetition of what a page before it said, or the sum of that.
  case header
  /// The footer of a page, or the sum of what it says.
  case footer
  /// Words across the page that say what state the letter is in.
  case watermark
  /// A mark for folding or punching.
  case foldMark
  /// A rule, a border or an underline.
  case decoration
}

/// An element of a letter's structure (ISO 32000-1, 14.8.4).
package struct Element: Hashable, Sendable {
  /// What the element is.
  package enum Role: Hashable, Sendable {
    /// A heading of level 1–6.
    case heading(level: Int)
    case paragraph
    /// A list; its numbers are content, in labels.
    case list(numbered: Bool)
    case listItem
    /// The bullet or number of a list item.
    case label
    /// What a list item says.
    case listBody
    /// A quotation.
    case quote
    case table
    case tableRow
    /// A cell that heads its column.
    case tableHeader
    /// Any other cell.
    case tableData
    /// A picture; ``Element/alternative`` stands for it.
    case figure
    /// A link to an address.
    case link(target: String)
    /// A run of text that is set off, such as words of another language.
    case span
  }

  /// What the element is.
  package var role: Role
  /// The index of the element that holds it; nil for the outermost ones of a block.
  package var parent: Int?
  /// The element's language as a BCP 47 tag where it is not its parent's.
  package var language: String?
  /// The words that stand for a picture.
  package var alternative: String?

  /// An element within `parent`.
  package init(
    _ role: Role, in parent: Int? = nil, language: String? = nil, alternative: String? = nil
  ) {
    self.role = role
    self.parent = parent
    self.language = language
    self.alternative = alternative
  }
}
