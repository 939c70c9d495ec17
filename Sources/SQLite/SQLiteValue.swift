import CSQLite

/// A type whose values SQLite keeps.
///
/// A column gives back what was put into it, never something converted: a text is no number.
package protocol SQLiteValue: Sendable {
  /// The value of a column of the current row; nil if it is of another type.
  init?(column: Int32, of statement: OpaquePointer)

  /// Puts the value in the place of a question mark; gives SQLite's result code.
  func bind(to statement: OpaquePointer, at index: Int32) -> Int32
}

extension Int64: SQLiteValue {
  package init?(column: Int32, of statement: OpaquePointer) {
    guard sqlite3_column_type(statement, column) == SQLITE_INTEGER else { return nil }
    self = sqlite3_column_int64(statement, column)
  }

  package func bind(to statement: OpaquePointer, at index: Int32) -> Int32 {
    sqlite3_bind_int64(statement, index, self)
  }
}

extension Int: SQLiteValue {
  package init?(column: Int32, of statement: OpaquePointer) {
    guard let value = Int64(column: column, of: statement) else { return nil }
    self.init(exactly: value)
  }

  package func bind(to statement: OpaquePointer, at index: Int32) -> Int32 {
    Int64(self).bind(to: statement, at: index)
  }
}

/// Kept as 0 and 1.
extension Bool: SQLiteValue {
  package init?(column: Int32, of statement: OpaquePointer) {
    guard let value = Int64(column: column, of: statement) else { return nil }
    self = value != 0
  }

  package func bind(to statement: OpaquePointer, at index: Int32) -> Int32 {
    Int64(self ? 1 : 0).bind(to: statement, at: index)
  }
}

extension Double: SQLiteValue {
  package init?(column: Int32, of statement: OpaquePointer) {
    guard sqlite3_column_type(statement, column) == SQLITE_FLOAT else { return nil }
    self = sqlite3_column_double(statement, column)
  }

  package func bind(to statement: OpaquePointer, at index: Int32) -> Int32 {
    sqlite3_bind_double(statement, index, self)
  }
}

extension String: SQLiteValue {
  package init?(column: Int32, of statement: OpaquePointer) {
    guard sqlite3_column_type(statement, column) == SQLITE_TEXT else { return nil }
    let text = sqlite3_column_text(statement, column)
    let count = Int(sqlite3_column_bytes(statement, column))
    self.init(
      validating: UnsafeBufferPointer(start: text, count: text == nil ? 0 : count), as: UTF8.self)
  }

  package func bind(to statement: OpaquePointer, at index: Int32) -> Int32 {
    var text = self
    return text.withUTF8 { bytes in
      bytes.withMemoryRebound(to: CChar.self) { characters in
        sqlite3_bind_text64(
          statement, index, characters.baseAddress, UInt64(bytes.count), sqliteTransient(),
          UInt8(SQLITE_UTF8))
      }
    }
  }
}

/// Kept as a blob.
extension [UInt8]: SQLiteValue {
  package init?(column: Int32, of statement: OpaquePointer) {
    guard sqlite3_column_type(statement, column) == SQLITE_BLOB else { return nil }
    let bytes = sqlite3_column_blob(statement, column)
    let count = bytes == nil ? 0 : Int(sqlite3_column_bytes(statement, column))
    self.init(UnsafeRawBufferPointer(start: bytes, count: count))
  }

  package func bind(to statement: OpaquePointer, at index: Int32) -> Int32 {
    guard !isEmpty else { return sqlite3_bind_zeroblob(statement, index, 0) }
    return withUnsafeBytes { bytes in
      sqlite3_bind_blob64(
        statement, index, bytes.baseAddress, UInt64(bytes.count), sqliteTransient())
    }
  }
}

/// nil is SQL's NULL.
extension Optional: SQLiteValue where Wrapped: SQLiteValue {
  package init?(column: Int32, of statement: OpaquePointer) {
    guard sqlite3_column_type(statement, column) != SQLITE_NULL else {
      self = .none
      return
    }
    guard let value = Wrapped(column: column, of: statement) else { return nil }
    self = value
  }

  package func bind(to statement: OpaquePointer, at index: Int32) -> Int32 {
    self?.bind(to: statement, at: index) ?? sqlite3_bind_null(statement, index)
  }
}
