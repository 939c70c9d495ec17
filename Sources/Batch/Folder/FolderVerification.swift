import Crypto
package import Diagnostics
import Foundation
import Ledger
package import Signing

/// Holds a folder against its manifest: everything that should be there, and nothing else.
package struct FolderVerification: Sendable {
  /// How many letters are as the manifest says.
  package private(set) var letters = 0
  /// How many pages they have.
  package private(set) var pages = 0
  /// The letters' signatures.
  package private(set) var signatures = SignatureTally()
  /// Every file that is missing, changed or too many; of a great many, the first.
  package private(set) var diagnostics: [Diagnostic] = []
  private var unlisted = 0
  private var names: Set<UInt64> = []

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
    let manifest = "\(folder)/\(Manifest.fileName)"
    guard FileManager.default.fileExists(atPath: manifest) else { throw unfinished(folder) }
    let reader = try ManifestReader(path: manifest, named: manifest)
    var result = FolderVerification()
    try result.verifyLedger(folder)
    result.check(reader.head)
    let files = OutputFolder(existing: folder)
    var portion: [Manifest.Letter] = reader.head.undispatched.map { [$0] } ?? []
    var portions: [[Manifest.Letter]] = []
    let jobs = jobs ?? processorCount()
    // A few hundred letters at a time, so that the manifest of a million is never held whole.
    var lines = try reader.letters()
    while let letter = try lines.next() {
      portion.append(letter)
      if portion.count == 64 {
        portions.append(portion)
        portion = []
      }
      guard portions.count == jobs * 4 else { continue }
      result.add(await compare(portions, files, trust))
      portions = []
    }
    result.add(await compare(portions + [portion], files, trust))
    result.checkCount(reader.head)
    result.checkTable(reader.head, files)
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

  private mutating func verifyLedger(_ folder: String) throws(DiagnosticsError) {
    let path = "\(folder)/\(LetterFolder.ledgerFile)"
    // A folder that was handed over may come without it.
    guard FileManager.default.fileExists(atPath: path) else { return }
    try Ledger(path: path, named: path, for: .reading).verify()
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
    guard made != listed else { return }
    report(.error("batch.incomplete", "the manifest lists \(listed) letters, but counts \(made)"))
  }

  private mutating func checkTable(_ head: Manifest, _ files: OutputFolder) {
    let name = Manifest.tableName
    guard files.stamp(of: name) != nil else {
      return report(FolderVerification.missing(name, files))
    }
    guard files.digest(of: name)?.hexadecimal != head.tableSHA256 else { return }
    report(.error("batch.file-changed", "'\(name)' is not as it was made"))
  }

  private struct Comparison: Sendable {
    var letter: Manifest.Letter
    var problems: [Diagnostic] = []
    var signatures: [SignatureStatus] = []
  }

  private static func compare(
    _ portions: [[Manifest.Letter]], _ files: OutputFolder, _ trust: TrustedCertificates
  ) async -> [Comparison] {
    await withTaskGroup(of: (Int, [Comparison]).self) { group in
      for (index, portion) in portions.enumerated() {
        group.addTask {
          var comparisons: [Comparison] = []
          for letter in portion { comparisons.append(await compare(letter, files, trust)) }
          return (index, comparisons)
        }
      }
      var results = [[Comparison]](repeating: [], count: portions.count)
      for await (index, comparisons) in group { results[index] = comparisons }
      return results.flatMap { $0 }
    }
  }

  private static func compare(
    _ letter: Manifest.Letter, _ files: OutputFolder, _ trust: TrustedCertificates
  ) async -> Comparison {
    var comparison = Comparison(letter: letter)
    if let problem = problem(letter, files) {
      comparison.problems = [problem]
      return comparison
    }
    do throws(DiagnosticsError) {
      guard let review = try await LetterSignatures.review(letter, files, trust) else {
        return comparison
      }
      comparison.signatures = review.signatures
      comparison.problems = review.problems
    } catch {
      comparison.problems = error.diagnostics
    }
    return comparison
  }

  private static func problem(_ letter: Manifest.Letter, _ files: OutputFolder) -> Diagnostic? {
    guard let stamp = files.stamp(of: letter.file) else { return missing(letter.file, files) }
    guard stamp.size == letter.size else {
      return .error(
        "batch.file-changed", "'\(letter.file)' has \(stamp.size) bytes instead of \(letter.size)")
    }
    guard let digest = files.digest(of: letter.file) else {
      return .error("batch.file-unreadable", "'\(letter.file)' cannot be read", failure: .input)
    }
    guard digest.hexadecimal == letter.sha256 else {
      return .error("batch.file-changed", "'\(letter.file)' is not as it was made")
    }
    return nil
  }

  private static func missing(_ name: String, _ files: OutputFolder) -> Diagnostic {
    let reason = files.isTaken(name) ? ": what has its name is not a plain file" : ""
    return .error("batch.file-missing", "'\(name)' is missing\(reason)")
  }

  private mutating func add(_ comparisons: [Comparison]) {
    for comparison in comparisons {
      names.insert(FolderVerification.digest(comparison.letter.file))
      for status in comparison.signatures { signatures.add(status) }
      for problem in comparison.problems { report(problem) }
      guard comparison.problems.isEmpty else { continue }
      letters += 1
      pages += comparison.letter.pages
    }
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

  private static func digest(_ name: String) -> UInt64 {
    SHA256.hash(data: Array(name.precomposedStringWithCanonicalMapping.utf8)).prefix(8)
      .reduce(0) { $0 << 8 | UInt64($1) }
  }

  private mutating func report(_ diagnostic: Diagnostic) {
    if diagnostics.count < FolderVerification.limit {
      diagnostics.append(diagnostic)
    } else {
      unlisted += 1
    }
  }

  /// What a command tells of it.
  package var report: RunReport {
    let failed = diagnostics.count { $0.severity == .error } + unlisted
    let more =
      unlisted > 0 ? [Diagnostic(.error, "batch.more", "and \(unlisted) more like these")] : []
    return RunReport(
      letters: letters, pages: pages, failed: failed, diagnostics: diagnostics + more)
  }
}
