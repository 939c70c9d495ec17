package import Diagnostics
import Foundation
import Ledger
import OpenSSL
package import Signing
import Storage

/// Holds a folder against its manifest: everything that should be there, and nothing else.
package struct FolderVerification: Sendable {
  /// How many letters are as the manifest says.
  package private(set) var letters = 0
  /// How many pages they have.
  package private(set) var pages = 0
  /// The letters' signatures.
  package private(set) var signatures = SignatureTally()
  private var problems: [Diagnostic] = []
  private var unlisted = 0
  private var names: Set<UInt64> = []
  /// What the letters in the manifest add up to.
  private var sums = (pages: 0, sheets: 0, bytes: 0)

  private static let limit = 200

  /// Reads every byte of the folder's letters.
  ///
  /// - Parameters:
  ///   - folder: The folder as the author named it.
  ///   - trust: By what the letters' signatures are judged.
  ///   - jobs: How many files are read side by side; nil for as many as there are processors.
  /// - Returns: What is as it should be, and everything that is not.
  /// - Throws: ``DiagnosticsError`` if there is no manifest, or one that cannot be read.
  package static func verify(
    _ folder: String, by trust: TrustedCertificates, jobs: Int? = nil
  ) async throws(DiagnosticsError) -> FolderVerification {
    try await WorkThreads.run { () async throws(DiagnosticsError) in
      try await verify(folder, trust, jobs: jobs ?? processorCount())
    }
  }

  private static func verify(
    _ folder: String, _ trust: TrustedCertificates, jobs: Int
  ) async throws(DiagnosticsError) -> FolderVerification {
    let manifest = "\(folder)/\(Manifest.fileName)"
    guard FileManager.default.fileExists(atPath: manifest) else { throw unfinished(folder) }
    let reader = try ManifestReader(path: manifest, named: manifest)
    var result = FolderVerification()
    let ledger = try soundLedger(of: folder)
    result.check(reader.head)
    let files = OutputFolder(existing: folder)
    var witnesses = ManifestWitnesses(reader.head, files, ledger)
    var portion: [Manifest.Letter] = reader.head.undispatched.map { [$0] } ?? []
    var portions: [[Manifest.Letter]] = []
    // A few hundred letters at a time, so that the manifest of a million is never held whole.
    var lines = try reader.letters()
    while let letter = try lines.next() {
      portion.append(letter)
      if portion.count == 64 {
        portions.append(portion)
        portion = []
      }
      guard portions.count == jobs * 4 else { continue }
      for portion in portions { try witnesses.hold(portion) }
      result.add(await LetterComparison.compare(portions, files, trust, jobs: jobs))
      portions = []
    }
    portions.append(portion)
    for portion in portions { try witnesses.hold(portion) }
    result.add(await LetterComparison.compare(portions, files, trust, jobs: jobs))
    result.checkCount(reader.head)
    try witnesses.hold(reader.head.leftOut)
    for problem in witnesses.finish() { result.report(problem) }
    result.findExtra(in: folder)
    return result
  }

  private static func unfinished(_ folder: String) -> DiagnosticsError {
    let isOurs = FileManager.default.fileExists(atPath: "\(folder)/\(LetterFolder.ledgerFile)")
    guard isOurs else {
      return DiagnosticsError(
        .error(
          "batch.no-manifest", "'\(folder)' is not a folder of letters: it has no manifest",
          failure: .input))
    }
    return DiagnosticsError(
      .error(
        "batch.unfinished",
        "'\(folder)' has no manifest: the run that writes into it has not ended",
        hints: ["run 'flett merge' again: it makes what is missing"]))
  }

  /// The folder's ledger, if it is sound in all but its letters, which are looked at one by one; nil if there
  /// is none, as in a folder that was handed over.
  private static func soundLedger(of folder: String) throws(DiagnosticsError) -> Ledger? {
    let path = "\(folder)/\(LetterFolder.ledgerFile)"
    guard FileManager.default.fileExists(atPath: path) else { return nil }
    let ledger = try Ledger(path: path, named: path, for: .reading)
    try ledger.verifyAllButLetters()
    return ledger
  }

  private mutating func check(_ head: Manifest) {
    for letter in head.failed {
      report(
        .error(
          "batch.letter-failed",
          "the letter of '\(letter.key)' could not be made: \(letter.errors.first?.message ?? "")"))
    }
    if head.totals.planned > head.totals.made + head.totals.failed {
      report(.error("batch.incomplete", "not every letter of the plan was made"))
    }
    if !head.whole {
      report(
        .warning("batch.part", "the letters are a part of the list; no run was over all of it"))
    }
  }

  /// A letter that was taken out of the manifest must not go unnoticed.
  private mutating func checkCount(_ head: Manifest) {
    let (made, listed) = (head.totals.made, names.count - (head.undispatched == nil ? 0 : 1))
    if made != listed {
      report(
        .error("batch.incomplete", "the manifest lists \(listed) letters, but counts \(made)"))
    }
    let totals = head.totals
    let sums = [
      ("pages", sums.pages, totals.pages), ("sheets", sums.sheets, totals.sheets),
      ("bytes", sums.bytes, totals.bytes),
    ]
    for (what, sum, total) in sums where sum != total {
      report(
        .error("batch.totals", "the manifest counts \(total) \(what), but its letters have \(sum)"))
    }
  }

  private mutating func add(_ comparisons: [LetterComparison]) {
    for comparison in comparisons {
      let isNew = names.insert(FolderVerification.digest(comparison.letter.file)).inserted
      if comparison.letter.row > 0, isNew { count(comparison.letter) }
      for status in comparison.signatures { signatures.add(status) }
      for problem in comparison.problems { report(problem) }
      guard comparison.problems.isEmpty else { continue }
      letters += 1
      pages += comparison.letter.pages
    }
  }

  private mutating func count(_ letter: Manifest.Letter) {
    sums.pages += letter.pages
    sums.sheets += letter.sheets
    sums.bytes += letter.size
  }

  /// Names the files that the manifest does not; those of a million letters are told by 64 bits each.
  private mutating func findExtra(in folder: String) {
    let url = URL(filePath: folder)
    guard let all = FileManager.default.enumerator(atPath: url.path) else { return }
    while let name = all.nextObject() as? String {
      if name == LetterFolder.inside {
        all.skipDescendants()
      } else if all.fileAttributes?[.type] as? FileAttributeType != .typeDirectory,
        name != Manifest.fileName, name != Manifest.tableName,
        !names.contains(FolderVerification.digest(name))
      {
        report(.error("batch.file-extra", "'\(name)' is in the folder, but not in its manifest"))
      }
    }
  }

  /// 64 bits that tell one name from others, whatever its normal form.
  static func digest(_ name: String) -> UInt64 {
    UInt64(Digest.number(of: name.precomposedStringWithCanonicalMapping.utf8) >> 64)
  }

  private mutating func report(_ diagnostic: Diagnostic) {
    if problems.count < FolderVerification.limit {
      problems.append(diagnostic)
    } else {
      unlisted += 1
    }
  }

  /// How many problems there are.
  package var failed: Int { problems.count { $0.severity == .error } + unlisted }

  /// Every file that is missing, changed or too many; of a great many, the first, and how many more there are.
  package var diagnostics: [Diagnostic] {
    guard unlisted > 0 else { return problems }
    return problems + [.error("batch.more", "and \(unlisted) more like these")]
  }
}
