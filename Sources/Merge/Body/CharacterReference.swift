import Diagnostics

/// A character that Markdown reads from its number, such as `&#xE000;` (CommonMark 0.29 section 6.2).
struct CharacterReference {
  /// How many bytes stand before it.
  var byte: Int
  var scalar: Unicode.Scalar

  /// All such characters in a line, whatever their number of digits, and whatever marks combine with what
  /// they are made of.
  static func all(in line: String) -> [CharacterReference] {
    guard line.utf8.contains(UInt8(ascii: "#")) else { return [] }
    let bytes = Array(line.utf8)
    return bytes.indices.compactMap { start in
      scalar(at: start, of: bytes).map { CharacterReference(byte: start, scalar: $0) }
    }
  }

  private static func scalar(at start: Int, of bytes: [UInt8]) -> Unicode.Scalar? {
    guard bytes[start] == UInt8(ascii: "&"), start + 2 < bytes.count,
      bytes[start + 1] == UInt8(ascii: "#")
    else { return nil }
    let isHexadecimal = bytes[start + 2] | 0x20 == UInt8(ascii: "x")
    let digits = bytes[(start + (isHexadecimal ? 3 : 2))...]
    var code: UInt32 = 0
    var count = 0
    for byte in digits {
      if byte == UInt8(ascii: ";") { return count > 0 ? Unicode.Scalar(code) : nil }
      guard let digit = Character(Unicode.Scalar(byte)).hexDigitValue, isHexadecimal || digit < 10
      else { return nil }
      // No more than this is a character; the code stays too large whatever follows.
      code = min(code * (isHexadecimal ? 16 : 10) + UInt32(digit), 0x11_0000)
      count += 1
    }
    return nil
  }
}

extension ReadingContext {
  /// Refuses characters in what Markdown is shown that could be taken for tags: a comment that went from between
  /// `&#` and `xE000;` may have put them together.
  mutating func refuseReferences(in plan: MarkdownSource, of body: LexedBody) {
    for index in Set(plan.sources).sorted() {
      let line = body.lines[index]
      for reference in CharacterReference.all(in: line.text)
      where TemplateSource.isRefused(reference.scalar) {
        let column = LineColumns(line).column(ofByte: reference.byte + 1)
        problems.report(
          TemplateSource.refusal(reference.scalar, at: location(line.number, column)))
      }
    }
  }
}
