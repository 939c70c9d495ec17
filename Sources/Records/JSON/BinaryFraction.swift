/// Numbers that a program works with in binary, and writes with more digits than it knows of them.
///
/// `sqlite3 -json` writes 1.1 as `1.1000000000000000888`: that is what the nearest binary number is, to twenty digits.
enum BinaryFraction {
  /// Digits from which on a fraction may be such a number.
  private static let fewestDigits = 17
  /// Every decimal of so many digits is told from all others by its binary number.
  private static let certainDigits = 15

  /// The number that a program meant.
  ///
  /// - Parameter number: A number as JSON writes it.
  /// - Returns: The number without digits that mean nothing; the same bytes for any other.
  static func meant(by number: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    guard number.count > fewestDigits, number.contains(UInt8(ascii: ".")),
      significantDigits(number) >= fewestDigits,
      let value = Double(String(decoding: number, as: UTF8.self)), value.isFinite
    else { return number }
    let short = Array(value.description.utf8)[...]
    return significantDigits(short) <= certainDigits ? short : number
  }

  /// How many digits of a fraction count: those from the first that is not zero to the last.
  private static func significantDigits(_ number: ArraySlice<UInt8>) -> Int {
    let digits = number.prefix { $0 | 0x20 != UInt8(ascii: "e") }
      .filter { (0x30...0x39).contains($0) }.drop { $0 == 0x30 }
    return digits.count - digits.reversed().prefix { $0 == 0x30 }.count
  }
}
