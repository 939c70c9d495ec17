package import Geometry

/// A line or box that is drawn over a page in previews and never in a letter.
package struct Guide: Hashable, Sendable {
  /// What a guide shows.
  package enum Kind: String, Hashable, Sendable, CaseIterable {
    /// The edges of the text area.
    case margin
    /// What an envelope's window lets see.
    case addressWindow
    /// Where the sheet is folded.
    case foldMark
    /// The box of a block; the label names its place in the template.
    case block
    /// The outline of a letter's page on a sheet of many.
    case sheet
  }

  /// What it shows.
  package var kind: Kind
  /// Where it is; a line has no height or no width.
  package var rectangle: Rectangle
  /// A few words beside it; may be empty.
  package var label: String

  /// A guide with a label.
  package init(_ kind: Kind, _ rectangle: Rectangle, label: String = "") {
    self.kind = kind
    self.rectangle = rectangle
    self.label = label
  }
}
