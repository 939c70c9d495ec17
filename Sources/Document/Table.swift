package import Diagnostics
package import Geometry

/// A table with a header row.
package struct Table: Hashable, Sendable {
  /// How a column's text stands between the column's edges.
  package enum Alignment: Hashable, Sendable {
    /// At the edge where lines begin.
    case leading
    /// In the middle.
    case center
    /// At the edge where lines end, as numbers are set.
    case trailing
  }

  /// How wide a column is.
  package enum Width: Hashable, Sendable {
    /// As wide as what stands in it asks for.
    case natural
    /// So wide, whatever stands in it.
    case fixed(Length)
    /// So many shares of what the other columns leave.
    case share(Int)
  }

  package struct Cell: Hashable, Sendable {
    /// The cell's text.
    package var inlines: [Inline]
    /// Where the author wrote it.
    package var origin: SourceLocation

    /// A cell with text.
    package init(_ inlines: [Inline], origin: SourceLocation) {
      self.inlines = inlines
      self.origin = origin
    }
  }

  /// How each column is aligned; every row has as many cells.
  package var alignments: [Alignment]
  /// How wide each column is; empty for a table whose columns are all as wide as they ask for.
  package var widths: [Width] = []
  /// The header row.
  package var header: [Cell]
  /// The other rows, from the top.
  package var rows: [[Cell]]
  /// How many of the last rows sum up those above them: they stay with the row before them.
  package var totals = 0
  /// The sums that stand where a page ends within the table; nil for none.
  package var carried: CarriedSums?

  /// A table; every row has a cell for each alignment.
  package init(alignments: [Alignment], header: [Cell], rows: [[Cell]]) {
    self.alignments = alignments
    self.header = header
    self.rows = rows
  }
}

/// Sums that a table over several pages carries from the foot of each page to the head of the next.
///
/// They are known for every row, so that pages may break anywhere.
package struct CarriedSums: Hashable, Sendable {
  /// A column with a sum.
  package struct Column: Hashable, Sendable {
    /// Which column of the table it is.
    package var index: Int
    /// How the sum is set off.
    package var style: Inline.Style

    /// A column of the table.
    package init(_ index: Int, style: Inline.Style = []) {
      (self.index, self.style) = (index, style)
    }
  }

  /// The columns in order; one of the table's at least has no sum and room for the words.
  package var columns: [Column]
  /// What the sums at the foot of a page are called.
  package var foot: String
  /// What the sums at the head of a page are called.
  package var head: String
  /// Where the author asked for them.
  package var origin: SourceLocation
  /// For each row down to the last that is summed, the sums of it and all rows above, column by column as
  /// they are printed.
  private(set) package var sums: [String] = []
  /// How many rows have sums.
  package var rowCount: Int { columns.isEmpty ? 0 : sums.count / columns.count }

  /// Sums of no rows yet.
  package init(columns: [Column], foot: String, head: String, origin: SourceLocation) {
    (self.columns, self.foot, self.head, self.origin) = (columns, foot, head, origin)
  }

  /// Adds a row with its sums, one for each column.
  package mutating func append(_ row: [String]) { sums += row }

  /// The sums down to a row, one for each column.
  package func sums(downTo row: Int) -> ArraySlice<String> {
    sums[(row * columns.count)..<((row + 1) * columns.count)]
  }
}
