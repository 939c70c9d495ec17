/// Reads an ``ObjectList``, object by object, and writes each with its numbers.
struct ObjectReader {
  private let bytes: [UInt8]
  private var index = 0
  /// Where the object begins that ``next()`` named.
  private(set) var objectStart = 0

  /// A reader of plain objects or of streams.
  init(_ objects: [UInt8]) {
    bytes = objects
  }

  /// Whether there is a further object; what ``write(to:numbering:)`` has not read is left out.
  mutating func next() -> Reference? {
    while index + 4 <= bytes.count {
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

  private mutating func skip(_ mark: UInt8) {
    index += mark == ObjectList.Mark.data ? 8 + length : mark < 0x80 ? 1 : 4
  }

  /// Writes the object that ``next()`` named.
  mutating func write(to out: inout ObjectBytes, numbering: some Numbering) {
    var start = index
    while index < bytes.count {
      let mark = bytes[index]
      guard mark >= 0x80 else {
        index += 1
        continue
      }
      out.bytes += bytes[start..<index]
      guard mark & 0xFC != ObjectList.Mark.object, index + 4 <= bytes.count else { return }
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
      let start = min(index + 8, bytes.count)
      let end = min(start + length, bytes.count)
      out.bytes += bytes[start..<end]
      out += "\nendstream"
      index = end
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
  private var length: Int {
    guard index + 8 <= bytes.count else { return 0 }
    return (4..<8).reversed().reduce(0) { $0 << 8 | Int(bytes[index + $1]) }
  }
}
