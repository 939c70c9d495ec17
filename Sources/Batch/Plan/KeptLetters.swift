import Diagnostics
import DisplayList

/// A letter that only needs writing.
struct LaidOut: Sendable {
  /// Its pages.
  var letter: PagedLetter
  /// What should be looked at.
  var warnings: [Diagnostic]
}

/// Letters that were laid out to be checked, kept until they are written.
///
/// This is all that goes from checking to making besides the plan itself: what is kept here is not laid out
/// again, and what is not is. Which letters are kept changes how long a run takes, never what it makes.
struct KeptLetters: Sendable {
  private var letters: [Int: LaidOut] = [:]

  /// How many letters are kept at most, so that memory is bounded.
  private static let limit = 256

  /// Keeps the letter of a record, if there is room.
  mutating func keep(_ letter: LaidOut, of record: Int) {
    guard letters.count < KeptLetters.limit else { return }
    letters[record] = letter
  }

  /// The letter of a record; nil if it was not kept.
  func letter(of record: Int) -> LaidOut? { letters[record] }
}
