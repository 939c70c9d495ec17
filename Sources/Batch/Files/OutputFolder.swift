import Diagnostics
import Foundation
import Glibc

/// The folder that letters are written into.
///
/// Its files appear whole or not at all.
struct OutputFolder: Sendable {
  /// The folder as the author named it, for messages.
  let name: String
  /// The folder's place.
  let path: String

  /// Makes the folder if it is not there.
  ///
  /// - Throws: ``DiagnosticsError`` if it cannot be made or is no folder.
  init(path: String, named name: String) throws(DiagnosticsError) {
    self.path = path
    self.name = name
    do {
      try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    } catch {
      throw DiagnosticsError(
        .error(
          "batch.output-folder", "the folder '\(name)' cannot be made: \(error.reason)",
          failure: error.isRefusal ? .permission : .create))
    }
  }

  /// Writes a file; it takes the place of one of the same name.
  ///
  /// The bytes go into a file without a name, which gets its name when all of them are there; where a
  /// file of that name is in the way, or the file system has no nameless files, a temporary name is
  /// exchanged for it (`rename` is atomic).
  ///
  /// - Throws: ``DiagnosticsError`` with the system's reason.
  func write(_ bytes: [UInt8], to fileName: String) throws(DiagnosticsError) {
    let target = path + "/" + fileName
    do {
      if try writeUnnamed(bytes, to: target) { return }
      try writeTemporary(bytes, to: target)
    } catch {
      throw DiagnosticsError(
        .error(
          "batch.cannot-write", "'\(name)/\(fileName)' cannot be written: \(error.reason)",
          failure: error.failure))
    }
  }

  /// `O_TMPFILE`, which the C macro hides from Swift; the value is the same on x86-64 and arm64.
  private static let nameless = 0o20_000_000 | O_DIRECTORY

  /// Whether the file got its name; false where another way must be taken.
  private func writeUnnamed(_ bytes: [UInt8], to target: String) throws(SystemError) -> Bool {
    let file = unsafe open(path, OutputFolder.nameless | O_WRONLY | O_CLOEXEC, 0o644)
    guard file >= 0 else {
      if [EOPNOTSUPP, EISDIR, ENOENT, EINVAL].contains(errno) { return false }
      throw SystemError(errno)
    }
    defer { close(file) }
    try write(bytes, to: file)
    let source = "/proc/self/fd/\(file)"
    if unsafe linkat(AT_FDCWD, source, AT_FDCWD, target, AT_SYMLINK_FOLLOW) == 0 { return true }
    // The name is taken, or there is no /proc: the other way says what is wrong, if anything.
    return false
  }

  private func writeTemporary(_ bytes: [UInt8], to target: String) throws(SystemError) {
    let temporary = "\(path)/.flett-\(getpid())-\(UInt64.random(in: .min ... .max)).tmp"
    let file = unsafe open(temporary, O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC, 0o644)
    guard file >= 0 else { throw SystemError(errno) }
    do {
      defer { close(file) }
      try write(bytes, to: file)
    } catch {
      unsafe unlink(temporary)
      throw error
    }
    guard unsafe rename(temporary, target) == 0 else {
      let error = SystemError(errno)
      unsafe unlink(temporary)
      throw error
    }
  }

  private func write(_ bytes: [UInt8], to file: Int32) throws(SystemError) {
    var written = 0
    while written < bytes.count {
      let count = unsafe bytes.withUnsafeBytes { buffer in
        unsafe Glibc.write(
          file, buffer.baseAddress?.advanced(by: written), buffer.count - written)
      }
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { throw SystemError(errno) }
      written += count
    }
  }
}

/// An error number of the operating system.
struct SystemError: Error {
  let number: Int32

  /// The error `errno` holds.
  init(_ number: Int32) {
    self.number = number
  }

  /// The system's words for it.
  var reason: String {
    switch number {
    case ENOSPC: "the disk is full"
    case EDQUOT: "the disk quota is used up"
    case EACCES, EPERM: "permission is denied"
    case EROFS: "the file system is read-only"
    case EISDIR: "a folder of that name is in the way"
    case ENOENT: "the folder is gone"
    case EEXIST, ENOTDIR: "a file of that name is in the way"
    default: unsafe String(cString: strerror(number))
    }
  }

  /// What a calling program should take it for.
  var failure: Failure {
    switch number {
    case EACCES, EPERM: .permission
    case EROFS, EISDIR, ENOENT, ENOTDIR: .create
    default: .inputOutput
    }
  }
}

extension Error {
  /// What Foundation knows of why a file operation failed, in few words.
  fileprivate var reason: String {
    let underlying = (self as? CocoaError)?.underlying as? POSIXError
    return underlying.map { SystemError($0.code.rawValue).reason }
      ?? (isRefusal ? "permission is denied" : "a file of that name is in the way")
  }

  /// Whether the user may not do it.
  fileprivate var isRefusal: Bool { (self as? CocoaError)?.code == .fileWriteNoPermission }
}
