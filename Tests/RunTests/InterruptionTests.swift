import Foundation
import Glibc
import OpenSSL
import TestSupport
import Testing

/// SIGINT and SIGTERM before anything is made.
@Suite(.timeLimit(.minutes(30)))
struct InterruptionTests {
  /// What reads a list that never ends.
  static let readers: [[String]] = [
    ["merge", "--output", "OUT"], ["merge", "--output", "OUT", "--jobs", "2", "--json"],
    ["merge", "--output", "OUT.zip"], ["merge", "--combined", "OUT.pdf"],
    ["merge", "--dry-run"], ["check"], ["check", "--json"],
    ["preview", "--no-open", "--output", "OUT"], ["preview", "--png", "OUT.png"],
    ["preview", "--contact-sheet", "OUT.png"],
  ]

  @Test(
    "a list that never ends is given up, and nothing is left behind", arguments: readers,
    [SIGINT, SIGTERM])
  func reading(_ arguments: [String], _ signal: Int32) throws {
    let mailing = try SampleMailing(count: 3)
    let temporary = try TemporaryFolder()
    let before = try SampleMailing.everything(beside: mailing.output)
    let place = mailing.output.path
    let list = Pipe()
    let command = try Command(
      [arguments[0], mailing.path, "--data", "-"]
        + arguments.dropFirst().map { $0.replacing("OUT", with: place) },
      environment: ["TMPDIR": temporary.url.path], input: list)
    // More than a pipe holds: it is being read.
    try list.fileHandleForWriting.write(contentsOf: Data("name;amount\n".utf8))
    for number in 0..<20_000 {
      try list.fileHandleForWriting.write(contentsOf: Data("Recipient \(number);1\n".utf8))
    }
    command.send(signal)
    let outcome = try command.finish()
    #expect(outcome.status == 128 + signal, "\(outcome.errors)")
    #expect(outcome.output.isEmpty)
    #expect(outcome.errors.isEmpty)
    #expect(try SampleMailing.everything(beside: mailing.output) == before)
    #expect(try FileManager.default.contentsOfDirectory(atPath: temporary.url.path) == [])
    try list.fileHandleForWriting.close()
  }

  @Test("files that are verified are given up", arguments: [SIGINT, SIGTERM])
  func verifying(_ signal: Int32) throws {
    let mailing = try SampleMailing(count: 1)
    #expect(try mailing.merge().status == 0)
    let letter = mailing.output.appending(path: mailing.file(1)).path
    let opened = try FolderEvents([URL(filePath: letter)], of: IN_OPEN)
    let command = try Command(["verify"] + Array(repeating: letter, count: 300))
    #expect(opened.wait(for: 1, whileRunning: command))
    command.send(signal)
    let outcome = try command.finish()
    #expect(outcome.status == 128 + signal)
    #expect(outcome.output.isEmpty)
  }

  @Test(
    "letters that are looked at are left alone, and nothing is left behind",
    arguments: [SIGINT, SIGTERM])
  func checking(_ signal: Int32) throws {
    for arguments in [["merge"], ["check"]] {
      let mailing = try SampleMailing(count: 5000)
      let text = Array(repeating: "A paragraph of some words for {{name}}.", count: 40)
      try mailing.writeLetter(text: text.joined(separator: "\n\n") + "\n\nYou owe us")
      let before = try SampleMailing.everything(beside: mailing.output)
      let terminal = try Terminal()
      let options = arguments == ["merge"] ? ["--output", mailing.output.path] : []
      let command = try Command(arguments + [mailing.path] + options, terminal: terminal)
      #expect(terminal.read(until: "checking", whileRunning: command))
      command.send(signal)
      #expect(try command.finish().status == 128 + signal)
      #expect(try SampleMailing.everything(beside: mailing.output) == before)
    }
  }

  @Test("a terminal shows again what is typed, when a question is broken off")
  func brokenOff() throws {
    let keys = try TemporaryFolder()
    let terminal = try Terminal()
    let command = try asking(keys, terminal)
    #expect(terminal.read(until: "ass phrase", whileRunning: command))
    #expect(!terminal.isShowing)
    terminal.type("\u{3}")
    #expect(try command.finish().status == 130)
    #expect(terminal.isShowing)
    #expect(try FileManager.default.subpathsOfDirectory(atPath: keys.url.path) == [])
  }

  @Test("a pass phrase may be typed as soon as it is asked for, and is not shown")
  func answered() throws {
    let keys = try TemporaryFolder()
    let terminal = try Terminal()
    let command = try asking(keys, terminal)
    for time in 1...2 {
      #expect(terminal.read(until: "ass phrase", times: time, whileRunning: command))
      terminal.type("fjære og sjø\n")
    }
    #expect(try command.finish().status == 0)
    terminal.readToEnd()
    #expect(!terminal.text.contains("sjø"))
    #expect(terminal.isShowing)
    let key = try Array(Data(contentsOf: keys.url.appending(path: "own/key.pem")))
    #expect(throws: OpenSSLError.passPhraseWrong) {
      try PrivateKey(pem: key, passPhrase: Array("fjære".utf8))
    }
    #expect(throws: Never.self) {
      try PrivateKey(pem: key, passPhrase: Array("fjære og sjø".utf8))
    }
  }

  private func asking(_ keys: TemporaryFolder, _ terminal: Terminal) throws -> Command {
    try Command(
      ["keys", "make", "own", "--common-name", "Kari", "--pass-phrase-from", "prompt"],
      environment: ["FLETT_KEYS": keys.url.path], terminal: terminal, asks: true)
  }
}
