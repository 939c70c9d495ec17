import Composition
package import Diagnostics
import Ledger
import Records
import Storage

/// What must hold over all letters before the first is made.
extension Run {
  /// Every key that was asked for must be in the list.
  ///
  /// - Parameter count: How many records of them were found.
  /// - Throws: ``DiagnosticsError`` with each key that is not.
  package func requireKeys(found count: Int) throws(DiagnosticsError) {
    guard let only = choice.only, count < only.count else { return }
    guard choice.key != nil else {
      throw DiagnosticsError(
        .error(
          "batch.no-key", "the mailing does not say what tells its recipients apart",
          hints: [
            "write for instance 'data: {file: recipients.csv, key: name}' in the front matter"
          ]))
    }
    var missing = only
    var keys: [String] = []
    var feed = try RecordFeed(lists.list, RecordChoice.all)
    while let record = try feed.next() {
      let key = choice.key(of: record)
      missing.remove(key)
      if keys.count < 1000 { keys.append(key) }
    }
    let problems = missing.sorted().enumerated().map { index, key in
      Diagnostic.error(
        "batch.unknown-key", "the list '\(lists.list.name)' has no recipient '\(key)'",
        hints: index < mostSuggestions ? didYouMean(key, among: keys) : [], failure: .usage)
    }
    if !problems.isEmpty { throw DiagnosticsError(problems) }
  }

  /// No two letters may have the same file.
  func requireDifferentNames(_ plan: Plan) throws(DiagnosticsError) {
    var repetitions: Repetitions<SourceLocation> = plan.names.repetitions()
    guard !repetitions.isEmpty else { return }
    let problems = try withMaker { maker throws(DiagnosticsError) in
      var feed = try self.feed()
      var problems: [Diagnostic] = []
      while let record = try feed.next() {
        guard !plan.faulty.contains(record.number),
          let file = try? maker.fileName(for: record)
        else { continue }
        let first = repetitions.firstPlace(of: file.comparedForm, at: record.location)
        if let first { problems.append(clash(file, record, first)) }
      }
      return problems
    }
    if !problems.isEmpty { throw DiagnosticsError(problems) }
  }

  private func clash(_ file: LetterFileName, _ record: Record, _ first: SourceLocation)
    -> Diagnostic
  {
    .error(
      "batch.same-file-name",
      "the letter would have the same file as the one of \(first.row), '\(file.text)'",
      at: record.location,
      hints: [
        "put a field into 'file' of the mailing that tells the two apart",
        "names that differ only in letter case are one file on some systems",
      ])
  }
}

extension SourceLocation {
  /// `line 3`, or of a workbook `row 3`.
  fileprivate var row: String { (cell == nil ? "line" : "row") + " \(line)" }
}
