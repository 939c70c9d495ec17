/// What counts as blank, everywhere: a text in which nothing could be seen if it were printed.
extension Unicode.Scalar {
  /// Whether nothing is to be seen of the character itself.
  ///
  /// It is white space, or only says how other characters are joined, ordered or broken: zero-width spaces and
  /// joiners, the byte order mark, soft hyphens, marks of direction, variation selectors, fillers. Control
  /// characters are refused, not blank.
  ///
  /// - SeeAlso: The Unicode Standard, 4.12 and 5.21 (characters ignored for display);
  ///   DerivedCoreProperties.txt, Default_Ignorable_Code_Point.
  package var isBlank: Bool {
    switch value {
    case 0x09...0x0D, 0x20, 0x85, 0xA0, 0xAD: true
    case 0x00...0x2FF: false
    // The blank pattern of Braille, and the anchors of annotations.
    case 0x2800, 0xFFF9...0xFFFB: true
    default: properties.isWhitespace || properties.isDefaultIgnorableCodePoint
    }
  }
}

extension Character {
  /// Whether nothing of it is to be seen.
  var isBlank: Bool { unicodeScalars.allSatisfy(\.isBlank) }
}

extension StringProtocol {
  /// Whether nothing of it is to be seen.
  package var isBlank: Bool { unicodeScalars.allSatisfy(\.isBlank) }

  /// The text without what is blank at its ends.
  var withoutBlankEnds: SubSequence {
    let start = drop(while: \.isBlank)
    return start.dropLast(start.reversed().prefix(while: \.isBlank).count)
  }
}

/// Whether nothing of a text in UTF-8 is to be seen.
func isBlank(_ bytes: ArraySlice<UInt8>) -> Bool {
  for (index, byte) in zip(bytes.indices, bytes)
  where byte != 0x20 && byte != 0x09 && byte != 0x0A {
    // A first byte from C3 to CB begins a letter of Latin or a sign between them.
    guard byte >= 0x80, !(0xC3...0xCB).contains(byte) else { return false }
    return String(decoding: bytes[index...], as: UTF8.self).isBlank
  }
  return true
}
