import Bytes

// Whether every byte of later revisions is one that their tables lead to (ISO 32000-1, 7.5.6).
extension PDFDocument {
  /// Where a byte behind an earlier revision stands that no later table leads to.
  ///
  /// The tables lead to the objects that they name, to themselves, and to the words with which each of
  /// their revisions ends. Between those may be white space.
  ///
  /// - Parameter earlier: The revision, one of this document's.
  /// - Returns: The offset of the first such byte; nil if there is none.
  /// - Throws: ``PDFFault`` if an object that a table names cannot be read.
  package func strayByte(behind earlier: PDFDocument) throws(PDFFault) -> Int? {
    let later = sections.dropLast(earlier.sections.count)
    var extents = later.flatMap(\.extents)
    for section in later { extents += try objects(of: section, behind: earlier.end) }
    // What begins with a comment is reached only by passing that.
    if let place = extents.lazy.compactMap(comment).first { return place }
    extents += later.map(ending)
    try effort.look(at: extents.count)
    var place = earlier.end
    for extent in extents.sorted(by: { $0.lowerBound < $1.lowerBound }) {
      if let stray = firstByte(from: place, to: extent.lowerBound) { return stray }
      place = max(place, extent.upperBound)
    }
    return firstByte(from: place, to: end)
  }

  /// Whether anything but white space stands behind an offset.
  ///
  /// - Throws: ``PDFFault/excessive``.
  package func hasMore(behind offset: Int) throws(PDFFault) -> Bool {
    try effort.look(at: end - min(offset, end))
    return firstByte(from: offset, to: end) != nil
  }

  /// Where the objects stand to which a section leads.
  private func objects(
    of section: CrossReferenceSection, behind start: Int
  ) throws(PDFFault) -> [Range<Int>] {
    var extents: [Range<Int>] = []
    for (number, entry) in section.entries {
      guard case .offset(let offset, let generation) = entry, offset >= start else { continue }
      let reference = PDFReference(number: number, generation: generation)
      extents.append(offset..<(try object(reference, at: offset).end))
    }
    return extents
  }

  /// The words behind a section that end its revision and name it (7.5.5); before them may stand one comment of
  /// a line, in which some programs say who they are.
  ///
  /// - Returns: Their extent; an empty one if something else comes there.
  private func ending(of section: CrossReferenceSection) -> Range<Int> {
    let start = section.extents.first?.upperBound ?? section.offset
    var reader = ByteReader(bytes[min(start, end)..<end])
    reader.skip(while: isSpace)
    if reader.peek() == UInt8(ascii: "%") {
      let begin = reader.position
      reader.skip { $0 >= 0x20 && $0 != 0x7F }
      guard reader.position - begin <= PDFDocument.longestLine else { return start..<start }
    }
    reader.skip(while: isSpace)
    guard reader.take("startxref".utf8) else { return start..<start }
    reader.skip(while: isSpace)
    guard (try? reader.decimal()) == section.offset else { return start..<start }
    reader.skip(while: isSpace)
    return reader.take("%%EOF".utf8) ? start..<reader.position : start..<start
  }

  /// How long a line that belongs to no object may be, in bytes (ISO 32000-1, 7.5.1).
  private static let longestLine = 255

  /// The first byte between two offsets that is not white space; nil if there is none.
  private func firstByte(from start: Int, to end: Int) -> Int? {
    guard start < end else { return nil }
    return bytes[start..<end].firstIndex { !isSpace($0) }
  }

  /// Where a comment begins if it comes first in a range; nil if something else does.
  private func comment(in range: Range<Int>) -> Int? {
    firstByte(from: range.lowerBound, to: range.upperBound).flatMap {
      bytes[$0] == UInt8(ascii: "%") ? $0 : nil
    }
  }
}
