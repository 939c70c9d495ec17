import Document
import Hyphenation
import Pango

/// Finds where the words of paragraphs may be hyphenated, by the language of each.
///
/// One for each worker, as it remembers words.
final class WordDivision {
  private let hyphenation: HyphenationRules
  private var hyphenators: [String: Result<Hyphenator?, HyphenationLibrary.Failure>] = [:]
  private var caches: [String: HyphenationCache] = [:]

  init(_ hyphenation: HyphenationRules) {
    self.hyphenation = hyphenation
  }

  /// The places where a hyphen may be put into a paragraph, in ascending order.
  ///
  /// There are none in links, in typewriter, and in values unless the author wants them there.
  ///
  /// - Throws: The failure of a dictionary that should be there.
  func places(
    in paragraph: Paragraph, _ inlines: [Inline]
  ) throws(HyphenationLibrary.Failure) -> [LinePlace] {
    var places: [LinePlace] = []
    let text = Array(paragraph.text.utf8)
    for tag in Set(paragraph.spans.map(\.language.tag)).sorted() {
      guard let hyphenator = try hyphenator(for: tag) else { continue }
      let points = hyphenator.points(in: text, remembering: &caches[tag, default: .init()])
      let isOne = paragraph.spans.allSatisfy { $0.language.tag == tag }
      places += points.filter { isOne || paragraph.language(before: $0.offset) == tag }.map {
        LinePlace(offset: $0.offset, kind: .hyphen(lost: $0.lost))
      }
    }
    places.sort { $0.offset < $1.offset }
    return allowed(places, in: inlines)
  }

  /// The hyphenator of a language; nil if its words are not hyphenated.
  private func hyphenator(for tag: String) throws(HyphenationLibrary.Failure) -> Hyphenator? {
    if let known = hyphenators[tag] { return try known.get() }
    let made = made(for: tag)
    hyphenators[tag] = made
    return try made.get()
  }

  private func made(for tag: String) -> Result<Hyphenator?, HyphenationLibrary.Failure> {
    guard let language = HyphenationLanguage(tag: tag) else { return .success(nil) }
    do {
      let dictionary = try hyphenation.library.dictionary(of: language)
      return .success(
        Hyphenator(dictionary, of: language, words: hyphenation.settings.words))
    } catch {
      return .failure(error)
    }
  }

  /// The places that stand in inlines whose words may be hyphenated.
  private func allowed(_ places: [LinePlace], in inlines: [Inline]) -> [LinePlace] {
    let includesValues = hyphenation.settings.includesValues ?? false
    var allowed: [LinePlace] = []
    allowed.reserveCapacity(places.count)
    var (next, end) = (0, 0)
    for inline in inlines {
      end += inline.text.utf8.count
      let isBarred =
        inline.link != nil || inline.style.contains(.code) || (inline.isValue && !includesValues)
      while next < places.count, places[next].offset < end {
        if !isBarred { allowed.append(places[next]) }
        next += 1
      }
    }
    return allowed
  }
}

extension Paragraph {
  /// The language of the character before a place.
  fileprivate func language(before offset: Int) -> String? {
    spans.first { offset <= $0.end }?.language.tag
  }
}
