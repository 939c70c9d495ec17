import Glibc

/// A folder held open: its files are found from it, without a walk along its path for each.
package final class OpenFolder: Sendable {
  /// The system's number for it; it is closed with the object.
  let descriptor: Int32

  /// Opens the folder at `path`.
  ///
  /// - Throws: ``SystemError`` if there is none, or if it may not be read.
  init(path: String) throws(SystemError) {
    descriptor = unsafe open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { throw SystemError(errno) }
  }

  deinit {
    if descriptor >= 0 { close(descriptor) }
  }

  /// What the file system tells of a file, named relative to the folder; nil if there is no plain file of
  /// that name.
  package func stamp(of fileName: String) -> FileStamp? { FileStamp(fileName, in: descriptor) }
}
