import CLinux
package import Diagnostics
import Glibc

/// Waits until what was written into a folder is safe on its disk.
package protocol DiskBarrier: Sendable {
  /// Waits for everything on the folder's file system: the bytes of files, with names and without, and all
  /// names.
  ///
  /// One call for some hundred files: a call for each would wait for the disk as often.
  ///
  /// - Throws: ``DiagnosticsError`` if the disk could not take it.
  func waitForFiles() throws(DiagnosticsError)

  /// Waits for the names in the folder itself, where the files' bytes are safe already.
  ///
  /// - Throws: ``DiagnosticsError`` if the disk could not take them.
  func waitForNames() throws(DiagnosticsError)
}

/// The system's own way.
///
/// The folder stays open meanwhile: Linux (since 5.8) tells of bytes that the disk could not take, once, to
/// those who had a file open on it since before.
package final class FolderBarrier: DiskBarrier {
  private let folder: OpenFolder
  private let name: String

  /// Watches over a folder.
  ///
  /// - Parameters:
  ///   - path: The folder.
  ///   - name: The folder as the author named it, for messages.
  /// - Throws: ``DiagnosticsError`` if it cannot be opened.
  init(path: String, named name: String) throws(DiagnosticsError) {
    self.name = name
    do throws(SystemError) {
      folder = try OpenFolder(path: path)
    } catch {
      throw FolderBarrier.failure(name, error)
    }
  }

  package func waitForFiles() throws(DiagnosticsError) {
    guard syncfs(folder.descriptor) == 0 else {
      throw FolderBarrier.failure(name, SystemError(errno))
    }
  }

  package func waitForNames() throws(DiagnosticsError) {
    guard fsync(folder.descriptor) == 0 else {
      throw FolderBarrier.failure(name, SystemError(errno))
    }
  }

  private static func failure(_ name: String, _ error: SystemError) -> DiagnosticsError {
    DiagnosticsError(
      .error(
        "batch.not-safe",
        "what was written into '\(name)' is not safe on the disk: \(error.reason)",
        failure: error.failure))
  }
}
