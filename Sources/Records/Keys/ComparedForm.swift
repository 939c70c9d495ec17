import Foundation

/// The form in which the names of fields and the keys of records are compared.
package enum ComparedForm {
  /// A key in Unicode normal form C, without what is blank around it.
  ///
  /// Letter case counts.
  package static func ofKey(_ key: String) -> String { composed(withoutBlankEnds(key)) }

  /// What tells people apart where lists were written by different hands, such as a name and a postcode: letter
  /// case counts for nothing, nor does anything blank, wherever it stands.
  ///
  /// - Parameter texts: What tells them apart, in order.
  /// - Returns: The form; nil if all of them are blank.
  package static func ofPerson(_ texts: [String]) -> String? {
    let forms = texts.map(folded)
    return forms.allSatisfy(\.isEmpty) ? nil : forms.joined(separator: "\u{0}")
  }

  /// A text without its case and without what is blank in it; `ß` and `SS` are one.
  private static func folded(_ text: String) -> String {
    if text.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F }) { return text.lowercased() }
    let folded = text.uppercased().lowercased()
    return composed(String(String.UnicodeScalarView(folded.unicodeScalars.filter { !$0.isBlank })))
  }

  /// The name of a field: in normal form C, on one line, without what is blank around it.
  ///
  /// A header cell with a line break, as Excel users make them, is named with a space instead.
  package static func ofName(_ name: String) -> String { isPlain(name) ? name : tidied(name) }

  /// The form of a name in which anything may stand.
  static func tidied(_ name: String) -> String {
    let lines = name.split(whereSeparator: \.isNewline).map { withoutBlankEnds(String($0)) }
    return composed(lines.filter { !$0.isEmpty }.joined(separator: " "))
  }

  /// Whether a name is in its form already, as far as its bytes tell at once.
  ///
  /// It is, if it has only characters of ASCII and letters below U+0300 (whose first byte is not C2, which
  /// stands before control characters and the no-break space), no line end, and no space at its ends.
  private static func isPlain(_ name: String) -> Bool {
    let bytes = name.utf8
    return bytes.first != 0x20 && bytes.last != 0x20
      && bytes.allSatisfy { $0 >= 0x20 && $0 < 0xCC && $0 != 0xC2 }
  }
}

/// A text in normal form C.
///
/// No character below U+0300 is changed by it, so most texts need no work.
private func composed(_ text: String) -> String {
  text.utf8.allSatisfy { $0 < 0xCC } ? text : text.precomposedStringWithCanonicalMapping
}

/// A text without what is blank at its ends; mostly there is nothing, and no work is needed.
func withoutBlankEnds(_ text: String) -> String {
  if let first = text.utf8.first, let last = text.utf8.last, isSign(first), isSign(last) {
    return text
  }
  let scalars = text.unicodeScalars
  guard scalars.first?.isBlank == true || scalars.last?.isBlank == true else { return text }
  return String(text.withoutBlankEnds)
}

/// Whether a byte of a text is one of ASCII's letters, figures and other signs that can be seen.
func isSign(_ byte: UInt8) -> Bool { (0x21...0x7E).contains(byte) }
