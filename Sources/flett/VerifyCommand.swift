import ArgumentParser
import Batch
import Diagnostics

/// `flett verify`: proof that a folder holds what its manifest says.
struct VerifyCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify",
    abstract: "Prove a folder of letters against its manifest.",
    discussion: """
      Every byte of every letter is read. What is missing, changed or not in the manifest is named, \
      and the exit status is 65.
      """)

  @Argument(help: "The folder with the letters and their manifest.json.", completion: .directory)
  var folder: String

  @Option(
    help: ArgumentHelp(
      "How many files are read side by side (default: one a processor).", valueName: "number"))
  var jobs: Int?

  @Flag(help: "Print one JSON object instead of words.")
  var json = false

  func validate() throws {
    if let jobs, !(1...1024).contains(jobs) {
      throw ValidationError("--jobs must be from 1 to 1024.")
    }
  }

  func run() async throws {
    let report = Reporter(json: json)
    try await report.catching {
      let verified = try await FolderVerification.verify(folder, jobs: jobs).report
      try report.finish(verified, summary: .verified)
    }
  }
}
