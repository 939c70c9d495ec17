import Diagnostics
import Foundation
import TestSupport
import Testing

@testable import Storage

/// Files appear whole or not at all, and what keeps them from it is told in clear words.
struct OutputFolderTests {
  let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
  }

  private var path: String { folder.url.path(percentEncoded: false) }

  private func files(in name: String = "out") throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: path + name).sorted()
  }

  private func output(_ name: String = "out") throws(DiagnosticsError) -> OutputFolder {
    try OutputFolder(path: path + name, named: name)
  }

  /// Whether the tests run as root, whom no permission stops.
  static let isRoot = geteuid() == 0

  @Test("a folder and those above it are made, and files are written whole")
  func new() throws {
    let output = try output("a/b")
    try output.write(Array("one".utf8), to: "x.pdf")
    try output.write([], to: "empty.pdf")
    #expect(
      try String(contentsOf: folder.url.appending(path: "a/b/x.pdf"), encoding: .utf8) == "one")
    #expect(try files(in: "a/b") == ["empty.pdf", "x.pdf"])
  }

  @Test("a file takes the place of one of the same name, and nothing else is left")
  func replacing() throws {
    let output = try output()
    for text in ["long, longer, longest", "short", "again"] {
      try output.write(Array(text.utf8), to: "Rødt.pdf")
    }
    #expect(try files() == ["Rødt.pdf"])
    let text = try String(contentsOf: folder.url.appending(path: "out/Rødt.pdf"), encoding: .utf8)
    #expect(text == "again")
  }

  @Test("a file that somebody has open keeps its old contents for them")
  func atomic() throws {
    let output = try output()
    try output.write(Array("old".utf8), to: "x.pdf")
    let reader = try FileHandle(forReadingFrom: folder.url.appending(path: "out/x.pdf"))
    try output.write(Array("new".utf8), to: "x.pdf")
    #expect(try reader.readToEnd() == Data("old".utf8))
  }

  @Test("files can be read by everybody, as the user's mask allows")
  func mode() throws {
    let output = try output()
    try output.write([1], to: "x.pdf")
    try output.write([2], to: "x.pdf")
    let attributes = try FileManager.default.attributesOfItem(atPath: path + "out/x.pdf")
    #expect(attributes[.posixPermissions] as? Int == 0o644)
  }

  @Test("a file in the folder's place is an error")
  func fileInTheWay() throws {
    try folder.write("a file", to: "out")
    let error = #expect(throws: DiagnosticsError.self) { try output() }
    #expect(
      error?.description
        == "error: the folder 'out' cannot be made: a file of that name is in the way "
        + "[batch.output-folder]")
    #expect(error?.failure == .create)
    let below = #expect(throws: DiagnosticsError.self) { try output("out/letters") }
    #expect(
      below?.description
        == "error: the folder 'out/letters' cannot be made: a file of that name is in the way "
        + "[batch.output-folder]")
    #expect(below?.failure == .create)
  }

  @Test("a folder in a file's place is an error, and nothing is left")
  func folderInTheWay() throws {
    let output = try output()
    try folder.write("", to: "out/x.pdf/y")
    let error = #expect(throws: DiagnosticsError.self) { try output.write([1], to: "x.pdf") }
    #expect(
      error?.description
        == "error: 'out/x.pdf' cannot be written: a folder of that name is in the way "
        + "[batch.cannot-write]")
    #expect(error?.failure == .create)
    #expect(try files() == ["x.pdf"])
  }

  @Test("a folder that went away is an error")
  func gone() throws {
    let output = try output()
    try FileManager.default.removeItem(atPath: path + "out")
    let error = #expect(throws: DiagnosticsError.self) { try output.write([1], to: "x.pdf") }
    #expect(
      error?.description
        == "error: 'out/x.pdf' cannot be written: the folder is gone [batch.cannot-write]")
    #expect(error?.failure == .create)
  }

  @Test("a folder that may not be written is an error", .enabled(if: !isRoot))
  func refused() throws {
    let output = try output()
    try FileManager.default.setAttributes([.posixPermissions: 0o555], ofItemAtPath: path + "out")
    let error = #expect(throws: DiagnosticsError.self) { try output.write([1], to: "x.pdf") }
    #expect(
      error?.description
        == "error: 'out/x.pdf' cannot be written: permission is denied [batch.cannot-write]")
    #expect(error?.failure == .permission)
  }

  @Test(
    "a full disk is an error, and no part of a file is left",
    .enabled(if: SmallDisk.isPossible, "needs root, and leave to mount"))
  func fullDisk() throws {
    let output = try output()
    try #require(mount(path + "out"))
    defer { unmount(path + "out") }
    try output.write([1, 2, 3], to: "small.pdf")
    for _ in 1...2 {
      let error = #expect(throws: DiagnosticsError.self) {
        try output.write([UInt8](repeating: 7, count: 100_000), to: "small.pdf")
      }
      #expect(
        error?.description
          == "error: 'out/small.pdf' cannot be written: the disk is full [batch.cannot-write]")
      #expect(error?.failure == .inputOutput)
    }
    #expect(try files() == ["small.pdf"])
    #expect(try Data(contentsOf: folder.url.appending(path: "out/small.pdf")) == Data([1, 2, 3]))
  }

  @Test(
    "a read-only file system is an error",
    .enabled(if: SmallDisk.isPossible, "needs root, and leave to mount"))
  func readOnly() throws {
    let output = try output()
    try #require(mount(path + "out", options: "ro,size=64k"))
    defer { unmount(path + "out") }
    let error = #expect(throws: DiagnosticsError.self) { try output.write([1], to: "x.pdf") }
    #expect(
      error?.description
        == "error: 'out/x.pdf' cannot be written: the file system is read-only "
        + "[batch.cannot-write]")
    #expect(error?.failure == .create)
    let below = #expect(throws: DiagnosticsError.self) { try self.output("out/letters") }
    #expect(
      below?.description
        == "error: the folder 'out/letters' cannot be made: the file system is read-only "
        + "[batch.output-folder]")
    #expect(below?.failure == .create)
  }

  /// Puts a small file system into a folder; false where the machine does not allow it.
  private func mount(_ folder: String, options: String = "size=64k") -> Bool {
    succeeds("mount", ["-t", "tmpfs", "-o", options, "tmpfs", folder])
  }

  private func unmount(_ folder: String) {
    _ = succeeds("umount", [folder])
  }

  private func succeeds(_ program: String, _ arguments: [String]) -> Bool {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = [program] + arguments
    process.standardError = FileHandle.nullDevice
    guard (try? process.run()) != nil else { return false }
    process.waitUntilExit()
    return process.terminationStatus == 0
  }
}
