import Diagnostics
import Ledger
import Synchronization

/// Takes in findings in the order of the records, and hands those of letters to make on to the ledger, some
/// hundred at a time.
final class PlanGathering: Sendable {
  private struct State {
    var plan = Plan()
    var batch: [PlannedEntry] = []
    var failure: DiagnosticsError?
    var letters: [PlannedLetter]?
  }

  private let state: Mutex<State>
  private let ledger: Ledger?
  private let stop: StopSign
  private static let batchSize = 512

  /// Gathers a plan.
  ///
  /// - Parameters:
  ///   - ledger: Where the letters to make go; nil for a plan that nothing is made from.
  ///   - stop: What is set when the ledger cannot take them.
  ///   - listsLetters: Whether every letter is kept, to be shown.
  /// - Throws: ``DiagnosticsError`` if the ledger cannot be written.
  init(into ledger: Ledger?, stop: StopSign, listsLetters: Bool) throws(DiagnosticsError) {
    (self.ledger, self.stop) = (ledger, stop)
    state = Mutex(State(letters: listsLetters ? [] : nil))
    try ledger?.beginPlan()
  }

  /// Takes in what was found out about a letter.
  ///
  /// - Returns: How many letters were looked at.
  func add(_ result: Result<(Finding, LaidOut?), DiagnosticsError>) -> Int {
    state.withLock { state in
      switch result {
      case .success((let finding, let laidOut)):
        state.plan.add(finding, laidOut)
        keep(finding, &state)
      case .failure(let error):
        state.failure = state.failure ?? error
        stop.set()
      }
      return state.plan.count
    }
  }

  private func keep(_ finding: Finding, _ state: inout State) {
    var isCurrent = false
    switch finding.standing {
    case .left: return
    case .current: isCurrent = true
    case .due: batch(finding, faults: [], &state)
    case .faulty: return batch(finding, faults: finding.diagnostics, &state)
    }
    state.letters?.append(
      PlannedLetter(
        key: finding.key, file: finding.place ?? "", pages: finding.pages, row: finding.record,
        input: finding.input.hexadecimal, isCurrent: isCurrent))
  }

  private func batch(_ finding: Finding, faults: [Diagnostic], _ state: inout State) {
    guard ledger != nil else { return }
    state.batch.append(
      PlannedEntry(
        key: finding.key, row: finding.record, file: finding.place ?? "", input: finding.input,
        faults: faults))
    if state.batch.count >= PlanGathering.batchSize { flush(&state) }
  }

  private func flush(_ state: inout State) {
    guard let ledger, !state.batch.isEmpty else { return }
    do throws(DiagnosticsError) {
      try ledger.gather(state.batch)
    } catch {
      state.failure = state.failure ?? error
      stop.set()
    }
    state.batch.removeAll(keepingCapacity: true)
  }

  /// The plan, whole.
  ///
  /// - Throws: ``DiagnosticsError`` if the ledger could not be read or written.
  func finish() throws(DiagnosticsError) -> (plan: Plan, letters: [PlannedLetter]) {
    let (plan, letters, failure) = state.withLock { state in
      flush(&state)
      return (state.plan, state.letters ?? [], state.failure)
    }
    if let failure { throw failure }
    return (plan, letters)
  }
}
