package import Diagnostics
import Foundation

/// Files that only their owner may read.
package enum SecretFile {
  /// Reads a file that nobody but its owner can read.
  ///
  /// - Parameters:
  ///   - path: The file.
  ///   - role: What it is, for messages: `the key file`.
  ///   - subject: What begins the names of problems with it.
  /// - Returns: The file's bytes.
  /// - Throws: ``DiagnosticsError``: ``Failure/input`` if it cannot be read, ``Failure/permission`` if
  ///   its group or others may read or write it.
  package static func read(_ path: String, as role: String, subject: String = "keys")
    throws(DiagnosticsError) -> [UInt8]
  {
    guard let handle = FileHandle(forReadingAtPath: path) else {
      let exists = FileManager.default.fileExists(atPath: path)
      throw unreadable(path, role, subject, exists: exists)
    }
    defer { try? handle.close() }
    // The open file is asked, not the path, so that what is checked is what is read.
    var status = stat()
    guard unsafe fstat(handle.fileDescriptor, &status) == 0 else {
      throw unreadable(path, role, subject, exists: true)
    }
    guard status.st_mode & 0o077 == 0 else {
      throw DiagnosticsError(
        .error(
          "\(subject).readable-by-others", "\(role) '\(path)' can be read by others",
          hints: ["take that away: chmod 600 '\(path)'"], failure: .permission))
    }
    guard let data = try? handle.readToEnd() else {
      throw unreadable(path, role, subject, exists: true)
    }
    return [UInt8](data)
  }

  private static func unreadable(
    _ path: String, _ role: String, _ subject: String, exists: Bool
  ) -> DiagnosticsError {
    DiagnosticsError(
      .error(
        "\(subject).unreadable",
        exists ? "\(role) '\(path)' cannot be read" : "\(role) '\(path)' is not there",
        failure: exists ? .permission : .input))
  }
}
