import Batch
import Diagnostics

/// What became of a run, for programs.
struct JSONReport: Encodable {
  private let letters: Int
  private let current: Int
  private let pages: Int
  private let failed: Int
  private let plan: [Letter]?
  private let diagnostics: [Problem]

  private struct Letter: Encodable {
    let key, file, input: String
    let row, pages: Int
    let current: Bool
  }

  private struct Problem: Encodable {
    let severity, id, message: String
    let file: String?
    let line, column: Int?
    let hints: [String]
  }

  /// The report of a run; `letters` where its plan was asked for.
  init(_ report: RunReport, letters planned: [PlannedLetter]?) {
    letters = report.letters
    current = report.current
    pages = report.pages
    failed = report.failed
    plan = planned?.map {
      Letter(
        key: $0.key, file: $0.file, input: $0.input, row: $0.row, pages: $0.pages,
        current: $0.isCurrent)
    }
    diagnostics = report.diagnostics.map {
      Problem(
        severity: $0.severity.rawValue, id: $0.id, message: $0.message, file: $0.location?.file,
        line: $0.location?.line, column: $0.location?.column, hints: $0.hints)
    }
  }
}
