import CSQLite

/// A failure of SQLite, or of what was read through it.
package struct SQLiteError: Error, Hashable, Sendable {
  /// What kind of failure it is (https://sqlite.org/rescode.html, primary result codes).
  package enum Kind: Sendable {
    /// The file contradicts itself, or holds what its writer cannot have written.
    case corrupt
    /// The file is not one of SQLite's.
    case notDatabase
    /// The statement does not fit the file's tables.
    case statement
    /// A rule of a table does not allow it.
    case constraint
    /// A value is of another type than the one asked for.
    case mismatch
    case diskFull
    case readOnly
    case permissionDenied
    case cannotOpen
    /// Another connection holds the file.
    case busy
    case inputOutput
    case noMemory
    /// A value, or what a statement makes, is beyond the bounds.
    case tooBig
    case other
  }

  package let kind: Kind
  /// SQLite's own words; nil if there are none.
  package let message: String?

  package init(_ kind: Kind, _ message: String? = nil) {
    (self.kind, self.message) = (kind, message)
  }

  /// The failure that a result code tells of.
  init(code: Int32, of connection: OpaquePointer?) {
    kind = Kind(code: code)
    message = connection.flatMap { sqlite3_errmsg($0) }.map { String(cString: $0) }
  }
}

extension SQLiteError.Kind {
  fileprivate init(code: Int32) {
    // The low byte is the primary result code.
    switch code & 0xFF {
    case SQLITE_CORRUPT: self = .corrupt
    case SQLITE_NOTADB: self = .notDatabase
    case SQLITE_ERROR: self = .statement
    case SQLITE_CONSTRAINT: self = .constraint
    case SQLITE_MISMATCH: self = .mismatch
    case SQLITE_FULL: self = .diskFull
    case SQLITE_READONLY: self = .readOnly
    case SQLITE_PERM, SQLITE_AUTH: self = .permissionDenied
    case SQLITE_CANTOPEN: self = .cannotOpen
    case SQLITE_BUSY, SQLITE_LOCKED: self = .busy
    case SQLITE_IOERR: self = .inputOutput
    case SQLITE_NOMEM: self = .noMemory
    case SQLITE_TOOBIG: self = .tooBig
    default: self = .other
    }
  }
}
