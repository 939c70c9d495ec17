import Diagnostics
import Ledger
import Storage

/// What came of making letters, and what turned out to be wrong only then.
struct MakingFaults: Sendable {
  /// How many letters were made or failed.
  private(set) var done = 0
  /// How many letters turned out to be at fault.
  private(set) var failed = 0
  /// Their keys, if the report names every letter: it holds as many anyway.
  private(set) var keys: Set<String> = []
  /// How many pages they would have had, and how many sheets they would have taken.
  private(set) var missing = (pages: 0, sheets: 0)
  /// Their faults.
  private(set) var problems = DiagnosticCollector()
  /// What ended the run.
  private(set) var failure: DiagnosticsError?

  private let keepsKeys: Bool

  /// Nothing made yet; the keys of letters at fault are kept if `keepsKeys`.
  init(keepsKeys: Bool) { self.keepsKeys = keepsKeys }

  /// Takes in what came of some letters.
  ///
  /// - Parameters:
  ///   - results: What came of each.
  ///   - stop: Set when the run cannot go on.
  mutating func take(_ results: [MakingResult], _ stop: StopFlag) {
    for result in results {
      switch result {
      case .stopped(let error):
        failure = failure ?? error
        stop.set()
      case .made: done += 1
      case .failed(let outcome, let pages):
        done += 1
        failed += 1
        if keepsKeys { keys.insert(outcome.key) }
        missing.pages += pages
        missing.sheets += pages.sheets
        problems.report(contentsOf: outcome.diagnostics)
      }
    }
  }
}
