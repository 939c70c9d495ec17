import Diagnostics
import DisplayList
import Ledger
import Merge
import Records

/// What came of a record when letters were made.
enum MakingResult: Sendable {
  /// The plan has nothing to do for it.
  case left
  /// The letter was made, or turned out to be at fault; its bytes where they go to an archive.
  case done(LetterOutcome, bytes: [UInt8])
  /// The run cannot go on.
  case stopped(DiagnosticsError)
}

/// A letter's file before it is anywhere.
struct LetterFile: Sendable {
  /// All of it.
  var bytes: [UInt8]
  /// The digest of what does not depend on the act of signing; nil if the renderer has none.
  var contentDigest: [UInt8]?
  /// Who signed it; nil if nobody did.
  var signer: String?
}

extension LetterMaker {
  /// Makes the letter of a record, unless the plan has none for it.
  ///
  /// - Parameters:
  ///   - record: The recipient.
  ///   - key: What tells the letter from the others.
  ///   - plan: What there is to make, with the pages of its first letters.
  ///   - write: Puts the file where it belongs.
  /// - Returns: What came of it.
  func make(
    _ record: Record, key: String, _ plan: Plan,
    write: (LetterFile, LetterFileName) throws(DiagnosticsError) -> MadeFile
  ) -> MakingResult {
    guard plan.due.contains(record.number) else { return .left }
    do throws(DiagnosticsError) {
      let laidOut = try self.laidOut(record, plan.kept)
      let file = try letterFile(of: laidOut.letter)
      var made = try write(file, try fileName(for: record))
      made.pages = laidOut.letter.pages.count
      let outcome = LetterOutcome(key: key, made: made, diagnostics: laidOut.warnings)
      return .done(outcome, bytes: file.bytes)
    } catch {
      // What is wrong with the letter concerns it alone; what is wrong with disk, memory or signing key
      // concerns them all.
      guard error.failure == .data else { return .stopped(error) }
      return .done(LetterOutcome(key: key, made: nil, diagnostics: error.diagnostics), bytes: [])
    }
  }

  private func laidOut(_ record: Record, _ kept: KeptLetters) throws(DiagnosticsError) -> LaidOut {
    if let letter = kept.letter(of: record.number) { return letter }
    let pages = try self.pages(for: record)
    return LaidOut(letter: pages.output, warnings: pages.warnings)
  }
}
