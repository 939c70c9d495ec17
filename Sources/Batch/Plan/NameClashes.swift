import Composition
import Diagnostics
import Records
import Storage

/// Letters that would have the same file.
struct NameClashes: Sendable {
  /// A letter with a file that another would have, too.
  struct Letter: Sendable {
    /// Its record's number in the list.
    let record: Int
    /// What tells it from the others.
    let key: String
    /// How many pages it has.
    let pages: Int
    /// What keeps it from being made.
    var problem: Diagnostic
  }

  /// All of them, as far as ``areAll``; the first of each name as soon as there is a second.
  var letters: [Letter] = []
  /// Whether there are no others.
  private(set) var areAll = true
  /// What is told of each but the first with one file; of a great many the rest as a number.
  var problems: [Diagnostic] { told.diagnostics }
  private var told = DiagnosticCollector()
  /// The first letters that are among ``letters``, by their records.
  private var firsts: Set<Int> = []

  /// How many letters are known one by one.
  ///
  /// If more have the file of another, a name that says nothing of its letter was chosen for all.
  private static let mostLetters = 10_000

  /// No letters.
  init() {}

  /// Compares the names that seem to stand twice, by going through the records once more.
  ///
  /// - Parameters:
  ///   - names: The names of all letters.
  ///   - feed: Their records.
  ///   - key: What tells a record's letter from the others.
  ///   - file: The name of a record's file; nil if its letter counts for nothing.
  ///   - pages: How many pages the letter has.
  /// - Throws: ``DiagnosticsError`` if the list cannot be read once more.
  init(
    _ names: UniquenessCheck, among feed: RecordFeed, key: (Record) -> String,
    file: (Record) -> LetterFileName?, pages: (Record) -> Int = { _ in 0 }
  ) throws(DiagnosticsError) {
    var repetitions: Repetitions<Place> = names.repetitions()
    guard !repetitions.isEmpty else { return }
    var feed = feed
    var count = 0
    while let record = try feed.next() {
      guard let file = file(record) else { continue }
      let isKnown = letters.count < NameClashes.mostLetters
      func place() -> Place {
        Place(
          record: record.number, key: key(record), pages: isKnown ? pages(record) : 0,
          location: record.location)
      }
      guard let first = repetitions.firstPlace(of: file.comparedForm, at: place()) else { continue }
      count += 1
      note(file, of: place(), with: first, isKnown: isKnown)
    }
    if count < repetitions.surplus { areAll = false }
  }

  /// A letter that has a file's name.
  private struct Place: Sendable {
    let record: Int
    let key: String
    let pages: Int
    let location: SourceLocation
  }

  private mutating func note(
    _ file: LetterFileName, of letter: Place, with first: Place, isKnown: Bool
  ) {
    let problem = NameClashes.problem(file, letter.location, other: first.location)
    told.report(problem)
    guard isKnown else {
      areAll = false
      return
    }
    if firsts.insert(first.record).inserted {
      add(first, NameClashes.problem(file, first.location, other: letter.location))
    }
    add(letter, problem)
  }

  private mutating func add(_ letter: Place, _ problem: Diagnostic) {
    letters.append(
      Letter(record: letter.record, key: letter.key, pages: letter.pages, problem: problem))
  }

  private static func problem(
    _ file: LetterFileName, _ place: SourceLocation, other: SourceLocation
  ) -> Diagnostic {
    .error(
      "batch.same-file-name",
      "the letter would have the same file as the one of \(other.row), '\(file.text)'", at: place,
      hints: [
        "put a field into 'file' of the mailing that tells the two apart",
        "names that differ only in letter case are one file on some systems",
      ])
  }
}

extension SourceLocation {
  /// `line 3`, or of a workbook `row 3`.
  var row: String { (cell == nil ? "line" : "row") + " \(line)" }
}
