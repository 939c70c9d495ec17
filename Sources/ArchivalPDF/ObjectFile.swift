/// The body of a PDF file while it grows: objects and where each begins (ISO 32000-1, 7.5).
struct ObjectFile {
  /// The file so far.
  private(set) var out = ObjectBytes()
  /// For each object number, where the object begins; 0 for one that is not written yet.
  private(set) var offsets: [Int]

  /// A file with a header and the objects numbered below `first` promised.
  init(firstFree first: Int) {
    offsets = Array(repeating: 0, count: first)
    // Four bytes above 127 say that the file is binary (ISO 19005-2, 6.1.2).
    out += "%PDF-1.7\n%"
    out.bytes += [0xE2, 0xE3, 0xCF, 0xD3]
    out += "\n"
  }

  /// The file so far, as bytes.
  var bytes: [UInt8] { out.bytes }
  /// How many bytes the file has.
  var count: Int { out.bytes.count }
  /// The number that the next promised object gets.
  var nextNumber: Int { offsets.count }

  /// Promises an object, which must be written later.
  mutating func promise() -> Reference {
    offsets.append(0)
    return Reference(number: offsets.count - 1)
  }

  /// Writes a promised object.
  mutating func write(_ object: Reference, _ body: (inout ObjectBytes) -> Void) {
    begin(object)
    body(&out)
    out += "\nendobj\n"
  }

  /// Writes an object and gives its number.
  mutating func add(_ body: (inout ObjectBytes) -> Void) -> Reference {
    let object = promise()
    write(object, body)
    return object
  }

  /// Writes a promised stream; `entries` adds to its dictionary.
  mutating func write(
    _ object: Reference, stream: StreamData, entries: (inout ObjectBytes) -> Void = { _ in }
  ) {
    write(object) { out in
      out += "<</Length "
      out.integer(stream.bytes.count)
      if stream.isCompressed { out += "/Filter/FlateDecode" }
      entries(&out)
      // The end-of-line marks around the data are required (ISO 19005-2, 6.1.7.1).
      out += ">>\nstream\n"
      out.bytes += stream.bytes
      out += "\nendstream"
    }
  }

  /// Writes a stream and gives its number.
  mutating func add(stream: StreamData, entries: (inout ObjectBytes) -> Void = { _ in })
    -> Reference
  {
    let object = promise()
    write(object, stream: stream, entries: entries)
    return object
  }

  private mutating func begin(_ object: Reference) {
    offsets[object.number] = count
    out.integer(object.number)
    out += " 0 obj\n"
  }

  /// Writes the cross-reference table and the trailer (7.5.4, 7.5.5), which end the file.
  ///
  /// - Parameters:
  ///   - catalog: The document's root.
  ///   - information: The document's properties.
  ///   - identifier: What tells this file from all others; it stands for both halves of `/ID`
  ///     (ISO 19005-2, 6.1.3), as the file is written in one go.
  mutating func finish(catalog: Reference, information: Reference, identifier: [UInt8]) {
    let start = count
    out += "xref\n0 "
    out.integer(offsets.count)
    out += "\n0000000000 65535 f \n"
    for offset in offsets.dropFirst() {
      out.digits(UInt(offset), atLeast: 10)
      out += " 00000 n \n"
    }
    out += "trailer\n<</Size "
    out.integer(offsets.count)
    out += "/Root "
    out.reference(catalog)
    out += "/Info "
    out.reference(information)
    out += "/ID["
    out.hexadecimal(identifier)
    out.hexadecimal(identifier)
    out += "]>>\nstartxref\n"
    out.integer(start)
    out += "\n%%EOF\n"
  }
}

/// What a stream holds, compressed or not.
struct StreamData: Sendable {
  /// The bytes as they are stored.
  var bytes: [UInt8]
  /// Whether they are compressed with deflate (ISO 32000-1, 7.4.4).
  var isCompressed: Bool

  /// Bytes stored as they are.
  init(plain bytes: [UInt8]) {
    (self.bytes, isCompressed) = (bytes, false)
  }

  /// Bytes that were compressed before.
  init(compressed bytes: [UInt8]) {
    (self.bytes, isCompressed) = (bytes, true)
  }
}
