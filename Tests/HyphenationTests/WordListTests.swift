import Foundation
import Testing
import TestSupport

@testable import Hyphenation

/// The dictionaries of Debian over its lists of words, held against another reader of the same files.
@Suite("Word lists", .timeLimit(.minutes(30)))
struct WordListTests {
  /// A dictionary with a list of words.
  struct Case: CustomTestStringConvertible, Sendable {
    let language: HyphenationLanguage
    let list: String
    var testDescription: String { language.rawValue }
  }

  static let cases = [
    Case(language: .norwegianBokmål, list: "bokmaal"),
    Case(language: .norwegianNynorsk, list: "nynorsk"),
    Case(language: .swedish, list: "swedish"), Case(language: .danish, list: "danish"),
    Case(language: .german, list: "ngerman"), Case(language: .french, list: "french"),
    Case(language: .britishEnglish, list: "british-english"),
    Case(language: .americanEnglish, list: "american-english"),
  ]

  @Test("breaks are pyphen's, word for word", arguments: cases)
  func pyphen(_ one: Case) throws {
    let isLong = ProcessInfo.processInfo.environment["FLETT_LONG"] != nil
    let dictionary = try HyphenationLibrary().dictionary(of: one.language)
    let words = try PDFTools.hyphens(
      dictionary: "\(HyphenationLibrary.installed)/\(one.language.fileName)",
      words: "/usr/share/dict/\(one.list)", step: isLong ? 1 : 100)
    #expect(words.count > 500)
    for (word, expected) in words {
      let letters = try #require(Letters.of(word))
      // Places that no word is broken at may differ, where both levels have one pattern.
      let inner = 2...max(2, letters.count - 3)
      let breaks = dictionary.breaks(in: letters).filter(inner.contains)
      let expected = expected.filter(inner.contains)
      guard breaks != expected else { continue }
      Issue.record("\(word): \(breaks), and pyphen has \(expected)")
    }
  }
}
