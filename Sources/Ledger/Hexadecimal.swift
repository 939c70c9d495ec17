extension [UInt8] {
  /// The bytes in hexadecimal digits, two a byte.
  package var hexadecimal: String {
    var text = TextBytes()
    text.addHexadecimal(self)
    return String(decoding: text.bytes, as: UTF8.self)
  }

  /// The bytes of hexadecimal digits, or nil if they are none.
  package init?(hexadecimal text: String) {
    self = []
    reserveCapacity(text.utf8.count / 2)
    var high: UInt8?
    for character in text.utf8 {
      guard let digit = [UInt8].value(ofHexadecimal: character) else { return nil }
      if let first = high { append(first << 4 | digit) }
      high = high == nil ? digit : nil
    }
    guard high == nil else { return nil }
  }

  private static func value(ofHexadecimal digit: UInt8) -> UInt8? {
    switch digit {
    case 0x30...0x39: digit - 0x30
    case 0x41...0x46: digit - 0x37
    case 0x61...0x66: digit - 0x57
    default: nil
    }
  }
}
