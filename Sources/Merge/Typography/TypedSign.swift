import Document

/// A sign as a typewriter has it, where printed text has a better one.
struct TypedSign: Equatable {
  /// What kind of sign it is.
  enum Kind: String {
    /// `"` or `'` around words.
    case quotationMark
    /// `'` for letters that are left out, or before a genitive.
    case apostrophe
    /// `--` or `---`.
    case dash
    /// `2021-24`: from one number to another.
    case range
  }

  var kind: Kind
  /// How many bytes of the text stand before it.
  var byte: Int
  /// What was typed.
  var typed: String
  /// What to write instead.
  var better: String
}

extension TypedSign {
  /// The typed signs in a stretch of text.
  ///
  /// - Parameters:
  ///   - text: The text; tags in it are private-use characters.
  ///   - previous: What stands before the text in its paragraph; nil for nothing.
  ///   - language: The text's language, a BCP 47 tag.
  /// - Returns: The signs, in order. Work and memory grow with the length of the text.
  static func all(
    in text: String, after previous: Unicode.Scalar?, language: String
  ) -> [TypedSign] {
    guard text.utf8.contains(where: { "\"'-".utf8.contains($0) }) else { return [] }
    var search = TypedSignSearch(text, after: previous, language: language)
    return search.signs()
  }
}

/// A search for typed signs in a text.
private struct TypedSignSearch {
  let scalars: [Unicode.Scalar]
  let previous: Unicode.Scalar?
  let marks: QuotationMarks
  let isEnglish: Bool
  /// For each scalar, how many bytes stand before it.
  private var bytes: [Int] = []
  private var found: [TypedSign] = []
  /// Whether a quotation mark was opened and not closed yet, and a single one.
  private var (isOpen, isSingleOpen) = (false, false)
  /// The last single mark that ends a word; before all scalars if there is none.
  private lazy var lastSingleEnd =
    scalars.indices.last {
      scalars[$0] == "'" && !scalar($0 - 1).beginsWord && !scalar($0 + 1).isLetter
    } ?? -1
  /// The word around a place, looked for last.
  private var word = 0..<0
  private var isAddress = false

  init(_ text: String, after previous: Unicode.Scalar?, language: String) {
    scalars = Array(text.unicodeScalars)
    self.previous = previous
    marks = QuotationMarks(language: language)
    isEnglish = language.primaryLanguage == "en"
    bytes.reserveCapacity(scalars.count)
    var byte = 0
    for scalar in scalars {
      bytes.append(byte)
      byte += UTF8.width(scalar)
    }
  }

  mutating func signs() -> [TypedSign] {
    var index = 0
    while index < scalars.count {
      switch scalars[index] {
      case "\"": addQuotationMark(at: index)
      case "'": addSingle(at: index)
      case "-": index += addHyphens(at: index) - 1
      default: break
      }
      index += 1
    }
    return found
  }

  private func scalar(_ index: Int) -> Unicode.Scalar? {
    index < 0 ? previous : index < scalars.count ? scalars[index] : nil
  }

  private mutating func add(
    _ kind: TypedSign.Kind, _ range: Range<Int>, better: String
  ) {
    let typed = String(String.UnicodeScalarView(scalars[range]))
    found.append(
      TypedSign(kind: kind, byte: bytes[range.lowerBound], typed: typed, better: better))
  }

  // MARK: Quotation marks

  private mutating func addQuotationMark(at index: Int) {
    let before = scalar(index - 1)
    // 5" are inches, unless words that were quoted end with a number.
    if before.isDigit, !isOpen { return }
    isOpen = before.beginsWord
    let mark = isOpen ? marks.outer.open : marks.outer.close
    add(.quotationMark, index..<(index + 1), better: String(mark))
  }

  private mutating func addSingle(at index: Int) {
    let (before, after) = (scalar(index - 1), scalar(index + 1))
    if before.isDigit, !after.isLetter, !isSingleOpen { return }
    let range = index..<(index + 1)
    if before.beginsWord, after.isLetter, !isSingleOpen, lastSingleEnd > index {
      isSingleOpen = true
      return add(.quotationMark, range, better: String(marks.inner.open))
    }
    if isSingleOpen, !after.isLetter {
      isSingleOpen = false
      return add(.quotationMark, range, better: String(marks.inner.close))
    }
    add(.apostrophe, range, better: "’")
  }

  // MARK: Hyphens

  /// Looks at hyphens that stand behind each other, and says how many there are.
  private mutating func addHyphens(at index: Int) -> Int {
    let end = scalars[index...].firstIndex { $0 != "-" } ?? scalars.count
    let (before, after) = (scalar(index - 1), scalar(end))
    switch end - index {
    case 1: addRange(at: index)
    case 2, 3:
      // `--force` is what somebody is to type, and a long row of hyphens is drawn.
      if before.beginsWord, after.isLetter { break }
      if isInAddress(index) { break }
      let isTight = isEnglish && before.isLetter && after.isLetter
      add(.dash, index..<end, better: end - index == 3 || isTight ? "—" : "–")
    default: break
    }
    return end - index
  }

  /// Whether the signs around a place, up to the next spaces, are an address of the web or of mail.
  private mutating func isInAddress(_ index: Int) -> Bool {
    if !word.contains(index) {
      var (start, end) = (index, index + 1)
      while start > 0, !scalars[start - 1].properties.isWhitespace { start -= 1 }
      while end < scalars.count, !scalars[end].properties.isWhitespace { end += 1 }
      word = start..<end
      let text = String(String.UnicodeScalarView(scalars[word]))
      isAddress = text.contains("://") || text.contains("@") || text.hasPrefix("www.")
    }
    return isAddress
  }

  private mutating func addRange(at hyphen: Int) {
    guard let range = NumberRange(around: hyphen, in: scalars, previous: previous), range.isRange
    else { return }
    add(
      .range, range.place,
      better: String(String.UnicodeScalarView(scalars[range.place])).replacing("-", with: "–"))
  }
}
