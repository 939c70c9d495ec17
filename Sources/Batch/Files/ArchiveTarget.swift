import Archive
import Diagnostics
import Foundation
import Glibc

/// An archive that letters are to be put into, told by its name's ending.
struct ArchiveTarget: Sendable {
  /// The file as the author named it.
  let name: String
  /// Its form.
  let format: ArchiveFormat

  /// The archive of the given name; nil if the name is a folder's.
  init?(_ name: String) {
    guard let format = ArchiveFormat(fileName: name) else { return nil }
    (self.name, self.format) = (name, format)
  }

  /// An archive that is being written, under another name until it is whole.
  ///
  /// The other name is always the same and is held with a lock: a killed run leaves one such file at most,
  /// and the next run writes over it.
  final class Draft: Sendable {
    /// The open file.
    let descriptor: Int32
    private let target: ArchiveTarget
    private let path: String
    /// The folder that the archive is in.
    let folder: OutputFolder
    private let disk: FolderBarrier

    /// Begins a file beside the archive.
    ///
    /// - Parameters:
    ///   - target: The archive.
    ///   - waits: Whether to wait for another run that writes the same archive.
    /// - Throws: ``DiagnosticsError`` if it cannot be made, or if another run writes the same archive.
    init(_ target: ArchiveTarget, waits: Bool) throws(DiagnosticsError) {
      self.target = target
      let url = URL(filePath: target.name)
      let place = url.deletingLastPathComponent().path
      path = place + "/.\(url.lastPathComponent).flett-part"
      folder = try OutputFolder(path: place, named: place)
      disk = try FolderBarrier(path: place, named: place)
      do throws(SystemError) {
        descriptor = try FileLock.hold(path, waits: waits)
      } catch {
        throw target.cannotHold(error)
      }
      guard ftruncate(descriptor, 0) == 0 else { throw target.cannotWrite(SystemError(errno)) }
    }

    deinit {
      close(descriptor)
    }

    /// Gives the file its name, once all of it is safe on the disk.
    func publish() throws(DiagnosticsError) {
      guard fsync(descriptor) == 0, unsafe rename(path, target.name) == 0 else {
        throw target.cannotWrite(SystemError(errno))
      }
      try disk.waitForNames()
    }

    /// Gives the file up.
    func discard() {
      unsafe unlink(path)
    }
  }

  /// What is told if it cannot be held for this run alone.
  private func cannotHold(_ error: SystemError) -> DiagnosticsError {
    if error.number == ECANCELED { return Run.interrupted(nil) }
    guard error.number == EWOULDBLOCK else { return cannotWrite(error) }
    return DiagnosticsError(
      .error(
        "batch.archive-in-use", "another run is writing '\(name)'",
        hints: ["wait for it with --wait", "or name another file with --output"],
        failure: .temporary))
  }

  /// What is told if it cannot be written.
  func cannotWrite(_ error: SystemError) -> DiagnosticsError {
    DiagnosticsError(
      .error(
        "batch.cannot-write", "'\(name)' cannot be written: \(error.reason)",
        failure: error.failure))
  }
}
