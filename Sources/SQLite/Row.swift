import CSQLite

/// The row at which a statement stands.
///
/// It is handed to a closure and is of no use after it.
package struct Row {
  let statement: OpaquePointer

  init(_ statement: OpaquePointer) { self.statement = statement }

  /// How many columns it has.
  package var count: Int { Int(sqlite3_column_count(statement)) }

  /// The value of a column.
  ///
  /// - Parameter index: The column, counted from 0.
  /// - Returns: The value.
  /// - Throws: ``SQLiteError`` (`mismatch`) if the column does not hold a value of that type, or is not there.
  package func value<Value: SQLiteValue>(at index: Int) throws(SQLiteError) -> Value {
    guard (0..<count).contains(index),
      let value = Value(column: Int32(index), of: statement)
    else { throw SQLiteError(.mismatch) }
    return value
  }
}
