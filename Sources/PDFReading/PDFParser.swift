/// Reads values of the PDF language from bytes (ISO 32000-1, 7.2 and 7.3).
struct PDFParser {
  /// What is read from.
  let bytes: [UInt8]
  /// Where reading stops.
  let end: Int
  /// The next byte to read.
  var position: Int
  private var depth = 0

  init(_ bytes: [UInt8], at position: Int = 0, end: Int? = nil) {
    self.bytes = bytes
    self.end = min(end ?? bytes.count, bytes.count)
    self.position = max(0, position)
  }

  /// How deep lists and dictionaries may nest.
  private static let depthLimit = 100
  private static let fault = PDFFault.damaged("an object")

  /// The next byte; nil at the end.
  var next: UInt8? { position < end ? bytes[position] : nil }

  /// Passes white space and comments (7.2.2, 7.2.3).
  mutating func skipSpace() {
    while let byte = next {
      if byte == UInt8(ascii: "%") {
        while let byte = next, byte != 10, byte != 13 { position += 1 }
      } else if isSpace(byte) {
        position += 1
      } else {
        return
      }
    }
  }

  /// Passes a word if it comes next; whether it did.
  mutating func take(_ word: String) -> Bool {
    skipSpace()
    let length = word.utf8.count
    guard position + length <= end, bytes[position..<(position + length)].elementsEqual(word.utf8)
    else { return false }
    position += length
    return true
  }

  /// Reads a value of any kind.
  mutating func value() throws(PDFFault) -> PDFValue {
    skipSpace()
    guard let byte = next else { throw PDFParser.fault }
    switch byte {
    case UInt8(ascii: "/"): return .name(name())
    case UInt8(ascii: "("): return .string(try literal())
    case UInt8(ascii: "["): return try nested { (parser) throws(PDFFault) in try parser.array() }
    case UInt8(ascii: "<"):
      guard position + 1 < end, bytes[position + 1] == byte else {
        return .string(try hexadecimal())
      }
      return .dictionary(try dictionary().entries)
    case UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "."), 0x30...0x39:
      return try numberOrReference()
    default: return try word()
    }
  }

  /// Reads a dictionary, and where the values of its entries stand.
  mutating func dictionary() throws(PDFFault) -> (
    entries: [String: PDFValue], extents: [String: Range<Int>]
  ) {
    try nested { (parser) throws(PDFFault) in
      var entries: [String: PDFValue] = [:]
      var extents: [String: Range<Int>] = [:]
      guard parser.take("<<") else { throw PDFParser.fault }
      while !parser.take(">>") {
        guard parser.next == UInt8(ascii: "/") else { throw PDFParser.fault }
        let key = parser.name()
        parser.skipSpace()
        let start = parser.position
        let value = try parser.value()
        // Readers differ on which of two entries counts, so a file that has two is at fault.
        guard entries.updateValue(value, forKey: key) == nil else {
          throw .damaged("a dictionary with two entries '\(key)'")
        }
        extents[key] = start..<parser.position
      }
      return (entries, extents)
    }
  }

  /// Reads a whole number that is not negative; nil if none comes next.
  mutating func natural() -> Int? {
    skipSpace()
    var number = 0
    let start = position
    while let byte = next, (0x30...0x39).contains(byte) {
      guard number < 1 << 48 else { return nil }
      number = number * 10 + Int(byte - 0x30)
      position += 1
    }
    return position > start ? number : nil
  }

  private mutating func nested<Result>(
    _ body: (inout PDFParser) throws(PDFFault) -> Result
  ) throws(PDFFault) -> Result {
    guard depth < PDFParser.depthLimit else { throw PDFParser.fault }
    depth += 1
    defer { depth -= 1 }
    return try body(&self)
  }

  private mutating func array() throws(PDFFault) -> PDFValue {
    position += 1
    var items: [PDFValue] = []
    while !take("]") { items.append(try value()) }
    return .array(items)
  }

  private mutating func word() throws(PDFFault) -> PDFValue {
    if take("null") { return .null }
    if take("true") { return .boolean(true) }
    if take("false") { return .boolean(false) }
    throw PDFParser.fault
  }
}

