package import Ledger
import OpenSSL

/// A letter's file before it is anywhere.
package struct LetterFile: Sendable {
  package let content: FileContent
  /// The SHA-256 of its bytes.
  let digest: [UInt8]
  /// The digest of what does not depend on the act of signing; nil if the renderer has none.
  let contentDigest: [UInt8]?
  /// Its signatures, in the order in which they were made.
  let signatures: [LetterSignature]

  /// A file of which nothing is known but its bytes.
  package init(_ bytes: [UInt8]) {
    self.init(FileContent(bytes), digest: Digest.of(bytes), contentDigest: nil, signatures: [])
  }

  /// A file of which all is known.
  package init(
    _ content: FileContent, digest: [UInt8], contentDigest: [UInt8]?, signatures: [LetterSignature]
  ) {
    (self.content, self.digest) = (content, digest)
    (self.contentDigest, self.signatures) = (contentDigest, signatures)
  }
}

extension MadeFile {
  /// What is noted of a letter's file.
  ///
  /// - Parameters:
  ///   - file: The file.
  ///   - modified: When it was written, as the file system tells.
  ///   - pages: How many pages it has.
  package init(_ file: LetterFile, modified: Int, pages: Int) {
    self.init(
      size: file.content.count, modified: modified, digest: file.digest,
      contentDigest: file.contentDigest, pages: pages, signatures: file.signatures)
  }
}
