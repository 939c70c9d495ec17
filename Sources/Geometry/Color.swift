/// An opaque sRGB colour, eight bits a channel.
package struct Color: Hashable, Sendable {
  /// How much red, green and blue, 0–255.
  package var red, green, blue: UInt8

  /// Black, the colour of text where nothing else is said.
  package static let black = Color(red: 0, green: 0, blue: 0)

  /// The colour with these channels, 0–255 each.
  package init(red: UInt8, green: UInt8, blue: UInt8) {
    (self.red, self.green, self.blue) = (red, green, blue)
  }

  /// Reads `#rgb` or `#rrggbb`, or gives nil for anything else.
  package init?(hexadecimal text: some StringProtocol) {
    let digits = text.utf8.dropFirst().compactMap { byte in
      Character(UnicodeScalar(byte)).hexDigitValue.map(UInt8.init)
    }
    guard text.utf8.first == UInt8(ascii: "#"), digits.count == text.utf8.count - 1 else {
      return nil
    }
    switch digits.count {
    case 3: self.init(red: digits[0] * 17, green: digits[1] * 17, blue: digits[2] * 17)
    case 6:
      self.init(
        red: digits[0] * 16 + digits[1], green: digits[2] * 16 + digits[3],
        blue: digits[4] * 16 + digits[5])
    default: return nil
    }
  }
}
