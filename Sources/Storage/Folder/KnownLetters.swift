package import Diagnostics
package import Ledger

/// The letters that a folder has already, as far as its ledger and its files agree.
package struct KnownLetters: Sendable {
  /// What the folder knows of itself.
  package let ledger: Ledger
  let files: OutputFolder
  /// Where they are.
  package let folder: OpenFolder
  /// Whether letters are spread over sub-folders.
  package let fansOut: Bool
  /// Whether every byte of a file is read, and not only its size and time.
  let verifiesFiles: Bool
  /// Whether letters could not be made whose rows had no key of their own.
  package let lacksNameless: Bool
  /// Whether there is no letter at all, as in a folder's first run.
  package let isEmpty: Bool

  /// What a folder has, of which another run may be the owner; nil if it has no ledger.
  ///
  /// - Parameters:
  ///   - folder: The folder as the author named it.
  ///   - verifiesFiles: Whether every byte of a file is read, and not only its size and time.
  /// - Throws: ``DiagnosticsError`` if it cannot be read, or if its ledger is damaged.
  package init?(inFolder folder: String, verifiesFiles: Bool) throws(DiagnosticsError) {
    guard let ledger = try LetterFolder.ledger(of: folder) else { return nil }
    try self.init(ledger, OutputFolder(existing: folder), verifiesFiles: verifiesFiles)
  }

  /// What a folder has by its ledger.
  ///
  /// - Throws: ``DiagnosticsError`` if it cannot be read.
  package init(
    _ ledger: Ledger, _ files: OutputFolder, verifiesFiles: Bool
  ) throws(DiagnosticsError) {
    (self.ledger, self.files, self.verifiesFiles) = (ledger, files, verifiesFiles)
    folder = try files.opened()
    fansOut = try ledger.setting("fan-out") != nil
    lacksNameless = try ledger.hasNameless()
    isEmpty = try ledger.isEmpty()
  }

  /// What the ledger knows of some records' letters.
  ///
  /// - Parameter records: The records' numbers and keys; they mostly follow each other, and then one look at
  ///   the ledger gives all.
  /// - Returns: The letter of each record; nil where there is none.
  /// - Throws: ``DiagnosticsError`` if the ledger cannot be read.
  package func entries(
    _ records: [(number: Int, key: String)]
  ) throws(DiagnosticsError) -> [LedgerEntry?] {
    let numbers = records.lazy.map(\.number)
    guard !isEmpty, let first = numbers.min(), let last = numbers.max() else {
      return Array(repeating: nil, count: records.count)
    }
    var found = last - first < 4 * records.count ? try ledger.entries(rows: first...last) : []
    // Of a list that has not changed, the letters come in the order of the records.
    if found.elementsEqual(records, by: { $0.key == $1.key }) { return found }
    let missing = Set(records.map(\.key)).subtracting(found.map(\.key))
    if !missing.isEmpty { found += try ledger.entries(keys: Array(missing)) }
    // A damaged ledger may have a key twice.
    let known = Dictionary(found.map { ($0.key, $0) }) { first, _ in first }
    return records.map { known[$0.key] }
  }

  /// Whether a letter is there as it would be made now.
  ///
  /// A file whose time is another than noted is read and held against its digest: it may have been
  /// copied, or the clock set.
  ///
  /// - Returns: What is to be noted of it; nil if it must be made.
  package func current(_ entry: LedgerEntry, input: [UInt8], row: Int) -> EntryRefresh? {
    guard let made = entry.made, entry.input == input, let stamp = folder.stamp(of: entry.file),
      stamp.size == made.size
    else { return nil }
    if verifiesFiles || stamp.modified != made.modified {
      guard files.digest(of: entry.file) == made.digest else { return nil }
    }
    return EntryRefresh(id: entry.id, row: row, modified: stamp.modified)
  }

  /// Whether a letter is there as it was made, with more behind it: that is how somebody signs it.
  ///
  /// - Returns: What is to be noted of it; nil if it is not there like that.
  package func addedTo(_ entry: LedgerEntry, row: Int) -> EntryRefresh? {
    guard let made = entry.made, let stamp = folder.stamp(of: entry.file), stamp.size > made.size,
      files.digest(of: entry.file, upTo: made.size) == made.digest
    else { return nil }
    return EntryRefresh(id: entry.id, row: row, modified: made.modified)
  }
}
