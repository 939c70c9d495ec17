package import Diagnostics
import PDFWriting

/// A letter found good in every respect, whose file only needs to be put together.
///
/// A value of bytes: it can be kept, handed to another worker, or set aside in a file, and gives the
/// same letter wherever it is finished.
package struct PreparedLetter: Sendable {
  /// The first part of its file.
  let part: SharedPart
  /// Whether that part is kept for all workers.
  let isPartKept: Bool
  /// The letter's own objects: streams, and others.
  let streams, plain: UnnumberedObjects
  /// How many there are.
  let objectCount: Int
  /// What its file says of itself.
  let information: DocumentInformation
  /// What depends on the acts of signing; empty for a letter that is not signed.
  let signatures: [PreparedSignature]
  /// The parts of its objects that differ in a file with other letters.
  let frame: LetterFrame

  /// How many pages the letter has.
  package var pageCount: Int { part.pageCount }

  init(
    part: SharedPart, isPartKept: Bool, objects: ObjectList, information: DocumentInformation,
    signatures: [PreparedSignature], frame: LetterFrame
  ) {
    (self.part, self.isPartKept, self.information) = (part, isPartKept, information)
    (self.signatures, self.frame) = (signatures, frame)
    (streams, plain, objectCount) = (objects.streams, objects.plain, objects.own)
  }
}

// MARK: Setting letters aside

extension PreparedLetter {
  /// The letter as bytes, to be set aside in a file for the time of a run.
  ///
  /// Parts that letters share are not among them unless there are too many: they stay in the
  /// ``SharedParts`` of the writer that prepared the letter.
  ///
  /// - Returns: The bytes; nil if there are too many different signatures for theirs to be kept for
  ///   all workers.
  package func encoded() -> [UInt8]? {
    for case let look? in signatures.map(\.look) where look.number == nil { return nil }
    var out = ByteEncoder(
      reserving: streams.text.bytes.count + plain.text.bytes.count + 2048)
    out.add(isPartKept ? 1 : 0)
    if isPartKept { out.add(part.identifier) } else { part.encode(to: &out) }
    streams.encode(to: &out)
    plain.encode(to: &out)
    out.add(objectCount)
    information.encode(to: &out)
    out.add(signatures.count)
    for signature in signatures { signature.encode(to: &out) }
    frame.encode(to: &out)
    return out.bytes
  }

  /// The letter that was set aside as `bytes` in this run.
  ///
  /// - Parameters:
  ///   - bytes: What ``encoded()`` gave.
  ///   - shared: The shared parts of the writer that prepared the letter.
  /// - Throws: ``DiagnosticsError`` if the bytes were changed.
  package init(encoded bytes: [UInt8], sharing shared: SharedParts) throws(DiagnosticsError) {
    do throws(ByteDecoder.Damage) {
      var decoder = ByteDecoder(bytes)
      isPartKept = try decoder.number() == 1
      if isPartKept {
        guard let known = shared.part(try decoder.bytes()) else { throw .damage }
        part = known
      } else {
        part = try SharedPart(from: &decoder)
      }
      streams = try UnnumberedObjects(from: &decoder)
      plain = try UnnumberedObjects(from: &decoder)
      objectCount = try decoder.number()
      information = try DocumentInformation(from: &decoder)
      var signatures: [PreparedSignature] = []
      for _ in 0..<(try decoder.number()) {
        signatures.append(try PreparedSignature(from: &decoder, sharing: shared))
      }
      self.signatures = signatures
      frame = try LetterFrame(from: &decoder)
      guard plain.text.holds(frame.roots), plain.text.holds(frame.parents),
        objectCount >= frame.bodyCount
      else { throw .damage }
    } catch {
      throw DiagnosticsError(
        .error("archive.set-aside", "a letter that was set aside is damaged", failure: .temporary))
    }
  }
}
