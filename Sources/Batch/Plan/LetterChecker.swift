import ArchivalPDF
import Composition
import Diagnostics
import Ledger
import Records
import Storage

/// Finds out whether letters are there already or can be made, and if not, why.
///
/// A letter that is there, made from the same input, is not laid out again: what was wrong with it would
/// have been found when it was made.
struct LetterChecker: Sendable {
  /// What goes into the letters; nil where nobody asks.
  let input: InputDigests?
  let choice: RecordChoice
  /// The sheet of the list; nil if that is no workbook.
  let sheet: String?
  /// The records that are at fault in the list itself.
  let faults: ListFaults
  /// The records of which nobody can say whether they get letters, with what is wrong.
  let undecided: [Int: [Diagnostic]]
  /// The letters that the folder has; nil where there is no folder.
  let known: KnownLetters?
  /// Where letters that are to be made are set aside; nil if none is made.
  let spool: Spool?
  /// The file that all letters go into; nil where each has its own.
  let combined: CombinedOptions?
  /// Whether letters are spread over sub-folders.
  let fansOut: Bool
  /// Whether letters are made again that are there as they would be made.
  let isForced: Bool
  /// Whether only letters count that could not be made before.
  let isFailedOnly: Bool

  /// What is found out about some records, in their order.
  ///
  /// - Throws: ``DiagnosticsError`` if the ledger cannot be read, or if letters cannot be set aside.
  func check(_ records: [Record], _ maker: LetterMaker) throws(DiagnosticsError)
    -> CheckedPortion
  {
    let keys = records.map { (number: $0.row(ofSheet: sheet), key: choice.key(of: $0)) }
    let entries = try known?.entries(keys)
    var portion = CheckedPortion()
    var ready: [ReadyLetter] = []
    portion.letters.reserveCapacity(records.count)
    for (index, record) in records.enumerated() {
      let (letter, prepared) = check(record, key: keys[index].key, entries?[index], maker)
      portion.letters.append(letter)
      if let prepared { ready.append(prepared) }
    }
    if let combined { portion.combined = try CombinedPortion(ready.combined, combined) }
    if let spool, !ready.isEmpty { portion.ready = try ReadyPortion(ready, in: spool) }
    return portion
  }

  private func check(
    _ record: Record, key: String, _ entry: LedgerEntry?, _ maker: LetterMaker
  ) -> (CheckedLetter, ReadyLetter?) {
    let expected = input?.expectation(of: record, key: key, knowing: entry)
    var checked = CheckedLetter(
      record: record.number, row: record.row(ofSheet: sheet), key: key,
      input: expected?.digest ?? [])
    if isFailedOnly, !couldNotBeMade(entry) {
      checked.state = .notAskedFor
      return (checked, nil)
    }
    if let fault = faults[record.number] {
      return (lookInto(record, checked, fault, maker), nil)
    }
    if let problems = undecided[record.number] {
      return (lookInto(record, checked, undecided: problems, maker), nil)
    }
    guard let entry, let known else { return lookInto(record, checked, expected, maker) }
    if let refresh = known.current(entry, input: checked.input, row: checked.row) {
      guard isForced else {
        checked.place = entry.file
        checked.pages = entry.made?.pages ?? 0
        checked.state = .current(refresh, isNew: entry.differs(from: refresh))
        return (checked, nil)
      }
      checked.state = .due(isThere: true)
    }
    let found = lookInto(record, checked, expected, maker)
    guard found.0.isDue, found.0.place == entry.file,
      let refresh = known.addedTo(entry, row: checked.row)
    else { return found }
    return (found.0.left(as: .addedTo(refresh, isNew: entry.differs(from: refresh))), nil)
  }

  /// What else is wrong with a letter whose record is at fault in the list itself.
  private func lookInto(
    _ record: Record, _ checked: CheckedLetter, _ fault: ListFaults.Fault, _ maker: LetterMaker
  ) -> CheckedLetter {
    var checked = checked
    (checked.state, checked.listFault) = (.faulty, fault)
    guard fault.kind != .row else { return checked }
    let (name, _, problems) = look(at: record, maker) { () throws(DiagnosticsError) in
      try maker.pages(for: record)
    }
    checked.place = name.map(place)
    checked.diagnostics = fault.others(among: problems.diagnostics, of: record)
      .map { record.naming(cellOf: $0, of: sheet) }
    return checked
  }

