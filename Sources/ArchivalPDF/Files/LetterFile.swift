import PDFWriting

/// The file of one letter while it grows.
typealias LetterFile = FileWriter<LetterNumbering>

extension FileWriter<LetterNumbering> {
  /// A file from its first byte on, with a header.
  init(numbering: LetterNumbering) {
    self.init(
      numbering: numbering, entries: Array(repeating: .free, count: numbering.firstOwn))
    writeHeader(version: Standard.fileVersion)
  }

  /// The end of a file whose first bytes are those of a shared part.
  init(after part: SharedPart, objects count: Int, reserving capacity: Int) {
    var entries: [CrossReference] = []
    entries.reserveCapacity(part.numbering.firstOwn + count + 1)
    entries += part.entries
    for _ in 0...count { entries.append(.free) }
    self.init(
      numbering: part.numbering, entries: entries, after: part.bytes.count, reserving: capacity)
  }

  /// Writes the cross-references, which end the file.
  ///
  /// - Parameters:
  ///   - identifier: What tells this file from all others (ISO 19005-2, 6.1.3).
  ///   - compress: How to store the cross-references of many objects.
  mutating func finish(
    identifier: some Collection<UInt8>, compress: @escaping ([UInt8]) -> StreamData
  ) {
    // Streams of objects hold no more than one byte can tell apart.
    let widths = CrossReferenceStream.Widths(place: count < 1 << 24 ? 3 : 6, index: 1)
    let trailer = Trailer(
      size: entries.count, root: numbering.number(of: LetterObjects.catalog),
      information: numbering.number(of: LetterObjects.information), identifier: Array(identifier))
    let isLong = entries.count >= Self.leastCompressed
    finish(widths, trailer, compress: isLong ? compress : nil)
  }

  /// The cross-references of fewer objects are stored as they are: compressing takes longer than all else that
  /// is done for a short letter.
  private static var leastCompressed: Int { 1024 }
}
