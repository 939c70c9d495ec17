import ArgumentParser
import Batch
import Diagnostics

/// `flett check`: everything that would go wrong.
struct CheckCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Find everything that would go wrong, without making a file.",
    discussion: "The exit status is 0 with warnings alone, unless --strict is given.")

  @OptionGroup var mailing: MailingOptions
  @OptionGroup var signing: SigningOptions

  @Option(
    help: ArgumentHelp(
      "Tell recipients who stand twice, as these columns have it, such as 'Name, Postcode'.",
      valueName: "columns"))
  var doubles: String?

  @Flag(help: "Take warnings for errors.")
  var strict = false

  @Flag(help: "Print one JSON object instead of words.")
  var json = false

  func run() async throws {
    let report = Reporter(json: json)
    try await report.catching {
      var request = mailing.request
      signing.apply(to: &request)
      request.doubles = doubles
      let checked = try await Run(request).check(progress: report.progress)
      try report.finish(checked, summary: .possible)
      if strict, !checked.diagnostics.isEmpty { throw ExitCode(Failure.data.rawValue) }
    }
  }
}
