import Hyphenation

/// A dictionary of hyphenation.
enum HyphenationFile {
  /// Reads it, and hyphenates words by it, its own first kilobyte among them.
  static func examine(_ bytes: [UInt8]) throws -> Outcome {
    do {
      let dictionary = try HyphenationDictionary(bytes)
      let hyphenator = Hyphenator(dictionary, of: .norwegianBokmål)
      var words: [String] = []
      for text in [[UInt8]("Kommunesektorens busstopp, l’été".utf8), Array(bytes.prefix(1024))] {
        let points = hyphenator.points(in: text)
        guard points.allSatisfy({ isWithinWord($0.offset, text) }) else {
          throw Violation("a break is not within a word: \(points)")
        }
        words.append(points.map { "\($0.offset)" }.joined(separator: " "))
      }
      return .taken(words)
    } catch let fault as DictionaryFault {
      return .refused(["line \(fault.line): \(fault.message)"])
    }
  }

  /// Whether at least two bytes before a place and three behind it are none that part words.
  private static func isWithinWord(_ place: Int, _ text: [UInt8]) -> Bool {
    guard place >= 2, place <= text.count - 3 else { return false }
    return text[place - 2..<place + 3].allSatisfy { $0 > 0x40 || $0 == 0x27 }
  }
}
