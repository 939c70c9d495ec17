package import ArchivalPDF
package import Ledger
package import Storage

extension LetterFile {
  /// What the archival writer made.
  ///
  /// - Parameters:
  ///   - file: The file.
  ///   - signatures: Its signatures, in the order in which they were made.
  package init(_ file: ArchivalFile, signatures: [LetterSignature]) {
    self.init(
      FileContent(file.start, file.rest), digest: file.digest, contentDigest: file.contentDigest,
      signatures: signatures)
  }
}
