import Diagnostics

/// Finds out, while a list is read the first time, whether every record has a key of its own.
struct KeyCheck: Sendable {
  /// What the list calls a record: `row` or `record`.
  let noun: String
  /// The name of the key field, as the author wrote it.
  let name: String
  /// What the list is called in messages.
  let file: String
  /// Whether a record's number is that of its line, as Excel counts rows.
  private let countsPlaces: Bool
  private var check = UniquenessCheck()

  /// A check that has seen no key yet.
  init(_ name: String, noun: String, file: String, countsPlaces: Bool = false) {
    (self.name, self.noun, self.file) = (name, noun, file)
    self.countsPlaces = countsPlaces
  }

  /// Notes the key of a record, or that it is blank.
  mutating func note(
    _ key: String, number: Int, at position: Position, problems: inout ProblemList
  ) {
    let key = ComparedForm.ofKey(key)
    if key.isEmpty {
      problems.report(
        error: .error(
          "records.blank-key", "\(noun) \(number) has no key: its '\(name)' is blank",
          at: position.location(in: file)))
    } else {
      check.insert(key)
    }
  }

  /// Compares the keys that seem to stand twice, by reading the list once more.
  ///
  /// - Parameters:
  ///   - problems: Where keys that stand twice are noted.
  ///   - records: Reads the list and gives every record.
  /// - Throws: ``DiagnosticsError`` if the list cannot be read once more.
  consuming func finish(
    problems: inout ProblemList,
    reading records: ((Record) -> Void) throws(DiagnosticsError) -> Void
  ) throws(DiagnosticsError) {
    let (noun, name, file, countsPlaces) = (noun, name, file, countsPlaces)
    var repetitions: Repetitions<(number: Int, line: Int)> = check.repetitions()
    guard !repetitions.isEmpty else { return }
    var found: [Diagnostic] = []
    try records { record in
      guard let value = record[name], case let key = ComparedForm.ofKey(value.keyText),
        let first = repetitions.firstPlace(of: key, at: (record.number, record.location.line))
      else { return }
      found.append(
        .error(
          "records.duplicate-key",
          countsPlaces
            ? "\(noun) \(record.location.line) has the same key as \(noun) \(first.line): '\(key)'"
            : "\(noun) \(record.number) has the same key as \(noun) \(first.number) on line "
              + "\(first.line): '\(key)'",
          at: SourceLocation(file: file, line: value.location.line, column: value.location.column)))
    }
    for diagnostic in found { problems.report(error: diagnostic) }
    problems.count(errors: max(0, repetitions.surplus - found.count))
  }
}

/// The problem of a list without the field that was named as its key.
func missingKey(_ name: String, fields: Fields, kind: String, at location: SourceLocation)
  -> Diagnostic
{
  .error(
    "records.no-key-field", "the list has no \(kind) '\(name)', which is to be its key",
    at: location,
    hints: didYouMean(name, among: fields.names)
      + ["the list has \(fields.names.prefix(20).map { "'\($0)'" }.joined(separator: ", "))"])
}
