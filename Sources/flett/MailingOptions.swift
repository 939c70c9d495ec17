import ArgumentParser
import Batch

/// What every command on a mailing takes.
struct MailingOptions: ParsableArguments {
  @Argument(help: "The mailing: a folder with letter.md.", completion: .directory)
  var mailing: String

  @Option(
    help: ArgumentHelp(
      "A list in place of the mailing's own: .xlsx, .csv, .json or .yaml; - is standard input.",
      valueName: "file"), completion: .file())
  var data: String?

  @Option(
    help: ArgumentHelp(
      "The sheet of the list, if it is an Excel workbook: the first one, if none is named.",
      valueName: "name"))
  var sheet: String?

  /// What a run over the mailing is asked to do, as far as these options say.
  var request: RunRequest {
    var request = RunRequest(mailing: mailing)
    request.data = data
    request.sheet = sheet
    return request
  }
}

/// How letters look in this run.
struct LookOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp("Words across every page, behind the text.", valueName: "text"))
  var watermark: String?

  @Flag(help: "Leave the letterhead out, for paper on which it is already printed.")
  var noLetterhead = false

  /// Adds them to what a run is asked to do.
  func apply(to request: inout RunRequest) {
    request.watermark = watermark
    request.paintsLetterhead = !noLetterhead
  }
}
