/// Digits in ASCII: how numbers and bytes are written wherever a format asks for digits.
package enum Digits {
  /// The capital hexadecimal digit of a value; only its lowest four bits count.
  @inlinable
  package static func hexadecimal(_ value: UInt8) -> UInt8 {
    let value = value & 15
    return value < 10 ? 0x30 + value : 0x37 + value
  }

  /// A number in decimal, with zeros before it up to so many digits.
  package static func decimal(_ value: UInt, atLeast count: Int) -> [UInt8] {
    let digits = Array(String(value).utf8)
    return Array(repeating: 0x30, count: max(0, count - digits.count)) + digits
  }
}

extension Sequence<UInt8> {
  /// Two hexadecimal digits for each byte, in small letters.
  package var hexadecimalText: String {
    let digits = flatMap { [Digits.hexadecimal($0 >> 4), Digits.hexadecimal($0)] }
    return String(decoding: digits.map { $0 | 0x20 }, as: UTF8.self)
  }
}
