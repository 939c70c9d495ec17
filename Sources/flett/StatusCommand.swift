import ArgumentParser
import Batch
import Foundation

/// `flett status`: how far the letters of a folder are.
struct StatusCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "status",
    abstract: "Tell how far the letters of a folder are, also while a run is at work.")

  @Argument(help: "The folder that letters are written into.", completion: .directory)
  var folder = "Output"

  @Flag(help: "Print one JSON object instead of words.")
  var json = false

  func run() async throws {
    let report = Reporter(json: json)
    try await report.catching {
      let status = try FolderStatus(of: folder)
      if json {
        report.printJSON(status)
      } else {
        print(status)
      }
    }
  }

  private func print(_ status: FolderStatus) {
    Swift.print(
      "\(status.letters) letters: \(status.made) made, \(status.failed) failed, "
        + "\(status.waiting) to be made")
    Swift.print("\(status.pages) pages, \(status.sheets) sheets, \(status.bytes) bytes")
    if let run = status.run {
      let end = run.ended.map { ", ended \($0)" } ?? ""
      Swift.print("run \(run.number): \(run.state), begun \(run.started)\(end)")
      Swift.print("mailing \(run.mailing), list \(run.list)")
    }
    for letter in status.failures {
      Swift.print("failed: \(letter.key)\n  " + letter.errors.joined(separator: "\n  "))
    }
    for file in status.strayFiles { Swift.print("belongs to no letter any more: \(file)") }
  }
}
