import ArgumentParser
import Composition
import Diagnostics

/// `flett new`: a mailing to start from.
struct NewCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "new",
    abstract: "Make a folder with a mailing to start from.",
    discussion: "The example uses every part a letter can have; delete what you do not need.")

  @Argument(help: "The folder to make; it must not exist.", completion: .directory)
  var folder: String

  func run() async throws {
    let report = Reporter(json: false)
    try await report.catching {
      for file in try StarterMailing.write(to: folder) { say(file.onOneLine) }
      say("Try: flett merge \(folder.onOneLine)")
    }
  }
}
