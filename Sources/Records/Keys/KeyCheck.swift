import Diagnostics

/// The field of a table that holds its keys, and what they are for.
struct KeyField: Sendable {
  /// What keys are for.
  enum Use: Sendable {
    /// They tell rows apart, so that no two may have the same; `isNamed` if rows of other tables name them.
    case distinct(isNamed: Bool)
    /// All rows with the same key make one record.
    case grouping
    /// They name records of another list, which may not be known; of rows that name none is told what is
    /// said.
    case joining(KeyIndex?, of: String, ignoresOthers: Bool)
  }

  /// Its name in normal form C.
  var name: String
  /// What its values are for.
  var use: Use
}

/// What the keys of a table tell besides faults.
struct FoundKeys: Sendable {
  /// The numbers of the records by their keys, if anybody asks for them.
  var index: KeyIndex?
  /// To which record each row belongs, where that is not its own.
  var owners: RowOwners?
  /// The numbers of rows that have the key of another; of very many the first ones.
  var sharing: Set<Int> = []
}

/// Looks at the keys of a table while it is read the first time.
struct KeyCheck: Sendable {
  /// What the list calls a record: `row` or `record`.
  let noun: String
  /// The name of the key field, as the author wrote it.
  let name: String
  /// What the list is called in messages.
  let file: String
  /// Whether a row's number is that of its line, as Excel counts rows.
  private let countsPlaces: Bool
  private let use: KeyField.Use
  private let options: ListOptions
  /// Whether any two keys are the same; nil where they may be.
  private var check: UniquenessCheck?
  private var found = FoundKeys()
  /// Whether a row was told that belongs to no record.
  private var hasStranger = false

  /// A check that has seen no key yet.
  init(
    _ field: KeyField, noun: String, file: String, options: ListOptions, countsPlaces: Bool = false
  ) {
    (name, use, self.noun, self.file, self.options) = (field.name, field.use, noun, file, options)
    self.countsPlaces = countsPlaces
    switch use {
    case .distinct(let isNamed):
      check = UniquenessCheck()
      if isNamed { found.index = KeyIndex() }
    case .grouping: found = FoundKeys(index: KeyIndex(), owners: RowOwners())
    case .joining(let index, _, _): found = FoundKeys(index: index, owners: RowOwners())
    }
  }

  /// Notes the key of a row, or that it is blank.
  ///
  /// - Parameters:
  ///   - key: The key as it is written.
  ///   - number: The row's number in the table.
  ///   - position: Where the key stands.
  ///   - weight: How many bytes the row has, each value counting 64 more.
  ///   - problems: Where faults are noted.
  mutating func note(
    _ key: String, number: Int, at position: Position, weight: @autoclosure () -> Int,
    problems: inout ProblemList
  ) {
    let key = ComparedForm.ofKey(key)
    guard !key.isEmpty else {
      _ = found.owners?.note(0, weight: 0)
      return problems.report(
        .noKey, at: position,
        error: .error(
          "records.blank-key",
          "\(noun) \(shown(number, at: position)) has no key: its '\(name)' is blank",
          at: position.location(in: file)))
    }
    let digest = TextDigest(of: key)
    check?.insert(digest)
    if found.owners == nil {
      found.index?.note(digest, UInt32(truncatingIfNeeded: number))
    } else {
      noteOwner(of: key, digest, number, at: position, weight: weight(), problems: &problems)
    }
  }

  /// The number of a row for people.
  private func shown(_ number: Int, at position: Position) -> Int {
    countsPlaces ? position.line : number
  }

  /// Notes a row that is at fault itself: it keeps its number, and belongs to no record.
  ///
  /// - Parameters:
  ///   - number: The row's number in the table.
  ///   - key: What stands where its key should: a row with the same may be the other half of it, and rows of other
  ///     tables that name it do not belong to nobody.
  mutating func noteFaultyRow(number: Int, key: String) {
    _ = found.owners?.note(0, weight: 0)
    let key = ComparedForm.ofKey(key)
    guard !key.isEmpty, case .distinct(let isNamed) = use else { return }
    let digest = TextDigest(of: key)
    check?.insert(digest)
    if isNamed { found.index?.note(digest, UInt32(truncatingIfNeeded: number)) }
  }

