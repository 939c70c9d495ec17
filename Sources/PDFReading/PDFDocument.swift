/// A PDF file, or the beginning of one, of which single objects are read when they are asked for.
///
/// Reads classic cross-reference tables, cross-reference streams, files that have both, object streams
/// and incremental updates (ISO 32000-1, 7.5). Files whose tables are broken are refused, not
/// mended: what readers make of such a file differs, so nothing can be said about it.
package final class PDFDocument {
  /// The whole file.
  package let bytes: [UInt8]
  /// How many of its bytes belong to this document.
  package let end: Int
  /// The cross-reference sections, newest first.
  package private(set) var sections: [CrossReferenceSection] = []
  private var objectStreams: [Int: [Int: PDFValue]] = [:]
  private var isResolving = false

  /// Opens a file.
  ///
  /// - Parameters:
  ///   - bytes: The file.
  ///   - end: How many of its bytes to read: those of an earlier revision, for instance; all if nil.
  /// - Throws: ``PDFFault``.
  package init(_ bytes: [UInt8], end: Int? = nil) throws(PDFFault) {
    self.bytes = bytes
    self.end = min(end ?? bytes.count, bytes.count)
    guard firstOffset(of: "%PDF-", in: bytes[..<min(1024, self.end)]) != nil else {
      throw .notPDF
    }
    guard let place = lastOffset(of: "startxref", in: bytes[..<self.end]) else { throw .noEnd }
    var parser = PDFParser(bytes, at: place + 9, end: self.end)
    guard let start = parser.natural(), start < self.end else { throw .noEnd }
    sections = try crossReferences(from: start)
    guard trailer["Encrypt"] == .null else { throw .encrypted }
  }

  /// The newest trailer's dictionary.
  package var trailer: PDFValue { sections.first?.trailer ?? .null }

  /// The document's root.
  package var catalog: PDFValue { resolve(trailer["Root"]) }

  /// The newest version of an object; nil if there is none or it cannot be read.
  package func object(_ number: Int) -> PDFObject? {
    for section in sections {
      switch section.entries[number] {
      case nil: continue
      case .free: return nil
      case .offset(let offset): return try? object(number, at: offset)
      case .stream(let stream): return compressedObject(number, in: stream)
      }
    }
    return nil
  }

  /// What a value stands for: of a reference, the object's value, null if there is none.
  package func resolve(_ value: PDFValue) -> PDFValue {
    var value = value
    for _ in 0..<20 {
      guard case .reference(let reference) = value else { return value }
      value = object(reference.number)?.value ?? .null
    }
    return .null
  }

  /// Reads the object that begins at an offset.
  func object(_ number: Int?, at offset: Int) throws(PDFFault) -> PDFObject {
    var parser = PDFParser(bytes, at: offset, end: end)
    guard let found = parser.natural(), found == number ?? found, parser.natural() != nil,
      parser.take("obj")
    else { throw .damaged("the place of object \(number ?? 0)") }
    parser.skipSpace()
    var object = PDFObject(value: .null)
    if bytes[parser.position..<end].starts(with: "<<".utf8) {
      let (entries, extents) = try parser.dictionary()
      object = PDFObject(value: .dictionary(entries), extents: extents)
    } else {
      object.value = try parser.value()
    }
    if object.value.entries != nil, parser.take("stream") {
      object.data = try streamData(of: object.value, &parser)
    }
    return object
  }

  private func streamData(
    of dictionary: PDFValue, _ parser: inout PDFParser
  ) throws(PDFFault) -> ArraySlice<UInt8> {
    if parser.next == 13 { parser.position += 1 }
    if parser.next == 10 { parser.position += 1 }
    let start = parser.position
    if let length = streamLength(dictionary["Length"]), length <= end - start {
      parser.position = start + length
      if parser.take("endstream") { return bytes[start..<(start + length)] }
    }
    guard let length = firstOffset(of: "endstream", in: bytes[start..<end]) else {
      throw .damaged("a stream")
    }
    return bytes[start..<length]
  }

  /// A stream's length, which may be an object of its own, but not one that leads back here.
  private func streamLength(_ value: PDFValue) -> Int? {
    guard value.reference != nil else { return value.integer.flatMap { $0 >= 0 ? $0 : nil } }
    guard !isResolving else { return nil }
    isResolving = true
    defer { isResolving = false }
    return resolve(value).integer.flatMap { $0 >= 0 ? $0 : nil }
  }

  private func compressedObject(_ number: Int, in stream: Int) -> PDFObject? {
    if objectStreams[stream] == nil {
      objectStreams[stream] = [:]  // stands while it is read, so that a loop ends here
      objectStreams[stream] = (try? objects(ofStream: stream)) ?? [:]
    }
    return objectStreams[stream]?[number].map { PDFObject(value: $0) }
  }

  /// The objects of an object stream (7.5.7).
  private func objects(ofStream number: Int) throws(PDFFault) -> [Int: PDFValue] {
    guard let stream = object(number), let data = stream.data,
      let count = resolve(stream.value["N"]).integer,
      let first = resolve(stream.value["First"]).integer, first >= 0
    else { throw .damaged("an object stream") }
    let decoded = try decode(data, of: stream.value)
    var header = PDFParser(decoded)
    var objects: [Int: PDFValue] = [:]
    for _ in 0..<max(0, min(count, decoded.count)) {
      guard let number = header.natural(), let offset = header.natural() else { break }
      var parser = PDFParser(decoded, at: first + offset)
      objects[number] = try? parser.value()
    }
    return objects
  }
}

/// Where a word first stands in bytes.
func firstOffset(of word: String, in bytes: ArraySlice<UInt8>) -> Int? {
  let word = Array(word.utf8)
  guard let initial = word.first, bytes.count >= word.count else { return nil }
  for index in bytes.startIndex...(bytes.endIndex - word.count)
  where bytes[index] == initial && bytes[index..<(index + word.count)].elementsEqual(word) {
    return index
  }
  return nil
}

/// Where a word last stands in bytes.
func lastOffset(of word: String, in bytes: ArraySlice<UInt8>) -> Int? {
  let word = Array(word.utf8)
  guard let initial = word.first, bytes.count >= word.count else { return nil }
  for index in (bytes.startIndex...(bytes.endIndex - word.count)).reversed()
  where bytes[index] == initial && bytes[index..<(index + word.count)].elementsEqual(word) {
    return index
  }
  return nil
}
