import Bytes

extension [UInt8] {
  /// The bytes in hexadecimal digits, two a byte.
  package var hexadecimal: String { hexadecimalText }

  /// The bytes of hexadecimal digits, or nil if they are none.
  package init?(hexadecimal text: String) {
    self.init(hexadecimalText: text)
  }
}
