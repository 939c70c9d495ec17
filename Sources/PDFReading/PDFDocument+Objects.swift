import Bytes

// Objects that stand by themselves in a file (ISO 32000-1, 7.3.10 and 7.3.8).
extension PDFDocument {
  /// What a stream is read for, which says where its length may stand.
  enum StreamUse {
    /// Anything: the length may be an object of its own, in an object stream, too.
    case content
    /// As an object stream: the length may be an object of its own.
    case objects
    /// As cross-references: the length stands in the stream, since no object can be found yet.
    case crossReferences
  }

  /// Reads the object that begins at an offset.
  ///
  /// - Parameters:
  ///   - reference: The number and generation that it must have; any if nil.
  ///   - offset: Where it begins.
  ///   - use: What it is read for.
  /// - Returns: The object.
  /// - Throws: ``PDFFault`` unless all of it is there, from its number to the word `endobj`.
  func object(
    _ reference: PDFReference?, at offset: Int, as use: StreamUse = .content
  ) throws(PDFFault) -> PDFObject {
    var parser = try parser(at: offset)
    do {
      let object = try object(reference, &parser, use)
      try effort.look(at: parser.position - offset)
      return object
    } catch {
      try effort.look(at: parser.position - offset)
      throw error
    }
  }

  private func object(
    _ reference: PDFReference?, _ parser: inout PDFParser, _ use: StreamUse
  ) throws(PDFFault) -> PDFObject {
    try parser.header(reference)
    parser.skipSpace()
    var object = PDFObject(value: .null)
    if parser.comes("<<") {
      object.value = .dictionary(try parser.dictionary { object.extents[$0] = $1 })
      if parser.take("stream") {
        object.data = try streamData(of: object.value, &parser, use)
      }
    } else {
      object.value = try parser.value()
    }
    guard parser.take("endobj") else { throw .damaged("the end of an object") }
    object.end = parser.position
    return object
  }

  private func streamData(
    of dictionary: PDFValue, _ parser: inout PDFParser, _ use: StreamUse
  ) throws(PDFFault) -> ArraySlice<UInt8> {
    try parser.lineEnd()
    let length =
      switch use {
      case .content: try resolvePlain(dictionary["Length"])
      case .objects: try resolveApart(dictionary["Length"])
      case .crossReferences: dictionary["Length"]
      }
    // Some readers go by the length, and some by the word that ends the stream.
    guard let length = length.integer else { throw .damaged("the length of a stream") }
    let data = try parser.data(length)
    guard parser.comes("endstream"), parser.take("endstream") else {
      throw .damaged("the length of a stream")
    }
    return data
  }
}

extension PDFParser {
  /// Whether these bytes come next, without anything before them.
  func comes(_ word: String) -> Bool { reader.comes(word.utf8) }

  /// Passes the number, the generation and the word with which an object begins.
  ///
  /// - Throws: ``PDFFault/damaged(_:)`` if another object, or none, begins here.
  mutating func header(_ reference: PDFReference?) throws(PDFFault) {
    guard let number = natural(), let generation = natural(), takeWord("obj"),
      reference == nil || reference == PDFReference(number: number, generation: generation)
    else { throw .damaged("the place of object \(reference?.number ?? 0)") }
  }
}
