import Diagnostics

/// What a database was like when it was opened.
enum DatabaseStamp: Sendable {
  /// Its files, by their paths; nil for one that was not there.
  case files([String: FileIdentity?])
  /// Nobody can say: others may have changed it.
  case unknown

  /// Whether it is surely the same now.
  var isCurrent: Bool {
    guard case .files(let files) = self else { return false }
    return files.allSatisfy { FileIdentity(path: $0.key) == $0.value }
  }
}

/// A database of which rows are asked; all that it gives is as of one moment.
protocol AnsweringDatabase: AnyObject {
  /// What it was like then.
  var stamp: DatabaseStamp { get }

  /// Asks for rows and keeps them.
  ///
  /// - Parameters:
  ///   - query: What is asked.
  ///   - name: What the list is called in messages.
  ///   - options: How it is read.
  /// - Returns: The rows, under a row of names.
  /// - Throws: ``DiagnosticsError``, mostly at the query's place.
  func rows(of query: ListQuery, named name: String, options: ListOptions)
    throws(DiagnosticsError) -> KeptRows
}

/// The databases that are open while a list and its tables are read the first time: tables of one database are of
/// one moment.
final class OpenDatabases {
  private var databases: [DatabasePlace: any AnsweringDatabase] = [:]

  /// What a list is read from.
  ///
  /// - Parameters:
  ///   - place: Where it is.
  ///   - name: What it is called in messages.
  ///   - options: How it is read, with what is asked of a database.
  /// - Returns: The database's answer or the file's bytes.
  /// - Throws: ``DiagnosticsError`` if it cannot be opened, or is no database, of which something is asked.
  func origin(of place: ListPlace, named name: String, _ options: ListOptions)
    throws(DiagnosticsError) -> ListOrigin
  {
    switch (place, options.query) {
    case (.bytes(let source), _): return .bytes(source)
    case (.connection(let connection), let query?):
      if let database = try database(at: .connection(connection), named: name, for: query, options)
      {
        return .answer(database, query)
      }
    case (.file(let path), let query?) where path != "-":
      if let database = try database(at: .file(path), named: name, for: query, options) {
        return .answer(database, query)
      }
    default: break
    }
    if let query = options.query, !options.mayIgnoreQuery {
      throw DiagnosticsError(
        .error(
          "records.no-database", "'\(name)' is no SQLite database, of which a query can be asked",
          at: query.location, hints: ["a list of another form is read as a whole, without a query"])
      )
    }
    guard case .file(let path) = place else {
      throw DiagnosticsError(
        .error("records.no-query", "nothing is asked of '\(name)'", failure: .usage))
    }
    return .bytes(.file(try FileSource(path: path, named: name)))
  }

  /// The database at a place.
  ///
  /// - Returns: nil if what is there is no database.
  /// - Throws: ``DiagnosticsError`` if it cannot be opened.
  private func database(
    at place: DatabasePlace, named name: String, for query: ListQuery, _ options: ListOptions
  )
    throws(DiagnosticsError) -> (any AnsweringDatabase)?
  {
    if let known = databases[place] { return known }
    let database: (any AnsweringDatabase)?
    switch place {
    case .file(let path):
      database = try SQLiteDatabase(path: path, named: name, at: query.location)
    case .connection(let connection):
      database = try PostgreSQLDatabase(connection: connection, at: query.location, options)
    }
    databases[place] = database
    return database
  }
}
