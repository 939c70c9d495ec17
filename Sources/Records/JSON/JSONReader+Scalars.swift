import Bytes
import Diagnostics

/// Strings and numbers.
extension JSONReader {
  /// Reads a number and gives its bytes as written; the cursor stands at its first byte.
  ///
  /// - SeeAlso: RFC 8259, section 6.
  mutating func number() throws(DiagnosticsError) -> ArraySlice<UInt8> {
    let start = cursor.position
    buffer.removeAll(keepingCapacity: true)
    if try cursor.peek() == UInt8(ascii: "-") { try take() }
    if try cursor.peek() == UInt8(ascii: "0") { try take() } else { try takeDigits() }
    if try cursor.peek() == UInt8(ascii: ".") {
      try take()
      try takeDigits()
    }
    if let byte = try cursor.peek(), byte | 0x20 == UInt8(ascii: "e") {
      try take()
      if let sign = try cursor.peek(), sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-") {
        try take()
      }
      try takeDigits()
    }
    if let byte = try cursor.peek(), isWordByte(byte) {
      throw fault(
        "records.json-syntax", "this is not a number as JSON writes it", at: start,
        hints: ["put a value with leading zeros or other characters between quotation marks"])
    }
    return buffer[...]
  }

  private func isWordByte(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "z"),
      UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "."), UInt8(ascii: "+"),
      UInt8(ascii: "-"), UInt8(ascii: "_"):
      true
    default: byte >= 0x80
    }
  }

  /// Takes the next byte into the buffer.
  private mutating func take() throws(DiagnosticsError) {
    guard let byte = try cursor.peek() else { return }
    buffer.append(byte)
    cursor.advance()
  }

  /// Takes one or more digits into the buffer.
  private mutating func takeDigits() throws(DiagnosticsError) {
    let (start, count) = (cursor.position, buffer.count)
    while let byte = try cursor.peek(), byte >= UInt8(ascii: "0"), byte <= UInt8(ascii: "9") {
      buffer.append(byte)
      cursor.advance()
      try check(length: buffer.count, from: start)
    }
    if buffer.count == count { throw try unexpected(expected: "a digit") }
  }

  /// Reads a string and gives its bytes; the cursor stands at its opening quotation mark.
  ///
  /// Line ends become LF.
  ///
  /// - SeeAlso: RFC 8259, section 7.
  mutating func string() throws(DiagnosticsError) -> ArraySlice<UInt8> {
    let start = cursor.position
    cursor.advance()
    let bytes = cursor.takePlain()
    // Mostly the whole string is at hand as it is meant.
    guard cursor.isAt(UInt8(ascii: "\"")) else { return try string(from: start, bytes) }
    try check(length: bytes.count, from: start)
    cursor.advance()
    try count(bytes: bytes.count)
    return bytes
  }

  /// Reads the rest of a string that began at `start` with `bytes`.
  private mutating func string(from start: Position, _ bytes: ArraySlice<UInt8>)
    throws(DiagnosticsError) -> ArraySlice<UInt8>
  {
    buffer.removeAll(keepingCapacity: true)
    buffer += bytes
    var hasReturn = false
    while true {
      buffer += cursor.takePlain()
      try check(length: buffer.count, from: start)
      let place = cursor.position
      switch try cursor.peek() {
      case nil: throw unterminated(start)
      case UInt8(ascii: "\""):
        cursor.advance()
        try count(bytes: buffer.count)
        return hasReturn ? withoutReturns(buffer)[...] : buffer[...]
      case UInt8(ascii: "\\"):
        cursor.advance()
        let scalar = try escape(at: place)
        hasReturn = hasReturn || scalar == "\r"
        buffer.append(scalar: scalar)
      case .some(let byte) where byte < 0x20: throw unescaped(byte, in: start)
      default: break  // the next piece of the text goes on
      }
    }
  }

  private func withoutReturns(_ text: [UInt8]) -> [UInt8] {
    var lines: [UInt8] = []
    for (index, byte) in text.enumerated() {
      if byte == 0x0A, index > 0, text[index - 1] == 0x0D { continue }
      lines.append(byte == 0x0D ? 0x0A : byte)
    }
    return lines
  }

  /// Reads what follows a backslash that stood at `place`.
  private mutating func escape(at place: Position) throws(DiagnosticsError) -> Unicode.Scalar {
    guard let byte = try cursor.peek() else { throw unterminated(place) }
    let scalar: Unicode.Scalar
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): scalar = Unicode.Scalar(byte)
    case UInt8(ascii: "n"): scalar = "\n"
    case UInt8(ascii: "r"): scalar = "\r"
    case UInt8(ascii: "t"): scalar = "\t"
    case UInt8(ascii: "b"): scalar = "\u{8}"
    case UInt8(ascii: "f"): scalar = "\u{C}"
    case UInt8(ascii: "u"):
      cursor.advance()
      return printable(try unicodeEscape(at: place), at: place)
    default:
      throw fault(
        "records.json-syntax", "a backslash must not stand before this character", at: place,
        hints: ["a backslash that is meant is written twice: \\\\"])
    }
    cursor.advance()
    return printable(scalar, at: place)
  }

  /// Notes a character that cannot be printed.
  private mutating func printable(_ scalar: Unicode.Scalar, at place: Position) -> Unicode.Scalar {
    if isControl(scalar) {
      problems.report(.value, at: place, error: controlCharacter(scalar, at: place, in: name))
    }
    return scalar
  }

  private mutating func unicodeEscape(at place: Position) throws(DiagnosticsError)
    -> Unicode.Scalar
  {
    let unit = try hexadecimalUnit(at: place)
    if let scalar = Unicode.Scalar(unit) { return scalar }
    guard UTF16.isLeadSurrogate(unit), try cursor.peek() == UInt8(ascii: "\\") else {
      throw loneSurrogate(place)
    }
    cursor.advance()
    guard try cursor.peek() == UInt8(ascii: "u") else { throw loneSurrogate(place) }
    cursor.advance()
    let second = try hexadecimalUnit(at: place)
    guard UTF16.isTrailSurrogate(second),
      let scalar = Unicode.Scalar(0x10000 + UInt32(unit & 0x3FF) << 10 + UInt32(second & 0x3FF))
    else { throw loneSurrogate(place) }
    return scalar
  }

  private mutating func hexadecimalUnit(at place: Position) throws(DiagnosticsError) -> UInt16 {
    var unit: UInt16 = 0
    for _ in 0..<4 {
      guard let byte = try cursor.peek(), let digit = Digits.value(ofHexadecimal: byte) else {
        throw fault(
          "records.json-syntax", "\\u must be followed by four hexadecimal digits", at: place)
      }
      unit = unit << 4 | UInt16(digit)
      cursor.advance()
    }
    return unit
  }
}

