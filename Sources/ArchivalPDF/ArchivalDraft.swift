import Crypto
import Diagnostics
import DisplayList
import OpenSSL
import Signing

/// A letter's file up to the first byte that would depend on the act of signing.
///
/// The signature's objects were reserved before; they are written here, after everything else. Then come
/// the cross-reference table and the trailer.
struct ArchivalDraft {
  /// The file so far.
  var file: ObjectFile
  /// The digest of all that is written: the same in every run, whatever signs the letter, and where
  /// the trailer's `/ID` comes from.
  let contentDigest: [UInt8]
  private let digest: ContentDigest
  private let signature: PendingSignature?

  /// A draft whose first `start` bytes have the given digest.
  init(file: ObjectFile, digestOfStart: SHA256, start: Int, signature: PendingSignature?) {
    var digest = digestOfStart
    digest.update(data: file.bytes[start...])
    self.file = file
    self.digest = ContentDigest(digest, count: file.count)
    self.signature = signature
    contentDigest = Array(digest.finalize())
  }

  /// Ends the file, and signs it if it has a signature.
  ///
  /// - Parameter time: When it is signed.
  /// - Returns: The whole file.
  /// - Throws: ``DiagnosticsError`` if the key fails, or there is a signature and no time.
  consuming func finish(at time: SigningTime?) throws(DiagnosticsError) -> ArchivalFile {
    guard let signature else { return ArchivalFile(bytes: end(), contentDigest: contentDigest) }
    guard let time else {
      throw DiagnosticsError(
        .error("sign.time", "the letter is to be signed at no time", failure: .software))
    }
    let place = signature.write(to: &file, at: time)
    var bytes = end()
    let signer = signature.options.signer
    try signature.hole.fill(
      &bytes, at: place, hashed: signer.digest == .sha256 ? digest : nil, by: signer)
    return ArchivalFile(bytes: bytes, contentDigest: contentDigest)
  }

  /// Writes cross-reference table and trailer, and gives the whole file.
  private mutating func end() -> [UInt8] {
    let layout = FileLayout(pageCount: 0)
    file.finish(
      catalog: layout.catalog, information: layout.information,
      identifier: Array(contentDigest.prefix(16)))
    return file.bytes
  }
}

/// A finished letter.
package struct ArchivalFile: Hashable, Sendable {
  /// The whole file.
  package var bytes: [UInt8]
  /// The SHA-256 of all that does not depend on the act of signing, 32 bytes.
  package var contentDigest: [UInt8]
}
