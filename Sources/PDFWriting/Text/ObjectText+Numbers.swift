import Bytes

/// Numbers (ISO 32000-1, 7.3.3): never with an exponent.
extension ObjectText {
  /// Adds a whole number.
  @inlinable
  package mutating func integer(_ value: Int) {
    // Most are numbers of objects, which are small.
    if (0..<1000).contains(value) {
      let (tens, ones) = value.quotientAndRemainder(dividingBy: 10)
      let (hundreds, rest) = tens.quotientAndRemainder(dividingBy: 10)
      if tens >= 10 { bytes.append(0x30 + UInt8(hundreds)) }
      if tens > 0 { bytes.append(0x30 + UInt8(rest)) }
      return bytes.append(0x30 + UInt8(ones))
    }
    if value < 0 { bytes.append(UInt8(ascii: "-")) }
    digits(value.magnitude, atLeast: 1)
  }

  /// Adds a number of thousandths, without needless zeros: 1500 is `1.5`.
  package mutating func thousandths(_ value: Int) {
    let (whole, rest) = value.magnitude.quotientAndRemainder(dividingBy: 1000)
    if value < 0 { bytes.append(UInt8(ascii: "-")) }
    if whole > 0 || rest == 0 { digits(whole, atLeast: 1) }
    guard rest > 0 else { return }
    bytes.append(UInt8(ascii: "."))
    let (start, places) =
      rest % 100 == 0 ? (rest / 100, 1) : rest % 10 == 0 ? (rest / 10, 2) : (rest, 3)
    digits(start, atLeast: places)
  }

  /// Adds digits, with zeros before them up to `count`.
  package mutating func digits(_ value: UInt, atLeast count: Int) {
    // Most numbers have few digits: gathered in one word, they are added at once.
    guard value < 100_000_000, count <= 8 else {
      return bytes.append(contentsOf: Digits.decimal(value, atLeast: count))
    }
    var (rest, word, places) = (UInt64(value), UInt64(0), 0)
    repeat {
      let (quotient, digit) = rest.quotientAndRemainder(dividingBy: 10)
      word = word << 8 | (0x30 + digit)
      (rest, places) = (quotient, places + 1)
    } while rest > 0 || places < count
    append(word.littleEndian, count: places)
  }

  /// Adds the first bytes of a word, as they lie in memory.
  mutating func append(_ word: UInt64, count: Int) {
    unsafe withUnsafeBytes(of: word) { word in
      let start = unsafe UnsafeRawBufferPointer(start: word.baseAddress, count: min(count, 8))
      unsafe bytes.append(contentsOf: start)
    }
  }
}
