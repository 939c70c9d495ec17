package import Diagnostics
package import Ledger
package import Records

/// Which records of a list get letters, and why the others do not: a byte a record.
package struct Selection: Sendable {
  /// How many there are of either.
  package internal(set) var tally: RecipientTally
  /// The records of which nobody can say it, with what is wrong with each; they can get no letter.
  package internal(set) var undecided: [Int: [Diagnostic]] = [:]
  /// Where what is behind each cause is written; nil where it differs from record to record.
  let places: [SourceLocation?]
  /// By record: 0 if it gets a letter, otherwise the position of the cause, from 1.
  private var marks: [UInt8] = []
  /// The lines on which those stand who are on lists of people who get none.
  private var lines: [Int: Int] = [:]

  /// How many records may be undecided; of more, the condition is at fault.
  static let mostUndecided = 10_000

  /// A selection of which nothing is known but for what records may be left out.
  init(_ causes: [RecipientTally.Cause], at places: [SourceLocation?]) {
    (tally, self.places) = (RecipientTally(causes: causes), places)
  }

  /// Notes the next record.
  ///
  /// - Parameters:
  ///   - cause: The position of what it is left out for; nil if it gets a letter.
  ///   - line: Where its recipient stands on that list.
  mutating func note(leftOutFor cause: Int?, line: Int? = nil) {
    tally.listed += 1
    marks.append(cause.map { UInt8(clamping: $0 + 1) } ?? 0)
    guard let cause else { return }
    tally.causes[cause].count += 1
    if let line { lines[tally.listed] = line }
  }

  /// Whether a record gets a letter.
  package func takes(_ record: Int) -> Bool {
    marks.indices.contains(record - 1) && marks[record - 1] == 0
  }

  /// Why a record gets no letter; nil if it gets one.
  package func omission(of record: Record, key: String, sheet: String?) -> OmittedEntry? {
    guard marks.indices.contains(record.number - 1), marks[record.number - 1] > 0 else {
      return nil
    }
    let index = Int(marks[record.number - 1]) - 1
    let cause = tally.causes[index]
    var place = places[index]?.description ?? record.location.description
    if let line = lines[record.number] { place = "\(cause.name):\(line)" }
    return OmittedEntry(
      key: key, row: record.row(ofSheet: sheet), reason: cause.reason, cause: place)
  }
}
