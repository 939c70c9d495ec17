import ArgumentParser
import Batch
import Composition

/// `flett merge`: the letters themselves.
struct MergeCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "merge",
    abstract: "Make the letters of a mailing.",
    discussion: """
      Everything is checked first: with a fault in the letter, the stationery or any recipient's \
      record, no letter is made, unless --keep-going is given. Letters that are there already, made \
      from the same input, are left as they are: the same command goes on where a run was stopped.
      """)

  @OptionGroup var mailing: MailingOptions
  @OptionGroup var look: LookOptions
  @OptionGroup var signing: SigningOptions

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
    name: .shortAndLong,
    help: ArgumentHelp(
      "Where the letters go: a folder, or a .zip or .tar file, which appears when it is whole "
        + "(default: Output in the mailing's folder).",
      valueName: "folder"),
    completion: .directory)
  var output: String?

  @Option(
    help: ArgumentHelp(
      "Put all letters into one PDF for printing, in place of a file each.", valueName: "file"),
    completion: .file(extensions: ["pdf"]))
  var combined: String?

  @Flag(help: "In the one PDF, begin every letter on an odd page, for printing on both sides.")
  var duplex = false

  @Option(
    help: ArgumentHelp(
      "Only one of so many parts of the list, such as 2/8; a letter's part follows from its key.",
      valueName: "i/n"))
  var shard: String?

  @Flag(help: "Only letters that could not be made before.")
  var failed = false

  @Flag(help: "Make letters again that are there already; letters named by --only always are.")
  var force = false

  @Flag(help: "Read every byte of letters that are there already, not only their size and time.")
  var verifyFiles = false

  @Flag(help: "Remove files of earlier runs that belong to no letter any more.")
  var prune = false

  @Flag(help: "Spread the letters over 256 sub-folders, by their names.")
  var fanOut = false

  @Flag(
    help: "Take over a folder with the letters of another mailing, or of one under another name.")
  var adopt = false

  @Flag(help: "Wait for another run that writes into the same folder.")
  var wait = false

  @Option(
    help: ArgumentHelp(
      "How progress is told: bar, plain (a line every few seconds) or none "
        + "(default: a bar on a terminal).", valueName: "form"))
  var progress: ProgressForm?

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
    if let shard, Shard(shard) == nil {
      throw ValidationError("--shard is written as part/parts, such as 2/8.")
    }
    if let combined {
      if output != nil {
        throw ValidationError("--combined names the one file; it goes without --output.")
      }
      if !combined.lowercased().hasSuffix(".pdf") {
        throw ValidationError("--combined makes a PDF; its name ends in .pdf.")
      }
    } else if duplex {
      throw ValidationError("--duplex is about the one file that --combined makes.")
    }
    if undispatched, !only.isEmpty || limit != nil {
      throw ValidationError("--undispatched makes one letter; it goes without --only and --limit.")
    }
  }

  func run() async throws {
    let report = Reporter(json: json, progress: progress)
    try await report.catching {
      let run = try Run(request)
      if dryRun {
        let planned = try await run.plan(progress: report.progress)
        let isHeldBack = planned.hasErrors && !keepGoing
        try report.finish(isHeldBack ? planned.withoutLetters : planned, summary: .planned(target))
      } else {
        let made = try await Interruption.stopping { begin in
          begin()
          return try await run.make(progress: report.progress)
        }
        try report.finish(made, summary: .made(target))
      }
    }
  }

  /// What the letters go into.
  private var target: Summary.Target {
    Summary.Target(path: combined ?? request.output, isDuplex: duplex)
  }

  private var request: RunRequest {
    var request = mailing.request
    request.listsLetters = json
    look.apply(to: &request)
    signing.apply(to: &request)
    request.only = only
    request.limit = limit
    request.isMasterCopy = undispatched
    request.output = output ?? request.output
    request.combined = combined.map { CombinedRequest(file: $0, isDuplex: duplex) }
    request.renderer = renderer
    request.jobs = jobs
    request.keepsGoing = keepGoing
    request.shard = shard.flatMap { Shard($0) }
    request.isFailedOnly = failed
    request.isForced = force
    request.verifiesFiles = verifyFiles
    request.prunes = prune
    request.fansOut = fanOut
    request.adopts = adopt
    request.waits = wait
    return request
  }
}

extension Renderer: ExpressibleByArgument {}
extension ProgressForm: ExpressibleByArgument {}
