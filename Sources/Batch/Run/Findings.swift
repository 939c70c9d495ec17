import Diagnostics
import Records

/// What is found out about the letters of a run before the first is made.
struct Findings: Sendable {
  /// What was found out about one letter.
  struct Finding: Sendable {
    /// The record's number in its list.
    var record: Int
    /// The letter's file; nil if the letter cannot be made.
    var file: LetterFileName?
    /// How many pages it has.
    var pages = 0
    /// What was noted.
    var diagnostics: [Diagnostic] = []
  }

  /// How many letters can be made.
  private(set) var good = 0
  /// How many pages those have together.
  private(set) var pages = 0
  /// The records whose letters cannot be made.
  private(set) var faulty: Set<Int> = []
  /// The files' names, to be held against each other.
  private(set) var names = UniquenessCheck()
  private var noted = DiagnosticCollector()
  private var unlisted = 0

  /// How many different problems are kept; of more, only the number.
  private static let limit = 200

  /// How many letters were looked at.
  var count: Int { good + faulty.count }

  /// Takes in what was found out about a letter.
  mutating func add(_ finding: Finding) {
    if let file = finding.file {
      good += 1
      pages += finding.pages
      names.insert(file.comparedForm)
    } else {
      faulty.insert(finding.record)
    }
    for diagnostic in finding.diagnostics {
      if noted.diagnostics.count < Findings.limit {
        noted.report(diagnostic)
      } else {
        unlisted += 1
      }
    }
  }

  /// What was noted, in the order of the records.
  var diagnostics: [Diagnostic] {
    guard unlisted > 0 else { return noted.diagnostics }
    let more = Diagnostic(
      faulty.isEmpty ? .warning : .error, "batch.more", "and \(unlisted) more problems like these")
    return noted.diagnostics + [more]
  }
}
