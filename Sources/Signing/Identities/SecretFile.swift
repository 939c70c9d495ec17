import Diagnostics
import Foundation

/// Files that only their owner may read.
enum SecretFile {
  /// Reads a file that nobody but its owner can read.
  ///
  /// - Parameters:
  ///   - path: The file.
  ///   - role: What it is, for messages: `the key file`.
  /// - Returns: The file's bytes.
  /// - Throws: ``DiagnosticsError``: ``Failure/input`` if it cannot be read, ``Failure/permission`` if
  ///   its group or others may read or write it.
  static func read(_ path: String, as role: String) throws(DiagnosticsError) -> [UInt8] {
    guard let handle = FileHandle(forReadingAtPath: path) else {
      throw unreadable(path, role, exists: FileManager.default.fileExists(atPath: path))
    }
    defer { try? handle.close() }
    // The open file is asked, not the path, so that what is checked is what is read.
    var status = stat()
    guard unsafe fstat(handle.fileDescriptor, &status) == 0 else {
      throw unreadable(path, role, exists: true)
    }
    guard status.st_mode & 0o077 == 0 else {
      throw DiagnosticsError(
        .error(
          "keys.readable-by-others", "\(role) '\(path)' can be read by others",
          hints: ["take that away: chmod 600 '\(path)'"], failure: .permission))
    }
    guard let data = try? handle.readToEnd() else { throw unreadable(path, role, exists: true) }
    return [UInt8](data)
  }

  private static func unreadable(
    _ path: String, _ role: String, exists: Bool
  ) -> DiagnosticsError {
    DiagnosticsError(
      .error(
        "keys.unreadable",
        exists ? "\(role) '\(path)' cannot be read" : "\(role) '\(path)' is not there",
        failure: exists ? .permission : .input))
  }
}
