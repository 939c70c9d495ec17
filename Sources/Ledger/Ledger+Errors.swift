import Diagnostics
import GRDB

/// SQLite's failures in our words.
extension Ledger {
  static func translated(_ error: any Error, named name: String) -> DiagnosticsError {
    if let error = error as? DiagnosticsError { return error }
    if error is RowDecodingError { return DiagnosticsError(damaged(name)) }
    guard let error = error as? DatabaseError else {
      return DiagnosticsError(
        .error("ledger.failed", "the ledger '\(name)' failed: \(error)", failure: .software))
    }
    return DiagnosticsError(diagnostic(error, named: name))
  }

  private static func diagnostic(_ error: DatabaseError, named name: String) -> Diagnostic {
    func cannot(_ reason: String, _ failure: Failure) -> Diagnostic {
      .error(
        "ledger.cannot-write", "the ledger '\(name)' cannot be kept: \(reason)", failure: failure)
    }
    switch error.resultCode.primaryResultCode {
    // Our statements fit our tables: one that does not, or a row that is there twice, is damage.
    case .SQLITE_CORRUPT, .SQLITE_NOTADB, .SQLITE_ERROR, .SQLITE_CONSTRAINT, .SQLITE_MISMATCH:
      return damaged(name)
    case .SQLITE_FULL: return cannot("the disk is full", .inputOutput)
    case .SQLITE_READONLY: return cannot("the file system is read-only", .create)
    case .SQLITE_PERM, .SQLITE_AUTH: return cannot("permission is denied", .permission)
    case .SQLITE_CANTOPEN:
      return .error(
        "ledger.missing", "the ledger '\(name)' is not there or cannot be opened",
        hints: [rebuilding], failure: .input)
    case .SQLITE_BUSY, .SQLITE_LOCKED: return cannot("another program holds it", .temporary)
    case .SQLITE_IOERR: return cannot("reading or writing broke off", .inputOutput)
    case .SQLITE_NOMEM: return cannot("there is no memory", .temporary)
    default:
      // The statement's values are personal data, so only the words of SQLite itself are told.
      return .error(
        "ledger.failed", "the ledger '\(name)' failed: \(error.message ?? "no reason given")",
        failure: .software)
    }
  }

  static func damaged(_ name: String) -> Diagnostic {
    .error(
      "ledger.damaged", "the ledger '\(name)' is damaged",
      hints: [rebuilding, "letters that it cannot prove are made again by the next run"])
  }

  /// A ledger in a form that only another version of Flett reads.
  static func foreign(_ name: String, isNewer: Bool) -> Diagnostic {
    let age = isNewer ? "newer" : "older"
    return .error(
      "ledger.\(age)",
      "the ledger '\(name)' was written by \(isNewer ? "a" : "an") \(age) version of flett",
      hints: (isNewer ? ["use that version"] : []) + [rebuilding], failure: .configuration)
  }

  private static let rebuilding =
    "'flett rebuild' with the folder makes a new one from its manifest and files"
}
