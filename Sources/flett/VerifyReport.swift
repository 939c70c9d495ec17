import ArgumentParser
import Batch
import Diagnostics
import Signing
import Verification

/// What was found out about signed files.
struct VerifyReport {
  /// What is said of each file that could be read.
  private(set) var files: [FileReview] = []
  /// Everything that is wrong.
  private(set) var diagnostics: [Diagnostic] = []

  /// Takes in what is said of a file.
  mutating func add(_ review: FileReview) {
    files.append(review)
    add(review.problems)
  }

  /// Takes in what is wrong with a file.
  mutating func add(_ problems: [Diagnostic]) { diagnostics += problems }
}

extension Reporter {
  /// Prints what is said of the signatures of files; anything wrong becomes the exit status.
  func finish(_ report: VerifyReport) throws {
    if isJSON {
      printJSON(VerifyJSON(files: report.files, diagnostics: report.diagnostics))
    } else {
      for review in report.files where !review.signatures.isEmpty {
        say(review.file.onOneLine)
        for status in review.signatures { say(indented(status.description)) }
      }
      print(report.diagnostics)
    }
    try exitStatus(report.diagnostics)
  }

  /// Prints what is said of a folder; anything wrong becomes the exit status.
  func finish(_ verified: FolderVerification) throws {
    let report = RunReport(
      letters: verified.letters, pages: verified.pages, failed: verified.failed,
      diagnostics: verified.diagnostics)
    if isJSON {
      printJSON(JSONReport(report, .verified, signatures: verified.signatures.groups))
      try exitStatus(report.diagnostics)
    } else {
      for group in verified.signatures.groups { say("\(group)") }
      try finish(report, summary: .verified)
    }
  }

  private func indented(_ text: String) -> String {
    text.split(separator: "\n").map { "  \($0)" }.joined(separator: "\n")
  }

  private func exitStatus(_ diagnostics: [Diagnostic]) throws {
    guard diagnostics.contains(where: { $0.severity == .error }) else { return }
    throw ExitCode(DiagnosticsError(diagnostics).failure.rawValue)
  }
}

/// The same for programs.
private struct VerifyJSON: Encodable {
  let files: [FileReview]
  let diagnostics: [JSONProblem]

  init(files: [FileReview], diagnostics: [Diagnostic]) {
    self.files = files
    self.diagnostics = diagnostics.map { JSONProblem($0) }
  }
}