  private mutating func noteOwner(
    of key: String, _ digest: TextDigest, _ number: Int, at position: Position, weight: Int,
    problems: inout ProblemList
  ) {
    var owner: UInt32 = 0
    if case .joining(_, let list, let ignoresOthers) = use {
      owner = found.index?[digest] ?? 0
      if owner == 0, found.index != nil, !ignoresOthers {
        problems.report(error: stranger(key, number, of: list, at: position))
        hasStranger = true
      }
    } else {
      owner = found.index?.number(of: digest) ?? 0
    }
    let sum = found.owners?.note(owner, weight: weight) ?? 0
    if owner > 0, sum > options.longestRecord, sum - weight <= options.longestRecord {
      problems.report(error: longRows(key, at: position))
    }
  }

  private func stranger(_ key: String, _ number: Int, of list: String, at position: Position)
    -> Diagnostic
  {
    .error(
      "records.unknown-key",
      "\(noun) \(shown(number, at: position)) belongs to nobody: \(list) has no key '\(key)'",
      at: position.location(in: file),
      hints: hasStranger
        ? [] : ["correct the key, or leave such rows out: {key: \(name), others: ignore}"])
  }

  private func longRows(_ key: String, at position: Position) -> Diagnostic {
    .error(
      "records.long-record",
      "the rows with the key '\(key)' are together longer than \(grouped(options.longestRecord))"
        + " bytes, of which each value counts 64",
      at: position.location(in: file),
      hints: ["they would all go into one letter; is this the key that tells letters apart?"])
  }

  /// Compares the keys that seem to stand twice, by reading the list once more.
  ///
  /// - Parameters:
  ///   - problems: Where keys that stand twice are noted.
  ///   - records: Reads the list and gives every record.
  /// - Returns: What the keys tell.
  /// - Throws: ``DiagnosticsError`` if the list cannot be read once more.
  consuming func finish(
    problems: inout ProblemList,
    reading records: ((Record) -> Void) throws(DiagnosticsError) -> Void
  ) throws(DiagnosticsError) -> FoundKeys {
    found.owners?.finish()
    guard let check else { return found }
    var repetitions: Repetitions<Row> = check.repetitions()
    guard !repetitions.isEmpty else { return found }
    let wording = self
    var (told, sharing): (Int, Set<Int>) = (0, [])
    try records { record in
      guard let value = record[wording.name], case let key = ComparedForm.ofKey(value.keyText),
        case let row = Row(number: record.number, line: record.location.line),
        let first = repetitions.firstPlace(of: key, at: row)
      else { return }
      if sharing.count < ProblemList.mostRowFaults {
        sharing.formUnion([first.number, row.number])
      }
      told += 1
      problems.report(
        .sharedKey, at: Position(value.location),
        error: wording.repetition(of: key, at: value.location, row, first, isFirst: told == 1))
    }
    problems.count(errors: max(0, repetitions.surplus - told))
    found.sharing = sharing
    return found
  }

  /// A row with a key.
  private struct Row: Sendable {
    let number: Int
    let line: Int
  }

  private func repetition(
    of key: String, at place: SourceLocation, _ row: Row, _ first: Row, isFirst: Bool
  ) -> Diagnostic {
    .error(
      "records.duplicate-key",
      countsPlaces
        ? "\(noun) \(row.line) has the same key as \(noun) \(first.line): '\(key)'"
        : "\(noun) \(row.number) has the same key as \(noun) \(first.number) on line "
          + "\(first.line): '\(key)'",
      at: place, hints: isFirst ? [KeyCheck.rowsHint(name)] : [])
  }

  /// How to make one letter of all rows with a key.
  private static func rowsHint(_ key: String) -> String {
    "for one letter of all rows with a key, give them a name: data: {key: \(key), rows: Lines},"
      + " and go through them with {{#each Lines}}"
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
