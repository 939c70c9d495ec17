package import Diagnostics
import Foundation
import Glibc

/// A file of all letters that is being written, under another name until it is whole.
///
/// The other name is always the same and is held with a lock: a killed run leaves one such file at most,
/// and the next run writes over it.
package final class FileDraft: Sendable {
  /// The open file.
  let descriptor: Int32
  /// The folder that the file is in.
  package let folder: OutputFolder
  private let name: String
  private let path: String
  private let disk: FolderBarrier

  /// Begins a file beside the one of the given name.
  ///
  /// - Parameters:
  ///   - name: The file as the author named it.
  ///   - option: The option that names it.
  ///   - waits: Whether to wait for another run that writes the same file.
  /// - Throws: ``DiagnosticsError`` if it cannot be made, or if another run writes the same file.
  package init(_ name: String, option: String, waits: Bool) throws(DiagnosticsError) {
    self.name = name
    let url = URL(filePath: name)
    let place = url.deletingLastPathComponent().path
    path = place + "/.\(url.lastPathComponent).flett-part"
    folder = try OutputFolder(path: place, named: place)
    disk = try FolderBarrier(path: place, named: place)
    do throws(SystemError) {
      descriptor = try FileLock.hold(path, waits: waits)
    } catch {
      throw FileDraft.cannotHold(name, option, error)
    }
    guard ftruncate(descriptor, 0) == 0 else {
      throw FileDraft.cannotWrite(name, SystemError(errno))
    }
  }

  deinit {
    close(descriptor)
  }

  /// Writes the next bytes.
  ///
  /// - Throws: ``DiagnosticsError`` with the system's reason.
  package func write(_ bytes: [UInt8]) throws(DiagnosticsError) {
    do throws(SystemError) {
      try FileContent(bytes).write(to: descriptor)
    } catch {
      throw cannotWrite(error)
    }
  }

  /// Gives the file its name, once all of it is safe on the disk.
  package func publish() throws(DiagnosticsError) {
    guard fsync(descriptor) == 0, unsafe rename(path, name) == 0 else {
      throw cannotWrite(SystemError(errno))
    }
    try disk.waitForNames()
  }

  /// Gives the file up.
  package func discard() {
    unsafe unlink(path)
  }

  /// The problem of a file that cannot be written.
  func cannotWrite(_ error: SystemError) -> DiagnosticsError {
    FileDraft.cannotWrite(name, error)
  }

  /// The problem of a file that cannot be held for this run alone.
  private static func cannotHold(_ name: String, _ option: String, _ error: SystemError)
    -> DiagnosticsError
  {
    if error.number == ECANCELED { return .interruption(after: nil) }
    guard error.number == EWOULDBLOCK else { return cannotWrite(name, error) }
    return DiagnosticsError(
      .error(
        "batch.archive-in-use", "another run is writing '\(name)'",
        hints: ["wait for it with --wait", "or name another file with \(option)"],
        failure: .temporary))
  }

  private static func cannotWrite(_ name: String, _ error: SystemError) -> DiagnosticsError {
    DiagnosticsError(
      .error(
        "batch.cannot-write", "'\(name)' cannot be written: \(error.reason)",
        failure: error.failure))
  }
}
