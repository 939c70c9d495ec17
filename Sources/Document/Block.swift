package import Diagnostics
package import Geometry

/// A block of a letter's body, such as a paragraph or a table.
package struct Block: Hashable, Sendable {
  /// What a block says.
  package indirect enum Content: Hashable, Sendable {
    /// A heading; level 1 is the letter's title, the body's headings begin at 2.
    case heading(level: Int, [Inline])
    case paragraph([Inline])
    /// A bullet list or a numbered list.
    case list(List)
    /// A quotation.
    case quote([Block])
    /// A table with a header row.
    case table(Table)
    /// A picture that stands alone.
    case image(ImageReference)
    /// A line across the column.
    case rule
    /// The next block begins a new page.
    case pageBreak
  }

  /// Where in the template the block stands, counted from 0 in reading order.
  ///
  /// It is the same for every letter of a mailing. Blocks that `{{#each}}` repeats share it.
  package var node: Int
  /// Whether no record can change what it says (whether it appears at all may still depend on one).
  package var isStatic: Bool
  /// Where the author wrote it.
  package var origin: SourceLocation
  /// What it says.
  package var content: Content

  /// A block of the body.
  package init(node: Int, isStatic: Bool, origin: SourceLocation, content: Content) {
    self.node = node
    self.isStatic = isStatic
    self.origin = origin
    self.content = content
  }
}

/// A bullet list or a numbered list.
package struct List: Hashable, Sendable {
  /// What stands beside one bullet or number, such as paragraphs and further lists.
  package struct Item: Hashable, Sendable {
    /// The item's blocks.
    package var blocks: [Block]
    /// Where the author wrote it.
    package var origin: SourceLocation

    /// An item of a list.
    package init(blocks: [Block], origin: SourceLocation) {
      self.blocks = blocks
      self.origin = origin
    }
  }

  /// The first number of a numbered list; nil for bullets.
  package var start: Int?
  /// Whether the items stand close, without the space between paragraphs.
  package var isTight: Bool
  /// The items in order.
  package var items: [Item]

  /// A list; `start` is nil for bullets.
  package init(start: Int?, isTight: Bool, items: [Item]) {
    self.start = start
    self.isTight = isTight
    self.items = items
  }
}

/// A picture in a file.
package struct ImageReference: Hashable, Sendable {
  /// The file as the author named it, for messages.
  package var name: String
  /// The file's place.
  package var path: String
  /// What the picture says, for those who cannot see it; empty if the author does not say, which is
  /// reported elsewhere.
  package var alternative: String
  /// How wide it is set; nil for the size that its own resolution gives it.
  package var width: Length?
  /// Where the author named it.
  package var origin: SourceLocation

  /// A picture with the words that stand for it.
  package init(
    name: String, path: String, alternative: String, width: Length? = nil, origin: SourceLocation
  ) {
    self.name = name
    self.path = path
    self.alternative = alternative
    self.width = width
    self.origin = origin
  }
}
