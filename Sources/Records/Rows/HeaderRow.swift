import Diagnostics

/// The first row of a list: which column holds which field.
struct HeaderRow: Sendable {
  /// The names, in order.
  let fields: Fields
  /// For every column the place of its field among the fields; nil for a column that is not read.
  let fieldOfColumn: [Int?]
  /// The columns without a name.
  let namelessColumns: Set<Int>
  /// Where each column's name stands.
  let positions: [Position]
  /// Where the header begins.
  let position: Position

  /// How many columns the header has.
  var columnCount: Int { fieldOfColumn.count }
  /// How many columns a row has at least: columns without a name at the end may be left out.
  let fewestColumns: Int

  /// Reads the names from a row and notes what is wrong with them.
  init(_ row: ListRow, named file: String, options: ListOptions, problems: inout ProblemList) {
    var names: [String] = []
    var columns: [Int?] = []
    var seen: [String: Int] = [:]
    var nameless: Set<Int> = []
    for (column, cell) in row.cells.enumerated() {
      let written = row.text(column)
      let name = ComparedForm.ofName(written)
      columns.append(nil)
      if name.isEmpty {
        nameless.insert(column)
        continue
      }
      guard name.utf8.count <= options.longestName else {
        problems.report(error: longName(options, at: cell.position.location(in: file)))
        continue
      }
      if let first = seen[name] {
        let original = (column: first, cell: row.cells[first], text: row.text(first))
        problems.report(
          error: Self.duplicate(name, written, at: cell.position, first: original, in: file))
        continue
      }
      seen[name] = column
      columns[column] = names.count
      names.append(name)
    }
    if names.count > options.mostFields {
      problems.report(
        error: tooManyFields(
          names.count, options.mostFields, at: row.position.location(in: file)))
    }
    (fields, fieldOfColumn, position) = (Fields(names), columns, row.position)
    namelessColumns = nameless
    positions = row.cells.map(\.position)
    fewestColumns = (columns.indices.last { !nameless.contains($0) } ?? 0) + 1
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
