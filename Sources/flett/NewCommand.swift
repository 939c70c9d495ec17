import ArgumentParser
import Composition
import Diagnostics

/// `flett new`: a mailing to start from.
struct NewCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "new",
    abstract: "Make a folder with a mailing to start from.",
    discussion: """
      The plain letter uses every part a letter can have; delete what you do not need. The Norwegian \
      mailings are for Norwegian envelopes (C5).
      """)

  @Argument(help: "The folder to make; it must not exist.", completion: .directory)
  var folder: String

  @Option(
    help: ArgumentHelp(
      "What it is written in: nb (bokmål), nn (nynorsk) or en (English).", valueName: "language"))
  var language = StarterMailing.Language.en

  @Option(
    help: ArgumentHelp(
      "What it begins with: plain (a letter with everything), notice (of a meeting) or invoice.",
      valueName: "kind"))
  var letter = StarterMailing.Letter.plain

  func run() async throws {
    let report = Reporter(json: false)
    try await report.catching {
      let mailing = StarterMailing(letter, in: language)
      for file in try mailing.write(to: folder) { say(file.onOneLine) }
      say("Try: flett merge \(folder.onOneLine)")
    }
  }
}

extension StarterMailing.Language: ExpressibleByArgument {}
extension StarterMailing.Letter: ExpressibleByArgument {}
