import Batch
import Diagnostics
import Verification

/// What became of a run, for programs.
struct JSONReport: Encodable {
  private let letters: Int
  private let current: Int
  private let pages: Int
  private let failed: Int
  private let plan: [Letter]?
  private let signatures: [SignatureTally.Group]?
  private let diagnostics: [JSONProblem]

  private struct Letter: Encodable {
    let key, file, input: String
    let row, pages: Int
    let current: Bool
  }

  /// The report of a run; `letters` where its plan was asked for, `signatures` where they were checked.
  init(
    _ report: RunReport, letters planned: [PlannedLetter]? = nil,
    signatures: [SignatureTally.Group]? = nil
  ) {
    self.signatures = signatures
    letters = report.letters
    current = report.current
    pages = report.pages
    failed = report.failed
    plan = planned?.map {
      Letter(
        key: $0.key, file: $0.file, input: $0.input, row: $0.row, pages: $0.pages,
        current: $0.isCurrent)
    }
    diagnostics = report.diagnostics.map { JSONProblem($0) }
  }
}

/// A problem, for programs.
struct JSONProblem: Encodable {
  private let severity, id, message: String
  private let file: String?
  private let line, column: Int?
  private let hints: [String]

  /// The problem that a diagnostic tells.
  init(_ diagnostic: Diagnostic) {
    (severity, id) = (diagnostic.severity.rawValue, diagnostic.id)
    (message, hints) = (diagnostic.message, diagnostic.hints)
    file = diagnostic.location?.file
    (line, column) = (diagnostic.location?.line, diagnostic.location?.column)
  }
}
