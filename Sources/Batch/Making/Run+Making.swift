import Composition
package import Diagnostics
import Foundation
import Ledger
import Records
import Storage

extension Run {
  /// Makes the letters that are not there yet.
  ///
  /// - Returns: What became of it; with faults, and unless the run keeps going, no letter was made.
  /// - Throws: ``DiagnosticsError`` if letters clash, if a file cannot be written, if another run holds the
  ///   folder, or if the run was cancelled.
  package func make(progress: Progress? = nil) async throws(DiagnosticsError) -> RunReport {
    try await WorkThreads.run { () async throws(DiagnosticsError) in
      try await makeAnything(progress: progress)
    }
  }

  private func makeAnything(progress: Progress?) async throws(DiagnosticsError) -> RunReport {
    if let combined = request.combined {
      return try await makeCombined(combined, progress: progress)
    }
    if let target = ArchiveTarget(request.output) {
      return try await makeArchive(target, progress: progress)
    }
    return try await request.isMasterCopy ? makeMasterCopy() : makeFolder(progress: progress)
  }

  /// Makes the letters of a folder that are not there yet.
  private func makeFolder(progress: Progress?) async throws(DiagnosticsError) -> RunReport {
    let folder = try openFolder(fansOut: request.fansOut)
    // Whoever asks how far a long run is finds a ledger from its beginning.
    if total > Run.smallRun { try folder.ledger.settle() }
    let spool = Spool(in: folder.files, holding: request.heldBytes)
    let (plan, letters) = try await plan(for: folder, spool, progress: progress)
    var report = self.report(plan, letters)
    if report.hasErrors, !request.keepsGoing {
      if !folder.discardIfNew() { try note(.refused, in: folder) }
      return report.withoutLetters
    }
    // A run over letters that failed before keeps no new folder if there are none.
    if plan.count == 0, folder.discardIfNew() { return report }
    if try folder.isCurrent(plan, request, isWhole: isWhole) {
      try keepIdentity(in: folder)
      report.diagnostics += try folder.tidy(prunes: false)
      return report
    }
    try requireFreeFiles(folder)
    try await account(for: &report, in: folder) { report, run throws(DiagnosticsError) in
      try folder.begin()
      try folder.ledger.adoptPlan(
        run: run, seen: plan.seen, isWhole: isWhole, takesOmissions: true)
      try folder.ledger.refresh(plan.refreshes)
      if request.isOverAllFailed { try folder.ledger.noteNameless(plan.nameless) }
      try folder.ledger.settle()
      report.add(try await make(plan, from: spool, in: folder, progress: progress))
      report.diagnostics += try folder.tidy(prunes: request.prunes)
      report.add(incompleteness: try folder.writeManifest(by: Version.product))
    }
    return report
  }

  /// Notes the mailing in a folder in which nothing else changes.
  private func keepIdentity(in folder: LetterFolder) throws(DiagnosticsError) {
    let isClosed = folder.mark.isTrue
    try mailing.identity.keep(in: folder.ledger)
    if isClosed, !folder.mark.isTrue { folder.mark.set() }
  }

  /// Holds the folder that the letters go into.
  func openFolder(fansOut: Bool) throws(DiagnosticsError) -> LetterFolder {
    let folder = try LetterFolder(
      path: request.output, named: request.output, waits: request.waits, fansOut: fansOut,
      note: RunNote(description, started: Run.now))
    if !request.adopts {
      try mailing.identity.requireOwnership(by: folder.ledger, of: request.output)
    }
    return folder
  }

  /// Accounts for every letter, against what a folder has already.
  private func plan(
    for folder: LetterFolder, _ spool: Spool, progress: Progress?
  ) async throws(DiagnosticsError) -> (plan: Plan, letters: [PlannedLetter]) {
    do throws(DiagnosticsError) {
      let known = try KnownLetters(
        folder.ledger, folder.files, verifiesFiles: request.verifiesFiles)
      return try await plan(against: known, into: folder.ledger, spool, progress: progress)
    } catch {
      folder.discardIfNew()
      throw error
    }
  }

  /// Up to how many letters each file is made safe by itself, in a folder that is safe already.
  private static let fewLetters = 3
  /// Up to how many letters a run is over before anybody could ask how far it is.
  private static let smallRun = 32

  private static var now: Double { Date().timeIntervalSince1970 }

