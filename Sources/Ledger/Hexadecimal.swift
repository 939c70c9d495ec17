extension [UInt8] {
  /// The bytes in hexadecimal digits, two a byte.
  package var hexadecimal: String {
    var text = TextBytes()
    text.addHexadecimal(self)
    return String(decoding: text.bytes, as: UTF8.self)
  }

  /// The bytes of hexadecimal digits, or nil if they are none.
  package init?(hexadecimal text: String) {
    let digits = Array(text.utf8)
    guard digits.count.isMultiple(of: 2) else { return nil }
    self = []
    reserveCapacity(digits.count / 2)
    for index in stride(from: 0, to: digits.count, by: 2) {
      guard let byte = UInt8(String(decoding: digits[index..<index + 2], as: UTF8.self), radix: 16)
      else { return nil }
      append(byte)
    }
  }
}
