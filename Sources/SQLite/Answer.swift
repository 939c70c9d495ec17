import CSQLite

/// Why a statement gives no rows.
package enum QueryFault: Error, Hashable, Sendable {
  /// SQLite cannot run it.
  case failed(SQLiteError)
  /// It wants more than to read the database.
  case notReading
  /// There is none in the text.
  case none
  /// There is another one behind it.
  case several
  /// It has places for values, such as `?`.
  case open
  /// It takes longer than it may.
  case endless
}

/// The rows that a statement gives, one after the other.
package final class Answer {
  /// What a value is.
  package enum Kind: Sendable {
    case null, integer, real, text, bytes
  }

  /// A column of the rows.
  package struct Column: Hashable, Sendable {
    /// What the statement calls it.
    package let name: String
    /// The type that its table declares, in capitals; empty for what is computed.
    package let type: String
  }

  /// The columns in order.
  package let columns: [Column]
  private let database: ForeignDatabase
  private let handle: OpaquePointer  // owned

  fileprivate init(_ handle: OpaquePointer, of database: ForeignDatabase) {
    (self.handle, self.database) = (handle, database)
    columns = (0..<sqlite3_column_count(handle)).map { index in
      Column(
        name: sqlite3_column_name(handle, index).map { String(cString: $0) } ?? "",
        type: sqlite3_column_decltype(handle, index).map { String(cString: $0).uppercased() } ?? "")
    }
  }

  deinit { sqlite3_finalize(handle) }

  /// Goes on to the next row.
  ///
  /// - Returns: Whether there is one.
  /// - Throws: ``QueryFault``: `failed` or `endless`.
  package func next() throws(QueryFault) -> Bool {
    switch sqlite3_step(handle) {
    case SQLITE_ROW: return true
    case SQLITE_DONE: return false
    case let code: throw database.fault(code)
    }
  }

  /// What the value of a column, counted from 0, is in the row at hand.
  package func kind(of column: Int) -> Kind {
    switch sqlite3_column_type(handle, Int32(column)) {
    case SQLITE_INTEGER: .integer
    case SQLITE_FLOAT: .real
    case SQLITE_TEXT: .text
    case SQLITE_BLOB: .bytes
    default: .null
    }
  }

  /// The value of a column that holds an integer.
  package func integer(_ column: Int) -> Int64 { sqlite3_column_int64(handle, Int32(column)) }

  /// The value of a column that holds a real number.
  package func real(_ column: Int) -> Double { sqlite3_column_double(handle, Int32(column)) }

  /// Adds the value of a column that holds a text to bytes: whatever was put into it, mostly UTF-8.
  package func append(text column: Int, to bytes: inout [UInt8]) {
    let text = sqlite3_column_text(handle, Int32(column))
    let count = text == nil ? 0 : Int(sqlite3_column_bytes(handle, Int32(column)))
    bytes.append(contentsOf: UnsafeBufferPointer(start: text, count: count))
  }

  /// How many bytes the value of a column that holds a text has.
  package func count(text column: Int) -> Int { Int(sqlite3_column_bytes(handle, Int32(column))) }
}

extension ForeignDatabase {
  /// Begins to read the rows that a statement gives.
  ///
  /// - Parameters:
  ///   - text: The statement.
  ///   - time: How long it may take to give all rows.
  /// - Returns: The rows.
  /// - Throws: ``QueryFault``.
  package func answer(to text: String, within time: Duration) throws(QueryFault) -> Answer {
    watch.begin(until: .now + time)
    var (statement, rest) = try prepared(text)
    guard let first = statement else { throw .none }
    // From here on it is the answer's to give back.
    statement = nil
    let answer = Answer(first, of: self)
    while !rest.isEmpty {
      (statement, rest) = try prepared(rest)
      guard statement == nil else {
        sqlite3_finalize(statement)
        throw .several
      }
    }
    guard sqlite3_stmt_readonly(first) != 0 else { throw .notReading }
    guard sqlite3_bind_parameter_count(first) == 0 else { throw .open }
    return answer
  }

  /// The first statement of a text, nil for white space and comments alone, and what follows it.
  private func prepared(_ text: String) throws(QueryFault) -> (OpaquePointer?, rest: String) {
    var handle: OpaquePointer?
    var code = SQLITE_OK
    let rest = text.withCString { start in
      var end: UnsafePointer<CChar>?
      code = sqlite3_prepare_v3(self.handle, start, -1, 0, &handle, &end)
      return end.map { String(cString: $0) } ?? ""
    }
    guard code == SQLITE_OK else { throw fault(code) }
    return (handle, rest)
  }

  /// Why a call has failed.
  func fault(_ code: Int32) -> QueryFault {
    if watch.refusal != nil { return .notReading }
    if code & 0xFF == SQLITE_INTERRUPT, watch.isOver { return .endless }
    return .failed(SQLiteError(code: code, of: handle))
  }
}
