package import Diagnostics
import Document
package import Ledger
package import Merge
package import Records

/// The lists of a run: the one that letters are made for, and the one that letters name.
package struct MailingLists: Sendable {
  /// The list that letters are made for.
  package var list: RecordList { chosen.list }
  /// The same, and who of it gets letters.
  package let chosen: ChosenList
  /// Fills the template from that list.
  package let merger: VersionedMerger
  /// The list as it was opened, to be used again while its file stays the same.
  package let opened: Warned<RecordList>
  /// Whether that list was there before and not read again.
  package let isListKept: Bool
  /// What was added to what the mailing says of who gets letters.
  private let options: ChoosingOptions
  /// What should be looked at in the lists and in how the template uses them.
  package let warnings: [Diagnostic]

  /// Opens the list that a run is for, and binds the template to its columns.
  ///
  /// - Parameters:
  ///   - mailing: What the list is for.
  ///   - data: The list, if not the mailing's own; `-` is standard input.
  ///   - sheet: The sheet of a workbook, if not the one that the mailing names.
  ///   - format: The form of the list's text; nil where the list itself tells it.
  ///   - choosing: What is added to what the mailing says of who gets letters.
  ///   - allowsFaults: Whether single records of the list may be at fault. Where each letter names all recipients,
  ///     none may.
  ///   - previous: A list that was opened before; it is not read again if it is the same one.
  /// - Throws: ``DiagnosticsError`` with every fault of the list, and every field it lacks.
  package init(
    _ mailing: Mailing, data: String?, sheet: String?, format: ListFormat? = nil,
    choosing: ChoosingOptions, allowsFaults: Bool = false,
    reusing previous: Warned<RecordList>? = nil
  ) throws(DiagnosticsError) {
    let settings = mailing.template.settings
    guard let path = data ?? settings.data.name else {
      throw DiagnosticsError(
        .error(
          "batch.no-list", "the mailing has no list of recipients",
          hints: [
            "write 'data: {file: recipients.csv, key: name}' in the front matter",
            "or name a list with --data",
          ], failure: .usage))
    }
    let name = path == "-" ? "standard input" : path
    let source = settings.data.read(data, from: sheet, as: format)
    let isKept = previous?.output.isStillThere(named: name, source) ?? false
    let opened: Warned<RecordList>
    if let previous, isKept {
      opened = previous
    } else {
      opened = try RecordList.draft(named: name, path: path, source)
    }
    let namesOthers = mailing.versions.all.contains { $0.settings.recipientScope.namesOthers }
    if !allowsFaults || namesOthers { try opened.output.requireNoFaults() }
    let bound = try MailingLists.bind(mailing.versions, to: opened)
    let chosen = try MailingLists.choose(from: opened.output, for: mailing.template, choosing)
    if namesOthers { try chosen.requireDecisions() }
    isListKept = isKept
    self.opened = opened
    (self.chosen, options) = (chosen, choosing)
    merger = bound.output
    warnings = opened.warnings + bound.warnings + chosen.warnings
  }

  /// Chooses among the recipients of a list.
  ///
  /// - Throws: ``DiagnosticsError`` as ``ChosenList`` does, and with the list's own faults.
  private static func choose(
    from list: RecordList, for template: Template, _ options: ChoosingOptions
  ) throws(DiagnosticsError) -> ChosenList {
    do {
      return try ChosenList(list, for: template, options)
    } catch {
      throw DiagnosticsError(list.faults.diagnostics + error.diagnostics)
    }
  }

  /// Binds the letter to a list.
  ///
  /// - Throws: ``DiagnosticsError`` with every field that the list lacks and with its own faults: standard input
  ///   cannot be looked through again for them.
  private static func bind(_ versions: TemplateVersions, to opened: Warned<RecordList>)
    throws(DiagnosticsError) -> Warned<VersionedMerger>
  {
    do {
      return try versions.merger(for: opened.output)
    } catch {
      throw DiagnosticsError(opened.output.faults.diagnostics + error.diagnostics)
    }
  }

  /// Why a record gets no letter; nil if it gets one.
  package func omission(of record: Record, key: String) -> OmittedEntry? {
    chosen.selection?.omission(of: record, key: key, sheet: list.sheetName)
  }

  /// The recipients that the letters of each version name, in the order of the versions.
  ///
  /// - Throws: ``DiagnosticsError`` if they are too many, or cannot be read.
  package func recipients(_ mailing: Mailing, _ choice: RecordChoice) throws(DiagnosticsError)
    -> [RecipientList]
  {
    var recipients: [RecipientList] = []
    for (index, template) in mailing.versions.all.enumerated() {
      recipients.append(try self.recipients(template, merger.versions[index], choice))
    }
    return recipients
  }

  private func recipients(
    _ template: Template, _ merger: Merger, _ choice: RecordChoice
  ) throws(DiagnosticsError) -> RecipientList {
    let settings = template.settings
    switch settings.recipientScope {
    case .none: return .none
    case .own: return .none
    case .run: return try lines(of: chosen, merger, choice, settings)
    case .mailing:
      // Everybody whom the mailing itself chooses, whatever the run is over.
      let all = RecordChoice.all
      guard let own = settings.data.name, own != list.name else {
        let everybody = options.isEmpty ? chosen : try ChosenList(list, for: template)
        return try lines(of: everybody, merger, all, settings)
      }
      let opened = try RecordList.draft(named: own, path: own, settings.data)
      try opened.output.requireNoFaults()
      let bound = try template.merger(for: opened.output)
      let everybody = try ChosenList(opened.output, for: template)
      try everybody.requireDecisions()
      return try lines(of: everybody, bound.output, all, settings)
    }
  }

  private func lines(
    of list: ChosenList, _ merger: Merger, _ choice: RecordChoice, _ settings: Settings
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

extension ChosenList {
  /// Makes sure that of every record it can be said whether it gets a letter.
  ///
  /// - Throws: ``DiagnosticsError`` with what is wrong with those of which it cannot.
  fileprivate func requireDecisions() throws(DiagnosticsError) {
    let undecided = selection?.undecided ?? [:]
    guard !undecided.isEmpty else { return }
    var problems = DiagnosticCollector()
    for record in undecided.keys.sorted() {
      problems.report(contentsOf: undecided[record] ?? [])
    }
    throw DiagnosticsError(problems.diagnostics)
  }
}

extension RecordList {
  /// Whether opening the list again would give the same one.
  fileprivate func isStillThere(named name: String, _ data: Settings.Data) -> Bool {
    name == self.name && parts == data.parts.compared && sheet == data.sheet
      && hidden == data.choosing.hidden && query?.text == data.query?.text && isCurrent
  }

  /// Makes sure that no record is at fault in the list itself.
  ///
  /// - Throws: ``DiagnosticsError`` with every such fault.
  package func requireNoFaults() throws(DiagnosticsError) {
    guard faults.isEmpty else { throw DiagnosticsError(faults.diagnostics) }
  }

  /// Opens a list, of which single records may be at fault, as a mailing says; `path` is its file, unless it is the
  /// mailing's own behind a connection, and `name` what it is called in messages.
  ///
  /// - Throws: ``DiagnosticsError``; what is wrong with the list as a whole, that it is not there or may not be
  ///   read, is told where the letter names it.
  package static func draft(named name: String, path: String, _ data: Settings.Data)
    throws(DiagnosticsError) -> Warned<RecordList>
  {
    var options = ListOptions(format: data.format, sheet: data.sheet, query: data.query)
    (options.hidden, options.mayIgnoreQuery) = (data.choosing.hidden, data.isReplaced)
    do {
      if let connection = data.connection, !data.isReplaced {
        return try draft(connection: connection.name, of: data.parts, options: options)
      }
      return try draft(path: path, named: name, of: data.parts, options: options)
    } catch {
      guard !data.isReplaced, let place = data.file?.location ?? data.connection?.location else {
        throw error
      }
      throw DiagnosticsError(error.diagnostics.map { $0.placed(at: place) })
    }
  }
}

extension Settings.Data {
  /// The same list, or another in its place, but of a workbook the sheet that a run names, if it names one, and of
  /// a text the form that it is said to have.
  package func read(_ other: String?, from sheet: String?, as format: ListFormat?) -> Settings.Data
  {
    var data = self
    data.isReplaced = other.map { $0 != file?.path } ?? false
    data.sheet = sheet ?? self.sheet
    data.format = format
    return data
  }
}
