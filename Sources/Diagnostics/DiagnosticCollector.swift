/// Gathers problems while work goes on, so that all of them are told at once.
public struct DiagnosticCollector: Sendable {
  /// What was found so far, each problem once, in the order it was found.
  public private(set) var diagnostics: [Diagnostic] = []
  private var seen: Set<Diagnostic> = []

  /// A collector that has found nothing yet.
  public init() {}

  /// Whether anything found so far keeps the work from being done.
  public var hasErrors: Bool { diagnostics.contains { $0.severity == .error } }

  /// Notes a problem; the same problem twice is noted once.
  public mutating func report(_ diagnostic: Diagnostic) {
    if seen.insert(diagnostic).inserted { diagnostics.append(diagnostic) }
  }

  /// Notes several problems.
  public mutating func report(contentsOf diagnostics: some Sequence<Diagnostic>) {
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
