import Bytes
import Diagnostics
import Ledger
import Signing
import Storage
import Synchronization

/// A letter of the manifest, held against its file.
struct LetterComparison: Sendable {
  /// The letter as the manifest has it.
  let letter: Manifest.Letter
  /// What is wrong with its file.
  private(set) var problems: [Diagnostic] = []
  /// What is said of the file's signatures.
  private(set) var signatures: [SignatureStatus] = []

  private init(letter: Manifest.Letter) { self.letter = letter }

  /// Compares letters, several side by side.
  ///
  /// - Parameters:
  ///   - portions: Letters of the manifest, some at a time.
  ///   - files: The folder.
  ///   - trust: By what the letters' signatures are judged.
  ///   - jobs: How many files are read side by side.
  /// - Returns: What became of each letter, in their order.
  static func compare(
    _ portions: [[Manifest.Letter]], _ files: OutputFolder, _ trust: TrustedCertificates, jobs: Int
  ) async -> [LetterComparison] {
    let numbers = PortionNumbers(count: portions.count)
    return await withTaskGroup(of: [(Int, [LetterComparison])].self) { group in
      for _ in 0..<min(jobs, portions.count) {
        group.addTask {
          var results: [(Int, [LetterComparison])] = []
          while let index = numbers.next() {
            results.append((index, await compare(portions[index], files, trust)))
          }
          return results
        }
      }
      var results = [[LetterComparison]](repeating: [], count: portions.count)
      for await some in group {
        for (index, comparisons) in some { results[index] = comparisons }
      }
      return results.flatMap { $0 }
    }
  }

  private static func compare(
    _ portion: [Manifest.Letter], _ files: OutputFolder, _ trust: TrustedCertificates
  ) async -> [LetterComparison] {
    var comparisons: [LetterComparison] = []
    for letter in portion { comparisons.append(await compare(letter, files, trust)) }
    return comparisons
  }

  private static func compare(
    _ letter: Manifest.Letter, _ files: OutputFolder, _ trust: TrustedCertificates
  ) async -> LetterComparison {
    var comparison = LetterComparison(letter: letter)
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
    guard digest.hexadecimalText == letter.sha256 else {
      return .error("batch.file-changed", "'\(letter.file)' is not as it was made")
    }
    return nil
  }

  /// The problem of a file that is missing, or not a file.
  static func missing(_ name: String, _ files: OutputFolder) -> Diagnostic {
    let reason = files.isTaken(name) ? ": what has its name is not a plain file" : ""
    return .error("batch.file-missing", "'\(name)' is missing\(reason)")
  }
}

/// The numbers of portions, each given to one of several tasks.
private final class PortionNumbers: Sendable {
  private let left: Mutex<Range<Int>>

  init(count: Int) { left = Mutex(0..<count) }

  /// The next number; nil after the last one.
  func next() -> Int? { left.withLock { $0.popFirst() } }
}
