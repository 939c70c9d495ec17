import Diagnostics
import DisplayList
import Document
import Geometry
import Pango

/// Sets running text: inlines become lines of placed glyphs that know where they come from.
///
/// One for each worker. Notes what cannot be set; the letter is then not made.
final class TextSetter {
  /// What could not be set so far in the letter at hand.
  var problems = DiagnosticCollector()
  /// The letter's language as a BCP 47 tag.
  var language = ""

  private let fonts: FontLibrary
  /// Whether lines begin at the right.
  let isRightToLeft: Bool
  private let basic: LineBreaker
  private var extended: LineBreaker?
  private var extents: [FontRequest: (ascent: Length, descent: Length)] = [:]
  private var faces: [FontReference: Face] = [:]

  /// A setter for the fonts of a stationery.
  init(fonts: FontLibrary, isRightToLeft: Bool) throws(DiagnosticsError) {
    self.fonts = fonts
    self.isRightToLeft = isRightToLeft
    basic = try TextSetter.breaker(fonts.basic, isRightToLeft)
  }

  private static func breaker(
    _ fonts: FontSet, fallback: [String] = [], _ isRightToLeft: Bool
  ) throws(DiagnosticsError) -> LineBreaker {
    do {
      return try LineBreaker(fonts: fonts, fallback: fallback, isRightToLeft: isRightToLeft)
    } catch {
      throw DiagnosticsError(
        .error("layout.pango", "text layout cannot be started", failure: .software))
    }
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
  }

  /// Breaks inlines into lines.
  ///
  /// - Parameters:
  ///   - inlines: The text.
  ///   - style: How it is set where it says nothing else.
  ///   - width: How wide a line may be; nil for one that is never broken.
  ///   - place: What the width belongs to, for messages, such as `the column`.
  /// - Returns: The lines from the top; none for an empty text.
  func lines(_ inlines: [Inline], style: TextStyle, width: Length?, place: String) -> [Line] {
    let paragraph = paragraph(inlines, style: style, width: width)
    guard !paragraph.text.isEmpty else { return [] }
    guard let shaped = shaped(paragraph, inlines) else { return [] }
    reportMissing(in: shaped, of: paragraph, inlines)
    if let width { reportOverflow(of: shaped, paragraph, inlines, width, place) }
    return LineAssembly(setter: self, inlines: inlines, paragraph: paragraph, style: style)
      .lines(shaped)
  }

  /// The width of the widest line, without noting what cannot be set.
  func measure(_ inlines: [Inline], style: TextStyle, width: Length?) -> Length {
    let paragraph = paragraph(inlines, style: style, width: width)
    guard !paragraph.text.isEmpty else { return .zero }
    return shaped(paragraph, inlines)?.map(\.width).max() ?? .zero
  }

  /// The lines that Pango makes: in the text's own faces where they have all characters, as others are
  /// only opened when they are needed; nil if those cannot be opened.
  private func shaped(_ paragraph: Paragraph, _ inlines: [Inline]) -> [ShapedLine]? {
    if !inlines.contains(where: { $0.style.contains(.code) }) {
      let lines = basic.lines(of: paragraph)
      if lines.allSatisfy({ $0.runs.allSatisfy(\.missing.isEmpty) }) { return lines }
    }
    return extendedBreaker()?.lines(of: paragraph)
  }

  /// How far the style's font reaches above and below the baseline.
  func extent(of style: TextStyle) -> (ascent: Length, descent: Length) {
    let request = FontRequest(family: style.family, size: style.text.size, isBold: style.isBold)
    if let known = extents[request] { return known }
    let extent = basic.extent(of: request)
    extents[request] = extent
    return extent
  }

  /// The baseline of a line whose top is at 0: the font's height stands in the middle of the leading.
  func baseline(of style: TextStyle) -> Length {
    let (ascent, descent) = extent(of: style)
    return (style.text.leading - ascent - descent) / 2 + ascent
  }

