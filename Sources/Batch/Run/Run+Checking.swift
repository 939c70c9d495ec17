package import Diagnostics
import DisplayList
import Records
import Synchronization

extension Run {
  /// Finds everything that is wrong with the letters, without making any.
  package func check(progress: Progress? = nil) async throws(DiagnosticsError) -> RunReport {
    if request.isUndispatched { return report(try undispatched()) }
    return report(try await findings(progress: progress).findings)
  }

  /// The letters that a run would make, in order.
  ///
  /// - Throws: ``DiagnosticsError`` if the list cannot be read again.
  package func plan() async throws(DiagnosticsError) -> [PlannedLetter] {
    if request.isUndispatched {
      let pages = try undispatched().output.pages.count
      return [PlannedLetter(key: "", file: try masterCopyName().text, pages: pages)]
    }
    let planned = Mutex<[PlannedLetter]>([])
    try await pool.run(feed(), work: Run.planned) { letter in
      if let letter { planned.withLock { $0.append(letter) } }
    }
    return planned.withLock { $0 }
  }

  private static func planned(_ maker: LetterMaker, _ record: Record) -> PlannedLetter? {
    guard let file = try? maker.fileName(for: record),
      let letter = try? maker.pages(for: record).output
    else { return nil }
    return PlannedLetter(key: letter.key, file: file.text, pages: letter.pages.count)
  }

  /// What was found, and of a small run the letters already laid out.
  struct Checked: Sendable {
    var findings: Findings
    var letters: [Int: LaidOut] = [:]
  }

  /// A letter that only needs painting.
  struct LaidOut: Sendable {
    var file: LetterFileName
    var letter: PagedLetter
  }

  /// Of how many letters the layout is kept from checking to making.
  private static let keptLetters = 256

  func findings(progress: Progress?) async throws(DiagnosticsError) -> Checked {
    let state = Mutex(Checked(findings: Findings()))
    let total = total
    try await pool.run(feed(), work: Run.find) { finding, laidOut in
      let done = state.withLock { state in
        state.findings.add(finding)
        if let laidOut, state.letters.count < Run.keptLetters {
          state.letters[finding.record] = laidOut
        }
        return state.findings.count
      }
      progress?(RunProgress(stage: .checking, done: done, total: total))
    }
    let checked = state.withLock { $0 }
    try requireKeys(checked.findings)
    try requireDifferentNames(checked.findings)
    return checked
  }

  private static func find(_ maker: LetterMaker, _ record: Record) -> (Findings.Finding, LaidOut?) {
    var finding = Findings.Finding(record: record.number)
    var problems = DiagnosticCollector()
    let file = problems.take { () throws(DiagnosticsError) in
      Warned(try maker.fileName(for: record))
    }
    let letter = problems.take { () throws(DiagnosticsError) in
      try maker.checkedPages(for: record)
    }
    finding.diagnostics = problems.diagnostics
    guard !problems.hasErrors, let file, let letter else { return (finding, nil) }
    finding.file = file
    finding.pages = letter.pages.count
    return (finding, LaidOut(file: file, letter: letter))
  }

  /// How many letters the run is about, as far as that is known before the list is read.
  private var total: Int { min(choice.only?.count ?? lists.list.count, choice.limit ?? .max) }

  /// The master copy's report.
  func report(_ letter: Warned<PagedLetter>) -> RunReport {
    RunReport(
      letters: 1, pages: letter.output.pages.count, diagnostics: warnings + letter.warnings)
  }

  func report(_ findings: Findings) -> RunReport {
    RunReport(
      letters: findings.good, pages: findings.pages, failed: findings.faulty.count,
      diagnostics: warnings + findings.diagnostics)
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
