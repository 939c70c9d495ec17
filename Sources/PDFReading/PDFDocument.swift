import Bytes

/// A PDF file, or an earlier revision of it, of which single objects are read when they are asked for.
///
/// Reads classic cross-reference tables, cross-reference streams, files that have both, object streams
/// and incremental updates (ISO 32000-1, 7.5). Files whose tables are broken are refused, not
/// mended: what readers make of such a file differs, so nothing can be said about it. The same holds for
/// each object: one that cannot be read in full is an error and never taken for one that is not there.
package final class PDFDocument {
  /// The whole file.
  package let bytes: [UInt8]
  /// How many of its bytes belong to this document.
  package let end: Int
  /// The cross-reference sections, newest first.
  package private(set) var sections: [CrossReferenceSection] = []
  /// What may be spent on the file.
  let effort: ReadingEffort
  private var objectStreams: [Int: ObjectStream] = [:]
  /// What was found out about objects by their offset.
  var facts: [Int: ObjectFacts] = [:]

  /// Opens a file.
  ///
  /// - Throws: ``PDFFault``.
  package convenience init(_ bytes: [UInt8]) throws(PDFFault) {
    try self.init(bytes, spending: ReadingEffort(size: bytes.count))
  }

  /// Opens a file for which so much may be spent.
  init(_ bytes: [UInt8], spending effort: ReadingEffort) throws(PDFFault) {
    (self.bytes, end, self.effort) = (bytes, bytes.count, effort)
    guard firstOffset(of: "%PDF-", in: bytes.prefix(1024)) != nil else { throw .notPDF }
    sections = try crossReferences(from: try startOfReferences())
    guard trailer["Encrypt"] == .null else { throw .encrypted }
  }

  private init(_ whole: PDFDocument, end: Int) {
    (bytes, self.end, effort) = (whole.bytes, end, whole.effort)
  }

  /// The document as it was when the file had only so many bytes.
  ///
  /// - Returns: The earlier revision; nil if what stands behind does not continue it: its cross-reference
  ///   sections are not the oldest of this document's.
  /// - Throws: ``PDFFault/noEnd`` if the file was no whole PDF then, ``PDFFault/excessive``.
  package func revision(endingAt end: Int) throws(PDFFault) -> PDFDocument? {
    let earlier = PDFDocument(self, end: min(max(0, end), self.end))
    let start = try earlier.startOfReferences()
    try effort.look(at: sections.count)
    guard let index = sections.firstIndex(where: { $0.offset == start }),
      index > 0 || end == self.end
    else { return nil }
    earlier.sections = Array(sections[index...])
    guard earlier.sections.allSatisfy({ $0.end <= end }),
      sections[..<index].allSatisfy({ $0.offset >= end })
    else { return nil }
    return earlier
  }

  /// Counts steps of whoever works with the file as work on it.
  ///
  /// - Throws: ``PDFFault/excessive`` if it was too much.
  package func spend(_ steps: Int) throws(PDFFault) {
    try effort.look(at: steps)
  }

  /// Whether nothing stands before `%PDF-`: some readers count all offsets from there.
  package var beginsAtOnce: Bool { bytes.starts(with: "%PDF-".utf8) }

  /// The newest trailer's dictionary.
  package var trailer: PDFValue { sections.first?.trailer ?? .null }

  /// The document's root.
  ///
  /// - Throws: ``PDFFault`` if it cannot be read or is no dictionary.
  package func catalog() throws(PDFFault) -> PDFValue {
    let catalog = try resolve(trailer["Root"])
    guard catalog.entries != nil else { throw .damaged("the catalog") }
    return catalog
  }

  /// Where the newest entry of an object says that it is; nil if there is none.
  package func entry(_ number: Int) throws(PDFFault) -> CrossReferenceSection.Entry? {
    for section in sections {
      try effort.look()
      if let entry = section.entries[number] { return entry }
    }
    return nil
  }

  /// The newest version of an object; nil if there is none.
  ///
  /// - Throws: ``PDFFault`` if it cannot be read in full.
  package func object(_ number: Int) throws(PDFFault) -> PDFObject? {
    switch try entry(number) {
    case nil, .free: nil
    case .unknown: throw .damaged("the place of object \(number)")
    case .offset(let offset, let generation):
      try object(PDFReference(number: number, generation: generation), at: offset)
    case .stream(let stream, let index):
      PDFObject(value: try objectStream(stream).value(number, at: index, effort))
    }
  }

  /// What a value stands for: of a reference, the object's value, null if there is none.
  ///
  /// - Throws: ``PDFFault`` if it cannot be read, or leads on and on.
  package func resolve(_ value: PDFValue) throws(PDFFault) -> PDFValue {
    var value = value
    for _ in 0..<20 {
      guard case .reference(let reference) = value else { return value }
      value = try object(reference.number)?.value ?? .null
    }
    throw .damaged("a reference")
  }

  /// What a value stands for that is no stream, and that leads nowhere else.
  func resolvePlain(_ value: PDFValue) throws(PDFFault) -> PDFValue {
    guard case .reference(let reference) = value,
      case .stream(let stream, let index) = try entry(reference.number)
    else { return try resolveApart(value) }
    return try objectStream(stream).value(reference.number, at: index, effort)
  }

  /// The same for a value that stands by itself in the file: what object streams need must not be in object
  /// streams (7.5.7).
  func resolveApart(_ value: PDFValue) throws(PDFFault) -> PDFValue {
    guard case .reference(let reference) = value else { return value }
    guard case .offset(let offset, let generation) = try entry(reference.number) else {
      throw .damaged("object \(reference.number)")
    }
    var parser = try parser(at: offset)
    try parser.header(PDFReference(number: reference.number, generation: generation))
    let found = try parser.value()
    try effort.look(at: parser.position - offset)
    guard parser.take("endobj") else { throw .damaged("object \(reference.number)") }
    return found
  }

  /// The object stream of a number.
  ///
  /// - Throws: ``PDFFault``, also if it is itself in an object stream.
  package func objectStream(_ number: Int) throws(PDFFault) -> ObjectStream {
    if let stream = objectStreams[number] { return stream }
    guard case .offset(let offset, let generation) = try entry(number) else {
      throw .damaged("an object stream")
    }
    let reference = PDFReference(number: number, generation: generation)
    let stream = try ObjectStream(try object(reference, at: offset, as: .objects), in: self)
    objectStreams[number] = stream
    return stream
  }

  /// Where the cross-references begin that the end of the document names.
  private func startOfReferences() throws(PDFFault) -> Int {
    guard let place = lastOffset(of: "startxref", in: bytes[..<end]) else {
      try effort.look(at: end)
      throw .noEnd
    }
    try effort.look(at: end - place)
    var parser = try parser(at: place + 9)
    guard let start = parser.natural(), start < end else { throw .noEnd }
    return start
  }

  /// A parser at an offset of the document.
  func parser(at offset: Int) throws(PDFFault) -> PDFParser {
    try PDFParser(bytes[..<end], at: offset, values: effort.valueLimit)
  }
}

/// Where a word first stands in bytes.
private func firstOffset(of word: String, in bytes: ArraySlice<UInt8>) -> Int? {
  bytes.indices.first { bytes[$0...].starts(with: word.utf8) }
}

/// Where a word last stands in bytes.
private func lastOffset(of word: String, in bytes: ArraySlice<UInt8>) -> Int? {
  guard let initial = word.utf8.first else { return nil }
  return bytes.indices.last { bytes[$0] == initial && bytes[$0...].starts(with: word.utf8) }
}