  /// The face behind a font.
  func face(_ reference: FontReference) -> Face {
    if let known = faces[reference] { return known }
    let face = fonts.face(reference)
    faces[reference] = face
    return face
  }

  private func paragraph(_ inlines: [Inline], style: TextStyle, width: Length?) -> Paragraph {
    var paragraph = Paragraph(text: "", spans: [], width: width)
    var end = 0
    for inline in inlines {
      paragraph.text += inline.text
      end += inline.text.utf8.count
      let isCode = inline.style.contains(.code)
      let font = FontRequest(
        family: isCode ? style.codeFamily : style.family,
        size: isCode ? style.text.size.scaled(by: 0.92) : style.text.size,
        isBold: style.isBold || inline.style.contains(.strong),
        isItalic: inline.style.contains(.emphasis) && !isCode)
      let language = inline.language ?? language
      if let last = paragraph.spans.last, last.font == font, last.language == language {
        paragraph.spans[paragraph.spans.count - 1].end = end
      } else {
        paragraph.spans.append(.init(end: end, font: font, language: language))
      }
    }
    return paragraph
  }

  private func extendedBreaker() -> LineBreaker? {
    if let extended { return extended }
    do {
      extended = try TextSetter.breaker(
        try fonts.extended(), fallback: fonts.fallback, isRightToLeft)
    } catch {
      problems.report(contentsOf: error.diagnostics)
    }
    return extended
  }

  // MARK: What cannot be set

  private func reportMissing(
    in lines: [ShapedLine], of paragraph: Paragraph, _ inlines: [Inline]
  ) {
    for offset in lines.flatMap(\.runs).flatMap(\.missing) {
      let index = paragraph.text.utf8.index(paragraph.text.startIndex, offsetBy: offset)
      guard index < paragraph.text.endIndex else { continue }
      let scalar = paragraph.text.unicodeScalars[index]
      let number = String(scalar.value, radix: 16, uppercase: true)
      let code = String(repeating: "0", count: max(0, 4 - number.count)) + number
      problems.report(
        .error(
          "layout.missing-character", "no font has the character '\(scalar)' (U+\(code))",
          at: inlines.origin(at: offset),
          hints: [
            "remove the character, or name a font family that has it under 'fallback' of the "
              + "stationery's fonts"
          ]))
    }
  }

  private func reportOverflow(
    of lines: [ShapedLine], _ paragraph: Paragraph, _ inlines: [Inline], _ width: Length,
    _ place: String
  ) {
    for line in lines where line.width > width + Length(units: 1) {
      let start = paragraph.text.utf8.index(
        paragraph.text.startIndex, offsetBy: line.range.lowerBound)
      let end = paragraph.text.utf8.index(start, offsetBy: line.range.count)
      let word = paragraph.text[start..<end].filter { !$0.isWhitespace }
      let short = word.count > 40 ? word.prefix(40) + "…" : word[...]
      problems.report(
        .error(
          "layout.word-too-wide",
          "'\(short)' is wider than \(place), \(line.width.inMillimetres) instead of "
            + width.inMillimetres,
          at: inlines.origin(at: line.range.lowerBound),
          hints: ["put soft hyphens (U+00AD) or spaces where the word may be broken"]))
    }
  }
}

extension Length {
  /// The length for a message: `63.5 mm`.
  var inMillimetres: String {
    let tenths = Int((millimetres * 10).rounded())
    return tenths % 10 == 0 ? "\(tenths / 10) mm" : "\(tenths / 10).\(abs(tenths % 10)) mm"
  }
}

extension [Inline] {
  /// Where the text at a UTF-8 offset comes from.
  func origin(at offset: Int) -> Diagnostics.SourceLocation? {
    var end = 0
    for inline in self {
      end += inline.text.utf8.count
      if offset < end { return inline.origin }
    }
    return last?.origin
  }
}
