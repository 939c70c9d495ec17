import Bytes

/// Reads values of the PDF language from bytes (ISO 32000-1, 7.2 and 7.3).
///
/// What is not exactly a value is refused, since readers differ on what they make of it.
struct PDFParser {
  /// Where it reads.
  private(set) var reader: ByteReader
  private var nesting = Nesting(limit: PDFParser.depthLimit)
  private var valuesLeft: Int

  /// How deep lists and dictionaries may nest.
  static let depthLimit = 100
  private static let fault = PDFFault.damaged("an object")

  /// A parser of bytes.
  ///
  /// - Parameters:
  ///   - bytes: What is read; positions are its indices.
  ///   - position: Where to begin; at the beginning if nil.
  ///   - values: How many values may be read.
  /// - Throws: ``PDFFault/damaged(_:)`` if the position is outside.
  init(_ bytes: ArraySlice<UInt8>, at position: Int? = nil, values: Int) throws(PDFFault) {
    (reader, valuesLeft) = (ByteReader(bytes), values)
    guard let position else { return }
    do { try reader.move(to: position) } catch { throw PDFParser.fault }
  }

  /// Where the next byte is.
  var position: Int { reader.position }

  /// The next byte; nil at the end.
  var next: UInt8? { reader.peek() }

  /// Passes white space and comments (7.2.2, 7.2.3).
  mutating func skipSpace() {
    reader.skip(while: isSpace)
    while next == UInt8(ascii: "%") {
      reader.skip { $0 != 10 && $0 != 13 }
      reader.skip(while: isSpace)
    }
  }

  /// Passes so many bytes of a stream, and the white space behind them.
  ///
  /// - Throws: ``PDFFault/damaged(_:)`` if there are fewer.
  mutating func data(_ count: Int) throws(PDFFault) -> ArraySlice<UInt8> {
    guard let data = try? reader.take(count) else { throw .damaged("the length of a stream") }
    reader.skip(while: isSpace)
    return data
  }

  /// Passes the end of the line behind the word `stream`: a line feed, alone or after a carriage return
  /// (7.3.8.1).
  mutating func lineEnd() throws(PDFFault) {
    if reader.take([10]) || reader.take([13, 10]) { return }
    throw .damaged("the start of a stream")
  }

  /// Passes a sign or the beginning of a word if it comes next, and tells whether it did.
  mutating func take(_ word: String) -> Bool {
    skipSpace()
    return reader.take(word.utf8)
  }

  /// Passes a whole word if it comes next, and tells whether it did.
  mutating func takeWord(_ word: String) -> Bool {
    skipSpace()
    guard reader.comes(word.utf8), isBoundary(reader.peek(word.utf8.count)) else { return false }
    return reader.take(word.utf8)
  }

  /// Reads a value of any kind.
  mutating func value() throws(PDFFault) -> PDFValue {
    skipSpace()
    guard let byte = next, valuesLeft > 0 else { throw PDFParser.fault }
    valuesLeft -= 1
    switch byte {
    case UInt8(ascii: "/"): return .name(name())
    case UInt8(ascii: "("): return .string(try literal())
    case UInt8(ascii: "["): return try nested { (parser) throws(PDFFault) in try parser.array() }
    case UInt8(ascii: "<"):
      guard reader.peek(1) == byte else { return .string(try hexadecimal()) }
      return .dictionary(try dictionary())
    case UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "."), 0x30...0x39:
      return try numberOrReference()
    default: return try word()
    }
  }

  /// Reads a dictionary.
  ///
  /// - Parameter note: Told where the value of each entry stands.
  /// - Returns: The entries.
  /// - Throws: ``PDFFault/damaged(_:)`` if it is no dictionary, or has an entry twice.
  mutating func dictionary(
    noting note: (PDFName, Range<Int>) -> Void = { _, _ in }
  ) throws(PDFFault) -> [PDFName: PDFValue] {
    try nested { (parser) throws(PDFFault) in
      var entries: [PDFName: PDFValue] = [:]
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
        note(key, start..<parser.position)
      }
      return entries
    }
  }

  private mutating func nested<Result>(
    _ body: (inout PDFParser) throws(PDFFault) -> Result
  ) throws(PDFFault) -> Result {
    do { try nesting.enter() } catch { throw PDFParser.fault }
    defer { nesting.leave() }
    return try body(&self)
  }

  private mutating func array() throws(PDFFault) -> PDFValue {
    _ = reader.take([UInt8(ascii: "[")])
    var items: [PDFValue] = []
    while !take("]") { items.append(try value()) }
    return .array(items)
  }

  private mutating func word() throws(PDFFault) -> PDFValue {
    if takeWord("null") { return .null }
    if takeWord("true") { return .boolean(true) }
    if takeWord("false") { return .boolean(false) }
    throw PDFParser.fault
  }
}

// Names and numbers.
extension PDFParser {
  /// Reads a whole number that is not negative; nil if none comes next.
  mutating func natural() -> Int? {
    skipSpace()
    guard let number = try? reader.decimal(), number < 1 << 48 else { return nil }
    return number
  }