/// The wording of what is not JSON.
extension JSONReader {
  /// An error, at the cursor if nothing else is said.
  func fault(_ id: String, _ message: String, at place: Position? = nil, hints: [String] = [])
    -> DiagnosticsError
  {
    let place = place ?? cursor.position
    return DiagnosticsError(.error(id, message, at: place.location(in: name), hints: hints))
  }

  /// The error of another byte than one of those expected at the cursor.
  mutating func unexpected(expected: String) throws(DiagnosticsError) -> DiagnosticsError {
    guard let byte = try cursor.peek() else {
      return fault("records.json-syntax", "the list breaks off: expected \(expected)")
    }
    let found = byte < 0x80 ? "'\(String(decoding: [byte], as: UTF8.self))'" : "this character"
    return fault("records.json-syntax", "expected \(expected), not \(found)")
  }

  private func unterminated(_ start: Position) -> DiagnosticsError {
    fault(
      "records.unterminated-quote", "a value begins with a quotation mark here and never ends",
      at: start, hints: ["write a quotation mark where the value ends"])
  }

  private func unescaped(_ byte: UInt8, in start: Position) -> DiagnosticsError {
    guard byte == 0x0A || byte == 0x0D || byte == 0x09 else {
      return DiagnosticsError(controlCharacter(Unicode.Scalar(byte), at: cursor.position, in: name))
    }
    let (what, escape) = byte == 0x09 ? ("tab", "\\t") : ("line end", "\\n")
    return fault(
      "records.json-syntax", "a \(what) stands within the text that begins on \(start)",
      hints: ["write \(escape) for it, or the quotation mark that is missing"])
  }

  private func loneSurrogate(_ place: Position) -> DiagnosticsError {
    fault(
      "records.json-syntax", "this escape is half a character; its other half is missing",
      at: place, hints: ["write the character itself"])
  }
}
