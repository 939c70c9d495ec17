import Bytes

/// Strings and names (ISO 32000-1, 7.3.4 and 7.3.5).
extension ObjectText {
  /// Adds a text string (7.9.2.2): ASCII as it stands, anything else in UTF-16 with its mark.
  package mutating func text(_ text: String) {
    guard text.utf8.allSatisfy({ (0x20..<0x7F).contains($0) }) else {
      self += "<FEFF"
      for unit in text.utf16 { hexadecimal(unit) }
      return self += ">"
    }
    literal(text.utf8)
  }

  /// Adds a literal string.
  @inlinable
  package mutating func literal(_ data: some Sequence<UInt8>) {
    bytes.append(UInt8(ascii: "("))
    for byte in data { literalByte(byte) }
    bytes.append(UInt8(ascii: ")"))
  }

  /// Adds a byte of a literal string (7.3.4.2), escaped where it would mean something else.
  @inlinable
  package mutating func literalByte(_ byte: UInt8) {
    switch byte {
    case UInt8(ascii: "("), UInt8(ascii: ")"), UInt8(ascii: "\\"):
      bytes.append(UInt8(ascii: "\\"))
      bytes.append(byte)
    // A reader would take a carriage return for a line feed.
    case 0x0D:
      bytes.append(UInt8(ascii: "\\"))
      bytes.append(UInt8(ascii: "r"))
    default: bytes.append(byte)
    }
  }

  /// Adds bytes as a hexadecimal string (7.3.4.3).
  @inlinable
  package mutating func hexadecimal(_ data: some Sequence<UInt8>) {
    bytes.append(UInt8(ascii: "<"))
    for byte in data { hexadecimalDigits(of: byte) }
    bytes.append(UInt8(ascii: ">"))
  }

  /// Adds a glyph's or character's number as four hexadecimal digits.
  package mutating func hexadecimal(_ value: UInt16) {
    var (rest, word) = (value, UInt64(0))
    for _ in 0..<4 {
      word = word << 8 | UInt64(Digits.hexadecimal(UInt8(truncatingIfNeeded: rest)))
      rest >>= 4
    }
    append(word.littleEndian, count: 4)
  }

  /// Adds a byte as two hexadecimal digits.
  @usableFromInline
  mutating func hexadecimalDigits(of byte: UInt8) {
    bytes.append(Digits.hexadecimal(byte >> 4))
    bytes.append(Digits.hexadecimal(byte))
  }

  /// Adds a name (7.3.5), with bytes that are not regular characters written as numbers.
  package mutating func name(_ name: String) {
    bytes.append(UInt8(ascii: "/"))
    for byte in name.utf8 {
      if ObjectText.isRegular(byte) {
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
}
