import Diagnostics
import DisplayList

/// The letters that were laid out last, so that each page's picture does not lay its letter out again.
struct LetterCache {
  private var letters: [(number: Int, letter: Result<Warned<PagedLetter>, DiagnosticsError>)] = []

  private static let limit = 24

  /// The letter of a recipient, if it was laid out lately.
  subscript(number: Int) -> Result<Warned<PagedLetter>, DiagnosticsError>? {
    letters.first { $0.number == number }?.letter
  }

  /// Keeps a letter, and forgets the one that was kept longest.
  mutating func keep(_ letter: Result<Warned<PagedLetter>, DiagnosticsError>, number: Int) {
    letters.removeAll { $0.number == number }
    if letters.count == LetterCache.limit { letters.removeFirst() }
    letters.append((number, letter))
  }
}
