import Diagnostics

/// A place in a text; line and column count from 1, columns in Unicode scalars, a tab being one.
struct Position: Hashable, Comparable, Sendable {
  var line = 1
  var column = 1

  /// The place in a file.
  func location(in file: String) -> SourceLocation {
    SourceLocation(file: file, line: line, column: column)
  }

  /// How it is told: as the cell of a workbook, or as line and column.
  func shown(in file: String) -> String { location(in: file).cell ?? description }

  static func < (left: Position, right: Position) -> Bool {
    (left.line, left.column) < (right.line, right.column)
  }

  /// The place at the beginning of the next line.
  mutating func breakLine() {
    line += 1
    column = 1
  }
}

extension Position: CustomStringConvertible {
  /// `line 3, column 7`.
  var description: String { "line \(line), column \(column)" }
}