  /// What else is wrong with a letter of which nobody can say whether it is to be made.
  private func lookInto(
    _ record: Record, _ checked: CheckedLetter, undecided problems: [Diagnostic],
    _ maker: LetterMaker
  ) -> CheckedLetter {
    var checked = checked
    checked.state = .faulty
    let (name, _, found) = look(at: record, maker) { () throws(DiagnosticsError) in
      try maker.pages(for: record)
    }
    checked.place = name.map(place)
    checked.diagnostics = (problems + found.diagnostics.elsewhere(than: problems))
      .map { record.naming(cellOf: $0, of: sheet) }
    return checked
  }

  /// The name of a record's file, its letter, and what is wrong with either.
  private func look<Output>(
    at record: Record, _ maker: LetterMaker,
    _ letter: () throws(DiagnosticsError) -> Warned<Output>
  ) -> (name: LetterFileName?, letter: Output?, problems: DiagnosticCollector) {
    var problems = DiagnosticCollector()
    let name = problems.take { () throws(DiagnosticsError) in
      Warned(try maker.fileName(for: record))
    }
    return (name, problems.take(letter), problems)
  }

  private func lookInto(
    _ record: Record, _ checked: CheckedLetter, _ expected: InputDigest.Expectation?,
    _ maker: LetterMaker
  ) -> (CheckedLetter, ReadyLetter?) {
    var checked = checked
    let (name, letter, problems) = look(at: record, maker) { () throws(DiagnosticsError) in
      try maker.prepare(record, isMade: spool != nil, input: input)
    }
    checked.diagnostics = problems.diagnostics.map { record.naming(cellOf: $0, of: sheet) }
    checked.place = name.map(place)
    guard !problems.hasErrors, let letter, let place = checked.place else {
      checked.state = .faulty
      return (checked, nil)
    }
    checked.pages = letter.pages
    if let input, let expected {
      checked.input = input.digest(
        of: record, key: checked.key, needsOtherFonts: letter.needsOtherFonts, expected: expected)
    }
    return (
      checked,
      letter.file.map { file in
        ReadyLetter(
          key: checked.key, place: place, pages: letter.pages, warnings: checked.diagnostics,
          file: file)
      }
    )
  }
}

extension LetterChecker {
  /// Whether a letter could not be made before: those of rows that had no key of their own are not in the ledger, and
  /// so it may be one that the ledger does not know.
  private func couldNotBeMade(_ entry: LedgerEntry?) -> Bool {
    entry.map { $0.state == .failed } ?? (known?.lacksNameless == true)
  }

  /// Where a letter of the given name goes; in a file with others, what it is called there.
  private func place(_ name: LetterFileName) -> String {
    if combined != nil { return name.stem }
    return fansOut ? LetterFolder.spread(name) : name.text
  }
}

extension LedgerEntry {
  /// Whether what was seen is not what is noted.
  fileprivate func differs(from refresh: EntryRefresh) -> Bool {
    refresh.row != row || refresh.modified != made?.modified || isGone
  }
}

extension [Diagnostic] {
  /// Those that stand in other places than others do.
  func elsewhere(than others: [Diagnostic]) -> [Diagnostic] {
    let told = Set(others.compactMap(\.location))
    return filter { problem in problem.location.map { !told.contains($0) } ?? true }
  }
}

extension CheckedLetter {
  /// Whether it is to be made.
  fileprivate var isDue: Bool { if case .due = state { true } else { false } }

  /// The same letter, which is not made as its file has more behind it.
  fileprivate func left(as state: State) -> CheckedLetter {
    var letter = self
    letter.state = state
    letter.diagnostics = [
      .warning(
        "batch.added-to",
        "'\(place ?? "")' was signed, or added to, since it was made, so it is not made again",
        hints: ["move that file to another place, and the letter is made again"])
    ]
    return letter
  }
}

extension DiagnosticCollector {
  /// Does a piece of work, notes what it finds, and gives its result unless it failed.
  fileprivate mutating func take<Output>(_ work: () throws(DiagnosticsError) -> Warned<Output>)
    -> Output?
  {
    do {
      let result = try work()
      report(contentsOf: result.warnings)
      return result.output
    } catch {
      report(contentsOf: error.diagnostics)
      return nil
    }
  }
}
