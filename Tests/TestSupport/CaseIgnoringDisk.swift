package import Foundation
import Glibc
import Testing

/// A disk whose file system takes names that differ in letter case for one: FAT, or exFAT where this system
/// reads that alone.
package final class CaseIgnoringDisk {
  private let folder: TemporaryFolder
  /// Where it is.
  package var url: URL { folder.url.appending(path: "disk") }

  /// A disk of 16 megabytes, in a file.
  package init() throws {
    folder = try TemporaryFolder()
    let image = folder.url.appending(path: "image").path
    try #require(FileManager.default.createFile(atPath: image, contents: nil))
    try #require(truncate(image, 16 << 20) == 0)
    let place = folder.url.appending(path: "disk").path
    try FileManager.default.createDirectory(atPath: place, withIntermediateDirectories: false)
    let device = try CaseIgnoringDisk.run("losetup", "--find", "--show", image)
    // A device that is in use goes back when that ends, also where a test ends before its time.
    defer { _ = try? CaseIgnoringDisk.run("losetup", "--detach", device) }
    try CaseIgnoringDisk.mount(device, at: place)
  }

  deinit {
    // Without `-l` this waits for what serves the disk: one that still had to answer while it ends would
    // wait for itself, and keep the device for ever.
    let place = folder.url.appending(path: "disk").path
    for _ in 1...5 where (try? CaseIgnoringDisk.run("umount", place)) != nil { return }
    _ = try? CaseIgnoringDisk.run("umount", "-l", place)
  }

  private static func mount(_ device: String, at place: String) throws {
    do {
      try run("mkfs.vfat", device)
      try run("mount", "-t", "vfat", "-o", "utf8", device, place)
    } catch {
      try run("mkfs.exfat", device)
      try run("mount.exfat-fuse", device, place)
    }
  }

  /// Whether such disks can be had here.
  package static let isPossible = getuid() == 0 && (try? CaseIgnoringDisk()) != nil

  private struct Failure: Error {}

  /// Runs a program to its end; what serves a disk goes on behind it.
  @discardableResult
  private static func run(_ program: String, _ arguments: String...) throws -> String {
    let (status, output) = try DetachedProgram.run([program] + arguments)
    guard status == 0 else { throw Failure() }
    return output.trimmingCharacters(in: .whitespacesAndNewlines)
  }
}
