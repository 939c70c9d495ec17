import Diagnostics

/// Makes one record of all rows with the same key.
struct RowGathering: Sendable {
  private let name: String

  init(as name: RowsName) { self.name = name.text }

  /// The record of rows.
  ///
  /// A value is that of the first row; where another row has another value, the record knows the cells that
  /// differ.
  ///
  /// - Parameters:
  ///   - number: Its number.
  ///   - rows: Its rows in order; at least one.
  ///   - fields: What all its values are called.
  /// - Returns: The record; nil without rows.
  func record(_ number: Int, of rows: [Record], fields: Fields) -> Record? {
    guard var record = rows.first else { return nil }
    var cells: [Int: [Value]] = [:]
    for row in rows.dropFirst() {
      for position in record.values.indices
      where !row.values[position].isSame(as: record.values[position]) {
        note(row.values[position], position, after: record.values[position], in: &cells)
      }
    }
    record.number = number
    record.fields = fields
    record.values.append(Value(rows: rows, at: record.location))
    record.differences = cells.mapValues { Record.Difference(rows: name, cells: $0) }
    return record
  }

  /// Notes a cell that differs from the first, unless one with the same value is noted.
  private func note(
    _ value: Value, _ position: Int, after first: Value, in cells: inout [Int: [Value]]
  ) {
    let known = cells[position] ?? [first]
    guard known.count <= Record.Difference.mostCells, !known.contains(where: value.isSame) else {
      return
    }
    cells[position] = known + [value]
  }
}

extension Record {
  /// A column in which the rows of a record do not agree.
  package struct Difference: Hashable, Sendable {
    /// What the rows are called.
    package let rows: String
    /// The first row's cell, then the first cell of each other value; of very many the first ones.
    package let cells: [Value]

    /// How many other cells are told.
    static let mostCells = 5
  }
}

extension Value {
  /// Rows as a list of groups, which stands where they begin.
  init(rows: [Record], at location: SourceLocation) {
    let items = rows.map { Value(.group(Group($0.fields, $0.values)), at: $0.location) }
    self.init(.list(items), at: location)
  }

  /// Whether another value says the same wherever it stands; what is blank around a text does not count.
  func isSame(as other: Value) -> Bool {
    switch (content, other.content) {
    // A date may stand as one in one cell, and as a text in another.
    case (.text(let one), .text(let other)), (.date(let one), .text(let other)),
      (.text(let one), .date(let other)):
      one == other || ComparedForm.ofKey(one) == ComparedForm.ofKey(other)
    case (.list(let one), .list(let other)):
      one.count == other.count && zip(one, other).allSatisfy { $0.isSame(as: $1) }
    case (.group(let one), .group(let other)):
      one.fields == other.fields
        && zip(one.values, other.values).allSatisfy { $0.isSame(as: $1) }
    default: content == other.content
    }
  }
}
