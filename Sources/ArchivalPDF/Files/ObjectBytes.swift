import Geometry

/// The bytes of PDF objects as they are written (ISO 32000-1, 7.2 and 7.3).
struct ObjectBytes: Sendable {
  /// What was written so far.
  var bytes: [UInt8] = []

  /// Nothing yet.
  init() {}

  /// Adds words of the language as they stand.
  static func += (left: inout ObjectBytes, words: StaticString) {
    words.withUTF8Buffer { unsafe left.bytes.append(contentsOf: $0) }
  }

  /// Adds other bytes as they stand.
  static func += (left: inout ObjectBytes, other: ObjectBytes) {
    left.bytes.append(contentsOf: other.bytes)
  }

  /// Adds one byte.
  mutating func byte(_ byte: UInt8) { bytes.append(byte) }

  /// Adds text as it stands, in UTF-8.
  mutating func plain(_ text: String) { bytes.append(contentsOf: text.utf8) }

  /// Adds a whole number.
  mutating func integer(_ value: Int) {
    // Most are numbers of objects, which are small.
    if (0..<10).contains(value) { return bytes.append(0x30 + UInt8(value)) }
    if (10..<100).contains(value) {
      let (tens, ones) = value.quotientAndRemainder(dividingBy: 10)
      bytes.append(0x30 + UInt8(tens))
      return bytes.append(0x30 + UInt8(ones))
    }
    if value < 0 { bytes.append(UInt8(ascii: "-")) }
    digits(value.magnitude, atLeast: 1)
  }

  /// Adds a number of thousandths, without needless zeros: 1500 is `1.5`.
  mutating func thousandths(_ value: Int) {
    let (whole, rest) = value.magnitude.quotientAndRemainder(dividingBy: 1000)
    if value < 0 { bytes.append(UInt8(ascii: "-")) }
    if whole > 0 || rest == 0 { digits(whole, atLeast: 1) }
    guard rest > 0 else { return }
    bytes.append(UInt8(ascii: "."))
    let (start, places) =
      rest % 100 == 0 ? (rest / 100, 1) : rest % 10 == 0 ? (rest / 10, 2) : (rest, 3)
    digits(start, atLeast: places)
  }

  /// Adds a length in points.
  mutating func points(_ length: Length) {
    thousandths(length.thousandths)
  }

  /// Adds digits, with zeros before them up to `count`.
  mutating func digits(_ value: UInt, atLeast count: Int) {
    // Most numbers have few digits: gathered in one word, they are added at once.
    guard value < 100_000_000, count <= 8 else { return manyDigits(value, atLeast: count) }
    var (rest, word, places) = (UInt64(value), UInt64(0), 0)
    repeat {
      let (quotient, digit) = rest.quotientAndRemainder(dividingBy: 10)
      word = word << 8 | (0x30 + digit)
      (rest, places) = (quotient, places + 1)
    } while rest > 0 || places < count
    append(word.littleEndian, count: places)
  }

  private mutating func manyDigits(_ value: UInt, atLeast count: Int) {
    let digits = String(value).utf8
    for _ in 0..<max(0, count - digits.count) { bytes.append(UInt8(ascii: "0")) }
    bytes.append(contentsOf: digits)
  }

  /// Adds the first bytes of a word, as they lie in memory.
  mutating func append(_ word: UInt64, count: Int) {
    unsafe withUnsafeBytes(of: word) { word in
      let start = unsafe UnsafeRawBufferPointer(start: word.baseAddress, count: min(count, 8))
      unsafe bytes.append(contentsOf: start)
    }
  }

  /// Adds a glyph's or character's number as four hexadecimal digits.
  mutating func hexadecimal(_ value: UInt16) {
    var (rest, word) = (value, UInt64(0))
    for _ in 0..<4 {
      word = word << 8 | UInt64(ObjectBytes.hexadecimalDigit(rest & 15))
      rest >>= 4
    }
    append(word.littleEndian, count: 4)
  }

  /// Adds bytes as a string of hexadecimal digits.
  mutating func hexadecimal(_ data: some Sequence<UInt8>) {
    bytes.append(UInt8(ascii: "<"))
    for byte in data { hexadecimalDigits(of: byte) }
    bytes.append(UInt8(ascii: ">"))
  }

  private mutating func hexadecimalDigits(of byte: UInt8) {
    bytes.append(ObjectBytes.hexadecimalDigit(UInt16(byte >> 4)))
    bytes.append(ObjectBytes.hexadecimalDigit(UInt16(byte & 15)))
  }

  private static func hexadecimalDigit(_ value: UInt16) -> UInt8 {
    UInt8(truncatingIfNeeded: value < 10 ? 0x30 + value : 0x37 + value)
  }

  /// Adds a text string (7.9.2.2): ASCII as it stands, anything else in UTF-16 with its mark.
  mutating func text(_ text: String) {
    guard text.utf8.allSatisfy({ (0x20..<0x7F).contains($0) }) else {
      self += "<FEFF"
      for unit in text.utf16 { hexadecimal(unit) }
      return self += ">"
    }
    literal(text.utf8)
  }

  /// Adds a literal string of printable ASCII.
  mutating func literal(_ data: some Sequence<UInt8>) {
    bytes.append(UInt8(ascii: "("))
    for byte in data { literalByte(byte) }
    bytes.append(UInt8(ascii: ")"))
  }

  /// Adds a byte of a literal string (7.3.4.2), escaped where it would mean something else.
  mutating func literalByte(_ byte: UInt8) {
    switch byte {
    case UInt8(ascii: "("), UInt8(ascii: ")"), UInt8(ascii: "\\"):
      bytes.append(UInt8(ascii: "\\"))
      bytes.append(byte)
    // A reader would take a carriage return for a line feed.
    case 0x0D: self += "\\r"
    default: bytes.append(byte)
    }
  }

  /// Adds a name (7.3.5), with what is no regular character written as its number.
  mutating func name(_ name: String) {
    bytes.append(UInt8(ascii: "/"))
    for byte in name.utf8 {
      if ObjectBytes.isRegular(byte) {
        bytes.append(byte)
      } else {
        bytes.append(UInt8(ascii: "#"))
        hexadecimalDigits(of: byte)
      }
    }
  }

  /// Whether a byte may stand in a name as it is.
  private static func isRegular(_ byte: UInt8) -> Bool {
    switch byte {
    case ...0x20, 0x7F...: false
    case UInt8(ascii: "("), UInt8(ascii: ")"), UInt8(ascii: "<"), UInt8(ascii: ">"): false
    case UInt8(ascii: "["), UInt8(ascii: "]"), UInt8(ascii: "{"), UInt8(ascii: "}"): false
    case UInt8(ascii: "/"), UInt8(ascii: "%"), UInt8(ascii: "#"): false
    default: true
    }
  }

  /// Adds a rectangle (7.9.5), given from the page's top-left corner, on a page of some height.
  mutating func rectangle(_ rectangle: Rectangle, pageHeight: Length) {
    self += "["
    points(rectangle.origin.x)
    self += " "
    points(pageHeight - rectangle.bottom)
    self += " "
    points(rectangle.right)
    self += " "
    points(pageHeight - rectangle.origin.y)
    self += "]"
  }
}

extension Length {
  /// The length in thousandths of a point, to the nearest one.
  var thousandths: Int {
    let scaled = units * 1000
    return (scaled + (scaled < 0 ? -512 : 512)) / 1024
  }
}
