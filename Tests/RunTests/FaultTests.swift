import Foundation
import Glibc
import Ledger
import TestSupport
import Testing

/// What goes wrong with files, disks, clocks and other runs.
@Suite(.serialized) struct FaultTests {
  @Test("files that were deleted, cut or altered are found and made again, and no others")
  func damagedFiles() throws {
    let mailing = try SampleMailing(count: 40)
    #expect(try mailing.merge().status == 0)
    let expected = try SampleMailing.digests(of: mailing.output)
    let names = (1...3).map { mailing.output.appending(path: mailing.file($0)) }
    try FileManager.default.removeItem(at: names[0])
    try FileHandle(forWritingTo: names[1]).truncate(atOffset: 100)
    try alter(names[2])
    let verified = try Command.run(["verify", mailing.output.path])
    #expect(verified.status == 65)
    #expect(
      verified.errors.contains("'Recipient 1.pdf' is missing [batch.file-missing]"),
      "\(verified.errors)")
    #expect(verified.errors.contains("'Recipient 2.pdf' has 100 bytes instead of "))
    #expect(verified.errors.contains("'Recipient 3.pdf' is not as it was made"))
    #expect(verified.output.contains("37 letters, 37 pages, as the manifest says; 3 problems"))
    #expect(try mailing.merge("--json").json()["current"] as? Int == 37)
    #expect(try SampleMailing.digests(of: mailing.output) == expected)
    #expect(try Command.run(["verify", mailing.output.path]).status == 0)
  }

  @Test("a file altered behind the clock's back is found when every byte is read")
  func alteredUnseen() throws {
    let mailing = try SampleMailing(count: 10)
    #expect(try mailing.merge().status == 0)
    let expected = try SampleMailing.digests(of: mailing.output)
    let file = mailing.output.appending(path: mailing.file(4))
    var before = stat()
    #expect(stat(file.path, &before) == 0)
    try alter(file)
    #expect(utimensat(AT_FDCWD, file.path, [before.st_atim, before.st_mtim], 0) == 0)
    #expect(try mailing.merge("--json").json()["current"] as? Int == 10)
    #expect(try SampleMailing.digests(of: mailing.output) != expected)
    #expect(try mailing.merge("--json", "--verify-files").json()["current"] as? Int == 9)
    #expect(try SampleMailing.digests(of: mailing.output) == expected)
  }

  /// Changes one byte in the middle.
  private func alter(_ file: URL) throws {
    var data = try Data(contentsOf: file)
    data[data.count / 2] ^= 1
    try data.write(to: file)
  }

  @Test("files the manifest does not know are named")
  func extraFile() throws {
    let mailing = try SampleMailing(count: 2)
    #expect(try mailing.merge().status == 0)
    try Data("x".utf8).write(to: mailing.output.appending(path: "Somebody.pdf"))
    let verified = try Command.run(["verify", mailing.output.path])
    #expect(verified.status == 65)
    #expect(
      verified.errors.contains(
        "error: 'Somebody.pdf' is in the folder, but not in its manifest [batch.file-extra]"))
  }

  @Test("a manifest that was shortened, and a table that was changed, are found")
  func manifestChanged() throws {
    let mailing = try SampleMailing(count: 3)
    #expect(try mailing.merge().status == 0)
    let manifest = mailing.output.appending(path: "manifest.json")
    var lines = try String(contentsOf: manifest, encoding: .utf8).split(separator: "\n")
    lines.remove(at: try #require(lines.firstIndex { $0.contains("Recipient 2.pdf") }))
    try lines.joined(separator: "\n").write(to: manifest, atomically: true, encoding: .utf8)
    let table = mailing.output.appending(path: "manifest.csv")
    try alter(table)
    let verified = try Command.run(["verify", mailing.output.path])
    #expect(verified.status == 65)
    #expect(verified.errors.contains("the manifest lists 2 letters, but counts 3"))
    #expect(verified.errors.contains("'Recipient 2.pdf' is in the folder, but not in its manifest"))
    #expect(verified.errors.contains("'manifest.csv' is not as it was made"))
    try FileManager.default.removeItem(at: table)
    #expect(
      try Command.run(["verify", mailing.output.path]).errors.contains("'manifest.csv' is missing"))
    #expect(try mailing.merge().status == 0)
    #expect(try Command.run(["verify", mailing.output.path]).status == 0)
  }

  @Test(
    "a manifest with numbers that no folder reaches is refused",
    arguments: ["pages", "size", "sheets", "made"])
  func hugeNumbers(_ name: String) throws {
    let mailing = try SampleMailing(count: 3)
    #expect(try mailing.merge().status == 0)
    let manifest = mailing.output.appending(path: "manifest.json")
    let text = try String(contentsOf: manifest, encoding: .utf8)
    let number = try Regex("\"\(name)\":\\d+")
    try text.replacing(number, with: "\"\(name)\":9223372036854775807")
      .write(to: manifest, atomically: true, encoding: .utf8)
    for command in ["verify", "rebuild"] {
      let refused = try Command.run([command, mailing.output.path])
      #expect(refused.status == 65)
      #expect(refused.errors.contains("[ledger.bad-manifest]"), "\(refused.errors)")
    }
    #expect(try mailing.merge().status == 0)
    #expect(try Command.run(["verify", mailing.output.path]).status == 0)
  }

  @Test(
    "a full disk is told; with room again, the next run completes",
    .enabled(if: SmallDisk.isPossible))
  func fullDisk() throws {
    let mailing = try SampleMailing(count: 200)
    #expect(try mailing.merge().status == 0)
    let expected = try SampleMailing.digests(of: mailing.output)
    let disk = try SmallDisk(megabytes: 2)
    let place = disk.url.appending(path: "letters")
    let full = try mailing.merge(into: place)
    #expect(full.status == 74)
    #expect(full.errors.contains("the disk is full"), "\(full.errors)")
    #expect(try SampleMailing.leftovers(in: place) == [])
    let archive = disk.url.appending(path: "letters.zip")
    let unpacked = try mailing.merge(into: archive)
    #expect(unpacked.status == 74)
    #expect(!FileManager.default.fileExists(atPath: archive.path))
    try disk.grow(megabytes: 100)
    let completed = try mailing.merge(into: place)
    #expect(completed.status == 0, "\(completed.errors)")
    #expect(try SampleMailing.digests(of: place) == expected)
  }

  @Test(
    "a file system that became read-only is told, and the next run completes",
    .enabled(if: SmallDisk.isPossible))
  func readOnly() throws {
    let mailing = try SampleMailing(count: 20)
    let disk = try SmallDisk(megabytes: 100)
    let place = disk.url.appending(path: "letters")
    let archive = disk.url.appending(path: "letters.tar")
    try disk.set(isReadOnly: true)
    for target in [place, archive] {
      let refused = try mailing.merge(into: target)
      #expect(refused.status == 73)
      #expect(refused.errors.contains("the file system is read-only"), "\(refused.errors)")
    }
    try disk.set(isReadOnly: false)
    #expect(try mailing.merge(into: place).status == 0)
    try mailing.writeList(amounts: [7: "1234"])
    try disk.set(isReadOnly: true)
    let refused = try mailing.merge(into: place)
    #expect(refused.status == 73)
    #expect(refused.errors.contains("the file system is read-only"), "\(refused.errors)")
    // What is there can be looked at and proved all the same.
    #expect(try Command.run(["verify", place.path]).status == 0)
    #expect(try Command.run(["status", place.path]).output.hasPrefix("20 letters"))
    #expect(try mailing.merge("--dry-run", "--json", into: place).json()["current"] as? Int == 19)
    try disk.set(isReadOnly: false)
    #expect(try mailing.merge("--json", into: place).json()["current"] as? Int == 19)
    #expect(try Command.run(["verify", place.path]).status == 0)
  }

  @Test("times that make no sense cost a look at the files, and change nothing")
  func clockSetBack() throws {
    let mailing = try SampleMailing(count: 20)
    #expect(try mailing.merge().status == 0)
    let expected = try SampleMailing.digests(of: mailing.output)
    // As if the clock had been two years ahead while the letters were made, and was then set right.
    for number in 1...20 {
      try FileManager.default.setAttributes(
        [.modificationDate: Date(timeIntervalSinceNow: 63_000_000)],
        ofItemAtPath: mailing.output.appending(path: mailing.file(number)).path)
    }
    #expect(try mailing.merge("--json").json()["current"] as? Int == 20)
    try setLedgerAhead(mailing)
    try mailing.writeList(amounts: [5: "99"])
    #expect(try mailing.merge("--json").json()["current"] as? Int == 19)
    let run = try #require(
      Command.run(["status", mailing.output.path, "--json"]).json()["run"] as? [String: Any])
    #expect(run["state"] as? String == "complete")
    #expect(run["number"] as? Int == 4)
    try mailing.writeList()
    #expect(try mailing.merge().status == 0)
    #expect(try SampleMailing.digests(of: mailing.output) == expected)
  }

  /// Notes a run in the ledger that was two years ahead.
  private func setLedgerAhead(_ mailing: SampleMailing) throws {
    let ledger = try Ledger(
      path: mailing.output.appending(path: ".flett/ledger.sqlite").path, named: "ledger",
      for: .writing)
    let time = Date(timeIntervalSinceNow: 63_000_000).timeIntervalSince1970
    let run = try ledger.beginRun(
      RunDescription(mailing: mailing.path, list: "list.csv", program: "Flett"), at: time)
    try ledger.endRun(run, .complete, at: time)
  }
}
