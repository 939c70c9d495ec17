import CSQLite

/// A connection to an SQLite file.
///
/// Not for use by two threads at once: whoever shares it sees to that.
package final class Connection {
  /// How a file is opened.
  package enum Access: Sendable {
    /// Nothing is written, not even where a killed program left something half-way.
    case readOnly
    /// It must be there.
    case existing
    /// It is made if it is not there.
    case making
  }

  let handle: OpaquePointer  // owned
  /// Statements that were run before, by their texts.
  private var statements: [String: Statement] = [:]

  /// Opens a file.
  ///
  /// - Parameters:
  ///   - path: The file; an empty one is a database that goes away with the connection.
  ///   - access: How it is opened.
  ///   - patience: How long to wait for others who hold it, in milliseconds.
  /// - Throws: ``SQLiteError`` if it cannot be opened. What the file is shows when it is first read.
  package init(path: String, _ access: Access, patience: Int32) throws(SQLiteError) {
    let flags =
      switch access {
      case .readOnly: SQLITE_OPEN_READONLY
      case .existing: SQLITE_OPEN_READWRITE
      case .making: SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE
      }
    var handle: OpaquePointer?
    let code = sqlite3_open_v2(path, &handle, flags | SQLITE_OPEN_NOMUTEX, nil)
    guard let handle else { throw SQLiteError(.noMemory) }
    guard code == SQLITE_OK else {
      // A connection that could not be opened is to be closed all the same.
      let error = SQLiteError(code: code, of: handle)
      sqlite3_close_v2(handle)
      throw error
    }
    sqlite3_busy_timeout(handle, patience)
    self.handle = handle
  }

  deinit {
    statements.removeAll()
    sqlite3_close_v2(handle)
  }

  /// How many rows the last statement that changed any has changed.
  package var changes: Int { Int(sqlite3_changes64(handle)) }

  /// Copies all of the file into that of another connection, in place of what was there.
  ///
  /// - Throws: ``SQLiteError`` if it cannot be read or written.
  package func copy(to other: Connection) throws(SQLiteError) {
    guard let backup = sqlite3_backup_init(other.handle, "main", handle, "main") else {
      throw SQLiteError(code: sqlite3_errcode(other.handle), of: other.handle)
    }
    let step = sqlite3_backup_step(backup, -1)
    let end = sqlite3_backup_finish(backup)
    guard step == SQLITE_DONE, end == SQLITE_OK else {
      throw SQLiteError(code: step == SQLITE_DONE ? end : step, of: other.handle)
    }
  }
}

// MARK: Transactions

extension Connection {
  /// Whether a transaction is open.
  package var isInTransaction: Bool { sqlite3_get_autocommit(handle) == 0 }

  /// Begins a transaction that is to write.
  ///
  /// - Throws: ``SQLiteError`` if another connection writes, or if the file cannot be written.
  package func begin() throws(SQLiteError) { try execute("BEGIN IMMEDIATE") }

  /// Ends the transaction: what it wrote is on the disk.
  ///
  /// - Throws: ``SQLiteError`` if it cannot be written; the transaction may still be open then.
  package func commit() throws(SQLiteError) { try execute("COMMIT") }

  /// Ends the transaction, if one is open: what it wrote is forgotten.
  package func rollBack() {
    // It fails where SQLite has done so itself.
    if isInTransaction { try? execute("ROLLBACK") }
  }
}

// MARK: Statements

extension Connection {
  /// Runs statements that have no values, one after the other.
  ///
  /// - Throws: ``SQLiteError`` of the first that fails.
  package func execute(_ statements: String) throws(SQLiteError) {
    let code = sqlite3_exec(handle, statements, nil, nil, nil)
    guard code == SQLITE_OK else { throw SQLiteError(code: code, of: handle) }
  }

  /// Runs a statement to its end.
  ///
  /// - Parameters:
  ///   - text: The statement, which is read once and kept.
  ///   - values: What stands for its question marks.
  /// - Throws: ``SQLiteError`` if it fails.
  package func run(_ text: String, _ values: [any SQLiteValue] = []) throws {
    try forEach(text, values) { _ in }
  }

  /// Goes through the rows that a statement gives.
  ///
  /// - Parameters:
  ///   - text: The statement, which is read once and kept.
  ///   - values: What stands for its question marks.
  ///   - body: What is done with each; other statements may be run meanwhile.
  /// - Throws: ``SQLiteError`` if it fails, or what `body` throws.
  package func forEach(
    _ text: String, _ values: [any SQLiteValue] = [], _ body: (Row) throws -> Void
  ) throws {
    try using(text, values) { statement in
      while let row = try statement.step() { try body(row) }
    }
  }

  /// Makes something of every row that a statement gives.
  ///
  /// - Parameters:
  ///   - text: The statement, which is read once and kept.
  ///   - values: What stands for its question marks.
  ///   - transform: Makes it; other statements may be run meanwhile.
  /// - Returns: What was made, in the order of the rows.
  /// - Throws: ``SQLiteError`` if it fails, or what `transform` throws.
  package func map<Output>(
    _ text: String, _ values: [any SQLiteValue] = [], _ transform: (Row) throws -> Output
  ) throws -> [Output] {
    var outputs: [Output] = []
    try forEach(text, values) { outputs.append(try transform($0)) }
    return outputs
  }

  /// Goes through the rows that a statement gives up to the first of which something is made.
  ///
  /// - Parameters:
  ///   - text: The statement, which is read once and kept.
  ///   - values: What stands for its question marks.
  ///   - transform: Makes it, or nil if the row is not the one.
  /// - Returns: What was made; nil if there is no such row.
  /// - Throws: ``SQLiteError`` if it fails, or what `transform` throws.
  package func first<Output>(
    _ text: String, _ values: [any SQLiteValue] = [], _ transform: (Row) throws -> Output?
  ) throws -> Output? {
    try using(text, values) { statement in
      while let row = try statement.step() {
        if let output = try transform(row) { return output }
      }
      return nil
    }
  }

  /// Lends a statement, which nobody else has meanwhile.
  private func using<Output>(
    _ text: String, _ values: [any SQLiteValue], _ work: (Statement) throws -> Output
  ) throws -> Output {
    let statement = try statement(text)
    statement.isInUse = true
    defer {
      statement.reset()
      statement.isInUse = false
    }
    try statement.bind(values)
    return try work(statement)
  }

  /// The statement that was kept, or another one while somebody has that.
  private func statement(_ text: String) throws(SQLiteError) -> Statement {
    if let known = statements[text], !known.isInUse { return known }
    let statement = try Statement(text, on: handle)
    statements[text] = statement
    return statement
  }
}
