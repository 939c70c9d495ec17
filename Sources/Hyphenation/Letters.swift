/// Words as dictionaries of hyphenation spell them: small letters of the basic plane, one number each.
enum Letters {
  /// What stands for the beginning and the end of a word.
  static let edge: UInt16 = 0x2E

  /// Whether a character parts words within one, as in `l’état`.
  static func isApostrophe(_ letter: UInt16) -> Bool { letter == 0x27 || letter == 0x2019 }

  /// Whether a letter is a vowel, or no letter of the Latin alphabet that is a consonant.
  static func isVowel(_ letter: UInt16) -> Bool { !consonants.contains(letter) }

  private static let consonants = Set("bcdfghjklmnpqrstvwxzßçñš'’".utf16)

  /// The small letter of a character; nil for one outside the basic plane.
  static func small(_ scalar: Unicode.Scalar) -> UInt16? {
    switch scalar.value {
    case 0x41...0x5A, 0xC0...0xD6, 0xD8...0xDE: return UInt16(scalar.value) + 0x20
    case ..<0x100: return UInt16(scalar.value)
    default:
      let mapping = scalar.properties.lowercaseMapping.unicodeScalars
      guard mapping.count == 1, let first = mapping.first else {
        return UInt16(exactly: scalar.value)
      }
      return UInt16(exactly: first.value)
    }
  }

  /// The letters of a word; nil if any is outside the basic plane.
  static func of(_ word: some StringProtocol) -> [UInt16]? {
    var letters: [UInt16] = []
    for scalar in word.unicodeScalars {
      guard let letter = small(scalar) else { return nil }
      letters.append(letter)
    }
    return letters
  }
}
