package import Diagnostics
import DisplayList
import Records
import Synchronization

extension Run {
  /// Makes the letters.
  ///
  /// - Returns: What became of it; with faults, and unless the run keeps going, nothing was written.
  /// - Throws: ``DiagnosticsError`` if letters clash, or if a file cannot be written.
  package func make(progress: Progress? = nil) async throws(DiagnosticsError) -> RunReport {
    if request.isUndispatched { return try makeUndispatched() }
    let checked = try await findings(progress: progress)
    var report = self.report(checked.findings)
    guard !report.hasErrors || request.keepsGoing else { return report.withoutLetters }
    let folder = try OutputFolder(path: request.output, named: request.output)
    let state = Mutex<(made: Int, failure: DiagnosticsError?)>((0, nil))
    let total = checked.findings.good
    try await pool.run(
      feed(),
      work: { maker, record in Run.make(maker, record, checked, folder) },
      collect: { outcome in
        let done = state.withLock { state in
          switch outcome {
          case .success(let made): state.made += made ? 1 : 0
          case .failure(let error): state.failure = state.failure ?? error
          }
          return state.made
        }
        progress?(RunProgress(stage: .making, done: done, total: total))
      })
    let (made, failure) = state.withLock { $0 }
    if let failure { throw failure }
    report.letters = made
    return report
  }

  private static func make(
    _ maker: LetterMaker, _ record: Record, _ checked: Checked, _ folder: OutputFolder
  ) -> Result<Bool, DiagnosticsError> {
    guard !checked.findings.faulty.contains(record.number) else { return .success(false) }
    return Result { () throws(DiagnosticsError) in
      if let kept = checked.letters[record.number] {
        try folder.write(try maker.file(of: kept.letter), to: kept.file.text)
      } else {
        let letter = try maker.pages(for: record).output
        let file = try maker.fileName(for: record)
        try folder.write(try maker.file(of: letter), to: file.text)
      }
      return true
    }
  }

  /// Makes the master copy.
  private func makeUndispatched() throws(DiagnosticsError) -> RunReport {
    let letter = try undispatched()
    let name = try masterCopyName()
    let folder = try OutputFolder(path: request.output, named: request.output)
    let bytes = try withMaker { maker throws(DiagnosticsError) in
      try maker.file(of: letter.output)
    }
    try folder.write(bytes, to: name.text)
    return report(letter)
  }

  /// The name of the master copy's file.
  func masterCopyName() throws(DiagnosticsError) -> LetterFileName {
    try LetterFileName(mailing.shortName + " (undispatched)", at: nil)
  }

  /// The master copy, laid out.
  func undispatched() throws(DiagnosticsError) -> Warned<PagedLetter> {
    try withMaker { maker throws(DiagnosticsError) in try maker.undispatchedPages() }
  }
}
