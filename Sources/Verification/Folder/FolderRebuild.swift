import Bytes
package import Diagnostics
import Foundation
import Ledger
import Storage

/// Makes a folder's ledger anew from its manifest and its files.
package enum FolderRebuild {
  /// Rebuilds a ledger; what was there is kept beside it.
  ///
  /// Only a letter whose file has, byte for byte, the digest in the manifest is taken over. All others are
  /// made again by the next run.
  /// - Parameter folder: The folder as the author named it.
  /// - Returns: How many letters are proved, and how many are not.
  /// - Throws: ``DiagnosticsError`` if there is no manifest, if a run is at work, or if the ledger cannot be
  ///   written.
  package static func rebuild(
    _ folder: String
  ) async throws(DiagnosticsError) -> (proved: Int, unproved: Int) {
    try await WorkThreads.run { () async throws(DiagnosticsError) in try rebuiltLedger(of: folder) }
  }

  private static func rebuiltLedger(
    of folder: String
  ) throws(DiagnosticsError) -> (proved: Int, unproved: Int) {
    let files = OutputFolder(existing: folder)
    let name =
      [Manifest.fileName, LetterFolder.formerManifest].first { files.stamp(of: $0) != nil }
      ?? Manifest.fileName
    let manifest = try ManifestReader(path: "\(folder)/\(name)", named: "\(folder)/\(name)")
    try files.makeFolders([LetterFolder.inside])
    let lock = try FolderLock(
      path: "\(folder)/\(LetterFolder.lockFile)", named: folder, waits: false)
    defer { withExtendedLifetime(lock) {} }
    try ClosingMark(in: files).clear()
    try setAside(files)
    let ledger = try Ledger(
      path: "\(folder)/\(LetterFolder.ledgerFile)", named: "\(folder)/\(LetterFolder.ledgerFile)",
      for: .writing)
    let counts = try fill(ledger, from: manifest, files)
    ClosingMark(in: files).set()
    return counts
  }

  /// The damaged ledger stays, for those who want to know what happened.
  private static func setAside(_ files: OutputFolder) throws(DiagnosticsError) {
    var number = 1
    while files.stamp(of: "\(LetterFolder.ledgerFile).old-\(number)") != nil { number += 1 }
    try files.move(LetterFolder.ledgerFile, to: "\(LetterFolder.ledgerFile).old-\(number)")
    // A journal belongs to the ledger it was written for, and would spoil another.
    try files.move(
      LetterFolder.ledgerFile + "-journal", to: "\(LetterFolder.ledgerFile).old-\(number)-journal")
  }

  private static func fill(_ ledger: Ledger, from manifest: ManifestReader, _ files: OutputFolder)
    throws(DiagnosticsError) -> (proved: Int, unproved: Int)
  {
    let head = manifest.head
    let run = try ledger.beginRun(
      RunDescription(mailing: head.mailing, list: head.list, program: head.program),
      at: Date().timeIntervalSince1970)
    if head.whole { try ledger.markWhole(run) }
    try MailingIdentity(named: head.mailing).keep(in: ledger)
    let counts = try adoptLetters(of: manifest, into: ledger, files)
    if counts.spread > 0 { try ledger.set("fan-out", to: "1") }
    try ledger.endRun(run, .rebuilt, at: Date().timeIntervalSince1970)
    try ledger.settle()
    return (counts.proved, counts.unproved)
  }

  /// Puts all letters of a manifest into a ledger, and counts them, and those in sub-folders.
  private static func adoptLetters(
    of manifest: ManifestReader, into ledger: Ledger, _ files: OutputFolder
  ) throws(DiagnosticsError) -> (proved: Int, unproved: Int, spread: Int) {
    var batch: [(PlannedEntry, LetterOutcome?)] = []
    var (proved, unproved, spread) = (0, 0, 0)
    var letters = try manifest.letters()
    var names = DistinctNames()
    var next = manifest.head.undispatched
    if next == nil { next = try letters.next() }
    while let letter = next {
      guard names.insert(letter) else { throw manifest.unreadable }
      let entry = entry(letter, files)
      batch.append(entry)
      if entry.1 == nil { unproved += 1 } else { proved += 1 }
      if letter.file.contains("/") { spread += 1 }
      if batch.count == 512 {
        try ledger.adopt(batch)
        batch = []
      }
      next = try letters.next()
    }
    try ledger.adopt(batch)
    return (proved, unproved, spread)
  }

  /// A letter of the manifest, with what came of it if its file proves it.
  private static func entry(_ letter: Manifest.Letter, _ files: OutputFolder) -> (
    PlannedEntry, LetterOutcome?
  ) {
    let input = [UInt8](hexadecimalText: letter.inputSHA256) ?? []
    let planned = PlannedEntry(key: letter.key, row: letter.row, file: letter.file, input: input)
    guard !input.isEmpty, let stamp = files.stamp(of: letter.file), stamp.size == letter.size,
      let digest = files.digest(of: letter.file), digest.hexadecimalText == letter.sha256
    else { return (planned, nil) }
    let made = MadeFile(
      size: stamp.size, modified: stamp.modified, digest: digest,
      contentDigest: letter.contentSHA256.flatMap { [UInt8](hexadecimalText: $0) },
      pages: letter.pages, signatures: letter.signatures)
    let warnings = (letter.warnings ?? []).map(\.warning)
    return (planned, LetterOutcome(key: letter.key, made: made, diagnostics: warnings))
  }
}

/// The keys and files of letters, told by 64 bits each.
private struct DistinctNames {
  private var names: Set<UInt64> = []

  /// Adds a letter's key and file, and tells whether both are new: nothing that a run writes has two letters of
  /// one key, or two with one file.
  mutating func insert(_ letter: Manifest.Letter) -> Bool {
    // Earlier runs held names of files in lower case against each other.
    ["key " + letter.key, "file " + letter.file.lowercased()].allSatisfy { name in
      names.insert(FolderVerification.digest(name)).inserted
    }
  }
}
