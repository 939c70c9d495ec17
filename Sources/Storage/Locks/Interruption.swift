package import Diagnostics

extension DiagnosticsError {
  /// The problem of a run that was asked to stop.
  ///
  /// - Parameter made: How many letters it had made; nil if it made none.
  /// - Returns: The words for it, and that the same command goes on.
  package static func interruption(after made: Int?) -> DiagnosticsError {
    let message =
      made.map { "the run was stopped after \($0) letters; they are in the ledger" }
      ?? "the run was stopped before any letter was made"
    return DiagnosticsError(
      .error(
        interruptionID, message, hints: ["the same command goes on where this one stopped"],
        failure: .temporary))
  }

  private static let interruptionID = "batch.interrupted"

  /// Whether it tells of a run that was stopped.
  package var isInterruption: Bool {
    diagnostics.contains { $0.id == DiagnosticsError.interruptionID }
  }

  /// Whether it tells of a run that was stopped before any letter was made.
  package var isStoppedBeforeMaking: Bool { self == .interruption(after: nil) }
}
