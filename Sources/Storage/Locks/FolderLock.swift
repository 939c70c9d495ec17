package import Diagnostics
import Glibc

/// Holds a folder for one run, as long as the value lives.
package final class FolderLock: Sendable {
  private let file: Int32

  /// Takes hold of a folder, or is nil if the folder of the lock's file is not there: a run that made nothing
  /// takes it away.
  ///
  /// - Parameters:
  ///   - path: The lock's file, which stays when the lock is given up.
  ///   - name: What the author calls the folder, for messages.
  ///   - waits: Whether to wait for a run that holds it.
  /// - Throws: ``DiagnosticsError`` with ``Failure/temporary`` if another run holds it.
  package init?(path: String, named name: String, waits: Bool) throws(DiagnosticsError) {
    do throws(SystemError) {
      file = try FileLock.hold(path, waits: waits)
    } catch {
      if error.number == ENOENT { return nil }
      throw FolderLock.refusal(name, error)
    }
  }

  deinit {
    ftruncate(file, 0)
    close(file)
  }

  /// Notes who holds the folder, until it is given up; a note that cannot be written is none.
  func note(_ run: RunNote) {
    let bytes = run.bytes
    let count = unsafe bytes.withUnsafeBytes { unsafe pwrite(file, $0.baseAddress, $0.count, 0) }
    ftruncate(file, max(0, count))
  }

  private static func refusal(_ name: String, _ error: SystemError) -> DiagnosticsError {
    if error.number == ECANCELED { return .interruption(after: nil) }
    guard error.number == EWOULDBLOCK else {
      return DiagnosticsError(
        .error(
          "batch.cannot-lock", "the folder '\(name)' cannot be locked: \(error.reason)",
          failure: error.failure))
    }
    return DiagnosticsError(
      .error(
        "batch.folder-in-use", "another run is writing into '\(name)'",
        hints: ["wait for it with --wait", "or name another folder with --output"],
        failure: .temporary))
  }
}
