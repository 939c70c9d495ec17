package import Foundation
import Glibc
import Testing

/// A file system of a few megabytes, in memory.
package final class SmallDisk {
  private let folder: TemporaryFolder
  /// Where it is.
  package var url: URL { folder.url }

  /// A file system of so many megabytes, with room for so many files and folders, if that is bounded.
  package init(megabytes: Int, inodes: Int? = nil) throws {
    folder = try TemporaryFolder()
    let options = "size=\(megabytes)m" + (inodes.map { ",nr_inodes=\($0)" } ?? "")
    try run("mount", "-t", "tmpfs", "-o", options, "flett", folder.url.path)
  }

  deinit {
    try? run("umount", "-l", folder.url.path)
  }

  /// Gives it more room.
  package func grow(megabytes: Int) throws {
    try run("mount", "-o", "remount,size=\(megabytes)m", folder.url.path)
  }

  /// Lets nothing be written to it any more, or lets it again.
  package func set(isReadOnly: Bool) throws {
    try run("mount", "-o", isReadOnly ? "remount,ro" : "remount,rw", folder.url.path)
  }

  /// Whether such file systems can be had here.
  package static let isPossible = getuid() == 0 && (try? SmallDisk(megabytes: 1)) != nil

  private func run(_ arguments: String...) throws {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = arguments
    process.standardError = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    try #require(process.terminationStatus == 0)
  }
}
