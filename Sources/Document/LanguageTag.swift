extension String {
  /// The language of a language tag without script, place and the like (RFC 5646, 2.2.1), in small letters.
  package var primaryLanguage: String { prefix { $0 != "-" }.lowercased() }

  /// Whether this has the form of a language tag (RFC 5646, 2.1): letters, then groups of up to eight
  /// letters and digits.
  package var isLanguageTag: Bool {
    let parts = split(separator: "-", omittingEmptySubsequences: false)
    guard let first = parts.first, (2...8).contains(first.utf8.count) else { return false }
    let isLetter = { (byte: UInt8) in (0x61...0x7A).contains(byte | 0x20) }
    return first.utf8.allSatisfy(isLetter)
      && parts.dropFirst().allSatisfy { part in
        (1...8).contains(part.utf8.count)
          && part.utf8.allSatisfy { isLetter($0) || (0x30...0x39).contains($0) }
      }
  }
}
