import Batch
import Composition
import Diagnostics
import Ledger
import Verification

/// What became of a run, for programs; `docs/report.schema.json` says what its fields mean.
struct JSONReport: Encodable {
  private let letters, made, again, current, failed, leftOut: Int
  private let pages, sheets: Int
  private let plan: [Letter]?
  private let recipients: Recipients?
  private let omitted: [Omitted]?
  private let output: String?
  private let signatures: [SignatureTally.Group]?
  private let diagnostics: [JSONProblem]

  private struct Letter: Encodable {
    let key, file, input, step: String
    let row, pages: Int

    init(_ letter: PlannedLetter) {
      (key, file, input) = (letter.key, letter.file, letter.input)
      (row, pages, step) = (letter.row, letter.pages, letter.step.rawValue)
    }
  }

  /// How many recipients the list has, get letters, and get none.
  private struct Recipients: Encodable {
    let listed, chosen: Int
    let leftOut: [String: Int]
    let unmatched: [Unmatched]

    struct Unmatched: Encodable {
      let file: String
      let lines, first: Int
    }

    init(_ tally: RecipientTally) {
      (listed, chosen) = (tally.listed, tally.chosen)
      leftOut = Dictionary(
        OmissionReason.allCases.map { ($0.rawValue, tally.count(for: $0)) }
      ) { first, _ in first }
      unmatched = tally.unmatched.map {
        Unmatched(file: $0.file, lines: $0.lines, first: $0.first)
      }
    }
  }

  /// Somebody who gets no letter.
  private struct Omitted: Encodable {
    let key, reason, cause: String
    let row: Int

    init(_ omitted: OmittedEntry) {
      (key, row) = (omitted.key, omitted.row)
      (reason, cause) = (omitted.reason.rawValue, omitted.cause)
    }
  }

  /// The report of a run that ended as `summary` says; `signatures` where they were checked.
  init(
    _ report: RunReport, _ summary: Summary? = nil, signatures: [SignatureTally.Group]? = nil
  ) {
    self.signatures = signatures
    let isMade = if case .made = summary { true } else { false }
    (letters, made, again) =
      isMade ? (report.letters, report.made, report.again) : (report.letters, 0, 0)
    (current, failed, leftOut) = (report.current, report.failed, report.leftOut)
    (pages, sheets) = (report.pages, report.sheets)
    output = summary?.target?.fullPath
    plan = output == nil ? nil : report.each.map(Letter.init)
    recipients = report.recipients.map(Recipients.init)
    omitted = output == nil || report.recipients == nil ? nil : report.omitted.map(Omitted.init)
    diagnostics = (report.diagnostics + report.hints).map { JSONProblem($0) }
  }
}

/// A problem, for programs.
struct JSONProblem: Encodable {
  private let severity, id, message: String
  private let file: String?
  private let line, column: Int?
  private let hints: [String]
  private let cell: String?
  private let letters: Int?

  /// The problem that a diagnostic tells.
  init(_ diagnostic: Diagnostic) {
    (severity, id) = (diagnostic.severity.rawValue, diagnostic.id)
    (message, hints) = (diagnostic.message, diagnostic.hints)
    file = diagnostic.location?.file
    (line, column) = (diagnostic.location?.line, diagnostic.location?.column)
    cell = diagnostic.cell.map(\.description)
    letters = diagnostic.letters > 1 ? diagnostic.letters : nil
  }
}
