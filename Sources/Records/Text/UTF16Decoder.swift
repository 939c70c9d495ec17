/// Turns UTF-16 bytes into UTF-8, piece by piece; a piece may end in the middle of a character.
struct UTF16Decoder: Sendable {
  /// What stands in the text where a unit is half a character: the survey knows it by this character.
  ///
  /// U+FFFF never stands in a text that is meant for others (The Unicode Standard, 23.7).
  static let fault: Unicode.Scalar = "\u{FFFF}"

  private let isLittleEndian: Bool
  private var firstByte: UInt8?
  private var highSurrogate: UInt16?

  /// A decoder at the beginning of a text, after the byte order mark.
  init(isLittleEndian: Bool) { self.isLittleEndian = isLittleEndian }

  /// The UTF-8 for the next bytes.
  mutating func decode(_ bytes: [UInt8]) -> [UInt8] {
    var text: [UInt8] = []
    text.reserveCapacity(bytes.count)
    for byte in bytes {
      guard let first = firstByte else {
        firstByte = byte
        continue
      }
      firstByte = nil
      let (high, low) = isLittleEndian ? (byte, first) : (first, byte)
      append(UInt16(high) << 8 | UInt16(low), to: &text)
    }
    return text
  }

  /// What is left at the end of the text: nothing, unless it breaks off within a character.
  mutating func finish() -> [UInt8] {
    guard firstByte != nil || highSurrogate != nil else { return [] }
    (firstByte, highSurrogate) = (nil, nil)
    return Array(Self.fault.utf8)
  }

  private mutating func append(_ unit: UInt16, to text: inout [UInt8]) {
    if let high = highSurrogate {
      highSurrogate = nil
      if UTF16.isTrailSurrogate(unit) {
        let value = 0x10000 + UInt32(high & 0x3FF) << 10 + UInt32(unit & 0x3FF)
        text.append(scalar: Unicode.Scalar(value) ?? Self.fault)
        return
      }
      text.append(scalar: Self.fault)
    }
    if UTF16.isLeadSurrogate(unit) {
      highSurrogate = unit
    } else {
      text.append(scalar: Unicode.Scalar(unit) ?? Self.fault)
    }
  }
}
