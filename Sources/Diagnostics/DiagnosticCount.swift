/// Problems that are not told one by one: how many, and the worst of them, whose place and failure stand for all.
package struct DiagnosticCount: Sendable {
  private var count = 0
  private(set) var worst: Diagnostic?

  /// The name of what stands for the problems.
  static let id = "problems.more"

  /// No problems.
  package init() {}

  /// Counts a problem, or those that it stands for.
  package mutating func add(_ diagnostic: Diagnostic) {
    count += diagnostic.count
    if worst.map({ $0.severity < diagnostic.severity }) ?? true { worst = diagnostic }
  }

  /// Counts what another one has counted.
  package mutating func add(_ other: DiagnosticCount) {
    if let diagnostic = other.diagnostic { add(diagnostic) }
  }

  /// What is told of them: their number, at the place of the worst; nil if there are none.
  package var diagnostic: Diagnostic? {
    worst.map { worst in
      var more = Diagnostic(
        worst.severity, DiagnosticCount.id,
        "and \(count) more \(count == 1 ? "problem" : "problems") like these", at: worst.location,
        failure: worst.failure)
      more.count = count
      return more
    }
  }
}
