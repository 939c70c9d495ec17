import Batch
import Diagnostics
import Synchronization

/// What is known of all letters of an edition while they are looked at in the background.
final class CheckResults: Sendable {
  /// What is known of one letter.
  struct Letter: Sendable {
    /// How many pages it has; 0 if it cannot be made, or was not looked at yet.
    var pages: UInt16 = 0
    /// How many errors it has.
    var errors: UInt16 = 0
    /// How many warnings it has.
    var warnings: UInt16 = 0
    /// Its file; nil if it has none, or was not looked at yet.
    var file: String?
  }

  /// A problem and the letters that have it.
  struct Finding: Sendable {
    /// The problem.
    var diagnostic: Diagnostic
    /// The number of the first recipient who has it.
    var first: Int
    /// How many letters have it.
    var count: Int
  }

  /// Everything at one moment.
  struct State: Sendable {
    /// The letters in the order of the list.
    var letters: [Letter]
    /// How many of them were looked at.
    var done = 0
    /// How many cannot be made.
    var faulty = 0
    /// How many letters have so many pages.
    var pageCounts: [Int: Int] = [:]
    /// The different problems, in the order in which they were met.
    var findings: [Finding] = []
    /// How many problems are not among those, because there are too many.
    var unlisted = 0
    /// Whether all letters were looked at.
    var isFinished = false
    fileprivate var positions: [Diagnostic: Int] = [:]
  }

  private let state: Mutex<State>

  /// How many different problems are kept; of more, only the number.
  private static let limit = 5000

  /// Results for so many letters, none of which was looked at.
  init(count: Int) {
    state = Mutex(State(letters: Array(repeating: Letter(), count: count)))
  }

  /// Everything at this moment.
  var now: State { state.withLock { $0 } }

  /// Some of the letters, by their numbers.
  func letters(_ numbers: [Int]) -> [Letter] {
    state.withLock { state in
      numbers.map { state.letters.indices.contains($0 - 1) ? state.letters[$0 - 1] : Letter() }
    }
  }

  /// Takes in what was found of a letter.
  ///
  /// - Returns: How many letters have been looked at.
  func add(_ found: CheckedLetter) -> Int {
    state.withLock { state in
      state.add(found)
      return state.done
    }
  }

  /// Notes that all letters were looked at, and what is wrong with them together.
  func finish(_ problems: [Diagnostic] = []) {
    state.withLock { state in
      for problem in problems { state.note(problem, record: 0) }
      state.isFinished = true
    }
  }

  fileprivate static var limitOfFindings: Int { limit }
}

extension CheckResults.State {
  fileprivate mutating func add(_ found: CheckedLetter) {
    done += 1
    if found.file == nil { faulty += 1 } else { pageCounts[found.pages, default: 0] += 1 }
    let errors = found.diagnostics.count { $0.severity == .error }
    if letters.indices.contains(found.record - 1) {
      letters[found.record - 1] = CheckResults.Letter(
        pages: UInt16(clamping: found.pages), errors: UInt16(clamping: errors),
        warnings: UInt16(clamping: found.diagnostics.count - errors), file: found.file)
    }
    for diagnostic in found.diagnostics {
      note(diagnostic, record: found.record)
    }
  }

  fileprivate mutating func note(_ diagnostic: Diagnostic, record: Int) {
    if let known = positions[diagnostic] {
      findings[known].count += 1
    } else if findings.count < CheckResults.limitOfFindings {
      positions[diagnostic] = findings.count
      findings.append(
        CheckResults.Finding(diagnostic: diagnostic, first: record, count: 1))
    } else {
      unlisted += 1
    }
  }
}
