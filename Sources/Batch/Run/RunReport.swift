package import Composition
package import Diagnostics
package import Ledger

/// What became of a run.
package struct RunReport: Sendable {
  /// How many letters are there, or can be made.
  package var letters = 0
  /// How many of those were there already, and stayed as they were.
  package var current = 0
  /// How many of the others were there already, too, and were made again because that was asked for.
  package var again = 0
  /// How many good letters were not made: others are at fault, or somebody signed them since.
  package var leftOut = 0
  /// How many pages ``letters`` have together.
  package var pages = 0
  /// How many sheets they take, each printed on both sides.
  package var sheets = 0
  /// How many letters cannot be made.
  package var failed = 0
  /// Everything that was found, in the order of the files and records.
  package var diagnostics: [Diagnostic] = []
  /// What could be written better, if that was asked for; no letter is at fault for it.
  package var hints: [Diagnostic] = []
  /// Every letter with what became of it, where the request asked for them.
  package var each: [PlannedLetter] = []
  /// How many recipients of the list get letters and how many do not; nil where everybody gets one.
  package var recipients: RecipientTally?
  /// Those who get no letter, with the reason, where the request asked for every letter.
  package var omitted: [OmittedEntry] = []

  /// What is told of a run that ended before any letter was looked at, or of one that did not.
  package init(letters: Int = 0, pages: Int = 0, failed: Int = 0, diagnostics: [Diagnostic]) {
    self.letters = letters
    self.pages = pages
    self.failed = failed
    self.diagnostics = diagnostics
  }

  /// How many letters were made.
  package var made: Int { letters - current }
  /// Whether anything found keeps a letter from being made.
  package var hasErrors: Bool { diagnostics.contains { $0.severity == .error } }

  /// The report of a run that found the same and made nothing.
  package var withoutLetters: RunReport {
    var report = RunReport(failed: failed, diagnostics: diagnostics)
    report.leftOut = leftOut + made
    report.each = each.map(\.leftOut)
    (report.recipients, report.omitted) = (recipients, omitted)
    return report
  }
}

/// A letter of a run.
package struct PlannedLetter: Hashable, Sendable {
  /// What a run does about a letter.
  package enum Step: String, Sendable {
    /// It is made.
    case make
    /// It is there as it would be made, and made again because that was asked for.
    case again
    /// It is there as it would be made.
    case current
    /// It cannot be made.
    case failed
    /// It could be made, but is not.
    case leftOut
  }

  /// What tells it from the others.
  package var key: String
  /// The name of its file; empty if that is at fault.
  package var file: String
  /// How many pages it has; 0 if it cannot be made.
  package var pages: Int
  /// The number of its row: in a workbook Excel's, otherwise that of its record in the list; 0 if it has none.
  package var row: Int
  /// The digest of everything that goes into it, in hexadecimal digits.
  package var input: String
  /// What is done about it.
  package var step: Step

  /// The same letter in a run that makes none.
  fileprivate var leftOut: PlannedLetter {
    guard step == .make || step == .again else { return self }
    var letter = self
    letter.step = .leftOut
    return letter
  }
}
