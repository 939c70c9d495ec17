import PDFWriting

/// The objects of a file that are not streams, before they are packed into streams.
struct ObjectTexts {
  private var texts = ObjectText()
  private var ranges: [(number: ObjectNumber, range: Range<Int>)] = []

  /// No object yet.
  init() {}

  /// How many objects there are.
  var count: Int { ranges.count }

  /// Writes a dictionary all of whose numbers are known.
  mutating func write(_ number: Int, _ entries: (inout DictionaryWriter) -> Void) {
    let start = texts.bytes.count
    texts.dictionary(entries)
    ranges.append((ObjectNumber(number), start..<texts.bytes.count))
  }

  /// Writes a dictionary.
  mutating func write(
    _ number: Int, numbering: some Numbering, _ entries: (inout DictionaryWriter) -> Void
  ) {
    let start = texts.end
    texts.dictionary(entries)
    texts.number(since: start, numbering)
    ranges.append((ObjectNumber(number), start.byte..<texts.bytes.count))
  }

  /// Writes the object at a place of others.
  mutating func write(
    _ number: ObjectNumber, _ objects: UnnumberedObjects, _ place: Int, numbering: some Numbering
  ) {
    let start = texts.bytes.count
    texts.append(objects, place, numbering: numbering)
    ranges.append((number, start..<texts.bytes.count))
  }

  /// Packs the objects into streams, in the order of their numbers.
  ///
  /// - Parameters:
  ///   - capacity: How many objects a stream holds.
  ///   - body: What takes each stream, with the numbers of the objects that it holds.
  func pack(
    _ capacity: Int, _ body: (_ stream: ObjectStreamWriter, _ numbers: [ObjectNumber]) -> Void
  ) {
    let sorted = ranges.sorted { $0.number < $1.number }
    for start in stride(from: 0, to: sorted.count, by: capacity) {
      let held = sorted[start..<min(start + capacity, sorted.count)]
      var stream = ObjectStreamWriter()
      for (number, range) in held { stream.add(number) { $0.bytes += texts.bytes[range] } }
      body(stream, held.map(\.number))
    }
  }
}
