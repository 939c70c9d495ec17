package import Diagnostics
import Foundation
import Glibc

/// The folder that letters are written into.
///
/// Its files appear whole or not at all.
package struct OutputFolder: Sendable {
  /// The folder as the author named it, for messages.
  let name: String
  /// The folder's place.
  package let path: String
  /// Where files that wait for their names are kept; on the same file system.
  let waiting: String

  /// A folder that is there, to be read.
  package init(existing path: String) {
    (self.path, name, waiting) = (path, path, path)
  }

  /// Makes the folder if it is not there.
  ///
  /// - Parameters:
  ///   - path: The folder's place.
  ///   - name: The folder as the author named it, for messages.
  ///   - inside: Folders within it, each in the one before, that are made too; files that wait for their
  ///     names are kept in the last of them, or in the folder itself.
  /// - Throws: ``DiagnosticsError`` if they cannot be made or are no folders.
  package init(path: String, named name: String, inside: [String] = []) throws(DiagnosticsError) {
    self.path = path
    self.name = name
    waiting = inside.last.map { path + "/" + $0 } ?? path
    do {
      try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    } catch {
      throw DiagnosticsError(
        .error(
          "batch.output-folder", "the folder '\(name)' cannot be made: \(error.reason)",
          failure: error.isRefusal ? .permission : .create))
    }
    try makeFolders(inside)
  }

  /// The folder, held open.
  ///
  /// - Throws: ``DiagnosticsError`` with the system's reason.
  func opened() throws(DiagnosticsError) -> OpenFolder {
    do throws(SystemError) {
      return try OpenFolder(path: path)
    } catch {
      throw DiagnosticsError(
        .error(
          "batch.folder-unreadable", "the folder '\(name)' cannot be read: \(error.reason)",
          failure: [ENOENT, ENOTDIR].contains(error.number) ? .input : error.failure))
    }
  }

  /// The problem of a file of the folder that cannot be written.
  func cannotWrite(_ fileName: String, _ error: SystemError) -> DiagnosticsError {
    DiagnosticsError(
      .error(
        "batch.cannot-write", "'\(name)/\(fileName)' cannot be written: \(error.reason)",
        failure: error.failure))
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
