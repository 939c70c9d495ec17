/// A piece of a CommonMark document, with everything inside it.
package struct MarkdownNode: Hashable, Sendable {
  /// What a piece is.
  package enum Kind: Hashable, Sendable {
    /// The whole text.
    case document
    /// A quotation.
    case blockQuote
    /// A list; `start` is the first number, nil for bullets.
    case list(start: Int?, isTight: Bool)
    /// An item of a list.
    case item
    /// Code on lines of its own, each line ended by a line feed.
    case codeBlock(String)
    /// HTML on lines of its own.
    case htmlBlock(String)
    case paragraph
    /// A heading of level 1 to 6.
    case heading(level: Int)
    /// A line across the column.
    case thematicBreak
    /// A table; its first row is the header.
    case table([Alignment])
    case tableRow
    case tableCell
    /// Characters.
    case text(String)
    /// The end of a source line within a paragraph.
    case softBreak
    /// A line break that the author asked for.
    case lineBreak
    /// Code within a line.
    case code(String)
    /// HTML within a line.
    case htmlInline(String)
    /// Emphasis, usually italic.
    case emphasis
    /// Strong emphasis, usually bold.
    case strong
    case link(target: String, title: String)
    /// A picture; its children are the words that stand for it.
    case image(target: String, title: String)
  }

  /// How the text of a table's column is aligned.
  package enum Alignment: Hashable, Sendable {
    /// The author did not say.
    case none
    /// To the left, in the middle, to the right.
    case left, center, right
  }

  /// What the piece is.
  package var kind: Kind
  /// The line on which it begins, counted from 1; 0 where CommonMark does not say.
  package var line: Int
  /// The byte of that line at which it begins, counted from 1; 0 where CommonMark does not say.
  package var column: Int
  /// The line on which it ends, counted from 1; 0 where CommonMark does not say.
  package var lastLine: Int
  /// What is inside it, in order.
  package var children: [MarkdownNode]

  /// A piece with its place.
  package init(
    _ kind: Kind, line: Int, column: Int, lastLine: Int, children: [MarkdownNode] = []
  ) {
    self.kind = kind
    (self.line, self.column, self.lastLine) = (line, column, lastLine)
    self.children = children
  }
}
