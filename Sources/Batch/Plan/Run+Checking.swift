import Bytes
import ArchivalPDF
import Composition
package import Diagnostics
import DisplayList
import Ledger
import Merge
import Records
import Storage

extension Run {
  /// Finds everything that is wrong with the letters, and what could be written better in them, without making
  /// any.
  package func check(progress: Progress? = nil) async throws(DiagnosticsError) -> RunReport {
    var found = try await WorkThreads.run { () async throws(DiagnosticsError) in
      if request.isMasterCopy { return try report(try masterCopyPages()) }
      let doubles = try self.doubles()
      var report = report(try await plan(against: nil, progress: progress).plan)
      report.diagnostics += doubles
      return report
    }
    found.hints = mailing.versions.hints
    return found
  }

  /// A warning for each recipient who stands twice, if that was asked for.
  private func doubles() throws(DiagnosticsError) -> [Diagnostic] {
    guard let columns = request.doubles else { return [] }
    let feed = try RecordFeed(lists.chosen, choice, isSorted: false)
    return try DoubleSearch(by: columns, in: lists.list).warnings(feed)
  }

  /// Looks at every letter of the list, as ``check(progress:)`` does.
  ///
  /// - Parameter collect: Gets what was found of each, in the order of the list.
  /// - Throws: ``DiagnosticsError`` if the list cannot be read to its end, or if letters would have the
  ///   same file.
  package func check(
    collect: @escaping @Sendable (CheckedLetter) -> Void
  ) async throws(DiagnosticsError) {
    try await WorkThreads.run { () async throws(DiagnosticsError) in
      let clashes = try await plan(against: nil, progress: nil, each: collect).plan.clashes
      guard clashes.letters.isEmpty else { throw DiagnosticsError(clashes.problems) }
    }
  }

  /// Every letter that a run would make or find made, in order, and what is wrong with them.
  ///
  /// - Throws: ``DiagnosticsError`` if letters clash, or if the list or the ledger cannot be read.
  package func plan(progress: Progress? = nil) async throws(DiagnosticsError) -> RunReport {
    try await WorkThreads.run { () async throws(DiagnosticsError) in
      try await planned(progress: progress)
    }
  }

  private func planned(progress: Progress?) async throws(DiagnosticsError) -> RunReport {
    if request.combined != nil { try requireCombinable() }
    if request.isMasterCopy {
      let letter = try masterCopyPages()
      var report = try report(letter)
      report.each = [try planned(letter)]
      return report
    }
    let known = try KnownLetters(inFolderOf: request)
    if let known, !request.adopts {
      try mailing.identity.requireOwnership(by: known.ledger, of: request.output)
    }
    let planned = try await plan(against: known, listsLetters: true, progress: progress)
    return report(planned.plan, planned.letters)
  }

  /// Accounts for every letter of the run.
  ///
  /// - Parameters:
  ///   - known: What is there already; nil where there is no folder.
  ///   - ledger: What is told of the letters to make; nil for a plan that nothing is made from.
  ///   - spool: Where those letters are set aside; nil for a plan that nothing is made from.
  ///   - listsLetters: Whether every letter is kept, to be shown.
  ///   - progress: Told how far the check is.
  ///   - each: Called with each letter, in the order of the records.
  /// - Returns: The plan, and the letters if they were asked for.
  /// - Throws: ``DiagnosticsError`` if letters clash, if list or ledger cannot be read, or if the run was
  ///   cancelled.
  func plan(
    against known: KnownLetters?, into ledger: Ledger? = nil, _ spool: Spool? = nil,
    listsLetters: Bool = false, progress: Progress?,
    each: (@Sendable (CheckedLetter) -> Void)? = nil
  ) async throws(DiagnosticsError) -> (plan: Plan, letters: [PlannedLetter]) {
    let stop = StopFlag()
    let beginning = try PlanGathering(
      into: ledger, of: lists.list.name, combined: combinedOptions, stop: stop,
      listsLetters: listsLetters
    ) { [keepsGoing = request.keepsGoing] in
      // Without --keep-going no letter is made any more.
      if !keepsGoing { spool?.stop() }
    }
    let listsLetters = listsLetters || request.listsLetters
    let isAsked = known != nil || ledger != nil || listsLetters
    let checker = checker(against: known, spool, countsInput: isAsked)
    let total = total
    let portions = RecordPortions(try feed(), size: portion(isResumed: known?.isEmpty == false))
    var gathering = try await pool.run(portions, stop: stop, into: beginning) { maker, records in
      Result { () throws(DiagnosticsError) in try checker.check(records, maker) }
    } collect: { gathering, result in
      gathering.add(result)
      if let each, case .success(let portion) = result { portion.letters.forEach(each) }
      progress?(RunProgress(stage: .checking, done: gathering.count, total: total))
    }
    var planned = try gathering.finish()
    if Task.isCancelled { throw DiagnosticsError.interruption(after: nil) }
    try requireSoundness(of: &planned.plan, in: ledger)
    planned.letters.fail(planned.plan.clashes)
    planned.plan.omitted = try gatherOmissions(into: ledger, lists: listsLetters)
    return planned
  }

