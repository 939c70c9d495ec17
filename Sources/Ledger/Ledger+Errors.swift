import Diagnostics
import SQLite
import Glibc

/// SQLite's failures in our words.
extension Ledger {
  /// The problem that a failure is reported as.
  ///
  /// - Parameters:
  ///   - error: What was thrown.
  ///   - name: The ledger's name for messages.
  ///   - path: The ledger's file.
  /// - Returns: The problem, with the cause that the system has for it.
  static func translated(_ error: any Error, named name: String, path: String) -> DiagnosticsError {
    if let error = error as? DiagnosticsError { return error }
    guard let error = error as? SQLiteError else {
      return DiagnosticsError(
        .error("ledger.failed", "the ledger '\(name)' failed: \(error)", failure: .software))
    }
    return DiagnosticsError(diagnostic(error, named: name, path))
  }

  private static func diagnostic(
    _ error: SQLiteError, named name: String, _ path: String
  ) -> Diagnostic {
    func cannot(_ reason: String, _ failure: Failure) -> Diagnostic {
      .error(
        "ledger.cannot-write", "the ledger '\(name)' cannot be kept: \(reason)", failure: failure)
    }
    switch error.kind {
    // Our statements fit our tables: one that does not, or a row that is there twice, is damage.
    case .corrupt, .notDatabase, .statement, .constraint, .mismatch: return damaged(name)
    case .diskFull: return cannot("the disk is full", .inputOutput)
    case .readOnly:
      // A file that may be written can only call itself read-only, in a byte that no ledger has
      // like that.
      if unsafe access(path, W_OK) == 0 { return damaged(name) }
      return cannot("the file system is read-only", .create)
    case .permissionDenied: return cannot("permission is denied", .permission)
    case .cannotOpen:
      // SQLite does not tell why, and the ledger's absence is only one of the reasons.
      if let (reason, failure) = obstacle(to: path) { return cannot(reason, failure) }
      return .error(
        "ledger.missing", "the ledger '\(name)' is not there or cannot be opened",
        hints: [rebuilding], failure: .input)
    case .busy: return cannot("another program holds it", .temporary)
    case .inputOutput: return cannot("reading or writing broke off", .inputOutput)
    case .noMemory: return cannot("there is no memory", .temporary)
    case .tooBig, .other:
      // The statement's values are personal data, so only the words of SQLite itself are told.
      return .error(
        "ledger.failed", "the ledger '\(name)' failed: \(error.message ?? "no reason given")",
        failure: .software)
    }
  }

  /// The problem of a ledger that contradicts itself.
  var damaged: Diagnostic { Ledger.damaged(name) }

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

  /// Why neither the ledger nor a file beside it can be opened; nil if they can, or if the ledger is not there.
  private static func obstacle(to path: String) -> (reason: String, failure: Failure)? {
    if path.isEmpty { return ("no temporary file can be made", .inputOutput) }
    let ledger = unsafe open(path, O_RDWR | O_CLOEXEC | O_NONBLOCK)
    if ledger < 0, errno != ENOENT { return words(for: errno) }
    if ledger >= 0 { close(ledger) }
    let beside = "\(path).flett-\(getpid())"
    let file = unsafe open(beside, O_CREAT | O_EXCL | O_RDWR | O_CLOEXEC, 0o600)
    if file < 0 { return errno == ENOENT ? nil : words(for: errno) }
    close(file)
    unsafe unlink(beside)
    return nil
  }

  /// The system's reason in words, and what a calling program should take it for.
  static func words(for number: Int32) -> (String, Failure) {
    switch number {
    case ENOSPC: ("the disk is full, or has no room for another file", .inputOutput)
    case EDQUOT: ("the disk quota is used up", .inputOutput)
    case EMFILE, ENFILE: ("too many files are open", .temporary)
    case EACCES, EPERM: ("permission is denied", .permission)
    case EROFS: ("the file system is read-only", .create)
    default: (unsafe String(cString: strerror(number)), .inputOutput)
    }
  }

  private static let rebuilding =
    "'flett rebuild' with the folder makes a new one from its manifest and files"
}
