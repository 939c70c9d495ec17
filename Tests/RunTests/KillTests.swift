import Bytes
import Diagnostics
import Foundation
import Glibc
import Ledger
import TestSupport
import Testing

/// Runs that are killed at any instant: what is there is whole, and the next run completes.
///
/// `FLETT_LONG=1` kills fifty times in place of five.
@Suite(.serialized) struct KillTests {
  private static let isLong = ProcessInfo.processInfo.environment["FLETT_LONG"] != nil
  /// Runs are killed five times in a row before one of them may end.
  private static let chains = isLong ? Array(1...10) : [1]
  private static let letters = 2000

  @Test("a run killed five times ends as one that was left alone")
  func killed() throws {
    let mailing = try SampleMailing(count: KillTests.letters)
    let undisturbed = mailing.output.appendingPathExtension("undisturbed")
    #expect(try mailing.merge(into: undisturbed).status == 0)
    let expected = try SampleMailing.digests(of: undisturbed)
    #expect(expected.count == KillTests.letters + 2)
    for chain in KillTests.chains {
      let place = mailing.output.appendingPathExtension("\(chain)")
      try kill(mailing, into: place, seed: UInt64(chain))
      let last = try mailing.merge(into: place)
      #expect(last.status == 0, "\(last.errors)")
      #expect(try SampleMailing.digests(of: place) == expected)
      #expect(try SampleMailing.leftovers(in: place) == [])
      #expect(try Command.run(["verify", place.path]).status == 0)
      try FileManager.default.removeItem(at: place)
    }
  }

  private func kill(_ mailing: SampleMailing, into place: URL, seed: UInt64) throws {
    var random = SplitMix(state: seed)
    let inside = place.appending(path: ".flett/tmp")
    try FileManager.default.createDirectory(at: inside, withIntermediateDirectories: true)
    for _ in 0..<5 {
      let events = try FolderEvents([place, inside.deletingLastPathComponent(), inside])
      let command = try Command(mailing.arguments(into: place))
      // Reading the mailing, planning, making and writing the manifest all leave traces in the folder.
      let count = Int.random(in: 1...KillTests.letters / 3, using: &random)
      if events.wait(for: count, whileRunning: command) { command.send(SIGKILL) }
      _ = try command.finish()
      try expectTruth(in: place)
    }
  }

  /// What the ledger calls made is there, byte for byte, and nothing is there by halves.
  private func expectTruth(in place: URL) throws {
    let files = try SampleMailing.digests(of: place)
    for name in files.keys where name.hasSuffix(".pdf") {
      let data = try Data(contentsOf: place.appending(path: name))
      #expect(data.suffix(6).elementsEqual("%%EOF\n".utf8), "\(name) is not whole")
    }
    let path = place.appending(path: ".flett/ledger.sqlite").path
    guard FileManager.default.fileExists(atPath: path) else { return }
    // A run that was killed before its ledger had its tables leaves an empty file.
    guard let ledger = try? Ledger(path: path, named: path, for: .reading) else { return }
    try ledger.forEachEntry { entry throws(DiagnosticsError) in
      guard let made = entry.made else { return }
      let digest = made.digest.hexadecimalText
      if files[entry.file] != digest { Issue.record("\(entry.file) is not as the ledger says") }
    }
  }

  @Test("a run that was killed while it checked is told by status", arguments: [1, 300])
  func killedWhileChecking(_ count: Int) throws {
    let mailing = try SampleMailing(count: count)
    func state() throws -> String? {
      let status = try Command.run(["status", mailing.output.path, "--json"]).json()
      return (status["run"] as? [String: Any])?["state"] as? String
    }
    let first = try mailing.stopped()
    #expect(try state() == "running")
    first.send(SIGKILL)
    _ = try first.finish()
    #expect(try state() == "killed")
    #expect(try mailing.merge().status == 0)
    #expect(try state() == "complete")
    // Also in a folder that a run before has left in order.
    let noted = try FolderEvents([mailing.output.appending(path: ".flett/lock")], of: IN_MODIFY)
    let second = try Command(mailing.arguments(["--force"]))
    #expect(noted.wait(for: 1, whileRunning: second))
    second.send(SIGKILL)
    _ = try second.finish()
    #expect(try state() == "killed")
    #expect(try mailing.merge().status == 0)
    #expect(try state() == "complete")
    #expect(try Command.run(["verify", mailing.output.path]).status == 0)
  }

  @Test("a run that is asked to stop ends in good order and says how to go on")
  func interrupted() throws {
    let mailing = try SampleMailing(count: 2000)
    try FileManager.default.createDirectory(
      at: mailing.output, withIntermediateDirectories: true)
    let events = try FolderEvents([mailing.output])
    let command = try Command(mailing.arguments())
    #expect(events.wait(for: 5, whileRunning: command))
    command.send(SIGINT)
    let outcome = try command.finish()
    #expect(outcome.status == 75)
    #expect(outcome.errors.contains("[batch.interrupted]"))
    #expect(outcome.errors.contains("the same command goes on where this one stopped"))
    let made = try SampleMailing.digests(of: mailing.output).count
    #expect(made < 2000)
    let status = try Command.run(["status", mailing.output.path, "--json"]).json()
    #expect(status["made"] as? Int == made)
    #expect((status["run"] as? [String: Any])?["state"] as? String == "interrupted")
    let unfinished = try Command.run(["verify", mailing.output.path])
    #expect(unfinished.status == 65)
    #expect(unfinished.errors.contains("[batch.unfinished]"))
    let rest = try mailing.merge("--json").json()
    #expect(rest["current"] as? Int == made)
    #expect(rest["letters"] as? Int == 2000)
  }
}
