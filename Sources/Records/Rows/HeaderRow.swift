import Diagnostics

/// The first row of a list: which column holds which field.
struct HeaderRow: Sendable {
  let fields: Fields
  /// For every column the place of its field among the fields; nil for a column that is not read.
  let fieldOfColumn: [Int?]
  let namelessColumns: Set<Int>
  /// Where each column's name stands.
  let positions: [Position]
  let position: Position

  /// How many columns the header has.
  var columnCount: Int { fieldOfColumn.count }
  /// How many columns a row has at least: columns without a name at the end may be left out.
  let fewestColumns: Int

  /// Reads the names from a row and notes what is wrong with them.
  init(_ row: ListRow, named file: String, options: ListOptions, problems: inout ProblemList) {
    var reading = Reading(columns: Array(repeating: nil, count: row.cells.count))
    for column in row.cells.indices {
      reading.take(column, of: row, named: file, options: options, problems: &problems)
    }
    if reading.names.count > options.mostFields {
      problems.report(
        error: tooManyFields(
          reading.names.count, options.mostFields, at: row.position.location(in: file)))
    }
    fields = Fields(reading.names)
    fieldOfColumn = reading.columns
    namelessColumns = reading.nameless
    (position, positions) = (row.position, row.cells.map(\.position))
    fewestColumns = (reading.columns.indices.last { !reading.nameless.contains($0) } ?? 0) + 1
  }

  /// What the cells up to one have told.
  private struct Reading {
    var names: [String] = []
    var columns: [Int?]
    var nameless: Set<Int> = []
    /// The first column with each name.
    private var seen: [String: Int] = [:]

    init(columns: [Int?]) { self.columns = columns }

    /// Takes in the name of a column.
    mutating func take(
      _ column: Int, of row: ListRow, named file: String, options: ListOptions,
      problems: inout ProblemList
    ) {
      let (written, position) = (row.text(column), row.cells[column].position)
      let name = ComparedForm.ofName(written)
      if name.isEmpty {
        nameless.insert(column)
      } else if name.utf8.count > options.longestName {
        problems.report(error: longName(options, at: position.location(in: file)))
      } else if let first = seen[name] {
        let original = (column: first, cell: row.cells[first], text: row.text(first))
        problems.report(
          error: HeaderRow.duplicate(name, written, at: position, first: original, in: file))
      } else {
        seen[name] = column
        columns[column] = names.count
        names.append(name)
      }
    }
  }

  private static func duplicate(
    _ name: String, _ written: String, at position: Position,
    first: (column: Int, cell: ListRow.Cell, text: String), in file: String
  ) -> Diagnostic {
    var hints = [
      "it is also the name of column \(first.column + 1), on \(first.cell.position.shown(in: file))"
    ]
    let (one, other) = (withoutBlankEnds(written), withoutBlankEnds(first.text))
    if !one.unicodeScalars.elementsEqual(other.unicodeScalars) {
      hints.append("the two look the same, but are not written with the same characters")
    }
    return .error(
      "records.duplicate-column", "two columns are called '\(name)'",
      at: position.location(in: file), hints: hints)
  }
}
