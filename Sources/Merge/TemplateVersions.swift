package import Diagnostics
package import Records

/// A mailing's letter in each of its versions, read but not yet bound to a list of recipients.
package struct TemplateVersions: Sendable {
  /// The version in the mailing's own file, which says what all of them share.
  package let main: Template
  /// The versions in files of their own.
  let others: [Template]

  /// All versions, that of the mailing's own file first.
  package var all: [Template] { [main] + others }

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

  /// Reads the versions as far as they can be read, to find the faults of letters and list together.
  ///
  /// - Throws: ``DiagnosticsError`` only where there is no letter at all: no file, no front matter.
  package static func draft(path: String, named name: String) throws(DiagnosticsError)
    -> Draft<TemplateVersions>
  {
    let main = try Template.draft(path: path, named: name)
    return Draft(
      output: TemplateVersions(main: main.output, others: []), diagnostics: main.diagnostics)
  }

  /// Binds the versions to a list of recipients.
  ///
  /// - Returns: What makes the letters.
  /// - Throws: ``DiagnosticsError`` as ``Template/merger(for:list:)`` does, for all versions at once.
  package func merger(for fields: Fields, list: String) throws(DiagnosticsError)
    -> Warned<VersionedMerger>
  {
    try draftMerger(for: fields, list: list).finished()
  }

  /// Binds the versions as far as they can be bound, to find the faults of records as well.
  package func draftMerger(for fields: Fields, list: String) -> Draft<VersionedMerger> {
    var problems = DiagnosticCollector()
    func bind(_ template: Template) -> Merger {
      let draft = template.draftMerger(for: fields, list: list)
      problems.report(contentsOf: draft.diagnostics)
      return draft.output
    }
    let merger = VersionedMerger(main: bind(main), others: others.map(bind))
    return Draft(output: merger, diagnostics: problems.diagnostics)
  }
}