  /// Reads a name whose slash comes next.
  private mutating func name() -> PDFName {
    _ = reader.take([UInt8(ascii: "/")])
    let start = position
    reader.skip { !isBoundary($0) }
    let written = reader.bytes[start..<position]
    guard written.contains(UInt8(ascii: "#")) else { return PDFName(bytes: Array(written)) }
    return PDFName(bytes: PDFParser.withoutEscapes(written))
  }

  private static func withoutEscapes(_ written: ArraySlice<UInt8>) -> [UInt8] {
    var (reader, name) = (ByteReader(written), [UInt8]())
    while let byte = try? reader.byte() {
      // A number sign stays as it is written if it begins no escape, or that of a number sign: so
      // names that are written differently never become the same.
      if byte == UInt8(ascii: "#"), let high = reader.peek().flatMap(Digits.value),
        let low = reader.peek(1).flatMap(Digits.value), high << 4 | low != byte
      {
        name.append(high << 4 | low)
        try? reader.skip(2)
      } else {
        name.append(byte)
      }
    }
    return name
  }

  private mutating func numberOrReference() throws(PDFFault) -> PDFValue {
    let start = reader
    if let number = natural(), isBoundary(next) {
      let behind = reader
      if let generation = natural(), generation < 65536, takeWord("R") {
        return .reference(PDFReference(number: number, generation: generation))
      }
      reader = behind
      return .integer(number)
    }
    reader = start
    reader.skip { !isBoundary($0) }
    return try number(start.bytes[start.position..<position])
  }

  /// A number that may have a sign and a point, but no exponent (7.3.3).
  private func number(_ text: ArraySlice<UInt8>) throws(PDFFault) -> PDFValue {
    let isSigned = text.first == UInt8(ascii: "+") || text.first == UInt8(ascii: "-")
    let digits = text.dropFirst(isSigned ? 1 : 0)
    let parts = digits.split(
      separator: UInt8(ascii: "."), maxSplits: 1, omittingEmptySubsequences: false)
    guard digits.count >= parts.count, let whole = parts.first,
      parts.allSatisfy({ $0.allSatisfy { (0x30...0x39).contains($0) } })
    else { throw PDFParser.fault }
    if parts.count == 1, let number = Int(String(decoding: text, as: UTF8.self)) {
      return .integer(number)
    }
    let zero = UInt8(ascii: "0")
    let before = String(decoding: whole.drop { $0 == zero }, as: UTF8.self)
    let fraction = parts.dropFirst().first ?? []
    let after = String(decoding: fraction.reversed().drop { $0 == zero }.reversed(), as: UTF8.self)
    let isNegative = text.first == UInt8(ascii: "-") && !(before.isEmpty && after.isEmpty)
    return .real("\(isNegative ? "-" : "")\(before.isEmpty ? "0" : before).\(after)")
  }
}

// Strings.
extension PDFParser {
  private mutating func hexadecimal() throws(PDFFault) -> [UInt8] {
    _ = reader.take([UInt8(ascii: "<")])
    var string: [UInt8] = []
    var high: UInt8?
    while let byte = try? reader.byte() {
      if byte == UInt8(ascii: ">") {
        if let high { string.append(high << 4) }
        return string
      }
      if isSpace(byte) { continue }
      guard let digit = Digits.value(ofHexadecimal: byte) else { throw PDFParser.fault }
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
    _ = reader.take([UInt8(ascii: "(")])
    var string: [UInt8] = []
    var open = 1
    while let byte = try? reader.byte() {
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
    guard let byte = try? reader.byte() else { return }
    switch byte {
    case UInt8(ascii: "n"): string.append(10)
    case UInt8(ascii: "r"): string.append(13)
    case UInt8(ascii: "t"): string.append(9)
    case UInt8(ascii: "b"): string.append(8)
    case UInt8(ascii: "f"): string.append(12)
    case 10: break
    case 13: _ = reader.take([10])
    case 0x30...0x37: string.append(octal(from: byte))
    default: string.append(byte)
    }
  }

  private mutating func octal(from first: UInt8) -> UInt8 {
    var number = Int(first - 0x30)
    for _ in 0..<2 {
      guard let byte = next, (0x30...0x37).contains(byte) else { break }
      number = number * 8 + Int(byte - 0x30)
      _ = try? reader.byte()
    }
    return UInt8(truncatingIfNeeded: number)
  }
}

/// Whether a byte is white space (ISO 32000-1, table 1).
func isSpace(_ byte: UInt8) -> Bool {
  byte == 32 || (9...13).contains(byte) && byte != 11 || byte == 0
}

/// Whether a word ends before a byte: at white space, a sign that sets words apart (table 2), or the end.
func isBoundary(_ byte: UInt8?) -> Bool {
  guard let byte else { return true }
  return switch byte {
  case UInt8(ascii: "("), UInt8(ascii: ")"), UInt8(ascii: "<"), UInt8(ascii: ">"),
    UInt8(ascii: "["), UInt8(ascii: "]"), UInt8(ascii: "{"), UInt8(ascii: "}"),
    UInt8(ascii: "/"), UInt8(ascii: "%"):
    true
  default: isSpace(byte)
  }
}
