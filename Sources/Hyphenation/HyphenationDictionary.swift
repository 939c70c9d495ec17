/// Where the words of a language may be broken, by Liang's patterns.
package struct HyphenationDictionary: Sendable {
  /// How many letters must stand before and after a break.
  struct Least: Hashable, Sendable {
    var before, after: Int
  }

  /// Patterns that tell where a compound's words are joined; most dictionaries have no such level.
  var compounds: PatternTable?
  /// Patterns that tell where a word may be broken.
  var parts: PatternTable
  /// How many letters must stand before and after a break in a word.
  var least = Least(before: 2, after: 3)
  /// The same within a word of a compound.
  var leastInPart = Least(before: 0, after: 0)

  init(parts: PatternTable) {
    self.parts = parts
  }

  /// The dictionary that a file holds.
  ///
  /// - Throws: ``DictionaryFault`` if it is none.
  package init(_ bytes: [UInt8]) throws(DictionaryFault) {
    self = try DictionaryReader.read(bytes)
  }

  /// Where a word may be broken: how many letters stand before each break, in ascending order.
  ///
  /// Where there are two levels, a break is one only if both ways to read them agree: the patterns of the second
  /// level in each of a compound's words, as libhyphen reads them, and all patterns at once in the whole word, as
  /// pyphen does. Each way alone gives wrong breaks in German that the other one does not: `Ver-san-dab-tei-lung`
  /// in the first, `Ste-cke-r-plat-ten` in the second.
  ///
  /// - Parameter word: Small letters, and apostrophes between them.
  /// - Returns: The breaks, whatever number of letters they leave on either side.
  func breaks(in word: [UInt16]) -> [Int] {
    let weights = parts.weights(of: word)
    guard let compounds, !compounds.isEmpty else { return HyphenationDictionary.breaks(weights) }
    let joints = compounds.weights(of: word)
    let all = HyphenationDictionary.breaks(zip(weights, joints).map { max($0, $1) })
    let inParts = Set(breaks(in: word, joinedAt: HyphenationDictionary.breaks(joints)))
    return all.filter { inParts.contains($0) }
  }

  private func breaks(in word: [UInt16], joinedAt joints: [Int]) -> [Int] {
    var breaks = joints
    for (start, end) in zip([0] + joints, joints + [word.count]) {
      for place in HyphenationDictionary.breaks(parts.weights(of: Array(word[start..<end])))
      where (start == 0 || place >= leastInPart.before)
        && (end == word.count || end - start - place >= leastInPart.after)
      {
        breaks.append(start + place)
      }
    }
    return breaks
  }

  /// The places with odd weights.
  private static func breaks(_ weights: [UInt8]) -> [Int] {
    weights.indices.filter { weights[$0] % 2 == 1 }
  }
}
