import ArchivalPDF
import Diagnostics
import Dispatch
import Ledger
import Synchronization

/// Takes in findings in the order of the records, and hands those of letters to make on to the ledger, some
/// hundred at a time, beside the workers.
final class PlanGathering: Sendable {
  private struct State {
    var plan: Plan
    var batch: [PlannedEntry] = []
    var letters: [PlannedLetter]?
  }

  private let state: Mutex<State>
  private let failure = Mutex<DiagnosticsError?>(nil)
  private let queue = DispatchQueue(label: "flett.plan")
  /// The workers wait when the ledger falls far behind.
  private let slots = DispatchSemaphore(value: 2)
  private let ledger: Ledger?
  private let stop: StopSign
  private let onFault: @Sendable () -> Void
  private static let batchSize = 512

  /// Gathers a plan.
  ///
  /// - Parameters:
  ///   - ledger: Where the letters to make go; nil for a plan that nothing is made from.
  ///   - combined: The file that all letters go into; nil where each has its own.
  ///   - stop: What is set when the ledger cannot take them.
  ///   - listsLetters: Whether every letter is kept, to be shown.
  ///   - onFault: Called when a letter cannot be made.
  /// - Throws: ``DiagnosticsError`` if the ledger cannot be written.
  init(
    into ledger: Ledger?, combined: CombinedOptions?, stop: StopSign, listsLetters: Bool,
    onFault: @escaping @Sendable () -> Void
  ) throws(DiagnosticsError) {
    (self.ledger, self.stop, self.onFault) = (ledger, stop, onFault)
    state = Mutex(State(plan: Plan(combined: combined), letters: listsLetters ? [] : nil))
    try ledger?.beginPlan()
  }

  /// Takes in what was found out about some letters.
  ///
  /// - Returns: How many letters were looked at.
  func add(_ result: Result<Judgement, DiagnosticsError>) -> Int {
    state.withLock { state in
      switch result {
      case .success(let judgement):
        for finding in judgement.findings {
          state.plan.add(finding)
          keep(finding, &state)
        }
        if let ready = judgement.ready { state.plan.add(ready) }
        if let portion = judgement.combined { state.plan.add(portion) }
      case .failure(let error): fail(error)
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
    case .faulty:
      onFault()
      return batch(finding, faults: finding.diagnostics, &state)
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
    let batch = state.batch
    state.batch.removeAll()
    slots.wait()
    queue.async { [self] in
      do throws(DiagnosticsError) {
        try ledger.gather(batch)
      } catch {
        fail(error)
      }
      slots.signal()
    }
  }

  private func fail(_ error: DiagnosticsError) {
    failure.withLock { $0 = $0 ?? error }
    stop.set()
  }

  /// The plan, whole.
  ///
  /// - Throws: ``DiagnosticsError`` if the ledger could not be read or written.
  func finish() throws(DiagnosticsError) -> (plan: Plan, letters: [PlannedLetter]) {
    let (plan, letters) = state.withLock { state in
      flush(&state)
      return (state.plan, state.letters ?? [])
    }
    queue.sync {}
    if let failure = failure.withLock({ $0 }) { throw failure }
    return (plan, letters)
  }
}
