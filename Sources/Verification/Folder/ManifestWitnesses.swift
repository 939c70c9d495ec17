import Bytes
import Diagnostics
import Ledger
import Storage

/// What else says what a manifest says: the table beside it, and the folder's ledger, if it has one.
///
/// Neither letters nor their signatures tell of the digest of what went into them, and a number of pages or a row
/// is soon changed in a text file.
struct ManifestWitnesses {
  private let files: OutputFolder
  private let ledger: Ledger?
  private var table: ManifestTableCheck?
  private var problems: [Diagnostic] = []
  private var unlisted = 0

  private static let limit = 200

  /// The witnesses of a manifest of which everything but the letters was read.
  init(_ head: Manifest, _ files: OutputFolder, _ ledger: Ledger?) {
    (self.files, self.ledger) = (files, ledger)
    let name = Manifest.tableName
    guard files.stamp(of: name) != nil else {
      problems = [LetterComparison.missing(name, files)]
      return
    }
    guard files.digest(of: name)?.hexadecimalText == head.tableSHA256 else {
      problems = [.error("batch.file-changed", "'\(name)' is not as it was made")]
      return
    }
    noting { table throws(DiagnosticsError) in
      table = try ManifestTableCheck(
        path: "\(files.path)/\(name)", named: name, ofForm: head.version)
    }
  }

  /// Holds some letters of the manifest against them, in its order.
  ///
  /// - Throws: ``DiagnosticsError`` if the ledger is damaged or cannot be read.
  mutating func hold(_ letters: [Manifest.Letter]) throws(DiagnosticsError) {
    noting { table throws(DiagnosticsError) in
      for letter in letters where letter.row > 0 { try table?.hold(letter) }
    }
    guard let ledger else { return }
    let entries = try ledger.entries(keys: letters.map(\.key))
    let known = Dictionary(entries.map { ($0.key, $0) }) { first, _ in first }
    for letter in letters { hold(letter, against: known[letter.key]) }
  }

  /// Holds how many get no letter against the ledger; one that was made from a manifest knows nothing of them.
  ///
  /// - Throws: ``DiagnosticsError`` if the ledger is damaged or cannot be read.
  mutating func hold(_ leftOut: OmissionCounts?) throws(DiagnosticsError) {
    guard let ledger, let leftOut, try ledger.lastRun()?.state != .rebuilt,
      try ledger.omissionCounts() != leftOut
    else { return }
    report("the ledger says otherwise of how many get no letter")
  }

  private mutating func hold(_ letter: Manifest.Letter, against entry: LedgerEntry?) {
    guard let entry, !entry.isGone else {
      return report("the ledger knows no letter of '\(letter.key)'")
    }
    // After a rebuild, those whose files prove nothing wait to be made; their files are told of as such.
    guard let noted = Manifest.Letter(entry), noted != letter else { return }
    let differences = letter.differences(from: noted).joined(separator: ", ")
    report("the ledger says otherwise of the letter of '\(letter.key)': \(differences)")
  }

  /// What they contradict, when all letters were held against them.
  mutating func finish() -> [Diagnostic] {
    noting { table throws(DiagnosticsError) in try table?.finish() }
    guard unlisted > 0 else { return problems }
    let more = "and \(unlisted) more letters of which the ledger differs"
    return problems + [.error("batch.more", more)]
  }

  private mutating func report(_ message: String) {
    guard problems.count < ManifestWitnesses.limit else { return unlisted += 1 }
    problems.append(
      .error(
        "batch.ledger-differs", message,
        hints: ["if the manifest is right, 'flett rebuild' makes a new ledger from it"]))
  }

  /// Does something with the table; after the first difference there is nothing more to be told of it.
  private mutating func noting(
    _ work: (inout ManifestTableCheck?) throws(DiagnosticsError) -> Void
  ) {
    do throws(DiagnosticsError) {
      try work(&table)
    } catch {
      problems += error.diagnostics
      table = nil
    }
  }
}

extension Manifest.Letter {
  /// What differs in a letter, in the manifest's words.
  fileprivate func differences(from other: Manifest.Letter) -> [String] {
    let parts: [(String, Bool)] = [
      ("row", row == other.row), ("file", file == other.file), ("pages", pages == other.pages),
      ("sheets", sheets == other.sheets), ("size", size == other.size),
      ("sha256", sha256 == other.sha256),
      ("contentSHA256", contentSHA256 == other.contentSHA256),
      ("inputSHA256", inputSHA256 == other.inputSHA256),
      ("signatures", signatures == other.signatures),
      ("warnings", warnings == other.warnings),
    ]
    return parts.filter { !$0.1 }.map(\.0)
  }
}
