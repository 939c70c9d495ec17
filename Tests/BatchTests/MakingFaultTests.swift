import Composition
import Diagnostics
import Ledger
import Storage
import Testing

@testable import Batch

/// What is kept of letters that turn out to be at fault while they are made.
struct MakingFaultTests {
  @Test("they are counted, and named only where every letter is", arguments: [true, false])
  func keys(keepsKeys: Bool) {
    var faults = MakingFaults(keepsKeys: keepsKeys)
    for number in 1...3 {
      let outcome = LetterOutcome(
        key: "\(number)", made: nil, diagnostics: [.error("test.fault", "at fault")])
      faults.take([.failed(outcome, pages: 2)], StopFlag())
    }
    #expect(faults.failed == 3 && faults.done == 3)
    #expect(faults.missing.pages == 6 && faults.missing.sheets == 3)
    #expect(faults.keys == (keepsKeys ? ["1", "2", "3"] : []))
    #expect(faults.problems.diagnostics.count == 1)
  }
}
