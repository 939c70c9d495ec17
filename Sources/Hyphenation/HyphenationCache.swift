/// The words that were looked up last, since letters are made of the same ones.
///
/// What is found is what the dictionary says, so nothing follows from it but time saved.
package struct HyphenationCache {
  /// More words than this are forgotten all at once.
  private static let most = 10_000
  private var places: [[UInt16]: [DividedWord.Place]] = [:]

  /// No words.
  package init() {}

  /// The places of a word, from `find` if they are not known.
  mutating func places(
    of word: [UInt16], _ find: ([UInt16]) -> [DividedWord.Place]
  ) -> [DividedWord.Place] {
    if let known = places[word] { return known }
    let found = find(word)
    if places.count >= HyphenationCache.most { places.removeAll(keepingCapacity: true) }
    places[word] = found
    return found
  }
}
