import Diagnostics
import Ledger
import Storage

/// What came of making letters, and what turned out to be wrong only then.
struct MakingFaults: Sendable {
  /// How many letters were made or failed.
  private(set) var done = 0
  /// How many letters turned out to be at fault.
  private(set) var count = 0
  /// Their faults; of a great many, the first.
  private(set) var problems = DiagnosticCollector()
  /// What ended the run.
  private(set) var failure: DiagnosticsError?

  private static let limit = 200

  init() {}

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
      case .done(let outcome):
        done += 1
        if outcome.made == nil { note(outcome) }
      }
    }
  }

  private mutating func note(_ outcome: LetterOutcome) {
    count += 1
    guard problems.diagnostics.count < MakingFaults.limit else { return }
    problems.report(contentsOf: outcome.diagnostics)
  }
}
