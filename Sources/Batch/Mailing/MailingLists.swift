import Diagnostics
import Document
import Merge
import Records

/// The lists of a run: the one that letters are made for, and the one that letters name.
struct MailingLists: Sendable {
  /// The list that letters are made for.
  let list: RecordList
  /// Fills the template from that list.
  let merger: Merger
  /// What should be looked at in the lists and in how the template uses them.
  let warnings: [Diagnostic]

  /// Opens the list that a run is for, and binds the template to its columns.
  ///
  /// - Parameters:
  ///   - mailing: The mailing.
  ///   - data: A list in place of the mailing's own; `-` is standard input.
  /// - Throws: ``DiagnosticsError`` with every fault of the list, and every field it lacks.
  init(_ mailing: Mailing, data: String?) throws(DiagnosticsError) {
    let settings = mailing.template.settings
    guard let path = data ?? settings.data.file?.path else {
      throw DiagnosticsError(
        .error(
          "batch.no-list", "the mailing has no list of recipients",
          hints: [
            "write 'data: {file: recipients.csv, key: name}' in the front matter",
            "or name a list with --data",
          ], failure: .usage))
    }
    let opened = try RecordList.open(
      path: path, named: path == "-" ? "standard input" : path, key: settings.data.key)
    let bound = try mailing.template.merger(for: opened.output.fields, list: opened.output.name)
    list = opened.output
    merger = bound.output
    warnings = opened.warnings + bound.warnings
  }

  /// Whom the letters name as recipients.
  ///
  /// - Throws: ``DiagnosticsError`` if they are too many, or cannot be read.
  func recipients(_ mailing: Mailing, _ choice: RecordChoice) throws(DiagnosticsError)
    -> RecipientList
  {
    let settings = mailing.template.settings
    switch settings.recipientScope {
    case .none: return .none
    case .own: return .none
    case .run: return try lines(of: list, merger, choice, settings)
    case .mailing:
      let all = RecordChoice.all
      guard let own = settings.data.file, own.path != list.name else {
        return try lines(of: list, merger, all, settings)
      }
      let opened = try RecordList.open(path: own.path, named: own.path, key: settings.data.key)
      let bound = try mailing.template.merger(for: opened.output.fields, list: own.path)
      return try lines(of: opened.output, bound.output, all, settings)
    }
  }

  private func lines(
    of list: RecordList, _ merger: Merger, _ choice: RecordChoice, _ settings: Settings
  ) throws(DiagnosticsError) -> RecipientList {
    var feed = try RecordFeed(list, choice)
    var lines: [Line] = []
    var count = 0
    var problems = DiagnosticCollector()
    while let record = try feed.next() {
      count += 1
      // Beyond what a letter may name, recipients are only counted; the list may have a million.
      guard count <= settings.maximumRecipients else { continue }
      do {
        lines.append(try merger.recipientLine(for: record))
      } catch {
        problems.report(contentsOf: error.diagnostics)
      }
    }
    return try merger.recipientList(of: try problems.finish(lines).output, outOf: count)
  }
}
