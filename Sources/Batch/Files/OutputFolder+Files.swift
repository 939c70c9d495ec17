import Crypto
import Diagnostics
import Glibc

/// What a run asks of files that are there already.
extension OutputFolder {
  /// What the file system tells of a file; nil if there is no plain file of that name.
  func stamp(of fileName: String) -> FileStamp? { FileStamp(path: path + "/" + fileName) }

  /// The SHA-256 of a file's bytes; nil if it cannot be read to its end.
  func digest(of fileName: String) -> [UInt8]? {
    let file = unsafe open(path + "/" + fileName, O_RDONLY | O_CLOEXEC | O_NOFOLLOW)
    guard file >= 0 else { return nil }
    defer { close(file) }
    var digest = SHA256()
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = unsafe buffer.withUnsafeMutableBytes {
        unsafe read(file, $0.baseAddress, $0.count)
      }
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { return nil }
      if count == 0 { return Array(digest.finalize()) }
      digest.update(data: buffer[..<count])
    }
  }

  /// Removes a file if it is there.
  ///
  /// - Throws: ``DiagnosticsError`` with the system's reason.
  func remove(_ fileName: String) throws(DiagnosticsError) {
    guard unsafe unlink(path + "/" + fileName) != 0, errno != ENOENT else { return }
    let error = SystemError(errno)
    throw DiagnosticsError(
      .error(
        "batch.cannot-remove", "'\(name)/\(fileName)' cannot be removed: \(error.reason)",
        failure: error.failure))
  }

  /// Gives a file, if it is there, another name, in place of what has that name.
  ///
  /// - Throws: ``DiagnosticsError`` with the system's reason.
  func move(_ fileName: String, to newName: String) throws(DiagnosticsError) {
    guard unsafe rename(path + "/" + fileName, path + "/" + newName) != 0, errno != ENOENT else {
      return
    }
    throw cannotWrite(newName, SystemError(errno))
  }

  /// Makes folders within it, those that are not there.
  ///
  /// - Throws: ``DiagnosticsError`` with the system's reason.
  func makeFolders(_ names: [String]) throws(DiagnosticsError) {
    for folder in names where unsafe mkdir(path + "/" + folder, 0o755) != 0 && errno != EEXIST {
      throw cannotWrite(folder, SystemError(errno))
    }
  }
}
