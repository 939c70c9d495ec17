/// The bytes that requests are made of.
enum Ascii {
  static let lineFeed: UInt8 = 0x0A
  static let carriageReturn: UInt8 = 0x0D
  static let tab: UInt8 = 0x09
  static let space = UInt8(ascii: " ")
  static let slash = UInt8(ascii: "/")
  static let questionMark = UInt8(ascii: "?")
  static let ampersand = UInt8(ascii: "&")
  static let equals = UInt8(ascii: "=")
  static let colon = UInt8(ascii: ":")
  static let dot = UInt8(ascii: ".")
  private static let signsOfTokens = Array("!#$%&'*+-.^_`|~".utf8)

  /// Whether it is a figure.
  static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }

  /// Whether it may stand in a name (RFC 9110, 5.6.2).
  static func isOfToken(_ byte: UInt8) -> Bool {
    isDigit(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
      || signsOfTokens.contains(byte)
  }

  /// Whether it may stand in an address: whatever is visible, but no beginning of a fragment.
  static func isOfTarget(_ byte: UInt8) -> Bool {
    (0x21...0x7E).contains(byte) && byte != UInt8(ascii: "#")
  }

  /// Whether it may stand in the value of a field (RFC 9110, 5.5).
  static func isOfValue(_ byte: UInt8) -> Bool {
    byte >= 0x80 || (0x20...0x7E).contains(byte) || byte == tab
  }
}
