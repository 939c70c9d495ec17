import Diagnostics
import Ledger

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

  /// Nothing made yet.
  init() {}

  /// Takes in what came of a record.
  ///
  /// - Parameters:
  ///   - result: What came of it.
  ///   - stop: What is set when the run cannot go on.
  /// - Returns: How many letters are done; nil if the record was none of the plan's.
  mutating func take(_ result: MakingResult, _ stop: StopSign) -> Int? {
    switch result {
    case .left: return nil
    case .stopped(let error):
      failure = failure ?? error
      stop.set()
    case .done(let outcome, _):
      done += 1
      guard outcome.made == nil else { break }
      count += 1
      if problems.diagnostics.count < MakingFaults.limit {
        problems.report(contentsOf: outcome.diagnostics)
      }
    }
    return done
  }
}
