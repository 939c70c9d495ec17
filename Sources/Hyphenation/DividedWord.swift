/// A word with hyphens where it may be broken, as people write them down: `tra-fikk-kon-sta-bel`.
///
/// Where a hyphen stands between three like consonants, the word is spelled with two: `buss-stopp` is `busstopp`.
struct DividedWord: Hashable, Sendable {
  /// A place where a word may be broken.
  struct Place: Hashable, Sendable {
    /// How many letters stand before it.
    var letters: Int
    /// The letter that comes back before the hyphen.
    var lost: UInt16?
  }

  /// The word as it is spelled.
  let letters: [UInt16]
  /// Where it may be broken, in ascending order.
  let places: [Place]

  /// A word; nil if it has no letters, or others than are found in words.
  ///
  /// - Parameters:
  ///   - text: The word with its hyphens.
  ///   - dropsThirdConsonant: Whether the language leaves out one of three like consonants.
  init?(_ text: some StringProtocol, dropsThirdConsonant: Bool) {
    guard let written = Letters.of(text), written.contains(where: { $0 != DividedWord.hyphen })
    else { return nil }
    var (letters, places): ([UInt16], [Place]) = ([], [])
    for (index, letter) in written.enumerated() {
      guard letter == DividedWord.hyphen else {
        letters.append(letter)
        continue
      }
      let isLost = dropsThirdConsonant && DividedWord.isTriple(written, at: index)
      if isLost { letters.removeLast() }
      places.append(Place(letters: letters.count, lost: isLost ? written[index - 1] : nil))
    }
    (self.letters, self.places) = (letters, places.filter { 1..<letters.count ~= $0.letters })
  }

  private static let hyphen: UInt16 = 0x2D

  /// Whether two like consonants stand before a hyphen and a third one behind it.
  private static func isTriple(_ letters: [UInt16], at hyphen: Int) -> Bool {
    guard hyphen >= 2, hyphen + 1 < letters.count else { return false }
    let letter = letters[hyphen - 1]
    return letters[hyphen - 2] == letter && letters[hyphen + 1] == letter
      && !Letters.isVowel(letter)
  }
}
