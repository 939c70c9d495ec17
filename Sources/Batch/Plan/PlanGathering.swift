import Bytes
import ArchivalPDF
import Diagnostics
import Ledger
import Records
import Storage

/// Takes in letters that were looked at, in the order of the records, and hands those that are to be made on
/// to the ledger, some hundred at a time.
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
  ///   - list: What the list is called.
  ///   - combined: The file that all letters go into; nil where each has its own.
  ///   - stop: Set when the ledger cannot take them.
  ///   - listsLetters: Whether every letter is kept, to be shown.
  ///   - onFault: Called when a letter cannot be made.
  /// - Throws: ``DiagnosticsError`` if the ledger cannot be written.
  init(
    into ledger: Ledger?, of list: String, combined: CombinedOptions?, stop: StopFlag,
    listsLetters: Bool,
    onFault: @escaping @Sendable () -> Void
  ) throws(DiagnosticsError) {
    (self.ledger, self.stop, self.onFault) = (ledger, stop, onFault)
    (plan, letters) = (Plan(of: list, combined: combined), listsLetters ? [] : nil)
    try ledger?.beginPlan()
  }

  /// Takes in what was found out about some letters.
  mutating func add(_ result: Result<CheckedPortion, DiagnosticsError>) {
    switch result {
    case .success(let portion):
      for letter in portion.letters {
        plan.add(letter)
        keep(letter)
      }
      if let ready = portion.ready { plan.add(ready) }
      if let combined = portion.combined { plan.add(combined) }
    case .failure(let error): fail(error)
    }
  }

  private mutating func keep(_ letter: CheckedLetter) {
    let step: PlannedLetter.Step
    switch letter.state {
    case .notAskedFor: return
    case .current: step = .current
    case .addedTo: step = .leftOut
    case .due(let isThere):
      step = isThere ? .again : .make
      batch(letter, faults: [])
    case .faulty:
      step = .failed
      onFault()
      // The ledger knows letters by their keys.
      if letter.listFault?.leavesKey ?? true {
        batch(letter, faults: (letter.listFault?.problems ?? []) + letter.diagnostics)
      }
    }
    letters?.append(
      PlannedLetter(
        key: letter.key, file: letter.place ?? "", pages: letter.pages, row: letter.row,
        input: letter.input.hexadecimalText, step: step))
  }

  private mutating func batch(_ letter: CheckedLetter, faults: [Diagnostic]) {
    guard ledger != nil else { return }
    batch.append(
      PlannedEntry(
        key: letter.key, row: letter.row, file: letter.place ?? "", input: letter.input,
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
