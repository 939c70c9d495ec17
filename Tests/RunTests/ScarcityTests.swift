import Foundation
import Glibc
import TestSupport
import Testing

/// No descriptors or no inodes left: the cause is told, and the same command completes the run later.
@Suite(.serialized) struct ScarcityTests {
  private func run(_ arguments: [String], files: Int) throws -> Outcome {
    let flett = builtProgram.path
    let process = Process()
    let (output, errors) = (Pipe(), Pipe())
    process.executableURL = URL(filePath: "/bin/bash")
    process.arguments =
      ["-c", "ulimit -n \(files) && exec \"$0\" \"$@\"", flett] + arguments
    (process.standardOutput, process.standardError) = (output, errors)
    process.standardInput = FileHandle.nullDevice
    try process.run()
    let words = try errors.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    return Outcome(
      status: process.terminationStatus, output: "", errors: String(decoding: words, as: UTF8.self))
  }

  @Test("a process that can hardly open anything is told so before it begins", arguments: 4...10)
  func start(files: Int) throws {
    let outcome = try run(["status", "."], files: files)
    #expect(outcome.errors.contains("too many files are open"), "\(files): \(outcome.errors)")
    #expect(outcome.status == 75, "\(files): \(outcome.errors)")
  }

  @Test("too few descriptors are told as such, never as a missing ledger")
  func descriptors() throws {
    let mailing = try SampleMailing(count: 40)
    #expect(try mailing.merge().status == 0)
    let expected = try SampleMailing.digests(of: mailing.output)
    for files in [12, 16, 32, 63] {
      let outcome = try run(mailing.arguments(["--force"]), files: files)
      #expect(outcome.errors.contains("too many files are open"), "\(files): \(outcome.errors)")
      #expect(!outcome.errors.contains("rebuild"), "\(files): \(outcome.errors)")
      #expect(outcome.status == 75, "\(files): \(outcome.errors)")
    }
    #expect(try run(mailing.arguments(["--force"]), files: 64).status == 0)
    // Whoever only reads the folder needs fewer, and is told the cause, too.
    for files in 8...12 {
      let outcome = try run(["status", mailing.output.path], files: files)
      #expect([0, 75].contains(outcome.status), "\(files): \(outcome.errors)")
      #expect(!outcome.errors.contains("rebuild"), "\(files): \(outcome.errors)")
    }
    #expect(try mailing.merge().status == 0)
    #expect(try SampleMailing.digests(of: mailing.output) == expected)
  }

  @Test(
    "a file system without room for another file is told as full",
    .enabled(if: SmallDisk.isPossible))
  func inodes() throws {
    let mailing = try SampleMailing(count: 10)
    for inodes in 3...20 {
      let disk = try SmallDisk(megabytes: 8, inodes: inodes)
      let place = disk.url.appending(path: "letters")
      let outcome = try mailing.merge(into: place)
      #expect([0, 73, 74].contains(outcome.status), "\(inodes): \(outcome.errors)")
      #expect(!outcome.errors.contains("rebuild"), "\(inodes): \(outcome.errors)")
      if outcome.status != 0 {
        #expect(outcome.errors.contains("the disk is full"), "\(inodes): \(outcome.errors)")
      }
    }
  }

  @Test("a name that is not UTF-8 is told, and nothing is written")
  func notText() throws {
    let mailing = try SampleMailing(count: 1)
    let folder = try TemporaryFolder()
    let flett = builtProgram.path
    let outcome = try Program("bash").run([
      "-c", "exec \"$0\" merge \"$1\" --output \"$2\"/$'a\\xff'", flett, mailing.path,
      folder.url.path,
    ])
    #expect(outcome.status == 64)
    #expect(outcome.text.contains("is not UTF-8"), "\(outcome.text)")
    #expect(outcome.text.contains("/a\\xff'"), "\(outcome.text)")
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.url.path) == [])
  }
}
