import Foundation
import Glibc
import TestSupport
import Testing

/// What is told while a run is at work, and how it is stopped.
@Suite(.serialized) struct ProgressTests {
  @Test("a terminal shows a bar, which goes away")
  func bar() throws {
    let mailing = try SampleMailing(count: 300)
    let terminal = try Terminal()
    let command = try Command(mailing.arguments(), terminal: terminal)
    for stage in ["checking", "making"] {
      #expect(terminal.read(until: "\(stage) 300 of 300", whileRunning: command))
    }
    _ = terminal.read(until: "never", whileRunning: command)
    let outcome = try command.finish()
    terminal.readToEnd()
    #expect(outcome.status == 0)
    #expect(outcome.output == "300 letters made, 300 pages, in \(mailing.output.path)\n")
    #expect(terminal.text.hasPrefix("\r"))
    #expect(terminal.text.hasSuffix("\r\u{1B}[2K"))
    #expect(terminal.text.contains("█░"))
    let bars = terminal.text.split(separator: "\r").filter { $0.contains(" of 300") }
    #expect(
      bars.allSatisfy {
        $0.wholeMatch(
          of:
            /[█░]{30} (checking|making) \d+ of 300(, \d+ a second, \d+ (s|min) left)?\u{1B}\[K/)
          != nil
      }, "\(bars)")
  }

  @Test("programs and pipes get no bar", arguments: [["--json"], ["--progress", "none"]])
  func none(_ options: [String]) throws {
    let mailing = try SampleMailing(count: 3)
    let terminal = try Terminal()
    let command = try Command(mailing.arguments(options), terminal: terminal)
    #expect(try command.finish().status == 0)
    terminal.readToEnd()
    #expect(terminal.text == "")
    #expect(try mailing.merge("--force").errors == "")
  }

  @Test("a log gets lines of their own")
  func plain() throws {
    let mailing = try SampleMailing(count: 100)
    let outcome = try mailing.merge("--progress", "plain")
    let lines = outcome.errors.split(separator: "\n")
    #expect(lines.contains { $0.hasPrefix("checking 100 of 100") }, "\(outcome.errors)")
    #expect(lines.last?.hasPrefix("making 100 of 100") == true, "\(outcome.errors)")
    #expect(
      lines.allSatisfy {
        $0.wholeMatch(
          of: /(checking|making) \d+ of 100(, \d+ a second, \d+ (s|min) left)?/) != nil
      }, "\(outcome.errors)")
  }

  @Test("asked a second time, a run stops at once, and nothing is lost but time")
  func twice() throws {
    let mailing = try SampleMailing(count: 20)
    // Letters of many pages, so that those in hand take their time.
    let text = Array(repeating: "A paragraph of some words for {{name}}.", count: 200)
    try mailing.writeLetter(text: text.joined(separator: "\n\n") + "\n\nYou owe us")
    let terminal = try Terminal()
    let command = try Command(mailing.arguments(["--jobs", "1"]), terminal: terminal)
    #expect(terminal.read(until: "making", whileRunning: command))
    command.send(SIGINT)
    #expect(
      terminal.read(
        until: "stopping after the letters in hand; once more stops at once", whileRunning: command)
    )
    // Both signals that follow are there before it does anything else.
    command.send(SIGSTOP)
    command.send(SIGINT)
    command.send(SIGCONT)
    #expect(try command.finish().status == 130)
    #expect(try mailing.merge().status == 0)
    #expect(try SampleMailing.leftovers(in: mailing.output) == [])
    #expect(try Command.run(["verify", mailing.output.path]).status == 0)
  }
}
