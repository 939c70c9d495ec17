/// A PDF file, or the end of one, while it grows: objects and where each begins (ISO 32000-1, 7.5).
package struct FileWriter<Numbers: Numbering & Sendable>: Sendable {
  @usableFromInline var text: ObjectText
  @usableFromInline var places: [CrossReference]
  /// How objects are numbered.
  package let numbering: Numbers
  /// How many bytes of the file come before ``out``.
  package let start: Int

  /// The end of a file, or all of it.
  ///
  /// - Parameters:
  ///   - numbering: How objects are numbered.
  ///   - entries: Where the objects are that come before, and as many free places as others are to be
  ///     written.
  ///   - start: How many bytes come before.
  ///   - capacity: How many bytes to reserve.
  @inlinable
  package init(
    numbering: Numbers, entries: [CrossReference], after start: Int = 0,
    reserving capacity: Int = 0
  ) {
    (self.numbering, places, self.start) = (numbering, entries, start)
    text = ObjectText(reserving: capacity)
  }

  /// What was written so far.
  @inlinable
  package var out: ObjectText { text }

  /// Where each object is, by its number.
  @inlinable
  package var entries: [CrossReference] { places }

  /// How many bytes the file has so far.
  @inlinable
  package var count: Int { start + text.bytes.count }

  /// Hands over ``out``, which is empty afterwards.
  @inlinable
  package mutating func takeBytes() -> [UInt8] {
    defer { text = ObjectText() }
    return text.bytes
  }

  /// Writes the file's first lines.
  @inlinable
  package mutating func writeHeader(version: StaticString) { text.header(version: version) }

  /// Writes objects.
  @inlinable
  package mutating func add(_ objects: UnnumberedObjects) {
    for index in objects.indices {
      begin(numbering.number(of: objects.reference(index)))
      text.append(objects, index, numbering: numbering)
      text.endObject()
    }
  }

  /// Writes objects as a stream of objects.
  ///
  /// - Parameters:
  ///   - objects: The objects; none is a stream.
  ///   - range: Which of them.
  ///   - stream: The stream itself.
  ///   - compress: How to store it.
  @inlinable
  package mutating func add(
    _ objects: UnnumberedObjects, _ range: Range<Int>, in stream: Reference,
    compress: ([UInt8]) -> StreamData
  ) {
    var packed = ObjectStreamWriter()
    let number = numbering.number(of: stream)
    for index in range {
      let own = numbering.number(of: objects.reference(index))
      places[own.value] = .packed(in: number, at: packed.count)
      packed.add(own) { $0.append(objects, index, numbering: numbering) }
    }
    begin(number)
    packed.write(to: &text, compress: compress)
    text.endObject()
  }

  /// Writes an object.
  @inlinable
  package mutating func write(_ object: Reference, _ body: (inout ObjectText) -> Void) {
    begin(numbering.number(of: object))
    let start = text.end
    body(&text)
    text.number(since: start, numbering)
    text.endObject()
  }

  /// Writes the cross-references as the object of the greatest number, which ends the file.
  ///
  /// - Parameters:
  ///   - widths: How they are written.
  ///   - trailer: What else is said with them.
  ///   - compress: How to store them; nil for as they are.
  @inlinable
  package mutating func finish(
    _ widths: CrossReferenceStream.Widths, _ trailer: Trailer,
    compress: (([UInt8]) -> StreamData)? = nil
  ) {
    let place = count
    begin(ObjectNumber(places.count - 1))
    let stream = CrossReferenceStream(places, widths: widths, trailer: trailer)
    if let compress { stream.write(to: &text, compress: compress) } else { stream.write(to: &text) }
    text.endObject()
    text.ending(crossReferences: place)
  }

  @inlinable
  mutating func begin(_ number: ObjectNumber) {
    places[number.value] = .offset(count)
    text.beginObject(number)
  }
}

extension ObjectText {
  /// Adds a file's first lines.
  package mutating func header(version: StaticString) {
    self += "%PDF-"
    self += version
    // Four bytes above 127 say that the file is binary (ISO 32000-1, 7.5.2; ISO 19005-2, 6.1.2).
    self += "\n%"
    bytes += [0xE2, 0xE3, 0xCF, 0xD3]
    self += "\n"
  }

  /// Adds an object with its number (7.3.10).
  package mutating func object(_ number: ObjectNumber, _ body: (inout ObjectText) -> Void) {
    beginObject(number)
    body(&self)
    endObject()
  }

  @usableFromInline
  mutating func beginObject(_ number: ObjectNumber) {
    integer(number.value)
    self += " 0 obj\n"
  }

  @usableFromInline
  mutating func endObject() { self += "\nendobj\n" }

  /// Adds a file's last lines, which tell where the cross-references are (7.5.5).
  package mutating func ending(crossReferences place: Int) {
    self += "startxref\n"
    integer(place)
    self += "\n%%EOF\n"
  }
}
