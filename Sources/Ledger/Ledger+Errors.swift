import Diagnostics
import GRDB

/// SQLite's failures in our words.
extension Ledger {
  static func translated(_ error: any Error, named name: String) -> DiagnosticsError {
    if let error = error as? DiagnosticsError { return error }
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
    case .SQLITE_CORRUPT, .SQLITE_NOTADB: return damaged(name)
    case .SQLITE_FULL: return cannot("the disk is full", .inputOutput)
    case .SQLITE_READONLY: return cannot("the file system is read-only", .create)
    case .SQLITE_PERM, .SQLITE_AUTH: return cannot("permission is denied", .permission)
    case .SQLITE_CANTOPEN:
      return .error(
        "ledger.missing", "the ledger '\(name)' is not there or cannot be opened", failure: .input)
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
      hints: [
        "'flett rebuild' with the folder makes a new one from its manifest and files",
        "letters that it cannot prove are made again by the next run",
      ])
  }

  static func newer(_ name: String) -> Diagnostic {
    .error(
      "ledger.newer", "the ledger '\(name)' was written by a newer version of flett",
      hints: [
        "use that version",
        "'flett rebuild' with the folder makes a new one from its manifest and files",
      ], failure: .configuration)
  }
}
