import OpenSSL
import PDFWriting

/// The first part of a letter's file: what other letters with the same static blocks on the same pages
/// have byte for byte.
final class SharedPart: Sendable {
  /// The colour profile, the first object of every part.
  static let profile = Reference(row: .shared, index: 0)

  /// What tells the part from all others: the SHA-256 of ``bytes``.
  let identifier: [UInt8]
  /// The file from its first byte on.
  let bytes: [UInt8]
  /// The digest of ``bytes``, to be continued.
  let digest: Digest
  /// How many pages the letters have.
  let pageCount: Int
  /// How the letters' objects are numbered.
  let numbering: LetterNumbering
  /// Where the objects are that the part holds.
  let entries: [CrossReference]
  /// The same objects without their numbers, for a file that holds many letters.
  let objects: ObjectList

  /// A part whose bytes are known.
  init(
    bytes: [UInt8], pageCount: Int, numbering: LetterNumbering, entries: [CrossReference],
    objects: ObjectList
  ) {
    (self.bytes, self.pageCount, self.numbering) = (bytes, pageCount, numbering)
    (self.entries, self.objects) = (entries, objects)
    var digest = Digest()
    digest.update(bytes)
    self.digest = digest
    identifier = digest.finish()
  }

  /// Puts objects together as the beginning of a file.
  convenience init(_ objects: ObjectList, pageCount: Int, compress: ([UInt8]) -> StreamData) {
    let portions = objects.plain.portions
    let numbering = LetterNumbering(
      letter: LetterObjects.count(pages: pageCount), shared: objects.shared + portions.count,
      structure: objects.structure)
    var body = LetterFile(numbering: numbering)
    body.add(objects.streams)
    for (index, portion) in portions.enumerated() {
      let stream = Reference(row: .shared, index: objects.shared + index)
      body.add(objects.plain, portion, in: stream, compress: compress)
    }
    self.init(
      bytes: body.out.bytes, pageCount: pageCount, numbering: numbering, entries: body.entries,
      objects: objects)
  }
}
