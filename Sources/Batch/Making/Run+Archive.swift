import Composition
import Diagnostics
import DisplayList
import Ledger
import Storage

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
    return try await write(target.name, option: "--output") { draft throws(DiagnosticsError) in
      try await makeArchive(target, draft, progress: progress)
    }
  }

  private func makeArchive(
    _ target: ArchiveTarget, _ draft: FileDraft, progress: Progress?
  ) async throws(DiagnosticsError) -> RunReport {
    // The same ledger as in a folder, in a file of SQLite's own that goes away with it.
    let ledger = try Ledger(path: "", named: "temporary", for: .writing)
    let archive = try ArchiveOutput(target.format, draft, ledger)
    if request.isMasterCopy { return try archiveMasterCopy(archive) }
    let spool = Spool(in: draft.folder, holding: request.heldBytes)
    let (plan, letters) = try await plan(
      against: nil, into: ledger, spool, progress: progress)
    var report = self.report(plan, letters)
    guard !report.hasErrors || request.keepsGoing else { return report.withoutLetters }
    let run = try ledger.beginRun(description, at: 0)
    try ledger.adoptPlan(
      run: run, seen: NumberSet(), isWhole: isWhole, takesOmissions: true)
    let (faults, filled) = try await fill(archive, plan, from: spool, progress: progress)
    report.add(faults)
    try filled.finish(by: Version.product)
    return report
  }

  private func fill(
    _ archive: sending ArchiveOutput, _ plan: Plan, from spool: Spool, progress: Progress?
  ) async throws(DiagnosticsError) -> (MakingFaults, ArchiveOutput) {
    let (stop, withheld) = (StopFlag(), plan.withheld)
    let (faults, archive) = try await pool.run(
      ReadyPortions(plan), stop: stop,
      into: (MakingFaults(keepsKeys: request.listsLetters), archive)
    ) { maker, portion in
      var files: [ArchivedLetter] = []
      let results = maker.make(portion, from: spool, except: withheld) { file, letter in
        let made = MadeFile(file, modified: 0, pages: letter.pages)
        files.append(ArchivedLetter(content: file.content, name: letter.place))
        return made
      }
      return (results: results, files: files)
    } collect: { filling, made in
      var results: [MakingResult] = made.results
      if let failure = filling.1.add(results.outcomes, made.files) {
        results.append(.stopped(failure))
      }
      filling.0.take(results, stop)
      progress?(RunProgress(stage: .making, done: filling.0.done, total: plan.due))
    }
    if let failure = faults.failure { throw failure }
    if Task.isCancelled, faults.done < plan.due { throw DiagnosticsError.interruption(after: nil) }
    return (faults, archive)
  }

  private func archiveMasterCopy(_ archive: ArchiveOutput) throws(DiagnosticsError) -> RunReport {
    let (name, letter, file) = try masterCopy()
    let planned = PlannedEntry(
      key: "", row: 0, file: name.text, input: InputDigests(inputs).digest(of: nil, key: ""))
    let made = MadeFile(file, modified: 0, pages: letter.output.pages.count)
    let outcome = LetterOutcome(key: "", made: made, diagnostics: letter.warnings)
    try archive.ledger.adopt([(planned, outcome)])
    let entry = ArchivedLetter(content: file.content, name: name.text)
    if let failure = archive.add([outcome], [entry]) { throw failure }
    try archive.finish(by: Version.product)
    return try report(letter)
  }
}
