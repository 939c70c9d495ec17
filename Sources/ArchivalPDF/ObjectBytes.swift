import Geometry

/// The bytes of PDF objects as they are written (ISO 32000-1, 7.2 and 7.3).
struct ObjectBytes {
  /// What was written so far.
  var bytes: [UInt8] = []

  /// Nothing yet.
  init() {}

  /// Adds words of the language as they stand.
  static func += (left: inout ObjectBytes, words: String) {
    left.bytes.append(contentsOf: words.utf8)
  }

  /// Adds other bytes as they stand.
  static func += (left: inout ObjectBytes, other: ObjectBytes) {
    left.bytes.append(contentsOf: other.bytes)
  }

  /// Adds a whole number.
  mutating func integer(_ value: Int) {
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
    var (rest, divisor, places) = (value, UInt(1), 1)
    while rest >= 10 || places < count {
      (rest, divisor, places) = (rest / 10, divisor * 10, places + 1)
    }
    rest = value
    while divisor > 0 {
      bytes.append(UInt8(ascii: "0") + UInt8(rest / divisor % 10))
      divisor /= 10
    }
  }

  /// Adds a glyph's or character's number as four hexadecimal digits.
  mutating func hexadecimal(_ value: UInt16) {
    for shift in [12, 8, 4, 0] as [UInt16] {
      bytes.append(ObjectBytes.hexadecimalDigits[Int(value >> shift & 15)])
    }
  }

  /// Adds bytes as a string of hexadecimal digits.
  mutating func hexadecimal(_ data: some Sequence<UInt8>) {
    bytes.append(UInt8(ascii: "<"))
    for byte in data {
      bytes.append(ObjectBytes.hexadecimalDigits[Int(byte >> 4)])
      bytes.append(ObjectBytes.hexadecimalDigits[Int(byte & 15)])
    }
    bytes.append(UInt8(ascii: ">"))
  }

  private static let hexadecimalDigits = [UInt8]("0123456789ABCDEF".utf8)

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
    for byte in data {
      if [UInt8(ascii: "("), UInt8(ascii: ")"), UInt8(ascii: "\\")].contains(byte) {
        bytes.append(UInt8(ascii: "\\"))
      }
      bytes.append(byte)
    }
    bytes.append(UInt8(ascii: ")"))
  }

  /// Adds a name (7.3.5), with what is no regular character written as its number.
  mutating func name(_ name: String) {
    bytes.append(UInt8(ascii: "/"))
    for byte in name.utf8 {
      guard byte > 0x20, byte < 0x7F, !ObjectBytes.delimiters.contains(byte) else {
        bytes.append(UInt8(ascii: "#"))
        bytes.append(ObjectBytes.hexadecimalDigits[Int(byte >> 4)])
        bytes.append(ObjectBytes.hexadecimalDigits[Int(byte & 15)])
        continue
      }
      bytes.append(byte)
    }
  }

  private static let delimiters = [UInt8]("()<>[]{}/%#".utf8)

  /// Adds a reference to an object.
  mutating func reference(_ object: Reference) {
    integer(object.number)
    self += " 0 R"
  }

  /// Adds several references with spaces between them.
  mutating func references(_ objects: some Sequence<Reference>) {
    for object in objects {
      reference(object)
      bytes.append(UInt8(ascii: " "))
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

/// The number by which one object of a file names another; generations are always 0.
struct Reference: Hashable, Sendable {
  /// The object's number, from 1.
  var number: Int
}

extension Length {
  /// The length in thousandths of a point, to the nearest one.
  var thousandths: Int {
    let scaled = units * 1000
    return (scaled + (scaled < 0 ? -512 : 512)) / 1024
  }
}
