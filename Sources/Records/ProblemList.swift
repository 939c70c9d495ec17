import Diagnostics

/// Gathers the problems of a list, of which a huge broken file may have one in every row.
///
/// Only the first ones are kept; the rest is counted. Warnings are kept apart, so that they never
/// crowd out an error.
struct ProblemList: Sendable {
  let file: String
  private let limit: Int
  private var kept: [Diagnostic.Severity: [Diagnostic]] = [:]
  private var counts: [Diagnostic.Severity: Int] = [:]

  /// An empty list that keeps `limit` errors and as many warnings.
  init(file: String, limit: Int) {
    (self.file, self.limit) = (file, limit)
  }

  /// Whether anything keeps the list from being used.
  var hasErrors: Bool { counts[.error, default: 0] > 0 }

  /// Notes a problem; its words are only made if it will be told.
  mutating func report(_ severity: Diagnostic.Severity, _ diagnostic: @autoclosure () -> Diagnostic)
  {
    counts[severity, default: 0] += 1
    if counts[severity, default: 0] <= limit { kept[severity, default: []].append(diagnostic()) }
  }

  /// Notes an error; its words are only made if it will be told.
  mutating func report(error diagnostic: @autoclosure () -> Diagnostic) {
    report(.error, diagnostic())
  }

  /// Counts errors of which nothing is told but that they are there.
  mutating func count(errors: Int) { counts[.error, default: 0] += errors }

  /// Notes what another list has noted.
  mutating func report(contentsOf other: ProblemList) {
    for (severity, diagnostics) in other.kept.sorted(by: { $0.key > $1.key }) {
      for diagnostic in diagnostics { report(severity, diagnostic) }
      counts[severity, default: 0] += other.counts[severity, default: 0] - diagnostics.count
    }
  }

  /// Changes how the problems are told.
  mutating func change(_ change: (Diagnostic) -> Diagnostic) {
    kept = kept.mapValues { $0.map(change) }
  }

  /// The problems in the order of the file, then how many more there are.
  var diagnostics: [Diagnostic] {
    let all = [Diagnostic.Severity.error, .warning].flatMap { kept[$0] ?? [] }
    let places = Dictionary(grouping: all) { $0.location != nil }
    let placed = (places[true] ?? []).enumerated().sorted {
      guard let left = $0.element.location, let right = $1.element.location else { return false }
      return (left, $0.offset) < (right, $1.offset)
    }
    return (places[false] ?? []) + placed.map(\.element) + [.error, .warning].compactMap(more)
  }

  /// Hands over `output` with the warnings, or throws everything if there is an error.
  func finish<Output>(_ output: @autoclosure () -> Output) throws(DiagnosticsError)
    -> Warned<Output>
  {
    guard !hasErrors else { throw DiagnosticsError(diagnostics) }
    return Warned(output(), warnings: diagnostics)
  }

  private func more(_ severity: Diagnostic.Severity) -> Diagnostic? {
    let hidden = counts[severity, default: 0] - (kept[severity]?.count ?? 0)
    guard hidden > 0 else { return nil }
    let noun = severity == .error ? "error" : "warning"
    return Diagnostic(
      severity, "records.more",
      "'\(file)' has \(grouped(hidden)) more \(noun)\(hidden == 1 ? "" : "s") like these"
    )
  }
}

/// A number with its thousands set apart by commas: `12,345`.
func grouped(_ number: Int) -> String {
  var text = ""
  for (index, digit) in String(number).reversed().enumerated() {
    if index > 0, index.isMultiple(of: 3), digit != "-" { text.append(",") }
    text.append(digit)
  }
  return String(text.reversed())
}
