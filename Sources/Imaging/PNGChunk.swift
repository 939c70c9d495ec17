import Bytes

/// A part of a PNG file (ISO/IEC 15948, 5.3).
struct PNGChunk {
  /// What it is, four letters.
  let name: String
  /// What it holds.
  let body: ArraySlice<UInt8>

  /// Takes the next chunk of a file.
  ///
  /// - Throws: `ByteFault` if the file breaks off, or if there is no picture without the chunk and it has
  ///   not the checksum it should have.
  init(_ reader: inout ByteReader) throws(ByteFault) {
    let length = try reader.number(4)
    let content = try reader.take(try length.plus(4))
    let checksum = try reader.number(4)
    // 5.4: its name begins with an upper-case letter.
    let isCritical = content.first.map { $0 & 0x20 == 0 } ?? true
    guard !isCritical || PNGChunk.checksum(content) == checksum else { throw .end }
    (name, body) = (String(decoding: content.prefix(4), as: UTF8.self), content.dropFirst(4))
  }

  /// A chunk as a file has it.
  static func file(_ name: String, _ body: [UInt8]) -> [UInt8] {
    let content = Array(name.utf8) + body
    return bytes(UInt32(body.count)) + content + bytes(checksum(content[...]))
  }

  /// A number of four bytes.
  static func bytes(_ number: UInt32) -> [UInt8] {
    [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: number >> UInt32($0)) }
  }

  /// The cyclic redundancy check of a chunk's name and body (5.5, annex D).
  private static func checksum(_ bytes: ArraySlice<UInt8>) -> UInt32 {
    var remainder = UInt32.max
    for byte in bytes {
      remainder = table[Int((remainder ^ UInt32(byte)) & 0xFF)] ^ (remainder >> 8)
    }
    return ~remainder
  }

  private static let table: [UInt32] = (0..<256).map { (index: UInt32) in
    (0..<8).reduce(index) { rest, _ in rest & 1 == 1 ? 0xEDB8_8320 ^ (rest >> 1) : rest >> 1 }
  }
}
