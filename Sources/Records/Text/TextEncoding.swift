/// How the characters of a list are written as bytes.
enum TextEncoding: Sendable {
  /// UTF-8, with or without a byte order mark.
  case utf8
  /// The code page of Western European Windows, which Excel's plain "CSV" is written in.
  case windows1252
  /// UTF-16 with the low byte first.
  case utf16LittleEndian
  /// UTF-16 with the high byte first.
  case utf16BigEndian

  /// The encoding that a byte order mark tells, with the mark's length; nil if there is none.
  static func marked(_ beginning: [UInt8]) -> (encoding: TextEncoding, markLength: Int)? {
    if beginning.starts(with: [0xEF, 0xBB, 0xBF]) { return (.utf8, 3) }
    if beginning.starts(with: [0xFF, 0xFE]) { return (.utf16LittleEndian, 2) }
    if beginning.starts(with: [0xFE, 0xFF]) { return (.utf16BigEndian, 2) }
    return nil
  }
}

/// The characters of Windows-1252 from 0x80 to 0x9F; nil where it defines none.
///
/// - SeeAlso: Unicode's mapping table `VENDORS/MICSFT/WINDOWS/CP1252.TXT`.
enum Windows1252 {
  private static let upper: [UInt16?] = [
    0x20AC, nil, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021,
    0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, nil, 0x017D, nil,
    nil, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
    0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, nil, 0x017E, 0x0178,
  ]

  /// Whether a byte stands for a character.
  static func defines(_ byte: UInt8) -> Bool {
    !(0x80..<0xA0).contains(byte) || upper[Int(byte) - 0x80] != nil
  }

  /// The UTF-8 for bytes in Windows-1252; a byte that it does not define becomes U+FFFD.
  static func decode(_ bytes: [UInt8]) -> [UInt8] {
    var text: [UInt8] = []
    text.reserveCapacity(bytes.count + bytes.count / 8)
    for byte in bytes {
      guard byte >= 0x80 else {
        text.append(byte)
        continue
      }
      let unit = byte < 0xA0 ? upper[Int(byte) - 0x80] ?? 0xFFFD : UInt16(byte)
      text.append(scalar: Unicode.Scalar(unit) ?? "\u{FFFD}")
    }
    return text
  }
}

extension [UInt8] {
  mutating func append(scalar: Unicode.Scalar) { append(contentsOf: scalar.utf8) }
}
