import Diagnostics
import Ledger
import Storage

extension LetterFolder {
  /// Whether a plan asks for nothing that is not there, and nothing is to be noted.
  ///
  /// - Parameters:
  ///   - plan: The plan.
  ///   - request: What the run was asked to do.
  ///   - isWhole: Whether the plan accounts for the whole list.
  /// - Returns: Whether nothing is left to do.
  /// - Throws: ``DiagnosticsError`` if the ledger cannot be read.
  func isCurrent(_ plan: Plan, _ request: RunRequest, isWhole: Bool)
    throws(DiagnosticsError) -> Bool
  {
    guard plan.isIdle, try hasCurrentManifest(), try ledger.lastRun()?.state == .complete else {
      return false
    }
    guard try ledger.knowsGatheredOmissions() else { return false }
    if request.prunes, try !ledger.strayFiles().isEmpty { return false }
    guard isWhole else { return true }
    // Letters that no recipient has any more are noted by a run over the whole list, and only by it.
    guard try ledger.lastRun(isWhole: true) != nil else { return false }
    return try ledger.plannedCount() == plan.seen.count
  }
}
