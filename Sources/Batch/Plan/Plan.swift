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
  /// How many sheets they take, each printed on both sides.
  private(set) var sheets = 0
  /// How many letters are to be made.
  private(set) var due = 0
  /// How many of those are there as they would be made.
  private(set) var again = 0
  /// How many letters stay as they are because somebody added to them.
  private(set) var addedTo = 0
  /// Those letters, if they are made after this.
  private(set) var ready: [ReadyPortion] = []
  /// The records whose letters cannot be made.
  private(set) var faulty = NumberSet()
  /// The numbers in the ledger of the letters that are there and stay.
  private(set) var seen = NumberSet()
  /// What the ledger is to note of those.
  private(set) var refreshes: [EntryRefresh] = []
  /// The file that all letters go into; nil where each has its own.
  private(set) var combined: CombinedPlan?
  /// The files' names, to be held against each other.
  private(set) var names = UniquenessCheck()
  private var faults: LetterFaults

  /// A plan of nothing yet.
  ///
  /// - Parameters:
  ///   - list: What the list is called.
  ///   - combined: The file that all letters go into; nil where each has its own.
  init(of list: String, combined: CombinedOptions?) {
    faults = LetterFaults(of: list)
    self.combined = combined.map { CombinedPlan($0) }
  }

  /// How many letters were looked at.
  var count: Int { good + addedTo + faulty.count }
  /// How many letters are there as they would be made, and stay so.
  var current: Int { seen.count - addedTo }

  /// Takes in letters that are to be made.
  mutating func add(_ portion: ReadyPortion) { ready.append(portion) }

  /// Takes in what a file of all letters must know of them.
  mutating func add(_ portion: CombinedPortion) { combined?.add(portion) }

  /// Takes in what was found out about a letter.
  mutating func add(_ letter: CheckedLetter) {
    switch letter.state {
    case .notAskedFor: return
    case .faulty: faulty.insert(letter.record)
    case .due(let isThere):
      due += 1
      if isThere { again += 1 }
      count(letter)
    case .current(let refresh, let isNew):
      see(refresh, isNew: isNew)
      count(letter)
    case .addedTo(let refresh, let isNew):
      addedTo += 1
      see(refresh, isNew: isNew)
    }
    if letter.file != nil, let name = letter.comparedName { names.insert(name) }
    if case .current = letter.state { return }
    faults.note(letter.diagnostics)
  }

  private mutating func count(_ letter: CheckedLetter) {
    good += 1
    pages += letter.pages
    sheets += letter.pages.sheets
  }

  private mutating func see(_ refresh: EntryRefresh, isNew: Bool) {
    seen.insert(Int(refresh.id))
    if isNew { refreshes.append(refresh) }
  }

  /// Forgets the files' names, once they were held against each other: a million take 16 MB.
  mutating func forgetNames() { names = UniquenessCheck() }

  /// What was noted, in the order of the records.
  var diagnostics: [Diagnostic] { faults.diagnostics }

  /// Whether there is nothing to make and nothing to note.
  var isIdle: Bool { due == 0 && refreshes.isEmpty && faulty.isEmpty }
}
