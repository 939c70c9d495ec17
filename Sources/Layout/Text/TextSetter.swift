import Diagnostics
import DisplayList
import Document
import Geometry
import Hyphenation
import Pango

/// Sets running text: inlines become lines of placed glyphs that know where they come from.
///
/// One for each worker. Notes what cannot be set; the letter is then not made.
final class TextSetter {
  /// What could not be set so far in the letter at hand.
  var problems = DiagnosticCollector()
  /// Whether lines begin at the right.
  let isRightToLeft: Bool

  private let fonts: FontLibrary
  private let basic: TextShaper
  private var extended: TextShaper?
  private var known: [FontRequest: TextFont] = [:]
  /// What is told of fonts that are not as they are asked for, when a text uses one.
  private(set) var lacking: [ObjectIdentifier: Diagnostic] = [:]
  private var languages: [String: TextLanguage] = [:]
  private var language: TextLanguage
  private let division: WordDivision?

  /// A setter for the fonts of a stationery, and for letters in a language (a BCP 47 tag).
  init(
    fonts: FontLibrary, language: String, isRightToLeft: Bool, hyphenation: HyphenationRules?
  ) throws(DiagnosticsError) {
    self.fonts = fonts
    self.isRightToLeft = isRightToLeft
    division = hyphenation.map(WordDivision.init)
    basic = try TextSetter.shaper(fonts.basic, fonts, isRightToLeft)
    self.language = TextLanguage(language, number: 0)
    languages[language] = self.language
  }

  private static func shaper(
    _ set: FontSet, fallback: [String] = [], _ fonts: FontLibrary, _ isRightToLeft: Bool
  ) throws(DiagnosticsError) -> TextShaper {
    do {
      return try TextShaper(
        fonts: set, fallback: fallback, isRightToLeft: isRightToLeft, face: fonts.face)
    } catch {
      throw DiagnosticsError(
        .error("layout.pango", "text layout cannot be started", failure: .software))
    }
  }

  /// Makes ready for a letter in a language, a BCP 47 tag.
  func begin(language tag: String) {
    problems = DiagnosticCollector()
    if tag != language.tag { language = textLanguage(tag) }
  }

  /// A line of text with its glyphs placed from the line's left end and baseline.
  struct Line {
    /// A piece of the line that comes from one inline.
    struct Piece {
      /// The glyphs; their origin is on the baseline.
      var run: GlyphRun
      /// The index of the inline.
      var inline: Int
    }
    /// The pieces from left to right.
    var pieces: [Piece]
    /// How far the line reaches.
    var width: Length
    /// Whether a hyphen was put in at its end.
    var isHyphenated = false
  }

  /// Breaks inlines into lines.
  ///
  /// - Parameters:
  ///   - inlines: The text.
  ///   - style: How it is set where it says nothing else.
  ///   - width: How wide a line may be; nil for one that is never broken.
  ///   - place: What the width belongs to, for messages, such as `the column`.
  /// - Returns: The lines from the top; none for an empty text.
  func lines(_ inlines: [Inline], style: SetStyle, width: Length?, place: String) -> [Line] {
    if !lacking.isEmpty { reportLacking(inlines, style) }
    if let line = plainLine(inlines, style: style, width: width) {
      return [LineAssembly(inlines: inlines, style: style).line(line)]
    }
    let paragraph = paragraph(inlines, style: style)
    guard !paragraph.text.isEmpty, let text = shaped(paragraph, inlines) else { return [] }
    reportMissing(text.missing, of: paragraph, inlines)
    if !text.isWhole { reportLost(inlines) }
    let lines = broken(text, paragraph, style, width: width) { [self] in
      style.isHyphenated ? hyphens(in: paragraph, inlines) : []
    }
    if let width {
      reportOverflow(of: lines, paragraph, inlines, width, place)
      reportParted(lines, paragraph, inlines, place)
    }
    return LineAssembly(inlines: inlines, style: style).lines(lines)
  }

  /// The one line of a plain text, however long it is, for ``line(_:_:style:)``; nil for any other text.
  func wholeLine(_ inlines: [Inline], style: SetStyle) -> ShapedItem? {
    lacking.isEmpty ? plainLine(inlines, style: style, width: nil) : nil
  }

  /// The line that ``lines(_:style:width:place:)`` gives for a plain text that is not too wide.
  func line(_ line: ShapedItem, _ inlines: [Inline], style: SetStyle) -> Line {
    LineAssembly(inlines: inlines, style: style).line(line)
  }

