import CSQLite

/// A statement that SQLite has read, with values in place of its question marks.
final class Statement {
  private let handle: OpaquePointer  // owned
  private let connection: OpaquePointer
  /// Whether somebody goes through its rows.
  var isInUse = false

  /// Reads a statement.
  ///
  /// - Parameters:
  ///   - text: One statement; what follows it is not looked at.
  ///   - connection: The connection that it is for, which must outlive it.
  /// - Throws: ``SQLiteError`` if it does not fit the file's tables.
  init(_ text: String, on connection: OpaquePointer) throws(SQLiteError) {
    var handle: OpaquePointer?
    let code = sqlite3_prepare_v3(
      connection, text, -1, UInt32(SQLITE_PREPARE_PERSISTENT), &handle, nil)
    guard code == SQLITE_OK else { throw SQLiteError(code: code, of: connection) }
    guard let handle else { throw SQLiteError(.statement, "there is no statement in the text") }
    (self.handle, self.connection) = (handle, connection)
  }

  deinit { sqlite3_finalize(handle) }

  /// Puts values in place of the question marks, in their order.
  ///
  /// - Throws: ``SQLiteError`` if there are more of them, or no memory.
  func bind(_ values: [any SQLiteValue]) throws(SQLiteError) {
    for (index, value) in values.enumerated() {
      let code = value.bind(to: handle, at: Int32(index + 1))
      guard code == SQLITE_OK else { throw SQLiteError(code: code, of: connection) }
    }
  }

  /// Goes on to the next row.
  ///
  /// - Returns: The row, which is good until the next step; nil after the last one.
  /// - Throws: ``SQLiteError`` if the statement fails.
  func step() throws(SQLiteError) -> Row? {
    switch sqlite3_step(handle) {
    case SQLITE_ROW: return Row(handle)
    case SQLITE_DONE: return nil
    case let code: throw SQLiteError(code: code, of: connection)
    }
  }

  /// Makes it ready to be run again, without any values.
  func reset() {
    sqlite3_reset(handle)
    sqlite3_clear_bindings(handle)
  }
}
