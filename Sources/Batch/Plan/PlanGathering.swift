import ArchivalPDF
import Diagnostics
import Ledger
import Storage

/// Takes in findings in the order of the records, and hands those of letters to make on to the ledger, some
/// hundred at a time.
struct PlanGathering {
  /// How many letters were looked at.
  var count: Int { plan.count }
  private var plan: Plan
  private var batch: [PlannedEntry] = []
  private var letters: [PlannedLetter]?
  private var failure: DiagnosticsError?
  private let ledger: Ledger?
  private let stop: StopFlag
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
    into ledger: Ledger?, combined: CombinedOptions?, stop: StopFlag, listsLetters: Bool,
    onFault: @escaping @Sendable () -> Void
  ) throws(DiagnosticsError) {
    (self.ledger, self.stop, self.onFault) = (ledger, stop, onFault)
    (plan, letters) = (Plan(combined: combined), listsLetters ? [] : nil)
    try ledger?.beginPlan()
  }

  /// Takes in what was found out about some letters.
  mutating func add(_ result: Result<Judgement, DiagnosticsError>) {
    switch result {
    case .success(let judgement):
      for finding in judgement.findings {
        plan.add(finding)
        keep(finding)
      }
      if let ready = judgement.ready { plan.add(ready) }
      if let portion = judgement.combined { plan.add(portion) }
    case .failure(let error): fail(error)
    }
  }

  private mutating func keep(_ finding: Finding) {
    var isCurrent = false
    switch finding.standing {
    case .left: return
    case .current: isCurrent = true
    case .due: batch(finding, faults: [])
    case .faulty:
      onFault()
      return batch(finding, faults: finding.diagnostics)
    }
    letters?.append(
      PlannedLetter(
        key: finding.key, file: finding.place ?? "", pages: finding.pages, row: finding.record,
        input: finding.input.hexadecimal, isCurrent: isCurrent))
  }

  private mutating func batch(_ finding: Finding, faults: [Diagnostic]) {
    guard ledger != nil else { return }
    batch.append(
      PlannedEntry(
        key: finding.key, row: finding.record, file: finding.place ?? "", input: finding.input,
        faults: faults))
    if batch.count >= PlanGathering.batchSize { flush() }
  }

  private mutating func flush() {
    guard let ledger, failure == nil else { return }
    do throws(DiagnosticsError) {
      try ledger.gather(batch)
    } catch {
      fail(error)
    }
    batch.removeAll(keepingCapacity: true)
  }

  private mutating func fail(_ error: DiagnosticsError) {
    failure = failure ?? error
    stop.set()
  }

  /// The plan, whole.
  ///
  /// - Throws: ``DiagnosticsError`` if the ledger could not be read or written.
  mutating func finish() throws(DiagnosticsError) -> (plan: Plan, letters: [PlannedLetter]) {
    if !batch.isEmpty { flush() }
    if let failure { throw failure }
    return (plan, letters ?? [])
  }
}
