import Archive
import Crypto
import Diagnostics
import DisplayList
import Ledger
import Records
import Synchronization

/// Letters into one file. All or nothing: it has its name when every letter and the manifest are in it.
extension Run {
  func makeArchive(_ target: ArchiveTarget, progress: Progress?) async throws(DiagnosticsError)
    -> RunReport
  {
    guard !request.isFailedOnly, !request.prunes else {
      throw DiagnosticsError(
        .error(
          "batch.archive-anew", "an archive is always made anew, whole",
          hints: ["leave out --failed and --prune, or name a folder with --output"], failure: .usage
        ))
    }
    let draft = try ArchiveTarget.Draft(target, waits: request.waits)
    do throws(DiagnosticsError) {
      let report = try await makeArchive(target, draft, progress: progress)
      if report.letters > 0 { try draft.publish() } else { draft.discard() }
      return report
    } catch {
      draft.discard()
      throw error
    }
  }

  private func makeArchive(
    _ target: ArchiveTarget, _ draft: ArchiveTarget.Draft, progress: Progress?
  ) async throws(DiagnosticsError) -> RunReport {
    // The same ledger as in a folder, in a file of SQLite's own that goes away with it.
    let ledger = try Ledger(path: "", named: "temporary", for: .writing)
    let archive = try ArchiveOutput(target, draft, ledger)
    if request.isUndispatched { return try archiveUndispatched(archive) }
    let plan = try await plan(against: nil, into: ledger, progress: progress).plan
    var report = self.report(plan)
    guard !report.hasErrors || request.keepsGoing else { return report.withoutLetters }
    let run = try ledger.beginRun(description, at: 0)
    try ledger.adoptPlan(run: run, seen: NumberSet(), isWhole: request.isWhole)
    let faults = try await fill(archive, plan, progress: progress)
    report.add(faults)
    try archive.finish()
    return report
  }

  private func fill(_ archive: ArchiveOutput, _ plan: Plan, progress: Progress?)
    async throws(DiagnosticsError) -> MakingFaults
  {
    let stop = StopSign()
    let state = Mutex(MakingFaults())
    let (choice, fansOut) = (choice, request.fansOut)
    try await pool.run(feed(), stop: stop) { maker, records in
      records.map { record in
        maker.make(record, key: choice.key(of: record), plan) { file, _ throws(DiagnosticsError) in
          MadeFile(
            size: file.bytes.count, modified: 0, digest: Array(SHA256.hash(data: file.bytes)),
            contentDigest: file.contentDigest, pages: 0, signer: file.signer)
        }.named(maker, record, fansOut)
      }
    } collect: { (result: ArchiveResult) in
      var result = result
      if let failure = archive.add(result) { result.made = .stopped(failure) }
      guard let done = state.withLock({ $0.take(result.made, stop) }) else { return }
      progress?(RunProgress(stage: .making, done: done, total: plan.due.count))
    }
    let faults = state.withLock { $0 }
    if let failure = faults.failure { throw failure }
    if Task.isCancelled, faults.done < plan.due.count { throw Run.interrupted(nil) }
    return faults
  }

  private func archiveUndispatched(_ archive: ArchiveOutput) throws(DiagnosticsError) -> RunReport {
    let (name, letter, file) = try masterCopy()
    let planned = PlannedEntry(
      key: "", row: 0, file: name.text, input: inputDigest.digest(of: nil, key: ""))
    let made = MadeFile(
      size: file.bytes.count, modified: 0, digest: Array(SHA256.hash(data: file.bytes)),
      contentDigest: file.contentDigest, pages: letter.output.pages.count, signer: file.signer)
    let outcome = LetterOutcome(key: "", made: made, diagnostics: letter.warnings)
    try archive.ledger.adopt([(planned, outcome)])
    let result = ArchiveResult(made: .done(outcome, bytes: file.bytes), name: name.text)
    if let failure = archive.add(result) { throw failure }
    try archive.finish()
    return report(letter)
  }
}

/// What came of a record, with the name of its file in an archive.
struct ArchiveResult: Sendable {
  var made: MakingResult
  var name: String
}

extension MakingResult {
  fileprivate func named(_ maker: LetterMaker, _ record: Record, _ fansOut: Bool) -> ArchiveResult {
    guard case .done(let outcome, _) = self, outcome.made != nil,
      let name = try? maker.fileName(for: record)
    else { return ArchiveResult(made: self, name: "") }
    return ArchiveResult(made: self, name: fansOut ? LetterFolder.spread(name) : name.text)
  }
}
