import Foundation
import Glibc
import Testing

/// Waits for what happens in folders, without ever asking twice.
final class FolderEvents {
  private let descriptor: Int32

  /// Watches folders for files that appear, vanish or are written to, or folders and files for what else is
  /// asked for.
  init(_ folders: [URL], of kinds: Int32 = IN_CREATE | IN_DELETE | IN_MODIFY | IN_MOVED_TO) throws {
    descriptor = inotify_init1(0)
    try #require(descriptor >= 0)
    for folder in folders {
      try #require(inotify_add_watch(descriptor, folder.path, UInt32(kinds)) >= 0)
    }
  }

  deinit { close(descriptor) }

  /// Waits until so many things have happened, or the process has ended.
  ///
  /// - Returns: Whether they have.
  func wait(for count: Int, whileRunning command: Command) -> Bool {
    var seen = 0
    while seen < count {
      guard let event = command.wait(forReading: descriptor), !event.hasEnded else { return false }
      seen += read()
    }
    return true
  }

  /// Waits until a file is there, or the process has ended.
  ///
  /// - Returns: Whether it is there.
  static func wait(for file: URL, whileRunning command: Command) throws -> Bool {
    while !exists(file) {
      let folder = nearest(to: file)
      let events = try FolderEvents([folder])
      // What came before the folder was watched is not told.
      if nearest(to: file) == folder, !exists(file), !events.wait(for: 1, whileRunning: command) {
        return exists(file)
      }
    }
    return true
  }

  private static func exists(_ file: URL) -> Bool {
    FileManager.default.fileExists(atPath: file.path)
  }

  /// The nearest folder above a file that is there.
  private static func nearest(to file: URL) -> URL {
    var folder = file.deletingLastPathComponent()
    while !exists(folder) { folder = folder.deletingLastPathComponent() }
    return folder
  }

  /// How many things have happened since the last time.
  private func read() -> Int {
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    let count = Glibc.read(descriptor, &buffer, buffer.count)
    var (offset, events) = (0, 0)
    while offset + 16 <= count {
      let length = buffer[offset + 12..<offset + 16].reversed().reduce(0) { $0 << 8 | Int($1) }
      offset += 16 + length
      events += 1
    }
    return events
  }
}
