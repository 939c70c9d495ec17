import CSQLite

/// The row at which a statement stands.
///
/// It is handed to a closure and is of no use after it.
package struct Row {
  let statement: OpaquePointer

  init(_ statement: OpaquePointer) { self.statement = statement }

  /// How many columns it has.
  package var count: Int { Int(sqlite3_column_count(statement)) }

  /// The value of a column, counted from 0.
  ///
  /// One function for each type: a generic one would not be specialized in other modules, and reading a
  /// ledger is mostly this.
  ///
  /// - Throws: ``SQLiteError`` (`mismatch`) if the column does not hold a value of that type, or is not there.
  package func value(at index: Int) throws(SQLiteError) -> Int64 { try decoded(index) }
  package func value(at index: Int) throws(SQLiteError) -> Int64? { try decoded(index) }
  package func value(at index: Int) throws(SQLiteError) -> Int { try decoded(index) }
  package func value(at index: Int) throws(SQLiteError) -> Int? { try decoded(index) }
  package func value(at index: Int) throws(SQLiteError) -> Bool { try decoded(index) }
  package func value(at index: Int) throws(SQLiteError) -> Double { try decoded(index) }
  package func value(at index: Int) throws(SQLiteError) -> Double? { try decoded(index) }
  package func value(at index: Int) throws(SQLiteError) -> String { try decoded(index) }
  package func value(at index: Int) throws(SQLiteError) -> String? { try decoded(index) }
  package func value(at index: Int) throws(SQLiteError) -> [UInt8] { try decoded(index) }
  package func value(at index: Int) throws(SQLiteError) -> [UInt8]? { try decoded(index) }

  private func decoded<Value: SQLiteValue>(_ index: Int) throws(SQLiteError) -> Value {
    guard (0..<count).contains(index), let value = Value(column: Int32(index), of: statement) else {
      throw SQLiteError(.mismatch)
    }
    return value
  }
}
