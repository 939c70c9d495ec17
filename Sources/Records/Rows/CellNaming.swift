package import Diagnostics

// What stands in the cells that problems are in: found once there are problems, and only for them.

extension Record {
  /// The same problem with the cell that it is in, if that is one of this record's.
  ///
  /// - Parameters:
  ///   - problem: A problem of this record.
  ///   - sheet: The sheet of the record's list; empty for a query's answer, nil if it is neither.
  /// - Returns: The problem with what stands there.
  package func naming(cellOf problem: Diagnostic, of sheet: String?) -> Diagnostic {
    guard let sheet, problem.cell == nil, let place = problem.location,
      let index = values.firstIndex(where: { $0.location == place })
    else { return problem }
    var problem = problem
    let value: String =
      switch values[index].content {
      case .text(let text), .number(let text), .date(let text): text
      case .boolean(let value): value ? "TRUE" : "FALSE"
      case .list, .group: ""
      }
    problem.cell = SourceCell(at: place, of: sheet, column: fields.names[index], value: value)
    return problem
  }
}

/// The cells that the problems of a whole sheet, or of a query's answer, are in.
struct CellNaming {
  private let sheet: String
  /// The row of the names.
  private let header: Int
  private var columns: [Int: String] = [:]
  private var values: [Position: String] = [:]

  /// Looks the problems' cells up.
  ///
  /// - Parameters:
  ///   - problems: What is wrong with the sheet.
  ///   - rows: The sheet, which is read once more.
  ///   - names: The names of its columns.
  /// - Throws: ``DiagnosticsError`` if it cannot be read again.
  init(_ problems: ProblemList, _ rows: KeptRows, _ names: HeaderRow) throws(DiagnosticsError) {
    (sheet, header) = (rows.sheet, names.position.line)
    for (column, field) in names.fieldOfColumn.enumerated() {
      columns[column + 1] = field.map { names.fields.names[$0] }
    }
    let found = problems.diagnostics + problems.rowFaults.map(\.problem)
    let wanted = Dictionary(grouping: found.compactMap(\.location), by: \.line)
    guard let last = wanted.keys.max() else { return }
    var (reader, row) = (rows.rows(), ListRow())
    while try reader.next(into: &row), row.position.line <= last {
      for place in wanted[row.position.line] ?? [] {
        let position = Position(line: place.line, column: place.column)
        values[position] = row.text(place.column - 1)
      }
    }
  }

  /// The same problem with its cell.
  func naming(cellOf problem: Diagnostic) -> Diagnostic {
    guard problem.cell == nil, let place = problem.location else { return problem }
    // A warning at the first cell is about the whole sheet.
    if place.line == header, problem.severity == .warning { return problem }
    let position = Position(line: place.line, column: place.column)
    guard let value = values[position] ?? (columns[place.column] == nil ? nil : "") else {
      return problem
    }
    let name = place.line == header ? nil : columns[place.column]
    var problem = problem
    problem.cell = SourceCell(at: place, of: sheet, column: name ?? "", value: value)
    return problem
  }
}
