import Bytes
import CSQLite

/// A database that somebody else made and others may write to meanwhile, of which nothing but rows is asked.
///
/// Neither it nor anything else can be changed through it: the file is opened for reading, and of statements only
/// those are taken that read its own tables and call SQLite's functions. What it says of its own schema is not
/// trusted (https://sqlite.org/security.html). All that is asked of it is answered as of one moment, that of its
/// opening. Not for use by two threads at once.
package final class ForeignDatabase {
  let handle: OpaquePointer  // owned
  /// Lives as long as the connection, whose callbacks point to it.
  let watch = StatementWatch()

  /// Opens a database and holds on to what is in it now.
  ///
  /// - Parameters:
  ///   - path: The file.
  ///   - patience: How long to wait for others who write to it, in milliseconds.
  /// - Throws: ``SQLiteError``: `notDatabase` for a file that is none.
  package init(path: String, patience: Int32) throws(SQLiteError) {
    var handle: OpaquePointer?
    let flags = SQLITE_OPEN_READONLY | SQLITE_OPEN_URI | SQLITE_OPEN_NOMUTEX
    let code = sqlite3_open_v2(ForeignDatabase.address(of: path), &handle, flags, nil)
    guard let handle else { throw SQLiteError(.noMemory) }
    guard code == SQLITE_OK else {
      // A connection that could not be opened is to be closed all the same.
      let error = SQLiteError(code: code, of: handle)
      sqlite3_close_v2(handle)
      throw error
    }
    self.handle = handle
    sqlite3_busy_timeout(handle, patience)
    setBounds()
    try execute(ForeignDatabase.preparation)
    sqlite3_progress_handler(
      handle, 10_000, { StatementWatch.at($0)?.isOver == true ? 1 : 0 },
      Unmanaged.passUnretained(watch).toOpaque())
    sqlite3_set_authorizer(
      handle,
      { watch, action, _, name, _, _ in
        StatementWatch.at(watch)?.permits(action, name) == true ? SQLITE_OK : SQLITE_DENY
      }, Unmanaged.passUnretained(watch).toOpaque())
  }

  deinit { sqlite3_close_v2(handle) }

  /// What is said before the first question; the last statement reads the file, which begins the moment.
  private static let preparation = """
    PRAGMA trusted_schema = OFF; PRAGMA cell_size_check = ON; PRAGMA mmap_size = 0;
    PRAGMA query_only = ON; BEGIN; SELECT count(*) FROM sqlite_schema;
    """

  /// The address by which a file is opened for reading and in no case made.
  ///
  /// - SeeAlso: https://sqlite.org/uri.html
  private static func address(of path: String) -> String {
    let kept = Set("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~/".utf8)
    // A path that begins with two slashes would name a machine.
    let start = path.hasPrefix("/") ? "file://" : "file:./"
    return start + path.percentEncoded(keeping: kept.contains) + "?mode=ro"
  }

  /// Bounds what a statement or a damaged file can ask for.
  ///
  /// - SeeAlso: https://sqlite.org/limits.html
  private func setBounds() {
    let bounds: [(Int32, Int32)] = [
      (SQLITE_LIMIT_LENGTH, 64 << 20), (SQLITE_LIMIT_SQL_LENGTH, 1 << 20),
      (SQLITE_LIMIT_COLUMN, 2000), (SQLITE_LIMIT_EXPR_DEPTH, 200),
      (SQLITE_LIMIT_COMPOUND_SELECT, 100), (SQLITE_LIMIT_VDBE_OP, 1_000_000),
      (SQLITE_LIMIT_FUNCTION_ARG, 100), (SQLITE_LIMIT_ATTACHED, 0),
      (SQLITE_LIMIT_LIKE_PATTERN_LENGTH, 1000), (SQLITE_LIMIT_TRIGGER_DEPTH, 1),
      (SQLITE_LIMIT_WORKER_THREADS, 0),
    ]
    for (bound, value) in bounds { sqlite3_limit(handle, bound, value) }
  }

  private func execute(_ statements: String) throws(SQLiteError) {
    let code = sqlite3_exec(handle, statements, nil, nil, nil)
    guard code == SQLITE_OK else { throw SQLiteError(code: code, of: handle) }
  }
}

/// Watches over what a statement does and how long it takes.
final class StatementWatch {
  /// When the statement at hand is given up; nil for never.
  var end: ContinuousClock.Instant?
  /// What a statement wanted to do that it may not.
  private(set) var refusal: Int32?

  /// Forgets the last statement.
  func begin(until end: ContinuousClock.Instant?) { (self.end, refusal) = (end, nil) }

  var isOver: Bool { end.map { $0 <= .now } ?? false }

  /// Whether a statement may do something; `name` is the function's where it calls one.
  func permits(_ action: Int32, _ name: UnsafePointer<CChar>?) -> Bool {
    switch action {
    case SQLITE_SELECT, SQLITE_READ, SQLITE_RECURSIVE: return true
    case SQLITE_FUNCTION:
      let name = name.map { String(cString: $0).lowercased() } ?? ""
      if !StatementWatch.refusedFunctions.contains(name) { return true }
    default: break
    }
    refusal = action
    return false
  }

  /// Functions that reach beyond the database, in case the library has them.
  private static let refusedFunctions: Set = [
    "load_extension", "fts3_tokenizer", "readfile", "writefile", "edit", "fsdir", "lsmode",
  ]

  /// The watch that a call of the library is for; it lives as long as the connection.
  static func at(_ pointer: UnsafeMutableRawPointer?) -> StatementWatch? {
    pointer.map { Unmanaged<StatementWatch>.fromOpaque($0).takeUnretainedValue() }
  }
}
