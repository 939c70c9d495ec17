import Composition
import Diagnostics
import Merge
import Records

/// Looks for recipients who stand twice on a list, as far as some of its columns tell.
///
/// Letter case and what is blank count for nothing. It takes 16 bytes a recipient.
struct DoubleSearch {
  private let names: [String]
  private let positions: [Int]

  /// A search by columns.
  ///
  /// - Parameters:
  ///   - columns: Their names, set apart by commas.
  ///   - list: The list.
  /// - Throws: ``DiagnosticsError`` with every name that the list does not have.
  init(by columns: String, in list: RecordList) throws(DiagnosticsError) {
    names = FieldNames.list(columns)
    var problems = DiagnosticCollector()
    var positions: [Int] = []
    for name in names {
      if let position = list.fields.position(of: name) {
        positions.append(position)
      } else {
        problems.report(
          .error(
            "batch.doubles", "\(list.name) has no column '\(name)' to find doubles by",
            hints: didYouMean(name, among: list.fields.names), failure: .usage))
      }
    }
    self.positions = try problems.finish(positions).output
  }

  /// A warning for each recipient who stood on the list before; of a great many, the first.
  ///
  /// - Parameter feed: The recipients, from the first one on.
  /// - Returns: The warnings, in the order of the recipients.
  /// - Throws: ``DiagnosticsError`` if the list cannot be read.
  func warnings(_ feed: RecordFeed) throws(DiagnosticsError) -> [Diagnostic] {
    var check = UniquenessCheck()
    var reader = feed
    while let record = try reader.next() {
      if let form = form(of: record) { check.insert(form) }
    }
    var repetitions: Repetitions<SourceLocation> = check.repetitions()
    guard !repetitions.isEmpty else { return [] }
    var found = DiagnosticCollector()
    reader = feed
    while let record = try reader.next() {
      guard let form = form(of: record),
        let first = repetitions.firstPlace(of: form, at: record.location)
      else { continue }
      found.report(warning(record, first))
    }
    return found.diagnostics
  }

  private func form(of record: Record) -> String? {
    ComparedForm.ofPerson(positions.map { record.values[$0].keyText })
  }

  private func warning(_ record: Record, _ first: SourceLocation) -> Diagnostic {
    let columns = names.map { "'\($0)'" }.joined(separator: " and ")
    return .warning(
      "batch.double",
      "this may be the same recipient as on \(first.row): both have the same \(columns)",
      at: record.values[positions[0]].location,
      hints: ["if so, delete one of the two rows, or both get a letter"])
  }
}
