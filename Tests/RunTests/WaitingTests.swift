import Foundation
import Glibc
import TestSupport
import Testing

/// Runs that meet another one in their folder.
@Suite(.serialized) struct WaitingTests {
  @Test("a second run into the same folder stops, or waits where it is asked to")
  func twoRuns() throws {
    let mailing = try SampleMailing(count: 300)
    let first = try mailing.stopped()
    let second = try mailing.merge()
    #expect(second.status == 75)
    #expect(
      second.errors.contains(
        "error: another run is writing into '\(mailing.output.path)' [batch.folder-in-use]"))
    let third = try Command(mailing.arguments(["--wait", "--json"]))
    first.send(SIGCONT)
    #expect(try first.finish().status == 0)
    let last = try third.finish()
    #expect(last.status == 0)
    #expect(try last.json()["current"] as? Int == 300)
  }

  @Test("a run that waited for one that takes its folder away makes the folder again")
  func waitedForNothing() throws {
    let mailing = try SampleMailing(count: 300)
    try mailing.writeList(amounts: [300: "much"])
    let list = mailing.output.appendingPathExtension("csv")
    try FileManager.default.copyItem(atPath: mailing.path + "/list.csv", toPath: list.path)
    let first = try mailing.stopped(with: ["--data", list.path])
    try mailing.writeList()
    let lock = mailing.output.appending(path: ".flett/lock")
    let opened = try FolderEvents([lock], of: IN_OPEN)
    let second = try Command(mailing.arguments(["--wait"]))
    #expect(opened.wait(for: 1, whileRunning: second))
    first.send(SIGCONT)
    #expect(try first.finish().status == 65)
    let last = try second.finish()
    #expect(last.status == 0, "\(last.errors)")
    #expect(try Command.run(["verify", mailing.output.path]).status == 0)
  }

  @Test(
    "a run that waits for another one stops when it is asked to, the first time",
    arguments: ["letters", "letters.zip"])
  func interruptedWhileWaiting(_ name: String) throws {
    let mailing = try SampleMailing(count: 300)
    let place = mailing.output.deletingLastPathComponent().appending(path: name)
    let first = try mailing.stopped(into: place)
    let locked =
      name.hasSuffix(".zip")
      ? place.deletingLastPathComponent().appending(path: ".letters.zip.flett-part")
      : place.appending(path: ".flett/lock")
    let opened = try FolderEvents([locked], of: IN_OPEN)
    let waiting = try Command(mailing.arguments(["--wait"], into: place))
    #expect(opened.wait(for: 1, whileRunning: waiting))
    waiting.send(SIGINT)
    let stopped = try waiting.finish()
    #expect(stopped.status == 130)
    #expect(
      stopped.errors.contains("the run was stopped before any letter was made [batch.interrupted]"),
      "\(stopped.errors)")
    first.send(SIGCONT)
    #expect(try first.finish().status == 0)
  }
}