// Strings, names and numbers.
extension PDFParser {
  private mutating func name() -> String {
    position += 1
    var name: [UInt8] = []
    while let byte = next, !isSpace(byte), !isDelimiter(byte) {
      position += 1
      if byte == UInt8(ascii: "#"), position + 1 < end,
        let high = hexadecimalValue(bytes[position]),
        let low = hexadecimalValue(bytes[position + 1])
      {
        name.append(high << 4 | low)
        position += 2
      } else {
        name.append(byte)
      }
    }
    return String(decoding: name, as: UTF8.self)
  }

  private mutating func hexadecimal() throws(PDFFault) -> [UInt8] {
    position += 1
    var string: [UInt8] = []
    var high: UInt8?
    while let byte = next {
      position += 1
      if byte == UInt8(ascii: ">") {
        if let high { string.append(high << 4) }
        return string
      }
      if isSpace(byte) { continue }
      guard let digit = hexadecimalValue(byte) else { throw PDFParser.fault }
      if let first = high {
        string.append(first << 4 | digit)
        high = nil
      } else {
        high = digit
      }
    }
    throw PDFParser.fault
  }

  private mutating func literal() throws(PDFFault) -> [UInt8] {
    position += 1
    var string: [UInt8] = []
    var open = 1
    while let byte = next {
      position += 1
      switch byte {
      case UInt8(ascii: "\\"): escape(into: &string)
      case UInt8(ascii: "("):
        open += 1
        string.append(byte)
      case UInt8(ascii: ")"):
        open -= 1
        if open == 0 { return string }
        string.append(byte)
      default: string.append(byte)
      }
    }
    throw PDFParser.fault
  }

  private mutating func escape(into string: inout [UInt8]) {
    guard let byte = next else { return }
    position += 1
    switch byte {
    case UInt8(ascii: "n"): string.append(10)
    case UInt8(ascii: "r"): string.append(13)
    case UInt8(ascii: "t"): string.append(9)
    case UInt8(ascii: "b"): string.append(8)
    case UInt8(ascii: "f"): string.append(12)
    case 10: break
    case 13: if next == 10 { position += 1 }
    case 0x30...0x37: string.append(octal(from: byte))
    default: string.append(byte)
    }
  }

  private mutating func octal(from first: UInt8) -> UInt8 {
    var number = Int(first - 0x30)
    for _ in 0..<2 {
      guard let byte = next, (0x30...0x37).contains(byte) else { break }
      number = number * 8 + Int(byte - 0x30)
      position += 1
    }
    return UInt8(truncatingIfNeeded: number)
  }

  private mutating func numberOrReference() throws(PDFFault) -> PDFValue {
    let start = position
    if let number = natural(), next.map({ isSpace($0) || isDelimiter($0) }) ?? true {
      let behind = position
      if let generation = natural(), generation < 65536, take("R"),
        next.map({ isSpace($0) || isDelimiter($0) }) ?? true
      {
        return .reference(PDFReference(number: number, generation: generation))
      }
      position = behind
      return .integer(number)
    }
    position = start
    while let byte = next, !isSpace(byte), !isDelimiter(byte) { position += 1 }
    let text = String(decoding: bytes[start..<position], as: UTF8.self)
    if let number = Int(text) { return .integer(number) }
    guard let number = Double(text) else { throw PDFParser.fault }
    return .real(number)
  }
}

/// Whether a byte is white space (ISO 32000-1, table 1).
func isSpace(_ byte: UInt8) -> Bool {
  byte == 32 || (9...13).contains(byte) && byte != 11 || byte == 0
}

/// Whether a byte sets words apart (table 2).
func isDelimiter(_ byte: UInt8) -> Bool {
  switch byte {
  case UInt8(ascii: "("), UInt8(ascii: ")"), UInt8(ascii: "<"), UInt8(ascii: ">"),
    UInt8(ascii: "["), UInt8(ascii: "]"), UInt8(ascii: "{"), UInt8(ascii: "}"),
    UInt8(ascii: "/"), UInt8(ascii: "%"):
    true
  default: false
  }
}

/// The value of a hexadecimal digit; nil for any other byte.
package func hexadecimalValue(_ byte: UInt8) -> UInt8? {
  switch byte {
  case 0x30...0x39: byte - 0x30
  case 0x41...0x46: byte - 0x41 + 10
  case 0x61...0x66: byte - 0x61 + 10
  default: nil
  }
}
