/// Reads an ``ObjectList``, object by object, and writes each with its numbers.
struct ObjectReader {
  private let bytes: [UInt8]
  private let end: Int
  private var index: Int
  /// Where the object begins that ``next()`` named.
  private(set) var objectStart = 0

  /// A reader of plain objects or of streams, or of a piece of an object's text.
  init(_ objects: [UInt8], in range: Range<Int>? = nil) {
    bytes = objects
    (index, end) = (range?.lowerBound ?? 0, range?.upperBound ?? objects.count)
  }

  /// Whether there is a further object; what ``write(to:numbering:)`` has not read is left out.
  mutating func next() -> Reference? {
    while index + 4 <= end {
      let mark = bytes[index]
      if mark & 0xFC == ObjectList.Mark.object, let row = Reference.Row(rawValue: mark & 3) {
        defer { index += 4 }
        objectStart = index
        return Reference(row: row, index: number(at: index))
      }
      skip(mark)
    }
    return nil
  }

  /// The stream that ``next()`` named; nil if what it says depends on where it stands.
  var independentStream: ArraySlice<UInt8>? {
    guard let start = bytes[index..<end].firstIndex(where: { $0 >= 0x80 }),
      bytes[start] == ObjectList.Mark.data
    else { return nil }
    return bytes[index..<min(start + 8 + length(at: start), end)]
  }

  private mutating func skip(_ mark: UInt8) {
    index += mark == ObjectList.Mark.data ? 8 + length : mark < 0x80 ? 1 : 4
  }

  /// Writes the object that ``next()`` named.
  mutating func write(to out: inout ObjectBytes, numbering: some Numbering) {
    var start = index
    while index < end {
      let mark = bytes[index]
      guard mark >= 0x80 else {
        index += 1
        continue
      }
      out.bytes += bytes[start..<index]
      guard mark & 0xFC != ObjectList.Mark.object, index + 4 <= end else { return }
      write(mark, to: &out, numbering: numbering)
      start = index
    }
    out.bytes += bytes[start..<index]
  }

  private mutating func write(
    _ mark: UInt8, to out: inout ObjectBytes, numbering: some Numbering
  ) {
    if mark == ObjectList.Mark.data {
      // The end-of-line marks around the data are required (ISO 19005-2, 6.1.7.1).
      out += "\nstream\n"
      let start = min(index + 8, end)
      let stop = min(start + length, end)
      out.bytes += bytes[start..<stop]
      out += "\nendstream"
      index = stop
      return
    }
    if mark == ObjectList.Mark.parentKey {
      out.integer(numbering.firstParentKey + number(at: index))
    } else if let row = Reference.Row(rawValue: mark & 3) {
      out.integer(numbering.number(of: Reference(row: row, index: number(at: index))))
      out += " 0 R"
    }
    index += 4
  }

  /// The number in the three bytes after a mark.
  private func number(at index: Int) -> Int {
    Int(bytes[index + 1]) | Int(bytes[index + 2]) << 8 | Int(bytes[index + 3]) << 16
  }

  /// The length of the data that begin here.
  private var length: Int { length(at: index) }

  private func length(at index: Int) -> Int {
    guard index + 8 <= end else { return 0 }
    return (4..<8).reversed().reduce(0) { $0 << 8 | Int(bytes[index + $1]) }
  }
}
