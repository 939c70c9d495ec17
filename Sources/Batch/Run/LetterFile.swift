import ArchivalPDF
import Ledger
import OpenSSL

/// A letter's file before it is anywhere.
struct LetterFile: Sendable {
  /// All of it.
  let content: FileContent
  /// The SHA-256 of its bytes.
  let digest: [UInt8]
  /// The digest of what does not depend on the act of signing; nil if the renderer has none.
  var contentDigest: [UInt8]?
  /// Who signed it; nil if nobody did.
  var signer: String?

  /// A file of which nothing is known but its bytes.
  init(_ bytes: [UInt8]) {
    (content, digest) = (FileContent(bytes), Digest.of(bytes))
  }

  /// What the archival writer made.
  ///
  /// - Parameters:
  ///   - file: The file.
  ///   - signer: Who signed it; nil if nobody did.
  init(_ file: ArchivalFile, signer: String?) {
    self.signer = signer
    content = FileContent(file.start, file.rest)
    (digest, contentDigest) = (file.digest, file.contentDigest)
  }
}

extension MadeFile {
  /// What is noted of a letter's file.
  ///
  /// - Parameters:
  ///   - file: The file.
  ///   - modified: When it was written, as the file system tells.
  ///   - pages: How many pages it has.
  init(_ file: LetterFile, modified: Int, pages: Int) {
    self.init(
      size: file.content.count, modified: modified, digest: file.digest,
      contentDigest: file.contentDigest, pages: pages, signer: file.signer)
  }
}
