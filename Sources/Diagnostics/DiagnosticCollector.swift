/// Gathers problems while work goes on, so that all of them are told at once.
public struct DiagnosticCollector: Sendable {
  private var listed: [Diagnostic] = []
  private var seen: Set<Diagnostic> = []
  /// The problems beyond ``limit``.
  private var unlisted = DiagnosticCount()

  /// So many problems are told; the others are counted.
  package static let limit = 1000

  /// A collector that has found nothing yet.
  public init() {}

  /// What was found so far, each problem once, in the order it was found; of more than ``limit`` the rest as
  /// a number, at the place of the first.
  public var diagnostics: [Diagnostic] { listed + (unlisted.diagnostic.map { [$0] } ?? []) }

  /// Whether anything found so far keeps the work from being done.
  public var hasErrors: Bool {
    unlisted.worst?.severity == .error || listed.contains { $0.severity == .error }
  }

  /// Notes a problem; the same problem twice is noted once.
  public mutating func report(_ diagnostic: Diagnostic) {
    // A number that another collector gave goes into this one's, once.
    if diagnostic.id == DiagnosticCount.id {
      if seen.insert(diagnostic).inserted { unlisted.add(diagnostic) }
      return
    }
    guard listed.count < DiagnosticCollector.limit else {
      if !seen.contains(diagnostic) { unlisted.add(diagnostic) }
      return
    }
    if seen.insert(diagnostic).inserted { listed.append(diagnostic) }
  }

  /// Notes several problems.
  public mutating func report(contentsOf diagnostics: [Diagnostic]) {
    for diagnostic in diagnostics { report(diagnostic) }
  }

  /// Hands over `output` with the warnings found.
  ///
  /// - Throws: ``DiagnosticsError`` with all that was found, if any of it is an error.
  public func finish<Output>(_ output: @autoclosure () -> Output) throws(DiagnosticsError)
    -> Warned<Output>
  {
    guard !hasErrors else { throw DiagnosticsError(diagnostics) }
    return Warned(output(), warnings: diagnostics)
  }
}
