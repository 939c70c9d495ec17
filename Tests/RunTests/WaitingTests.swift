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

  @Test("a dead run that the system has not cleared away yet is waited for, unasked")
  func deadHolder() throws {
    let mailing = try SampleMailing(count: 1)
    #expect(try mailing.merge().status == 0)
    let lock = mailing.output.appending(path: ".flett/lock")
    // The process that takes the lock ends; one that it began has the file open, until its input ends.
    let holder = Process()
    let (input, output) = (Pipe(), Pipe())
    holder.executableURL = URL(filePath: "/bin/sh")
    holder.arguments = ["-c", "exec 9>>\"$0\"; flock 9; echo held; exec cat", lock.path]
    (holder.standardInput, holder.standardOutput) = (input, output)
    try holder.run()
    #expect(output.fileHandleForReading.availableData == Data("held\n".utf8))
    let opened = try FolderEvents([lock], of: IN_OPEN)
    let run = try Command(mailing.arguments())
    #expect(opened.wait(for: 1, whileRunning: run))
    try input.fileHandleForWriting.close()
    #expect(try run.finish().status == 0)
    holder.waitUntilExit()
  }

  @Test("a run that was killed an instant ago does not keep the next one from its folder")
  func killedJustNow() throws {
    let mailing = try SampleMailing(count: 300)
    for _ in 0..<5 {
      let first = try mailing.stopped()
      first.send(SIGKILL)
      let second = try mailing.merge("--limit", "1")
      #expect(second.status == 0, "\(second)")
      _ = try first.finish()
      try FileManager.default.removeItem(at: mailing.output)
    }
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
