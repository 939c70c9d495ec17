/// The characters that turn the direction of text explicitly: embeddings, overrides and isolates with
/// what ends them (U+202A–U+202E and U+2066–U+2069).
///
/// They paint nothing and reach beyond where they stand: text after one that is never ended runs on in
/// its direction. Marks without such reach (U+200E, U+200F and U+061C) are not among them.
///
/// - SeeAlso: UAX #9, sections 2.1 to 2.5.
package enum DirectionControls {
  /// How many may be open at once in a paragraph.
  ///
  /// UAX #9 allows 125 levels, but FriBidi 1.0.8 writes
  /// outside its memory from about 80 on; nobody writes more than three or four.
  package static let deepest = 16

  /// Whether a character is one of them.
  package static func contains(_ scalar: Unicode.Scalar) -> Bool {
    (0x202A...0x202E).contains(scalar.value) || (0x2066...0x2069).contains(scalar.value)
  }

  /// Whether three bytes of UTF-8 are one of them, given the last two; the first is E2.
  package static func contains(_ second: UInt8, _ third: UInt8) -> Bool {
    second == 0x80 && (0xAA...0xAE).contains(third)
      || second == 0x81 && (0xA6...0xA9).contains(third)
  }

  /// The first of them in a text; nil if there is none.
  package static func first(in text: String) -> Unicode.Scalar? {
    guard text.utf8.contains(0xE2) else { return nil }
    return text.unicodeScalars.first(where: contains)
  }

  /// A text without them.
  package static func removed(from text: String) -> String {
    guard first(in: text) != nil else { return text }
    return String(String.UnicodeScalarView(text.unicodeScalars.filter { !contains($0) }))
  }

  /// The offset in UTF-8 at which more than ``deepest`` are open; nil if that never happens.
  package static func tooDeep(in text: String) -> Int? {
    guard text.utf8.contains(0xE2) else { return nil }
    var open: [Bool] = []  // for each, whether it is an isolate
    var offset = 0
    for scalar in text.unicodeScalars {
      switch scalar.value {
      case 0x202A, 0x202B, 0x202D, 0x202E: open.append(false)
      case 0x2066...0x2068: open.append(true)
      case 0x202C: if open.last == false { open.removeLast() }
      case 0x2069: if let isolate = open.lastIndex(of: true) { open.removeSubrange(isolate...) }
      default: break
      }
      if open.count > deepest { return offset }
      offset += UTF8.width(scalar)
    }
    return nil
  }
}
