import Composition
package import Diagnostics
import DisplayList
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
    // Two records at fault may have one key that was asked for.
    guard let only = choice.only, count < only.count || !lists.list.faults.isEmpty else { return }
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
    // A hidden row may have the key of one that can be seen.
    var leftOut: [String: Diagnostic] = [:]
    var records = try lists.list.records()
    while let record = try records.next() {
      let key = choice.key(of: record)
      if only.contains(key), let omission = lists.omission(of: record, key: key) {
        leftOut[key] = omission.problem(at: record.location)
      } else {
        missing.remove(key)
      }
      if keys.count < 1000 { keys.append(key) }
    }
    leftOut = leftOut.filter { missing.remove($0.key) != nil }
    let unknown = missing.sorted().enumerated().map { index, key in
      Diagnostic.error(
        "batch.unknown-key", "the list '\(lists.list.name)' has no recipient '\(key)'",
        hints: index < mostSuggestions ? didYouMean(key, among: keys) : [], failure: .usage)
    }
    let problems = leftOut.sorted { $0.key < $1.key }.map(\.value) + unknown
    if !problems.isEmpty { throw DiagnosticsError(problems) }
  }

  /// Finds the letters that would have the same file.
  ///
  /// - Parameter plan: Every letter; it is told which of them cannot be made.
  /// - Throws: ``DiagnosticsError`` with all that is known to be wrong, if more of them have the file of another
  ///   than are known one by one.
  func findClashes(in plan: inout Plan) throws(DiagnosticsError) {
    let (names, named) = (plan.names, plan.named)
    let clashes = try withMaker { maker throws(DiagnosticsError) in
      try NameClashes(names, among: try feed(), key: { choice.key(of: $0) }) { record in
        named.contains(record.number) ? try? maker.fileName(for: record) : nil
      } pages: { record in
        (try? maker.pages(for: record))?.output.pages.count ?? 0
      }
    }
    plan.note(clashes)
    guard clashes.areAll else {
      throw DiagnosticsError(lists.list.faults.diagnostics + plan.diagnostics)
    }
  }
}
