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

  /// Whether there is any error.
  var hasErrors: Bool { counts[.error, default: 0] > 0 }

  /// The errors that reach no further than a row, in the order in which they were found; of a great many the first.
  private(set) var rowFaults: [PlacedFault] = []
  /// Whether an error reaches further than a row, or too many rows are at fault to know them all.
  private(set) var isWholeAtFault = false

  /// An error that reaches no further than the row that it stands in.
  struct PlacedFault: Sendable {
    let fault: RowFault
    let position: Position
    var problem: Diagnostic
  }

  /// How many errors of single rows are known.
  static let mostRowFaults = 10_000

  /// Notes a problem; its words are only made if it will be told.
  private mutating func note(
    _ severity: Diagnostic.Severity, _ diagnostic: @autoclosure () -> Diagnostic
  ) {
    counts[severity, default: 0] += 1
    if counts[severity, default: 0] <= limit { kept[severity, default: []].append(diagnostic()) }
  }

  /// Notes a warning; its words are only made if it will be told.
  mutating func report(warning diagnostic: @autoclosure () -> Diagnostic) {
    note(.warning, diagnostic())
  }

  /// Notes an error of the list as a whole; its words are only made if it will be told.
  mutating func report(error diagnostic: @autoclosure () -> Diagnostic) {
    isWholeAtFault = true
    note(.error, diagnostic())
  }

  /// Notes an error that reaches no further than the row it stands in; its words are only made if anybody can ask
  /// for them.
  mutating func report(
    _ fault: RowFault, at position: Position, error diagnostic: @autoclosure () -> Diagnostic
  ) {
    guard rowFaults.count < ProblemList.mostRowFaults else { return report(error: diagnostic()) }
    let problem = diagnostic()
    rowFaults.append(PlacedFault(fault: fault, position: position, problem: problem))
    note(.error, problem)
  }

  /// Counts errors of which nothing is told but that they are there.
  mutating func count(errors: Int) {
    if errors > 0 { isWholeAtFault = true }
    counts[.error, default: 0] += errors
  }

  /// Takes it that nobody can say how far the errors that were found reach.
  mutating func doubtWhole() { isWholeAtFault = true }

  /// Notes what another list has noted.
  mutating func report(contentsOf other: ProblemList) {
    for (severity, diagnostics) in other.kept.sorted(by: { $0.key > $1.key }) {
      for diagnostic in diagnostics { note(severity, diagnostic) }
      counts[severity, default: 0] += other.counts[severity, default: 0] - diagnostics.count
    }
    let room = ProblemList.mostRowFaults - rowFaults.count
    isWholeAtFault = isWholeAtFault || other.isWholeAtFault || other.rowFaults.count > room
    rowFaults += other.rowFaults.prefix(room)
  }

  /// Changes how the problems are told.
  mutating func change(_ change: (Diagnostic) -> Diagnostic) {
    kept = kept.mapValues { $0.map(change) }
    for index in rowFaults.indices {
      rowFaults[index].problem = change(rowFaults[index].problem)
    }
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