  /// The width of the widest line, without noting what cannot be set.
  func measure(_ inlines: [Inline], style: SetStyle, width: Length?) -> Length {
    if let line = plainLine(inlines, style: style, width: width) { return line.width }
    let paragraph = paragraph(inlines, style: style)
    guard !paragraph.text.isEmpty, let text = shaped(paragraph, inlines) else { return .zero }
    let lines = broken(text, paragraph, style, width: width, keepsBonds: true)
    return lines.map(\.width).max() ?? .zero
  }

  /// The line of a plain text that is no wider than it may be, found without breaking it; nil for any
  /// other text.
  private func plainLine(_ inlines: [Inline], style: SetStyle, width: Length?) -> ShapedItem? {
    guard let first = inlines.first, !first.style.contains(.code) else { return nil }
    let font = style.font(of: first)
    var text = first.text
    for inline in inlines.dropFirst() {
      guard style.font(of: inline) === font, inline.language == first.language else { return nil }
      text += inline.text
    }
    let language = first.language.map(textLanguage) ?? language
    guard let line = basic.plainLine(of: text, font: font, language: language) else { return nil }
    if let width, line.width > width { return nil }
    return line
  }

  /// A paragraph in one line, set in the text's own faces if they have all its characters, since others are only
  /// opened when needed; nil, with the fault noted, if those cannot be opened or Pango cannot take the text.
  private func shaped(_ paragraph: Paragraph, _ inlines: [Inline]) -> ShapedText? {
    let isCode = inlines.contains { $0.style.contains(.code) }
    if !isCode, let text = basic.plainText(of: paragraph) { return text }
    if let offset = DirectionControls.tooDeep(in: paragraph.text) {
      reportTooDeep(at: inlines.origin(at: offset))
      return nil
    }
    if !isCode {
      let text = basic.text(of: paragraph)
      if text.missing.isEmpty { return text }
    }
    return extendedShaper()?.text(of: paragraph)
  }

  /// The lines of a shaped paragraph.
  private func broken(
    _ text: ShapedText, _ paragraph: Paragraph, _ style: SetStyle, width: Length?,
    keepsBonds: Bool = false, hyphens: () -> [LinePlace] = { [] }
  ) -> [ShapedLine] {
    guard let width else { return ParagraphBreaker.unbroken(text) }
    let breaker = ParagraphBreaker(
      text, paragraph, width: width,
      demerits: canJustify ? style.demerits : style.demerits.ragged,
      partsWords: style.isHyphenated)
    return breaker.lines(keepingBonds: keepsBonds, hyphens: hyphens)
  }

  /// Whether lines may reach the margin: only where words are hyphenated.
  private var canJustify: Bool {
    division != nil && HyphenationLanguage(tag: language.tag) != nil
  }

  /// Where words may be hyphenated; none, with the fault noted, without the dictionary that it takes.
  private func hyphens(in paragraph: Paragraph, _ inlines: [Inline]) -> [LinePlace] {
    guard let division else { return [] }
    do {
      return try division.places(in: paragraph, inlines)
    } catch {
      problems.report(HyphenationRules.problem(with: error))
      return []
    }
  }

  // MARK: Fonts and languages

  /// The font that is asked for; always the same object.
  func font(_ request: FontRequest) -> TextFont {
    if let font = known[request] { return font }
    let font = TextFont(request, number: known.count)
    known[request] = font
    if let lack = fonts.lack(of: request) { lacking[ObjectIdentifier(font)] = lack }
    return font
  }

  /// How far a font reaches above and below its baseline.
  func extent(of font: TextFont) -> (ascent: Length, descent: Length) {
    basic.extent(of: font, language)
  }

  private func textLanguage(_ tag: String) -> TextLanguage {
    if let language = languages[tag] { return language }
    let language = TextLanguage(tag, number: languages.count)
    languages[tag] = language
    return language
  }

  private func paragraph(_ inlines: [Inline], style: SetStyle) -> Paragraph {
    var paragraph = Paragraph(text: "", spans: [])
    var end = 0
    for inline in inlines {
      paragraph.text += inline.text
      end += inline.text.utf8.count
      let font = style.font(of: inline)
      let language = inline.language.map(textLanguage) ?? language
      if let last = paragraph.spans.last, last.font === font, last.language === language {
        paragraph.spans[paragraph.spans.count - 1].end = end
      } else {
        paragraph.spans.append(.init(end: end, font: font, language: language))
      }
    }
    return paragraph
  }

  private func extendedShaper() -> TextShaper? {
    if let extended { return extended }
    do {
      extended = try TextSetter.shaper(
        try fonts.extended(), fallback: fonts.fallback, fonts, isRightToLeft)
    } catch {
      problems.report(contentsOf: error.diagnostics)
    }
    return extended
  }
}
