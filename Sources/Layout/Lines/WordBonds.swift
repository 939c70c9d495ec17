import Pango

/// Finds where no line may end though a space or a dash stands there, by the rules of each language.
///
/// A number stays with its unit, with the word that it counts under (`kap. 3`), and whole; so do a day and its
/// month, and initials and the name; a dash does not begin a line. The text is not changed: what is read aloud,
/// searched and copied is what the author wrote.
struct WordBonds {
  /// How many places there are at most; a paragraph with more is a heap of figures, for which Pango, which looks
  /// for each place from the beginning, would take minutes.
  static let most = 1_000

  private let text: [UInt8]
  private let spans: [Paragraph.Span]
  private var places: [Int] = []

  /// Where no line may begin, in UTF-8 bytes of a paragraph's text, in ascending order.
  static func places(in text: String, _ spans: [Paragraph.Span]) -> [Int] {
    var bonds = WordBonds(text: Array(text.utf8), spans: spans)
    bonds.find()
    return bonds.places
  }

  private init(text: [UInt8], spans: [Paragraph.Span]) {
    (self.text, self.spans) = (text, spans)
  }

  /// Looks at each space with the words beside it, and at dashes between figures.
  private mutating func find() {
    var (word, index) = (0, 0)
    while index < text.count, places.count < WordBonds.most {
      if text[index] == 0x20 {
        let end = skip(from: index) { $0 == 0x20 }
        let next = end..<skip(from: end) { $0 != 0x20 }
        if index > word, !next.isEmpty, areBound(text[word..<index], text[next]) {
          places.append(end)
        }
        (word, index) = (end, end)
      } else {
        if isDashBetweenFigures(index) { places.append(index + 3) }
        index += 1
      }
    }
  }

  private func skip(from start: Int, while isOfKind: (UInt8) -> Bool) -> Int {
    var index = start
    while index < text.count, isOfKind(text[index]) { index += 1 }
    return index
  }

  /// Whether an en dash begins here that stands between figures, as in `2021–2024`.
  private func isDashBetweenFigures(_ index: Int) -> Bool {
    text[index] == 0xE2 && index > 0 && index + 3 < text.count
      && text[index + 1] == 0x80 && text[index + 2] == 0x93
      && text[index - 1].isFigure && text[index + 3].isFigure
  }

  // MARK: Two words

  /// Whether two words stay on one line.
  private func areBound(_ left: ArraySlice<UInt8>, _ right: ArraySlice<UInt8>) -> Bool {
    guard let last = left.last, let first = right.first else { return false }
    if isDash(right) { return true }
    if isFigure(right) { return last.isFigure && first.isFigure || isCounted(left, right) }
    if last.isFigure { return isMeasured(left, right) }
    if last == 0x2E { return isDay(left) && isMonth(right, at: left) || areInitials(left, right) }
    return isParagraphSign(left)
  }

  private func isDash(_ word: ArraySlice<UInt8>) -> Bool {
    word.elementsEqual([0x2D]) || word.elementsEqual([0xE2, 0x80, 0x93])
      || word.elementsEqual([0xE2, 0x80, 0x94])
  }

  /// Whether a word is a figure, with a sign before it or not, or a paragraph's sign.
  private func isFigure(_ word: ArraySlice<UInt8>) -> Bool {
    guard let first = word.first else { return false }
    if first.isFigure || isParagraphSign(word) { return true }
    let sign = first == 0x2B || first == 0x2D ? 1 : word.starts(with: [0xE2, 0x88, 0x92]) ? 3 : 0
    return sign > 0 && word.dropFirst(sign).first?.isFigure == true
  }

  private func isParagraphSign(_ word: ArraySlice<UInt8>) -> Bool {
    word.starts(with: [0xC2, 0xA7])
  }

  /// Whether a figure follows what it counts: `kap. 3`, `§ 5`, `kr 200`, `May 20`.
  private func isCounted(_ left: ArraySlice<UInt8>, _ right: ArraySlice<UInt8>) -> Bool {
    if isParagraphSign(left) { return true }
    guard let word = BondWords.word(left) else { return false }
    let words = words(at: left)
    return words.counted.contains(word)
      || (words.monthsPrecedeDays && words.months.contains(word) && isDay(right))
  }

  /// Whether a unit or a month follows a figure: `5 %`, `12 km`, `20 mai`.
  private func isMeasured(_ left: ArraySlice<UInt8>, _ right: ArraySlice<UInt8>) -> Bool {
    guard let word = BondWords.word(right, keepsCase: true) else { return false }
    let words = words(at: left)
    return words.units.contains(word) || BondWords.symbols.contains(word)
      || (isDay(left) && isMonth(right, at: left))
  }

  private func isMonth(_ word: ArraySlice<UInt8>, at left: ArraySlice<UInt8>) -> Bool {
    guard let word = BondWords.word(word) else { return false }
    return words(at: left).months.contains(word)
  }

  /// Whether a word is one or two figures, with a point behind them or not.
  private func isDay(_ word: ArraySlice<UInt8>) -> Bool {
    let figures = word.prefix { $0.isFigure }
    let rest = word.dropFirst(figures.count)
    return 1...2 ~= figures.count && (rest.isEmpty || rest.first == 0x2E || rest.first == 0x2C)
      && rest.count <= 1
  }

  /// Whether a capital with a point stands before a capital (`J. S. Bach`), or a short word with a point
  /// before another one (`f. eks.`, `z. B.`).
  private func areInitials(_ left: ArraySlice<UInt8>, _ right: ArraySlice<UInt8>) -> Bool {
    let left = left.drop { $0 == 0x28 }  // (
    guard left.count <= 5, let initial = String(validating: left.dropLast(), as: UTF8.self),
      let next = String(validating: right.prefix(8).prefix { $0 != 0x2E }, as: UTF8.self)?.first
    else { return false }
    if initial.count == 1, initial.first?.isUppercase == true { return next.isUppercase }
    return initial.count <= 2 && initial.allSatisfy(\.isLowercase) && next.isLetter
      && right.count <= 5 && right.firstIndex(of: 0x2E).map { $0 - right.startIndex <= 4 } == true
  }

  private func words(at place: ArraySlice<UInt8>) -> BondWords {
    let span = spans.first { place.startIndex < $0.end } ?? spans.last
    return BondWords.of(span?.language.tag ?? "")
  }
}

extension UInt8 {
  /// Whether it is a figure from 0 to 9.
  fileprivate var isFigure: Bool { 0x30...0x39 ~= self }
}
