import ArgumentParser
import Batch
import Merge
import Records

/// What every command on a mailing takes.
struct MailingOptions: ParsableArguments {
  @Argument(help: "The mailing: a folder with letter.md.", completion: .directory)
  var mailing: String

  @Option(
    help: ArgumentHelp(
      "A list in place of the mailing's own: .xlsx, .ods, .csv, .json, .jsonl, .yaml; - is standard input.",
      valueName: "file"), completion: .file())
  var data: String?

  @Option(
    help: ArgumentHelp(
      "The sheet of the list, if it is a workbook: the first one, if none is named.",
      valueName: "name"))
  var sheet: String?

  @Option(
    help: ArgumentHelp(
      "The form of a list's text, where its name and its beginning do not tell it.",
      valueName: "form"))
  var dataFormat: ListFormat?

  @Option(
    name: .customLong("where"),
    help: ArgumentHelp(
      "Only recipients of whom this holds, such as \"City = 'Oslo'\"; besides what the mailing says.",
      valueName: "condition"))
  var condition: String?

  @Option(
    help: ArgumentHelp(
      "Put letters in the order of these fields, such as 'Postcode, Street' or 'Amount desc'.",
      valueName: "fields"))
  var sort: String?

  @Option(
    help: ArgumentHelp(
      "No letters to those on this list; may be given several times.", valueName: "file"),
    completion: .file())
  var except: [String] = []

  @Option(
    help: ArgumentHelp(
      "The columns that tell people of those lists apart (default: the key).",
      valueName: "columns"))
  var exceptBy: String?

  /// What a run over the mailing is asked to do, as far as these options say.
  var request: RunRequest {
    var request = RunRequest(mailing: mailing)
    request.data = data
    request.sheet = sheet
    request.dataFormat = dataFormat
    request.choosing.condition = condition
    request.choosing.sorting = sort
    request.choosing.exceptions = except
    request.choosing.exceptionColumns = exceptBy
    return request
  }
}

extension ListFormat: ExpressibleByArgument {}

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
