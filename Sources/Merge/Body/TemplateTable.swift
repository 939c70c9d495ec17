import Diagnostics
import Document

/// A table before it is merged.
struct TemplateTable: Sendable {
  /// How each column is aligned.
  var alignments: [Table.Alignment]
  /// How wide each column is; empty if the author does not say.
  var widths: [Table.Width]
  /// The header row.
  var header: TemplateRow
  /// The rows down to the last that `{{#each}}` repeats, or all of them.
  var rows: [ControlFlow<TemplateRow>]
  /// The rows behind those, which sum them up and stay with the row above.
  var totals: [ControlFlow<TemplateRow>] = []
  /// The columns whose sums go from page to page; nil for none.
  var carry: CarriedColumns?

  /// A table with its rows in order.
  init(
    alignments: [Table.Alignment], widths: [Table.Width], header: TemplateRow,
    rows: [ControlFlow<TemplateRow>]
  ) {
    (self.alignments, self.widths, self.header, self.rows) = (alignments, widths, header, rows)
    if let last = rows.lastIndex(where: \.repeats) {
      totals = Array(rows[(last + 1)...])
      self.rows.removeSubrange((last + 1)...)
    }
  }
}

/// A row of a table before it is merged.
struct TemplateRow: Sendable {
  /// One cell.
  struct Cell: Sendable {
    /// The cell's text.
    var inlines: [ControlFlow<InlinePart>]
    /// Where it stands.
    var origin: SourceLocation
  }

  /// As many cells as the table has columns.
  var cells: [Cell]
  /// Whether what it prints in a carried column goes into the sums.
  var isSummed = false
}

/// The columns of a table whose sums go from page to page.
struct CarriedColumns: Sendable {
  /// One of them.
  struct Column: Sendable {
    /// Which of the table's it is.
    var index: Int
    /// How its values are printed, and so its sums.
    var field: FieldTag
    /// What stands before and behind the values.
    var prefix = "", suffix = ""
    /// How they are set off.
    var style: Inline.Style
  }

  /// The columns in order.
  var columns: [Column]
  /// What the sums at the foot of a page are called.
  var foot: String
  /// What the sums at the head of a page are called.
  var head: String
  /// Where the author asks for them.
  var location: SourceLocation
}
