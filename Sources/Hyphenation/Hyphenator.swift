/// Tells where a text of one language may be broken within its words.
package struct Hyphenator: Sendable {
  /// A place within a word where a line may end with a hyphen.
  package struct Point: Hashable, Sendable {
    /// Where it is, in UTF-8 bytes of the text.
    package var offset: Int
    /// The letter that stands before the hyphen though the text has none there.
    package var lost: Unicode.Scalar?
  }

  private let dictionary: HyphenationDictionary
  private let least: HyphenationDictionary.Least
  private let exceptions: [[UInt16]: [DividedWord.Place]]
  private let compounds: [DividedWord]

  /// A hyphenator for a language.
  ///
  /// - Parameters:
  ///   - dictionary: The language's dictionary.
  ///   - language: The language.
  ///   - words: Words with hyphens where they may be broken, and nowhere else: `tra-fikk-kon-sta-bel`.
  package init(
    _ dictionary: HyphenationDictionary, of language: HyphenationLanguage, words: [String] = []
  ) {
    self.dictionary = dictionary
    least = .init(before: max(2, dictionary.least.before), after: max(3, dictionary.least.after))
    exceptions = words.reduce(into: [:]) { exceptions, word in
      guard
        let word = DividedWord(word, dropsThirdConsonant: language.dropsThirdConsonant)
      else { return }
      exceptions[word.letters] = word.places
    }
    compounds = LostLetters.compounds(of: language)
  }

  /// The places where a text may be broken, in ascending order.
  ///
  /// There are none in words with a capital inside or a soft hyphen (which says it all), in what has figures
  /// in it, and in addresses of the net and of mail.
  package func points(in text: [UInt8]) -> [Point] {
    var cache = HyphenationCache()
    return points(in: text, remembering: &cache)
  }

  /// The same for one text after another, most of whose words were looked up before.
  package func points(in text: [UInt8], remembering cache: inout HyphenationCache) -> [Point] {
    var points: [Point] = []
    var words = WordScanner(text)
    while let word = words.next() {
      for place in cache.places(of: word.letters, places) {
        points.append(
          Point(
            offset: word.offsets[place.letters],
            lost: place.lost.flatMap { Unicode.Scalar($0) }))
      }
    }
    return points
  }

  /// The places where a word of small letters may be broken.
  func places(in word: [UInt16]) -> [DividedWord.Place] {
    if let places = exceptions[word] { return places }
    guard word.count >= least.before + least.after else { return [] }
    return (compound(in: word) ?? breaks(in: word[...])).filter {
      $0.letters >= least.before && word.count - $0.letters >= least.after
        && !Letters.isApostrophe(word[$0.letters]) && !Letters.isApostrophe(word[$0.letters - 1])
    }
  }

  /// The places in a compound of the list; nil for any other word.
  private func compound(in word: [UInt16]) -> [DividedWord.Place]? {
    for compound in compounds {
      guard let joint = compound.places.first, let lost = joint.lost,
        let start = word.start(of: compound.letters)
      else { continue }
      let middle = start + joint.letters
      let first = breaks(in: word[..<middle] + [lost]).filter { $0.letters < middle }
      let second = breaks(in: word[middle...]).filter { $0.letters >= middle + least.before }
      return first + [.init(letters: middle, lost: lost)] + second
    }
    return nil
  }

  /// The places that the dictionary gives in a part of a word, counted in letters of the whole.
  ///
  /// Breaks on both sides of a piece without a vowel are none, such as in `fa-r-big`: one of them is wrong, and
  /// there is no telling which.
  private func breaks(in part: ArraySlice<UInt16>) -> [DividedWord.Place] {
    let breaks = dictionary.breaks(in: Array(part)).map { part.startIndex + $0 }
    let ends = [part.startIndex] + breaks + [part.endIndex]
    let areSounded = zip(ends, ends.dropFirst()).map {
      part[$0..<$1].contains(where: Letters.isVowel)
    }
    return breaks.indices.filter { areSounded[$0] && areSounded[$0 + 1] }
      .map { .init(letters: breaks[$0]) }
  }
}

extension [UInt16] {
  /// Where letters stand first among these; nil if they do not.
  fileprivate func start(of letters: [UInt16]) -> Int? {
    guard letters.count <= count else { return nil }
    return (0...(count - letters.count)).first { self[$0...].starts(with: letters) }
  }
}
