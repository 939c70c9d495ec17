import Diagnostics

/// Gives the rows of a list one after the other.
protocol RowReader: Sendable {
  /// What is wrong with the list as far as it was read.
  var problems: ProblemList { get }

  /// Reads the next row into `row`.
  ///
  /// - Returns: Whether there was one.
  mutating func next(into row: inout ListRow) throws(DiagnosticsError) -> Bool
}

/// Rows that can be read from the first one on, any number of times.
protocol RowSource: Sendable {
  associatedtype Reader: RowReader

  /// What sets the values of a row apart; nil where each has a cell of its own, and rows may end early.
  var separator: UInt8? { get }

  /// A reader before the first row.
  func rows() throws(DiagnosticsError) -> Reader
}
