import Diagnostics
import Foundation
import Ledger
import Signing
import Storage

/// The signatures of a folder's letters, held against what the manifest says of them.
enum LetterSignatures {
  /// Checks the signatures of a letter whose bytes are as its manifest says.
  ///
  /// - Returns: What is said of them; nil for a letter without any, which the manifest does not call
  ///   signed either.
  /// - Throws: ``DiagnosticsError`` if the file cannot be read, or if it lacks a signature that the
  ///   manifest tells of.
  static func review(
    _ letter: Manifest.Letter, _ files: OutputFolder, _ trust: TrustedCertificates
  ) async throws(DiagnosticsError) -> FileReview? {
    guard let data = FileManager.default.contents(atPath: "\(files.path)/\(letter.file)") else {
      throw DiagnosticsError(
        .error("batch.file-unreadable", "'\(letter.file)' cannot be read", failure: .input))
    }
    // Whatever is signed says so in plain bytes: a range can stand nowhere else (ISO 32000-1, 12.8.1).
    guard !letter.signatures.isEmpty || data.holds("/ByteRange") else { return nil }
    let review = try await FileReview(letter.file, [UInt8](data), by: trust)
    let signers = Set(review.signatures.compactMap { $0.signer?.distinctName })
    if let other = letter.signatures.first(where: { !signers.contains($0.signer) }),
      !review.signatures.isEmpty
    {
      throw DiagnosticsError(
        .error(
          "verify.other-signer",
          "'\(letter.file)' was signed by somebody else than the manifest says, \(other.signer)"))
    }
    return review
  }
}
