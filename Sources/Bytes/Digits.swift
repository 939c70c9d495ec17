/// Digits in ASCII: how numbers and bytes are written wherever a format asks for digits.
@usableFromInline
package enum Digits {
  /// The capital hexadecimal digit of a value; only its lowest four bits count.
  @inlinable
  package static func hexadecimal(_ value: UInt8) -> UInt8 {
    let value = value & 15
    return value < 10 ? 0x30 + value : 0x37 + value
  }

  /// The value of a hexadecimal digit, capital or small; nil for any other byte.
  @inlinable
  package static func value(ofHexadecimal digit: UInt8) -> UInt8? {
    switch digit {
    case 0x30...0x39: digit - 0x30
    case 0x41...0x46: digit - 0x37
    case 0x61...0x66: digit - 0x57
    default: nil
    }
  }

  /// A number in decimal, with zeros before it up to so many digits.
  package static func decimal(_ value: UInt, atLeast count: Int) -> [UInt8] {
    let digits = Array(String(value).utf8)
    return Array(repeating: 0x30, count: max(0, count - digits.count)) + digits
  }
}

extension Collection<UInt8> {
  /// Two hexadecimal digits for each byte, in small letters.
  @inlinable
  package var hexadecimalDigits: [UInt8] {
    // A signature has thousands: to write each in its place takes a tenth of the time of appending it.
    var digits = [UInt8](repeating: 0, count: 2 * count)
    var place = 0
    for byte in self {
      digits[place] = Digits.hexadecimal(byte >> 4) | 0x20
      digits[place + 1] = Digits.hexadecimal(byte) | 0x20
      place += 2
    }
    return digits
  }

  /// Two hexadecimal digits for each byte, in small letters.
  package var hexadecimalText: String {
    String(decoding: hexadecimalDigits, as: UTF8.self)
  }
}

extension [UInt8] {
  /// The bytes of hexadecimal digits, two a byte; nil if the text is anything else.
  package init?(hexadecimalText text: String) {
    let digits = text.utf8.compactMap(Digits.value(ofHexadecimal:))
    guard digits.count == text.utf8.count, digits.count.isMultiple(of: 2) else { return nil }
    self = stride(from: 0, to: digits.count, by: 2).map { digits[$0] << 4 | digits[$0 + 1] }
  }
}

extension String {
  /// A number in decimal, with zeros before it up to so many digits; one below zero counts as zero.
  package init(_ number: Int, digits: Int) {
    self.init(decoding: Digits.decimal(UInt(Swift.max(0, number)), atLeast: digits), as: UTF8.self)
  }
}
