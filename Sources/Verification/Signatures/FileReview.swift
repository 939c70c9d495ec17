package import Diagnostics
import Foundation
package import Signing
import Storage

/// What can be said of the signatures of one file.
package struct FileReview: Sendable, Encodable {
  /// The file as the author named it.
  package let file: String
  /// A status for each signature.
  package let signatures: [SignatureStatus]

  /// Checks the signatures of a file.
  ///
  /// - Parameters:
  ///   - file: The file as the author named it.
  ///   - trust: By what they are judged.
  /// - Throws: ``DiagnosticsError`` if it cannot be read, or read as PDF.
  package init(of file: String, by trust: TrustedCertificates) async throws(DiagnosticsError) {
    self = try await WorkThreads.run { () async throws(DiagnosticsError) in
      guard let data = FileManager.default.contents(atPath: file) else {
        throw DiagnosticsError(
          .error("verify.missing", "the file '\(file)' cannot be read", failure: .input))
      }
      return try await FileReview(file, [UInt8](data), by: trust)
    }
  }

  /// Checks the signatures of a file that was read.
  ///
  /// - Throws: ``DiagnosticsError`` if it cannot be read as PDF.
  init(
    _ file: String, _ bytes: [UInt8], by trust: TrustedCertificates
  ) async throws(DiagnosticsError) {
    self.file = file
    signatures = try await SignatureVerifier.verify(pdf: bytes, named: file, by: trust)
  }

  /// What is wrong with the file's signatures; a file without any is wrong, too.
  package var problems: [Diagnostic] {
    guard !signatures.isEmpty else {
      return [.error("verify.unsigned", "'\(file)' has no signature")]
    }
    return signatures.filter { !$0.isAcceptable }.map(problem)
  }

  private func problem(_ status: SignatureStatus) -> Diagnostic {
    let what = "'\(file)': the signature '\(status.field)'"
    let reasons = { (reasons: [String]) in reasons.joined(separator: "; ") }
    switch status.verdict {
    case "broken": return .error("verify.broken", "\(what) is broken: \(reasons(status.faults))")
    case "cannot be judged":
      return .error("verify.not-judged", "\(what) cannot be judged: \(reasons(status.unjudged))")
    default: break
    }
    if !status.coverage.isAcceptable {
      return .error("verify.changed", "\(what) does not stand for the file: \(status.coverage)")
    }
    return .error("verify.not-trusted", "\(what) is \(status.trust)")
  }
}
