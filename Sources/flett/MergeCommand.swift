import ArgumentParser
import Batch
import Diagnostics

/// `flett merge`: the letters themselves.
struct MergeCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "merge",
    abstract: "Make the letters of a mailing.",
    discussion: """
      Everything is checked first: with a fault in the letter, the stationery or any recipient's \
      record, nothing is written, unless --keep-going is given.
      """)

  @OptionGroup var mailing: MailingOptions
  @OptionGroup var look: LookOptions

  @Option(
    help: ArgumentHelp(
      "Only the letter of the recipient with this key; may be given several times.",
      valueName: "key"))
  var only: [String] = []

  @Option(help: ArgumentHelp("Only the first letters, so many.", valueName: "number"))
  var limit: Int?

  @Flag(help: "Make the one master copy, with the notice in place of an address.")
  var undispatched = false

  @Option(
    name: .shortAndLong, help: ArgumentHelp("Where the letters go.", valueName: "folder"),
    completion: .directory)
  var output = "Output"

  @Option(
    help: ArgumentHelp(
      "What writes the files: archive (PDF/A-2a and PDF/UA-1) or cairo (plain PDF).",
      valueName: "name"))
  var renderer = Renderer.archive

  @Option(
    help: ArgumentHelp(
      "How many letters are made side by side (default: one a processor).", valueName: "number"))
  var jobs: Int?

  @Flag(help: "Write nothing; print which letters would be made.")
  var dryRun = false

  @Flag(help: "Make the good letters although others are at fault.")
  var keepGoing = false

  @Flag(help: "Print one JSON object instead of words.")
  var json = false

  func validate() throws {
    if let limit, limit < 1 { throw ValidationError("--limit must be at least 1.") }
    if let jobs, !(1...1024).contains(jobs) {
      throw ValidationError("--jobs must be from 1 to 1024.")
    }
    if undispatched, !only.isEmpty || limit != nil {
      throw ValidationError("--undispatched makes one letter; it goes without --only and --limit.")
    }
  }

  func run() async throws {
    let report = Reporter(json: json)
    try await report.catching {
      let run = try Run(request)
      if dryRun {
        let checked = try await run.check(progress: report.progress)
        let isHeldBack = checked.hasErrors && !keepGoing
        try report.finish(
          isHeldBack ? checked.withoutLetters : checked,
          letters: isHeldBack ? [] : try await run.plan(), summary: .planned)
      } else {
        let made = try await run.make(progress: report.progress)
        try report.finish(made, summary: .made(in: output))
      }
    }
  }

  private var request: RunRequest {
    var request = mailing.request
    look.apply(to: &request)
    request.only = only
    request.limit = limit
    request.isUndispatched = undispatched
    request.output = output
    request.renderer = renderer
    request.jobs = jobs
    request.keepsGoing = keepGoing
    return request
  }
}

extension Renderer: ExpressibleByArgument {}
