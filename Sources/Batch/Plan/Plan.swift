import ArchivalPDF
import Diagnostics
import Ledger
import Records

/// What a run is to do: every letter accounted for before the first is made.
///
/// It holds no records and no pages: a bit a letter, the digests of the files' names, and where the letters
/// are that were set aside.
struct Plan: Sendable {
  /// How many letters can be made or are there.
  private(set) var good = 0
  /// How many pages those have together.
  private(set) var pages = 0
  /// How many letters are to be made.
  private(set) var due = 0
  /// Those letters, if they are made after this.
  private(set) var ready: [ReadyPortion] = []
  /// The records whose letters cannot be made.
  private(set) var faulty = NumberSet()
  /// The numbers in the ledger of the letters that are there.
  private(set) var current = NumberSet()
  /// What the ledger is to note of those.
  private(set) var refreshes: [EntryRefresh] = []
  /// The file that all letters go into; nil where each has its own.
  private(set) var combined: CombinedPlan?
  /// The files' names, to be held against each other.
  private(set) var names = UniquenessCheck()
  private var noted = DiagnosticCollector()
  private var unlisted = 0

  /// How many different problems are kept; of more, only the number.
  private static let limit = 200

  /// An empty plan; `combined` is the file that all letters go into.
  init(combined: CombinedOptions? = nil) {
    self.combined = combined.map { CombinedPlan($0) }
  }

  /// How many letters were looked at.
  var count: Int { good + faulty.count }

  /// Takes in letters that are to be made.
  mutating func add(_ portion: ReadyPortion) { ready.append(portion) }

  /// Takes in what a file of all letters must know of them.
  mutating func add(_ portion: CombinedPortion) { combined?.add(portion) }

  /// Takes in what was found out about a letter.
  mutating func add(_ letter: CheckedLetter) {
    switch letter.state {
    case .notAskedFor: return
    case .faulty: faulty.insert(letter.record)
    case .due: due += 1
    case .current(let refresh, let isNew):
      current.insert(Int(refresh.id))
      if isNew { refreshes.append(refresh) }
    }
    if case .faulty = letter.state {
    } else {
      good += 1
      pages += letter.pages
      if let name = letter.comparedName { names.insert(name) }
    }
    note(letter.diagnostics)
  }

  /// Forgets the files' names, once they were held against each other: a million take 16 MB.
  mutating func forgetNames() { names = UniquenessCheck() }

  private mutating func note(_ diagnostics: [Diagnostic]) {
    for diagnostic in diagnostics {
      if noted.diagnostics.count < Plan.limit {
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

  /// Whether there is nothing to make and nothing to note.
  var isIdle: Bool { due == 0 && refreshes.isEmpty && faulty.isEmpty }
}
