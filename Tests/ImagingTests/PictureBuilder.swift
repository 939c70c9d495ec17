/// PNG and JPEG files made byte by byte, whole or with something wrong in them.
enum PictureBuilder {
  /// A PNG file of chunks (ISO/IEC 15948, 5).
  static func png(_ chunks: [(name: String, body: [UInt8])]) -> [UInt8] {
    [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A] + chunks.flatMap { chunk($0.name, $0.body) }
  }

  /// A chunk with the right checksum, perhaps with a length that it has not.
  static func chunk(_ name: String, _ body: [UInt8], length: UInt32? = nil) -> [UInt8] {
    let content = Array(name.utf8) + body
    return number(length ?? UInt32(body.count)) + content + number(checksum(content))
  }

  /// The body of a chunk IHDR (11.2.2).
  static func header(
    _ width: UInt32, _ height: UInt32, bits: UInt8 = 8, type: UInt8 = 0, coding: UInt8 = 0,
    filter: UInt8 = 0, interlaced: UInt8 = 0
  ) -> (name: String, body: [UInt8]) {
    ("IHDR", number(width) + number(height) + [bits, type, coding, filter, interlaced])
  }

  /// Bytes as a zlib stream without compression (RFC 1950, RFC 1951 3.2.4).
  static func stored(_ bytes: [UInt8]) -> [UInt8] {
    let count = UInt16(bytes.count)
    let head = [UInt8(truncatingIfNeeded: count), UInt8(count >> 8)]
    return [0x78, 0x01, 1] + head + head.map { ~$0 } + bytes + number(adler(bytes))
  }

  /// A number of four bytes, the most significant first.
  static func number(_ value: UInt32) -> [UInt8] {
    [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: value >> $0) }
  }

  private static func adler(_ bytes: [UInt8]) -> UInt32 {
    var (low, high): (UInt32, UInt32) = (1, 0)
    for byte in bytes {
      low = (low + UInt32(byte)) % 65_521
      high = (high + low) % 65_521
    }
    return high << 16 | low
  }

  private static func checksum(_ bytes: [UInt8]) -> UInt32 {
    var remainder = UInt32.max
    for byte in bytes {
      remainder ^= UInt32(byte)
      for _ in 0..<8 {
        remainder = remainder & 1 == 1 ? 0xEDB8_8320 ^ remainder >> 1 : remainder >> 1
      }
    }
    return ~remainder
  }

  /// A segment of a JPEG file (ISO/IEC 10918-1, B.1.1.4).
  static func segment(_ marker: UInt8, _ body: [UInt8], length: Int? = nil) -> [UInt8] {
    let length = UInt16(truncatingIfNeeded: length ?? body.count + 2)
    return [0xFF, marker, UInt8(length >> 8), UInt8(truncatingIfNeeded: length)] + body
  }

  /// A segment APP1 with an Exif directory of these entries (Exif 2.32, 4.6), followed by `data`.
  static func exif(
    _ entries: [(tag: UInt16, type: UInt16, count: UInt32, value: UInt32)], data: [UInt8] = [],
    count: UInt16? = nil, first: UInt32 = 8
  ) -> [UInt8] {
    func short(_ value: UInt16) -> [UInt8] {
      [UInt8(value >> 8), UInt8(truncatingIfNeeded: value)]
    }
    var body: [UInt8] = [0x45, 0x78, 0x69, 0x66, 0, 0, 0x4D, 0x4D, 0, 42] + number(first)
    body += short(count ?? UInt16(entries.count))
    for entry in entries {
      body += short(entry.tag) + short(entry.type) + number(entry.count) + number(entry.value)
    }
    return segment(0xE1, body + data)
  }
}
