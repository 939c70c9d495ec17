/// Two numbers with a hyphen between them, which may be a range, or the number of a case, a section, a telephone.
struct NumberRange {
  /// Where they stand.
  let place: Range<Int>
  private let first, second: Int
  private let digits: (first: Int, second: Int)
  /// The word before them in small letters, and what stands behind them but spaces.
  private let wordBefore: String
  private let isPercentage: Bool

  /// The numbers around a hyphen; nil if it does not stand between two numbers that stand by themselves.
  init?(around hyphen: Int, in text: [Unicode.Scalar], previous: Unicode.Scalar?) {
    var (start, end) = (hyphen, hyphen + 1)
    while start > 0, Optional(text[start - 1]).isDigit { start -= 1 }
    while end < text.count, Optional(text[end]).isDigit { end += 1 }
    digits = (hyphen - start, end - hyphen - 1)
    guard (1...4).contains(digits.first), (1...4).contains(digits.second),
      NumberRange.standAlone(start..<end, in: text, previous: previous)
    else { return nil }
    let number = { (range: Range<Int>) in
      text[range].reduce(0) { $0 * 10 + Int($1.value) - 0x30 }
    }
    (first, second) = (number(start..<hyphen), number((hyphen + 1)..<end))
    place = start..<end
    let letters = text[..<start].reversed().drop { " .:\u{A0}".unicodeScalars.contains($0) }
      .prefix { Optional($0).isLetter || $0 == "§" }
    wordBefore = String(String.UnicodeScalarView(letters.reversed())).lowercased()
    let rest = text[end...].first { !$0.properties.isWhitespace }
    isPercentage = rest == "%"
  }

  /// Whether nothing stands beside the numbers that makes another kind of number of them, such as a sign of a
  /// date or of a decimal.
  private static func standAlone(
    _ range: Range<Int>, in text: [Unicode.Scalar], previous: Unicode.Scalar?
  ) -> Bool {
    let before = range.lowerBound > 0 ? text[range.lowerBound - 1] : previous
    if let before {
      guard before.properties.isWhitespace || "([«“„\"'".unicodeScalars.contains(before) else {
        return false
      }
    }
    guard range.upperBound < text.count else { return true }
    let after = text[range.upperBound]
    let ends = ")]»”“\"';!?%".unicodeScalars
    if after.properties.isWhitespace || ends.contains(after) { return true }
    guard ".,:".unicodeScalars.contains(after) else { return false }
    let next = range.upperBound + 1 < text.count ? text[range.upperBound + 1] : nil
    return next.map(\.properties.isWhitespace) ?? true
  }

  /// Whether they are years from one to another, or numbers of which the words beside them say so.
  ///
  /// `2021-11` may be a month, `§ 3-5` is a section, `nr. 2021-24` a number.
  var isRange: Bool {
    if NumberRange.numbered.contains(where: wordBefore.hasPrefix) || wordBefore.hasSuffix("nr")
      || wordBefore.hasSuffix("nummer")
    {
      return false
    }
    if isYears { return true }
    guard digits.first <= 3, digits.second <= 3, second > first else { return false }
    return isPercentage || NumberRange.counted.contains(wordBefore)
  }

  private var isYears: Bool {
    guard digits.first == 4, NumberRange.years.contains(first) else { return false }
    return digits.second == 4
      ? NumberRange.years.contains(second) && second > first
      : digits.second == 2 && second > 12 && second > first % 100
  }

  private static let years = 1500...2199
  /// How words begin before numbers that are names: of cases, accounts, telephones, standards, sections.
  private static let numbered = [
    "nr", "no", "ref", "sak", "arkiv", "jnr", "journal", "case", "dnr", "diarie", "az", "konto",
    "tlf", "tel", "phone", "iso", "ns", "din", "§", "paragraf", "section", "kap",
  ]
  /// The words before ranges of hours and of pages.
  private static let counted: Set = [
    "kl", "s", "side", "sidene", "pages", "pp", "sid", "seite", "seiten",
  ]
}

extension Unicode.Scalar? {
  /// Whether it is a digit of our own.
  var isDigit: Bool { map { (0x30...0x39).contains($0.value) } ?? false }
  /// Whether it is a letter.
  var isLetter: Bool { map(\.properties.isAlphabetic) ?? false }
  /// Whether a word begins behind it: it is nothing, a space, a bracket or a dash.
  var beginsWord: Bool {
    guard let scalar = self else { return true }
    return scalar.properties.isWhitespace
      || "([{/–—-«“„‚‘".unicodeScalars.contains(scalar)
  }
}
