import Bytes
package import Diagnostics
package import OpenSSL

/// The place in a signature dictionary that is filled once the rest of the file is written:
/// `/ByteRange` and the hole for the signature itself, `/Contents`.
///
/// A writer puts ``entries`` into the dictionary, remembers where, finishes the file, and then has it
/// filled by ``fill(_:at:hashed:by:)``.
package struct SigningHole: Hashable, Sendable {
  /// How many bytes the signature may have.
  package let capacity: Int
  /// The two dictionary entries, empty: spaces for the range, zeros for the signature.
  package let entries: [UInt8]

  /// A hole for a signature of at most so many bytes; see ``CMSSigner/capacity``.
  package init(capacity: Int) {
    self.capacity = capacity
    var bytes = SigningHole.rangeKey + ByteRange(holeStart: 0, holeEnd: 0, end: 0).text
    bytes += SigningHole.contentsKey + [UInt8(ascii: "<")]
    bytes += repeatElement(UInt8(ascii: "0"), count: 2 * capacity)
    entries = bytes + [UInt8(ascii: ">")]
  }

  private static let rangeKey = Array("/ByteRange".utf8)
  private static let contentsKey = Array("/Contents".utf8)

  /// The range that a signature covers in a file of `length` bytes that has the entries at `offset`.
  package func range(at offset: Int, length: Int) -> ByteRange {
    let start =
      offset + SigningHole.rangeKey.count + ByteRange.width + SigningHole.contentsKey.count
    return ByteRange(holeStart: start, holeEnd: start + 2 * capacity + 2, end: length)
  }

  /// Signs a finished file.
  ///
  /// - Parameters:
  ///   - file: The whole file, with ``entries`` at `offset`; or the end of it.
  ///   - offset: Where in the whole file the entries begin.
  ///   - start: How many bytes of the file come before those given; `hashed` must hold them.
  ///   - hashed: A digest of the file's first bytes, none of them behind `offset`, to save hashing
  ///     them again; of the signer's own method.
  ///   - signer: Who signs.
  /// - Throws: ``DiagnosticsError`` if the key fails, or by our own mistake (``Failure/software``).
  package func fill(
    _ file: inout [UInt8], at offset: Int, startingAt start: Int = 0,
    hashed: Digest? = nil, by signer: CMSSigner
  ) throws(DiagnosticsError) {
    let range = range(at: offset, length: start + file.count)
    guard offset >= start, range.holeEnd <= range.end,
      (start...offset).contains(hashed?.count ?? 0)
    else {
      throw DiagnosticsError(SigningHole.mistake("there is no hole at \(offset)"))
    }
    replace(&file, at: offset - start + SigningHole.rangeKey.count, by: range.text)
    var digest = hashed ?? Digest(signer.digest)
    digest.update(file[digest.count - start..<range.holeStart - start])
    digest.update(file[(range.holeEnd - start)...])
    let signature = try signer.signature(over: digest.finish())
    try insert(signature, into: &file, at: range.holeStart - start + 1)
  }

  /// Writes a signature into the hole as hexadecimal digits; the zeros behind it stay.
  ///
  /// - Throws: ``DiagnosticsError`` with ``Failure/software`` if the hole is too small for it.
  package func insert(
    _ signature: [UInt8], into file: inout [UInt8], at offset: Int
  ) throws(DiagnosticsError) {
    guard signature.count <= capacity, offset + 2 * signature.count <= file.count else {
      throw DiagnosticsError(
        SigningHole.mistake(
          "the signature has \(signature.count) bytes and the room for it only \(capacity)"))
    }
    file.replaceSubrange(
      offset..<offset + 2 * signature.count, with: signature.hexadecimalDigits)
  }

  private func replace(_ file: inout [UInt8], at offset: Int, by bytes: [UInt8]) {
    file.replaceSubrange(offset..<offset + bytes.count, with: bytes)
  }

  private static func mistake(_ message: String) -> Diagnostic {
    .error(
      "sign.hole", message, hints: ["this is a mistake in Flett; please report it"],
      failure: .software)
  }
}
