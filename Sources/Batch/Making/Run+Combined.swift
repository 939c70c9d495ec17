import ArchivalPDF
import Composition
import Diagnostics
import DisplayList
import Storage

/// All letters in one PDF, for printing.
extension Run {
  /// What the file of all letters is to be; nil where each has its own.
  var combinedOptions: CombinedOptions? {
    request.combined.map { combined in
      var letters = ArchivalOptions(producer: Version.product)
      letters.objectLimit = combined.objectLimit ?? letters.objectLimit
      return CombinedOptions(
        letters, title: mailing.shortName, startsOnOddPages: combined.isDuplex)
    }
  }

  /// Makes the file of all letters.
  ///
  /// - Throws: ``DiagnosticsError`` if it cannot be one file, or as ``make(progress:)`` does.
  func makeCombined(_ combined: CombinedRequest, progress: Progress?)
    async throws(DiagnosticsError) -> RunReport
  {
    try requireCombinable()
    return try await write(combined.file, option: "--combined") { draft throws(DiagnosticsError) in
      if request.isMasterCopy { return try combineMasterCopy(draft) }
      let spool = Spool(in: draft.folder, holding: request.heldBytes)
      let (plan, letters) = try await plan(against: nil, spool, progress: progress)
      let report = self.report(plan, letters)
      guard !report.hasErrors || request.keepsGoing else { return report.withoutLetters }
      guard report.letters > 0, let file = try plan.combined?.file() else { return report }
      try await fill(draft, with: file, plan, from: spool, progress: progress)
      return report
    }
  }

  /// Refuses what a run can be asked for but does not go with one file.
  func requireCombinable() throws(DiagnosticsError) {
    guard request.renderer == .archive else {
      throw Run.misuse(
        "batch.combined-renderer", "one file of all letters is PDF/A",
        hint: "leave out --renderer cairo")
    }
    guard !request.isFailedOnly, !request.prunes, !request.fansOut, !request.verifiesFiles else {
      throw Run.misuse(
        "batch.combined-anew", "one file of all letters is always made anew, whole",
        hint: "leave out --failed, --prune, --fan-out and --verify-files")
    }
  }

  private static func misuse(_ id: String, _ message: String, hint: String) -> DiagnosticsError {
    DiagnosticsError(.error(id, message, hints: [hint], failure: .usage))
  }

  private struct Filling {
    var writer: CombinedWriter
    var done = 0
    var failure: DiagnosticsError?
  }

  private func fill(
    _ draft: FileDraft, with file: CombinedFile, _ plan: Plan, from spool: Spool,
    progress: Progress?
  ) async throws(DiagnosticsError) {
    let stop = StopFlag()
    let beginning = Filling(writer: try CombinedWriter(file))
    var filling = try await pool.run(
      NumberedPortions(plan), stop: stop, into: beginning
    ) { maker, portion in
      Result { () throws(DiagnosticsError) in
        let letters = try portion.letters.letters(from: spool, sharing: maker.parts)
        return (
          try maker.chunk(of: letters.combined, portion: portion.number, in: file), letters.count
        )
      }
    } collect: { filling, result in
      do throws(DiagnosticsError) {
        let (chunk, count) = try result.get()
        for bytes in try filling.writer.add(chunk) { try draft.write(bytes) }
        filling.done += count
      } catch {
        filling.failure = filling.failure ?? error
        stop.set()
      }
      progress?(RunProgress(stage: .making, done: filling.done, total: plan.due))
    }
    if let failure = filling.failure { throw failure }
    if Task.isCancelled, filling.done < plan.due { throw DiagnosticsError.interruption(after: nil) }
    for bytes in try filling.writer.finish() { try draft.write(bytes) }
  }

  /// The master copy alone, as a file like that of all letters.
  private func combineMasterCopy(_ draft: FileDraft) throws(DiagnosticsError) -> RunReport {
    let letter = try masterCopyPages()
    guard let options = combinedOptions else { return try report(letter) }
    let name = try mailing.masterCopyName()
    let pieces = try withMaker { maker throws(DiagnosticsError) in
      let ready = ReadyLetter(
        key: "", place: name.stem, pages: letter.output.pages.count, warnings: [],
        file: try maker.prepare(letter.output))
      var plan = CombinedPlan(options)
      plan.add(try CombinedPortion([ready].combined, options))
      let file = try plan.file()
      var writer = try CombinedWriter(file)
      let chunk = try maker.chunk(of: [ready].combined, portion: 0, in: file)
      return try writer.add(chunk) + writer.finish()
    }
    for bytes in pieces { try draft.write(bytes) }
    return try report(letter)
  }
}

extension [ReadyLetter] {
  /// The letters as parts of one file.
  var combined: [CombinedLetter] {
    compactMap { letter in
      guard case .archival(let prepared) = letter.file else { return nil }
      return CombinedLetter(prepared, name: letter.place)
    }
  }
}

/// The letters of a plan, portion by portion, with their numbers.
private struct NumberedPortions: PortionSource {
  private var portions: ReadyPortions
  private var count = 0

  init(_ plan: Plan) { portions = ReadyPortions(plan) }

  mutating func next() -> (number: Int, letters: ReadyPortion)? {
    guard let portion = portions.next() else { return nil }
    defer { count += 1 }
    return (count, portion)
  }
}
