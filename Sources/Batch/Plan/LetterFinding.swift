package import Diagnostics

/// What looking at one letter found.
package struct LetterFinding: Sendable {
  /// The record's number in its list.
  package var record: Int
  /// The letter's file; nil if the letter cannot be made.
  package var file: String?
  /// How many pages it has; 0 if it cannot be made.
  package var pages: Int
  /// What was noted.
  package var diagnostics: [Diagnostic]
}

extension LetterFinding {
  /// What is told of a letter that was looked at.
  init(_ finding: Finding) {
    let isMade = if case .faulty = finding.standing { false } else { true }
    self.init(
      record: finding.record, file: isMade ? finding.place : nil, pages: finding.pages,
      diagnostics: finding.diagnostics)
  }
}
