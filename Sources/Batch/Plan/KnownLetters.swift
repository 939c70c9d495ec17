import Diagnostics
import Ledger

/// The letters that a folder has already, as far as its ledger and its files agree.
struct KnownLetters: Sendable {
  /// What the folder knows of itself.
  let ledger: Ledger
  /// The files.
  let files: OutputFolder
  /// Whether letters are spread over sub-folders.
  let fansOut: Bool
  /// Whether every byte of a file is read, and not only its size and time.
  let verifiesFiles: Bool
  /// Whether there is no letter at all, as in a folder's first run.
  let isEmpty: Bool

  /// What the ledger knows of some records' letters, by their keys.
  ///
  /// - Parameter records: The records' numbers and keys, in order; they mostly follow each other, and then
  ///   one look at the ledger gives all.
  /// - Returns: The letters that there are.
  /// - Throws: ``DiagnosticsError`` if the ledger cannot be read.
  func entries(_ records: [(number: Int, key: String)]) throws(DiagnosticsError)
    -> [String: LedgerEntry]
  {
    guard !isEmpty, let first = records.first?.number, let last = records.last?.number else {
      return [:]
    }
    var known: [String: LedgerEntry] = [:]
    if last - first < 4 * records.count {
      for entry in try ledger.entries(rows: first...last) { known[entry.key] = entry }
    }
    let missing = records.map(\.key).filter { known[$0] == nil }
    for entry in missing.isEmpty ? [] : try ledger.entries(keys: missing) {
      known[entry.key] = entry
    }
    return known
  }

  /// Whether a letter is there as it would be made now.
  ///
  /// A file whose time is another than noted is read and held against its digest: it may have been
  /// copied, or the clock set.
  ///
  /// - Returns: What is to be noted of it; nil if it must be made.
  func current(_ entry: LedgerEntry, input: [UInt8], row: Int) -> EntryRefresh? {
    guard let made = entry.made, entry.input == input, let stamp = files.stamp(of: entry.file),
      stamp.size == made.size
    else { return nil }
    if verifiesFiles || stamp.modified != made.modified {
      guard files.digest(of: entry.file) == made.digest else { return nil }
    }
    return EntryRefresh(id: entry.id, row: row, modified: stamp.modified)
  }
}
