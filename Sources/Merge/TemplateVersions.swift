package import Diagnostics
package import Records

/// A mailing's letter in each of its versions, read but not yet bound to a list of recipients.
package struct TemplateVersions: Sendable {
  /// The version in the mailing's own file, which says what all of them share.
  package let main: Template
  /// The versions in files of their own.
  private(set) var others: [Template]

  /// All versions, that of the mailing's own file first.
  package var all: [Template] { [main] + others }

  /// What could be written better in any of them.
  package var hints: [Diagnostic] { all.flatMap(\.hints) }

  /// Reads a mailing's letter in all its versions.
  ///
  /// - Parameters:
  ///   - path: The letter's file, `letter.md`.
  ///   - name: The file as the author named it, for messages.
  /// - Returns: The versions, with their warnings.
  /// - Throws: ``DiagnosticsError`` with all faults of all files at once, at their places.
  package static func read(path: String, named name: String) throws(DiagnosticsError)
    -> Warned<TemplateVersions>
  {
    try draft(path: path, named: name).finished()
  }

  /// Reads the versions as far as they can be read, to find the faults of letters and list
  /// together.
  ///
  /// - Throws: ``DiagnosticsError`` only where there is no letter at all: no file, no front matter.
  package static func draft(path: String, named name: String) throws(DiagnosticsError)
    -> Draft<TemplateVersions>
  {
    let main = try Template.draft(path: path, named: name)
    var problems = DiagnosticCollector()
    problems.report(contentsOf: main.diagnostics)
    var versions = TemplateVersions(main: main.output, others: [])
    guard let choice = main.output.settings.versions else {
      return Draft(output: versions, diagnostics: main.diagnostics)
    }
    versions.others = choice.versions.dropFirst().map { version in
      draft(version, of: main.output, &problems)
    }
    return Draft(output: versions, diagnostics: problems.diagnostics)
  }

  /// Reads a version; of one that cannot be read, what it shares stands for it.
  private static func draft(
    _ version: LanguageChoice.Version, of main: Template, _ problems: inout DiagnosticCollector
  ) -> Template {
    do {
      let draft = try Template.draft(version, sharing: main.shared)
      problems.report(contentsOf: draft.diagnostics)
      return draft.output
    } catch {
      problems.report(contentsOf: error.diagnostics)
      return main.withoutBody
    }
  }

  /// Binds the versions to a list of recipients.
  ///
  /// - Returns: What makes the letters.
  /// - Throws: ``DiagnosticsError`` as ``Template/merger(for:list:rows:)`` does, for all versions at
  ///   once.
  package func merger(for list: RecordList) throws(DiagnosticsError) -> Warned<VersionedMerger> {
    try draftMerger(for: list).finished()
  }

  /// Binds the versions to a list as far as they can be bound.
  package func draftMerger(for list: RecordList) -> Draft<VersionedMerger> {
    draftMerger(for: list.fields, list: list.name, rows: list.rowFields)
  }

  /// Binds the versions to records that hold the given fields.
  package func merger(
    for fields: Fields, list: String, rows: [String: Fields] = [:]
  ) throws(DiagnosticsError) -> Warned<VersionedMerger> {
    try draftMerger(for: fields, list: list, rows: rows).finished()
  }

  /// Binds the versions as far as they can be bound, to find the faults of records as well.
  package func draftMerger(
    for fields: Fields, list: String, rows: [String: Fields] = [:]
  ) -> Draft<VersionedMerger> {
    var problems = DiagnosticCollector()
    func bind(_ template: Template) -> Merger {
      let draft = template.draftMerger(for: fields, list: list, rows: rows)
      problems.report(contentsOf: draft.diagnostics)
      return draft.output
    }
    let choice = choice(in: fields, list, &problems)
    let merger = VersionedMerger(main: bind(main), others: others.map(bind), choice: choice)
    // A name that stands for nothing is told as such, and is none that others lack.
    if let choice = main.settings.versions, !problems.hasErrors {
      problems.report(contentsOf: VersionComparison.warnings(choice, all))
    }
    return Draft(output: merger, diagnostics: problems.diagnostics)
  }

  /// What tells a record's version; nil, with the fault noted, if the list does not have its
  /// column.
  private func choice(
    in fields: Fields, _ list: String, _ problems: inout DiagnosticCollector
  ) -> VersionChoice? {
    guard let choice = main.settings.versions else { return nil }
    if let position = fields.position(of: choice.column) {
      return VersionChoice(choice, at: position)
    }
    problems.report(
      .error(
        "merge.unknown-column",
        "\(list) has no column '\(choice.column)' to tell a recipient's language",
        at: choice.columnLocation, hints: didYouMean(choice.column, among: fields.names)))
    return nil
  }
}

extension Template {
  /// The letter with its settings alone.
  fileprivate var withoutBody: Template {
    Template(
      settings: settings, body: [], names: names, faultyExpressions: [:], conventions: conventions,
      listConventions: listConventions, files: files, shared: shared, source: source, pictures: [],
      hints: [])
  }
}
