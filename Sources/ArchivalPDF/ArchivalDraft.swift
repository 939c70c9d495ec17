import Crypto

/// A letter's file up to the first byte that would depend on the act of signing.
///
/// A signer reserves its objects before the letter is assembled and writes them here, after
/// everything else; then come the cross-reference table and the trailer.
struct ArchivalDraft {
  /// The file so far.
  var file: ObjectFile
  /// The digest of all that is written: the same in every run, whatever signs the letter, and where
  /// the trailer's `/ID` comes from.
  let contentDigest: [UInt8]

  /// A draft whose first `start` bytes have the given digest.
  init(file: ObjectFile, digestOfStart: SHA256, start: Int) {
    var digest = digestOfStart
    digest.update(data: file.bytes[start...])
    self.file = file
    contentDigest = Array(digest.finalize())
  }

  /// Ends the file.
  consuming func finish() -> ArchivalFile {
    let layout = FileLayout(pageCount: 0)
    file.finish(
      catalog: layout.catalog, information: layout.information,
      identifier: Array(contentDigest.prefix(16)))
    return ArchivalFile(bytes: file.bytes, contentDigest: contentDigest)
  }
}

/// A finished letter.
package struct ArchivalFile: Hashable, Sendable {
  /// The whole file.
  package var bytes: [UInt8]
  /// The SHA-256 of all that does not depend on the act of signing, 32 bytes.
  package var contentDigest: [UInt8]
}
