import Composition
import Diagnostics
import Ledger
import Storage

/// What came of a letter that was to be made.
enum MakingResult: Sendable {
  /// The letter was made.
  case made(LetterOutcome)
  /// The letter, of so many pages, turned out to be at fault.
  case failed(LetterOutcome, pages: Int)
  /// The run cannot go on.
  case stopped(DiagnosticsError)
}

extension [MakingResult] {
  /// What came of letters, without what ended the run.
  var outcomes: [LetterOutcome] {
    compactMap { result in
      switch result {
      case .made(let outcome), .failed(let outcome, _): outcome
      case .stopped: nil
      }
    }
  }
}

extension LetterMaker {
  /// Makes letters that were found good.
  ///
  /// - Parameters:
  ///   - portion: The letters.
  ///   - spool: Where they were set aside.
  ///   - withheld: The keys of letters that are not made after all.
  ///   - write: Puts a file where it belongs.
  /// - Returns: What came of each, up to the first after which the run cannot go on.
  func make(
    _ portion: ReadyPortion, from spool: Spool, except withheld: Set<String>,
    write: (LetterFile, ReadyLetter) throws(DiagnosticsError) -> MadeFile
  ) -> [MakingResult] {
    var results: [MakingResult] = []
    do throws(DiagnosticsError) {
      for letter in try portion.letters(from: spool, sharing: parts)
      where !withheld.contains(letter.key) {
        results.append(try make(letter, write))
      }
    } catch {
      results.append(.stopped(error))
    }
    return results
  }

  private func make(
    _ letter: ReadyLetter,
    _ write: (LetterFile, ReadyLetter) throws(DiagnosticsError) -> MadeFile
  ) throws(DiagnosticsError) -> MakingResult {
    do throws(DiagnosticsError) {
      let made = try write(try finish(letter.file), letter)
      return .made(LetterOutcome(key: letter.key, made: made, diagnostics: letter.warnings))
    } catch {
      // What is wrong with the letter concerns it alone; what is wrong with disk, memory or signing key
      // concerns them all.
      guard error.failure == .data else { throw error }
      let outcome = LetterOutcome(key: letter.key, made: nil, diagnostics: error.diagnostics)
      return .failed(outcome, pages: letter.pages)
    }
  }
}
