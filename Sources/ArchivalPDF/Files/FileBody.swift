/// A PDF file, or the end of one, while it grows: objects and where each begins (ISO 32000-1, 7.5).
struct FileBody: Sendable {
  /// What was written so far.
  private(set) var out = ObjectBytes()
  /// Where each object is, by its number.
  private(set) var entries: [CrossReference]
  /// How objects are numbered.
  let numbering: LetterNumbering
  /// How many bytes of the file come before ``out``.
  let start: Int

  /// A file from its first byte on, with a header.
  init(numbering: LetterNumbering) {
    (self.numbering, start) = (numbering, 0)
    entries = Array(repeating: .free, count: numbering.firstOwn)
    out.header()
  }

  /// The end of a file whose first bytes are those of a shared part.
  init(after part: SharedPart, objects count: Int, reserving capacity: Int) {
    (numbering, start) = (part.numbering, part.bytes.count)
    entries = []
    entries.reserveCapacity(numbering.firstOwn + count + 1)
    entries += part.entries
    for _ in 0...count { entries.append(.free) }
    out.bytes.reserveCapacity(capacity)
  }

  /// Hands over ``out``, which is empty afterwards.
  mutating func takeBytes() -> [UInt8] {
    defer { out = ObjectBytes() }
    return out.bytes
  }

  /// How many bytes the file has so far.
  var count: Int { start + out.bytes.count }

  /// Writes the objects of a list: its streams, or the others.
  mutating func add(_ objects: [UInt8]) {
    var reader = ObjectReader(objects)
    while let object = reader.next() {
      begin(object)
      reader.write(to: &out, numbering: numbering)
      out += "\nendobj\n"
    }
  }

  /// Writes objects as a stream of objects (7.5.7), which takes much less room.
  ///
  /// - Parameters:
  ///   - objects: What ``ObjectList/plain`` holds; no more than ``ObjectStream/capacity``.
  ///   - stream: The stream itself.
  ///   - compress: How to store it.
  mutating func add(
    _ objects: ArraySlice<UInt8>, in stream: Reference, compress: ([UInt8]) -> StreamData
  ) {
    var reader = ObjectReader(Array(objects))
    var packed = ObjectStream()
    let number = numbering.number(of: stream)
    while let object = reader.next() {
      let own = numbering.number(of: object)
      entries[own] = .packed(in: number, at: packed.count)
      packed.add(own) { reader.write(to: &$0, numbering: numbering) }
    }
    begin(stream)
    packed.write(to: &out, compress: compress)
    out += "\nendobj\n"
  }

  /// Writes an object whose text names no other.
  mutating func write(_ object: Reference, _ body: (inout ObjectBytes) -> Void) {
    begin(object)
    body(&out)
    out += "\nendobj\n"
  }

  private mutating func begin(_ object: Reference) {
    begin(number: numbering.number(of: object))
  }

  private mutating func begin(number: Int) {
    entries[number] = .offset(count)
    out.integer(number)
    out += " 0 obj\n"
  }

  /// Writes the cross-reference stream (7.5.8), which ends the file.
  ///
  /// - Parameter identifier: What tells this file from all others; it stands for both halves of
  ///   `/ID` (ISO 19005-2, 6.1.3), as the file is written in one go.
  mutating func finish(identifier: some Collection<UInt8>) {
    let place = count
    begin(number: entries.count - 1)
    let width = CrossReference.width(forOffsets: place)
    out += "<</Type/XRef/W[1 "
    out.integer(width)
    out += " 1]/Size "
    out.integer(entries.count)
    out += "/Root "
    out.integer(numbering.number(of: FileLayout.catalog))
    out += " 0 R/Info "
    out.integer(numbering.number(of: FileLayout.information))
    out += " 0 R/ID["
    out.hexadecimal(identifier)
    out.hexadecimal(identifier)
    out += "]/Length "
    out.integer(entries.count * (width + 2))
    out += ">>\nstream\n"
    CrossReference.write(entries, width: width, to: &out)
    out += "\nendstream\nendobj\n"
    out.ending(references: place)
  }
}

extension ObjectBytes {
  /// Adds a file's first lines.
  mutating func header() {
    // Four bytes above 127 say that the file is binary (ISO 19005-2, 6.1.2).
    self += "%PDF-1.7\n%"
    bytes += [0xE2, 0xE3, 0xCF, 0xD3]
    self += "\n"
  }

  /// Adds a file's last lines, which tell where the cross-references are.
  mutating func ending(references place: Int) {
    self += "startxref\n"
    integer(place)
    self += "\n%%EOF\n"
  }

  /// Adds an object's number, its text, and its end.
  mutating func object(_ number: Int, _ body: (inout ObjectBytes) -> Void) {
    integer(number)
    self += " 0 obj\n"
    body(&self)
    self += "\nendobj\n"
  }
}

/// Where an object is (ISO 32000-1, 7.5.8.3).
struct CrossReference: Hashable, Sendable {
  /// The kind of entry in the uppermost byte, the place in the next six, an index in the last.
  let word: UInt64

  /// Nowhere.
  static let free = CrossReference(word: 0xFF)

  /// At an offset in the file.
  static func offset(_ offset: Int) -> CrossReference {
    CrossReference(word: 1 << 56 | UInt64(offset) << 8)
  }

  /// In a stream of objects, and where among those.
  static func packed(in stream: Int, at index: Int) -> CrossReference {
    CrossReference(word: 2 << 56 | UInt64(stream) << 8 | UInt64(index))
  }

  /// How many bytes a place takes in a file whose last object begins at `offset`.
  static func width(forOffsets offset: Int) -> Int { offset < 1 << 24 ? 3 : 6 }

  /// Writes entries with so many bytes for the place, and one each for kind and index.
  static func write(_ entries: [CrossReference], width: Int, to out: inout ObjectBytes) {
    let size = width + 2
    // Each is written as a whole word, and the next one over what is too much of it.
    let bytes = unsafe [UInt8](unsafeUninitializedCapacity: entries.count * size + 8) {
      buffer, count in
      let buffer = UnsafeMutableRawBufferPointer(buffer)
      for entry in entries {
        let kind = (entry.word >> 56) << UInt64(8 * width + 8)
        let rest = entry.word & 0x00FF_FFFF_FFFF_FFFF
        let word = ((kind | rest) << UInt64(48 - 8 * width)).bigEndian
        unsafe buffer.storeBytes(of: word, toByteOffset: count, as: UInt64.self)
        count += size
      }
    }
    out.bytes += bytes
  }
}
