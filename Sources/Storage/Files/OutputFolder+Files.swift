package import Diagnostics
import Glibc
import OpenSSL

/// What a run asks of files that are there already.
extension OutputFolder {
  /// What the file system tells of a file; nil if there is no plain file of that name.
  package func stamp(of fileName: String) -> FileStamp? { FileStamp(path + "/" + fileName) }

  /// Whether anything has the name: a plain file, a folder, a link that leads nowhere.
  package func isTaken(_ fileName: String) -> Bool {
    unsafe faccessat(AT_FDCWD, path + "/" + fileName, F_OK, AT_SYMLINK_NOFOLLOW) == 0
  }

  /// Whether a file's name leads to a place in the folder: a link in place of a sub-folder leads elsewhere.
  func reachesNoFurther(_ fileName: String) -> Bool {
    let place = FileSpelling.folder(of: fileName).dropLast()
    return place.isEmpty || isFolder(String(place))
  }

  private func isFolder(_ fileName: String) -> Bool {
    var status = Glibc.stat()
    return unsafe lstat(path + "/" + fileName, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
  }

  /// The SHA-256 of a file's bytes, of all or of so many; nil if it cannot be read to its end.
  package func digest(of fileName: String, upTo limit: Int = .max) -> [UInt8]? {
    let file = unsafe open(path + "/" + fileName, O_RDONLY | O_CLOEXEC | O_NOFOLLOW)
    guard file >= 0 else { return nil }
    defer { close(file) }
    var digest = Digest()
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    var left = limit
    while true {
      let count = unsafe buffer.withUnsafeMutableBytes {
        unsafe read(file, $0.baseAddress, min($0.count, left))
      }
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { return nil }
      if count == 0 { return digest.finish() }
      digest.update(buffer[..<count])
      left -= count
    }
  }

  /// Removes a file if it is there.
  ///
  /// - Returns: Whether it was.
  /// - Throws: ``DiagnosticsError`` with the system's reason.
  @discardableResult
  func remove(_ fileName: String) throws(DiagnosticsError) -> Bool {
    if unsafe unlink(path + "/" + fileName) == 0 { return true }
    let error = SystemError(errno)
    if error.number == ENOENT { return false }
    throw DiagnosticsError(
      .error(
        "batch.cannot-remove", "'\(name)/\(fileName)' cannot be removed: \(error.reason)",
        failure: error.failure))
  }

  /// Gives a file, if it is there, another name, in place of what has that name; a folder stays where it is.
  ///
  /// - Returns: Whether it was there.
  /// - Throws: ``DiagnosticsError`` with the system's reason.
  @discardableResult
  package func move(_ fileName: String, to newName: String) throws(DiagnosticsError) -> Bool {
    if isFolder(fileName) { throw cannotWrite(fileName, SystemError(EISDIR)) }
    if unsafe rename(path + "/" + fileName, path + "/" + newName) == 0 { return true }
    let error = SystemError(errno)
    if error.number == ENOENT { return false }
    throw cannotWrite(newName, error)
  }

  /// Gives a file another spelling of its name, which on its file system is the name that it has.
  ///
  /// By way of another name: for many systems there is nothing to be done where both are one. If this is
  /// broken off, the next run makes the letter again.
  ///
  /// - Throws: ``DiagnosticsError`` with the system's reason.
  func respell(_ fileName: String, as newName: String) throws(DiagnosticsError) {
    let way = waiting + "/" + TemporaryName.new()
    guard unsafe rename(path + "/" + fileName, way) == 0,
      unsafe rename(way, path + "/" + newName) == 0
    else { throw cannotWrite(newName, SystemError(errno)) }
  }

  /// Makes folders within it, those that are not there.
  ///
  /// - Throws: ``DiagnosticsError`` with the system's reason.
  package func makeFolders(_ names: [String]) throws(DiagnosticsError) {
    for folder in names where unsafe mkdir(path + "/" + folder, 0o755) != 0 && errno != EEXIST {
      throw cannotWrite(folder, SystemError(errno))
    }
  }
}
