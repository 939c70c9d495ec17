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
  var again: Int { repeated.count }
  /// How many letters stay as they are because somebody added to them.
  private(set) var addedTo = 0
  /// The records whose letters are there and stay.
  private var staying = NumberSet()
  /// The records whose letters are there and made again.
  private var repeated = NumberSet()
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
  /// The records whose letters have those names.
  private(set) var named = NumberSet()
  /// The letters that cannot be made as each would have the same file as another.
  private(set) var clashes = NameClashes()
  /// How many records cannot be told from others by a key, so that the ledger does not know them.
  private(set) var nameless = 0
  /// Those who get no letter, where somebody asks who they are.
  var omitted: [OmittedEntry] = []
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
    case .faulty:
      faulty.insert(letter.record)
      if letter.listFault?.leavesKey == false { nameless += 1 }
    case .due(let isThere):
      due += 1
      if isThere { repeated.insert(letter.record) }
      count(letter)
    case .current(let refresh, let isNew):
      see(letter, refresh, isNew: isNew)
      count(letter)
    case .addedTo(let refresh, let isNew):
      addedTo += 1
      see(letter, refresh, isNew: isNew)
    }
    if letter.file != nil, let name = letter.comparedName {
      names.insert(name)
      named.insert(letter.record)
    }
    if case .current = letter.state { return }
    // Nothing is known of a letter whose row cannot be read, so it says nothing of what all letters have.
    if letter.listFault?.kind != .row { faults.note(letter.diagnostics) }
  }

  private mutating func count(_ letter: CheckedLetter) {
    good += 1
    pages += letter.pages
    sheets += letter.pages.sheets
  }

  private mutating func see(_ letter: CheckedLetter, _ refresh: EntryRefresh, isNew: Bool) {
    staying.insert(letter.record)
    seen.insert(Int(refresh.id))
    if isNew { refreshes.append(refresh) }
  }

  /// Takes in which letters would have the same file, and forgets the files' names: a million take 16 MB.
  ///
  /// Those that are there stay: each has its file. The others cannot be made.
  mutating func note(_ found: NameClashes) {
    (names, named) = (UniquenessCheck(), NumberSet())
    clashes = found
    clashes.letters = found.letters.filter { !staying.contains($0.record) }
    for letter in clashes.letters {
      due -= 1
      good -= 1
      pages -= letter.pages
      sheets -= letter.pages.sheets
      faulty.insert(letter.record)
    }
    repeated.formRemoving(clashes.letters.map(\.record))
  }

  /// The keys of letters that were found good by themselves and are not made.
  var withheld: Set<String> { Set(clashes.letters.map(\.key)) }

  /// What was noted, in the order of the records, then what is wrong with letters together.
  var diagnostics: [Diagnostic] { faults.diagnostics + clashes.problems }

  /// Whether there is nothing to make and nothing to note.
  var isIdle: Bool { due == 0 && refreshes.isEmpty && faulty.isEmpty }
}