  /// What the ledger keeps of this run.
  var description: RunDescription {
    RunDescription(mailing: request.mailing, list: lists.list.name, program: Version.product)
  }

  private func note(_ state: RunState, in folder: LetterFolder) throws(DiagnosticsError) {
    try folder.mark.clear()
    try folder.ledger.hold()
    let run = try folder.ledger.beginRun(description, at: Run.now)
    try folder.ledger.endRun(run, state, at: Run.now)
    try folder.ledger.settle()
    folder.mark.set()
  }

  /// Does what changes a folder, between the two notes of it in the ledger.
  ///
  /// The first note waits for the plan, and the last one goes with what was noted before it.
  func account(
    for report: inout RunReport, in folder: LetterFolder,
    _ work: (inout RunReport, Int64) async throws(DiagnosticsError) -> Void
  ) async throws(DiagnosticsError) {
    try folder.mark.clear()
    try folder.ledger.hold()
    let run = try folder.ledger.beginRun(description, at: Run.now)
    do throws(DiagnosticsError) {
      try mailing.identity.keep(in: folder.ledger)
      try await work(&report, run)
      let isFaulty = report.failed > 0 || report.hasErrors
      try folder.ledger.endRun(run, isFaulty ? .faulty : .complete, at: Run.now)
      try folder.ledger.settle()
      folder.mark.set()
    } catch {
      // The first failure is the one to tell; the ledger may be what failed.
      _ = try? folder.files.move(Manifest.fileName, to: LetterFolder.formerManifest)
      try? folder.ledger.endRun(
        run, error.isInterruption ? .interrupted : .failed, at: Run.now)
      try? folder.ledger.settle()
      throw error
    }
  }

  /// A run over a part of the list must not write over the letters of the rest.
  private func requireFreeFiles(_ folder: LetterFolder) throws(DiagnosticsError) {
    guard !isWhole else { return }
    let others = try folder.ledger.filesOfOthers(comparedBy: FileSpelling.folded)
    let problems = others.map { clash in
      Diagnostic.error(
        "batch.same-file-name",
        "the letter of '\(clash.key)' would have the same file as the one of '\(clash.other)', "
          + "'\(clash.file)'",
        hints: ["run over the whole list, or put a field that differs into 'file' of the mailing"])
    }
    if !problems.isEmpty { throw DiagnosticsError(problems) }
  }

  /// Makes the letters of a plan.
  ///
  /// - Returns: What turned out to be wrong with single letters only now, and with how many.
  private func make(
    _ plan: Plan, from spool: Spool, in folder: LetterFolder, progress: Progress?
  ) async throws(DiagnosticsError) -> MakingFaults {
    let (stop, withheld) = (StopFlag(), plan.withheld)
    let isSmall = plan.due <= Run.fewLetters && !folder.fansOut && !folder.isNew.folder
    let commit = GroupCommit(folder, isSmall: isSmall, stop: stop)
    let faults = try await pool.run(
      ReadyPortions(plan), stop: stop, into: MakingFaults(keepsKeys: request.listsLetters)
    ) { maker, portion in
      maker.make(portion, from: spool, except: withheld) { file, letter throws(DiagnosticsError) in
        try commit.stage(file, for: letter.place, key: letter.key, pages: letter.pages)
      }
    } collect: { (faults, results: [MakingResult]) in
      for outcome in results.outcomes { commit.add(outcome) }
      faults.take(results, stop)
      progress?(RunProgress(stage: .making, done: faults.done, total: plan.due))
    }
    let committed = Result { () throws(DiagnosticsError) in try commit.finish() }
    if let failure = faults.failure { throw failure }
    let safe = try committed.get()
    if Task.isCancelled, faults.done < plan.due { throw DiagnosticsError.interruption(after: safe) }
    return faults
  }
}

extension RunReport {
  /// Adds the problem of a folder that lacks letters, unless faults of this run tell of them
  /// already.
  mutating func add(incompleteness: Diagnostic?) {
    if let incompleteness, !hasErrors { diagnostics.append(incompleteness) }
  }

  /// Adds what turned out to be wrong while letters were made.
  mutating func add(_ faults: MakingFaults) {
    letters -= faults.failed
    failed += faults.failed
    pages -= faults.missing.pages
    sheets -= faults.missing.sheets
    diagnostics += faults.problems.diagnostics
    for index in each.indices where faults.keys.contains(each[index].key) {
      each[index].step = .failed
    }
  }
}
