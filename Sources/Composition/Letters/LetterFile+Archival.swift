package import ArchivalPDF
package import Storage

extension LetterFile {
  /// What the archival writer made.
  ///
  /// - Parameters:
  ///   - file: The file.
  ///   - signer: Who signed it; nil if nobody did.
  package init(_ file: ArchivalFile, signer: String?) {
    self.init(
      FileContent(file.start, file.rest), digest: file.digest, contentDigest: file.contentDigest,
      signer: signer)
  }
}
