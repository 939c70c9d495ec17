import ArgumentParser
import Diagnostics
import Foundation
import Ledger
import Storage
import Verification

/// `flett status`: how far the letters of a folder are.
struct StatusCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "status",
    abstract: "Tell how far the letters of a folder are, also while a run is at work.")

  @Argument(
    help: "The folder that letters are written into, or the mailing, for its Output.",
    completion: .directory)
  var folder = "Output"

  @Flag(help: "Print one JSON object instead of words.")
  var json = false

  func run() async throws {
    let report = Reporter(json: json)
    try await report.catching {
      let status = try FolderStatus(of: LetterFolder.meant(by: folder))
      if json {
        report.printJSON(status)
      } else {
        print(status)
      }
    }
  }

  /// `9 letters: 7 made, 1 failed, 1 to be made`.
  private func letters(_ status: FolderStatus) -> String {
    let parts = [
      (status.made, status.made == status.letters ? "all made" : "\(status.made) made"),
      (status.failed, "\(status.failed) failed"), (status.waiting, "\(status.waiting) to be made"),
    ]
    let words = parts.filter { $0.0 > 0 }.map(\.1).joined(separator: ", ")
    return counted(status.letters, "letter") + (words.isEmpty ? "" : ": " + words)
  }

  /// `3 recipients get no letter: 2 except, 1 where`.
  private func leftOut(_ status: FolderStatus) -> String {
    let counts = [
      (status.leftOut.hidden, "hidden"), (status.leftOut.except, "except"),
      (status.leftOut.condition, "where"),
    ]
    let words = counts.filter { $0.0 > 0 }.map { "\($0.0) \($0.1)" }.joined(separator: ", ")
    let verb = status.leftOut.total == 1 ? "gets" : "get"
    return counted(status.leftOut.total, "recipient") + " \(verb) no letter: " + words
  }

  private func print(_ status: FolderStatus) {
    say(letters(status))
    if status.leftOut.total > 0 { say(leftOut(status)) }
    say(
      counted(status.pages, "page") + " on " + counted(status.sheets, "sheet")
        + ", \(status.bytes) bytes")
    if let run = status.run {
      say("mailing \(run.mailing.onOneLine), list \(run.list.onOneLine)")
      let end = run.ended.map { " to \($0)" } ?? ""
      say("run \(run.number): \(run.state), \(run.started)\(end)")
      if ["killed", "interrupted", "failed", "rebuilt"].contains(run.state) {
        say("  'flett merge' with this mailing makes what is missing")
      }
    }
    for letter in status.failures {
      let errors = letter.errors.map { "  " + $0.replacing("\n", with: "\n  ") }
      say((["failed: \(letter.key.onOneLine)"] + errors).joined(separator: "\n"))
    }
    for recipient in status.omitted {
      say(
        "no letter: \(recipient.key.onOneLine), row \(recipient.row), \(recipient.reason): "
          + recipient.cause.onOneLine)
    }
    if status.leftOut.total > status.omitted.count {
      say("and \(status.leftOut.total - status.omitted.count) more without a letter")
    }
    for file in status.strayFiles {
      say("belongs to no letter any more: \(file.onOneLine)")
    }
  }
}