  private func checker(
    against known: KnownLetters?, _ spool: Spool?, countsInput: Bool
  ) -> LetterChecker {
    LetterChecker(
      input: countsInput ? InputDigests(inputs) : nil, choice: choice,
      sheet: lists.list.sheetName, faults: lists.list.faults,
      undecided: lists.chosen.selection?.undecided ?? [:], known: known, spool: spool,
      combined: combinedOptions,
      fansOut: request.fansOut || known?.fansOut == true,
      isForced: request.isForced || !request.only.isEmpty, isFailedOnly: request.isFailedOnly)
  }

  /// Makes sure of what must hold over all letters of a plan.
  ///
  /// - Parameters:
  ///   - plan: The plan.
  ///   - ledger: What was told of its letters.
  /// - Throws: ``DiagnosticsError`` with what does not hold.
  private func requireSoundness(of plan: inout Plan, in ledger: Ledger?) throws(DiagnosticsError) {
    try requireKeys(found: plan.count)
    if let combined = plan.combined {
      _ = try combined.file()
    } else {
      try findClashes(in: &plan)
      try ledger?.fail(
        Dictionary(plan.clashes.letters.map { ($0.key, [$0.problem]) }) { first, _ in first })
    }
  }

  /// How many records a worker takes at a time: few where each is work, so that no worker has much
  /// left to do at the end; many of a long list where one look at the ledger may do for all of
  /// them.
  private func portion(isResumed: Bool) -> Int {
    isResumed ? min(max(16, total / 64), 256) : 16
  }

  /// How many letters the run is about, as far as that is known before the list is read.
  var total: Int { min(choice.only?.count ?? lists.chosen.count, choice.limit ?? .max) }

  /// What a plan says of the letters.
  func report(_ plan: Plan, _ letters: [PlannedLetter] = []) -> RunReport {
    var report = RunReport(
      letters: plan.good, pages: plan.pages, failed: plan.faulty.count,
      diagnostics: warnings + lists.list.faults.diagnostics + plan.diagnostics)
    (report.current, report.again, report.leftOut) = (plan.current, plan.again, plan.addedTo)
    report.sheets = plan.sheets
    (report.each, report.omitted) = (letters, plan.omitted)
    report.recipients = lists.chosen.selection?.tally
    return report
  }
}

extension [PlannedLetter] {
  /// Notes the letters that cannot be made as they would have the same file.
  fileprivate mutating func fail(_ clashes: NameClashes) {
    guard !clashes.letters.isEmpty else { return }
    let keys = Set(clashes.letters.map(\.key))
    for index in indices where keys.contains(self[index].key) {
      (self[index].step, self[index].pages) = (.failed, 0)
    }
  }
}

extension KnownLetters {
  /// What the folder that would be written into has already; nil if it has no ledger.
  ///
  /// - Throws: ``DiagnosticsError`` if it cannot be read, or if its ledger is damaged.
  package init?(inFolderOf request: RunRequest) throws(DiagnosticsError) {
    guard request.combined == nil, ArchiveTarget(request.output) == nil else { return nil }
    try self.init(inFolder: request.output, verifiesFiles: request.verifiesFiles)
  }
}
