import Diagnostics
import DisplayList
import OpenSSL
import PDFWriting
import Signing

/// A letter's file up to the first byte that would depend on the act of signing.
///
/// The signatures' objects were reserved before; they are written here, after everything else. Then
/// come the cross-references.
struct SigningDraft {
  /// The file after the part that letters share.
  var file: LetterFile
  /// The digest of all that is written: the same in every run, whatever signs the letter, and where
  /// the file's `/ID` comes from.
  let contentDigest: [UInt8]
  private let part: SharedPart
  private let signatures: [PendingSignature]
  private let compress: ([UInt8]) -> StreamData
  /// The digest of the first bytes of the file, and how many of those ``file`` has.
  private var digest: Digest
  private var digested: Int

  /// A draft of a letter that is all written but for its signatures.
  ///
  /// `compress` stores what is left to be written and is long.
  init(
    _ file: LetterFile, part: SharedPart, signatures: [PendingSignature],
    compress: @escaping ([UInt8]) -> StreamData
  ) {
    (self.file, self.part, self.signatures) = (file, part, signatures)
    self.compress = compress
    var digest = part.digest
    digest.update(file.out.bytes)
    (self.digest, digested) = (digest, file.out.bytes.count)
    contentDigest = digest.finish()
  }

  /// Ends the file, and signs it if it has a signature.
  ///
  /// - Parameter time: When it is signed.
  /// - Returns: The whole file.
  /// - Throws: ``DiagnosticsError`` if the key fails, if there is a signature and no time, or if there are
  ///   several: a revision of a file has one signature (ISO 32000-1, 12.8.1).
  consuming func finish(at time: SigningTime?) throws(DiagnosticsError) -> ArchivalFile {
    guard let signature = signatures.first else { return ended(with: end()) }
    guard signatures.count == 1 else {
      throw DiagnosticsError(
        .error(
          "sign.several", "the letter is to be signed \(signatures.count) times at once",
          failure: .software))
    }
    guard let time else {
      throw DiagnosticsError(
        .error("sign.time", "the letter is to be signed at no time", failure: .software))
    }
    let place = try signature.write(to: &file, at: time)
    // The signature and the ledger digest the same bytes up to here.
    let known = place - part.bytes.count
    digest.update(file.out.bytes[digested..<known])
    digested = known
    var rest = end()
    try sign(&rest, at: place, signature)
    return ended(with: rest)
  }

  private func sign(
    _ rest: inout [UInt8], at place: Int, _ signature: PendingSignature
  ) throws(DiagnosticsError) {
    let signer = signature.options.signer
    var hashed = digest
    if signer.digest != digest.method {
      hashed = Digest(signer.digest)
      hashed.update(part.bytes)
    }
    try signature.options.hole.fill(
      &rest, at: place, startingAt: part.bytes.count, hashed: hashed, by: signer)
  }

  /// Writes the cross-references, and returns all but the part that letters share.
  private mutating func end() -> [UInt8] {
    file.finish(identifier: contentDigest.prefix(16), compress: compress)
    return file.takeBytes()
  }

  private func ended(with rest: [UInt8]) -> ArchivalFile {
    var digest = digest
    digest.update(rest[digested...])
    return ArchivalFile(
      start: part.bytes, rest: rest, contentDigest: contentDigest,
      digest: digest.finish())
  }
}
