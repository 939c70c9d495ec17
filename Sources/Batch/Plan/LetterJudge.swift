import ArchivalPDF
import Composition
import Diagnostics
import Ledger
import Records
import Storage

/// Finds out about letters whether they are there already, can be made, or why not.
///
/// A letter that is there, made from the same input, is not laid out again: what was wrong with it would
/// have been found when it was made.
struct LetterJudge: Sendable {
  /// What goes into the letters; nil where nobody asks.
  let input: InputDigest?
  let choice: RecordChoice
  /// The letters that the folder has; nil where there is no folder.
  let known: KnownLetters?
  /// Where letters that are to be made are set aside; nil if none is made.
  let spool: Spool?
  /// The file that all letters go into; nil where each has its own.
  let combined: CombinedOptions?
  /// Whether letters are spread over sub-folders.
  let fansOut: Bool
  /// Whether letters are made again that are there.
  let isForced: Bool
  /// Whether only letters count that could not be made before.
  let isFailedOnly: Bool

  /// What is found out about some records, in their order.
  ///
  /// - Throws: ``DiagnosticsError`` if the ledger cannot be read, or if letters cannot be set aside.
  func judge(_ records: [Record], _ maker: LetterMaker) throws(DiagnosticsError) -> Judgement {
    let keys = records.map { (number: $0.number, key: choice.key(of: $0)) }
    let entries = try known?.entries(keys)
    var judgement = Judgement()
    var ready: [ReadyLetter] = []
    judgement.findings.reserveCapacity(records.count)
    for (index, record) in records.enumerated() {
      let (finding, letter) = judge(record, key: keys[index].key, entries?[index], maker)
      judgement.findings.append(finding)
      if let letter { ready.append(letter) }
    }
    if let combined { judgement.combined = try CombinedPortion(ready.combined, combined) }
    if let spool, !ready.isEmpty { judgement.ready = try ReadyPortion(ready, in: spool) }
    return judgement
  }

  private func judge(
    _ record: Record, key: String, _ entry: LedgerEntry?, _ maker: LetterMaker
  ) -> (Finding, ReadyLetter?) {
    var finding = Finding(
      record: record.number, key: key,
      input: input?.digest(of: record, key: key, knowing: entry) ?? [])
    if isFailedOnly, entry?.state != .failed {
      finding.standing = .left
      return (finding, nil)
    }
    if let entry, let refresh = current(entry, finding) {
      finding.place = entry.file
      finding.pages = entry.made?.pages ?? 0
      let isNew =
        refresh.row != entry.row || refresh.modified != entry.made?.modified || entry.isGone
      finding.standing = .current(refresh, isNew: isNew)
      return (finding, nil)
    }
    return lookInto(record, finding, maker)
  }

  private func current(_ entry: LedgerEntry, _ finding: Finding) -> EntryRefresh? {
    guard !isForced else { return nil }
    return known?.current(entry, input: finding.input, row: finding.record)
  }

  private func lookInto(_ record: Record, _ finding: Finding, _ maker: LetterMaker) -> (
    Finding, ReadyLetter?
  ) {
    var finding = finding
    var problems = DiagnosticCollector()
    let name = problems.take { () throws(DiagnosticsError) in
      Warned(try maker.fileName(for: record))
    }
    let letter = problems.take { () throws(DiagnosticsError) in
      try maker.prepare(record, isMade: spool != nil, input: input)
    }
    finding.diagnostics = problems.diagnostics
    finding.place = name.map(place)
    guard !problems.hasErrors, let letter, let place = finding.place else {
      finding.standing = .faulty
      return (finding, nil)
    }
    finding.pages = letter.pages
    finding.input = input?.digest(of: record, key: finding.key, borrows: letter.borrows) ?? []
    return (
      finding,
      letter.file.map { file in
        ReadyLetter(
          key: finding.key, place: place, pages: letter.pages, warnings: finding.diagnostics,
          file: file)
      }
    )
  }
}

extension LetterJudge {
  /// Where a letter of the given name goes; in a file with others, what it is called there.
  private func place(_ name: LetterFileName) -> String {
    if combined != nil { return name.stem }
    return fansOut ? LetterFolder.spread(name) : name.text
  }
}

/// What was found out about some records.
struct Judgement: Sendable {
  /// What was found out about each.
  var findings: [Finding] = []
  /// The letters that are to be made; nil if there are none.
  var ready: ReadyPortion?
  /// What a file of all letters must know of them; nil where each has its own.
  var combined: CombinedPortion?
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
