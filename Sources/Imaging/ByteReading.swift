/// Numbers within the bytes of a file; nil where the file ends too early.
extension Array where Element == UInt8 {
  /// The unsigned number of two bytes at an offset.
  func number16(at offset: Int, littleEndian: Bool = false) -> Int? {
    guard offset >= 0, offset + 2 <= count else { return nil }
    let (first, second) = (Int(self[offset]), Int(self[offset + 1]))
    return littleEndian ? second << 8 | first : first << 8 | second
  }

  /// The unsigned number of four bytes at an offset.
  func number32(at offset: Int, littleEndian: Bool = false) -> Int? {
    guard let first = number16(at: offset, littleEndian: littleEndian),
      let second = number16(at: offset + 2, littleEndian: littleEndian)
    else { return nil }
    return littleEndian ? second << 16 | first : first << 16 | second
  }

  /// Whether the bytes at an offset are those of an ASCII text.
  func holds(_ text: StaticString, at offset: Int = 0) -> Bool {
    holds(Array(String(describing: text).utf8), at: offset)
  }

  /// Whether the bytes at an offset are these.
  func holds(_ bytes: [UInt8], at offset: Int = 0) -> Bool {
    offset >= 0 && offset + bytes.count <= count
      && self[offset..<offset + bytes.count].elementsEqual(bytes)
  }
}
