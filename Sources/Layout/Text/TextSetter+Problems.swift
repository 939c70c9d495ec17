import Diagnostics
import Document
import Geometry
import Pango

/// What cannot be set.
extension TextSetter {
  /// Notes characters that no font has.
  func reportMissing(
    _ missing: [Int], of paragraph: Paragraph, _ inlines: [Inline]
  ) {
    for offset in missing {
      let index = paragraph.text.utf8.index(paragraph.text.startIndex, offsetBy: offset)
      guard index < paragraph.text.endIndex else { continue }
      let scalar = paragraph.text.unicodeScalars[index]
      problems.report(
        .error(
          "layout.missing-character", "no font has the character '\(scalar)' (\(scalar.codePoint))",
          at: inlines.origin(at: offset),
          hints: [
            "remove the character, or name a font family that has it under 'fallback' of the "
              + "stationery's fonts"
          ]))
    }
  }

  /// Notes that bold or italic text looks like the rest.
  func reportLacking(_ inlines: [Inline], _ style: SetStyle) {
    for inline in inlines {
      if let lack = lacking[ObjectIdentifier(style.font(of: inline))] { problems.report(lack) }
    }
  }

  /// Notes text that would be missing, by a fault of ours or of the libraries below.
  func reportLost(_ inlines: [Inline]) {
    problems.report(
      .error(
        "layout.lost-text", "a part of the text cannot be set in any font",
        at: inlines.first?.origin, hints: ["this is a fault in Flett: please report it"],
        failure: .software))
  }

  /// Notes controls of direction that are nested deeper than anybody means.
  func reportTooDeep(at place: Diagnostics.SourceLocation?) {
    problems.report(
      .error(
        "layout.direction-controls",
        "more than \(DirectionControls.deepest) controls of direction (U+202A–U+202E, U+2066–U+2069) "
          + "are open at once",
        at: place, hints: ["end each with U+202C or U+2069, or remove them"]))
  }

  /// Notes a figure that is wider than its place, and is not broken.
  func reportOverflow(
    of inlines: [Inline], _ width: Length, beyond room: Length, _ place: String
  ) {
    problems.report(
      .error(
        "layout.word-too-wide",
        "'\(inlines.plainText.prefix(40))' is wider than \(place), \(width.inMillimetres) instead of "
          + room.inMillimetres, at: inlines.first?.origin,
        hints: ["give the column more room under 'widths', or the other columns shorter texts"]))
  }

  /// Notes words that are wider than their place.
  func reportOverflow(
    of lines: [ShapedLine], _ paragraph: Paragraph, _ inlines: [Inline], _ width: Length,
    _ place: String
  ) {
    for line in lines where line.opticalWidth > width + TextSetter.unseen {
      problems.report(
        .error(
          "layout.word-too-wide",
          "'\(paragraph.excerpt(line.range))' is wider than \(place), \(line.width.inMillimetres) instead of "
            + width.inMillimetres,
          at: inlines.origin(at: line.range.lowerBound),
          hints: ["put soft hyphens (U+00AD) or spaces where the word may be broken"]))
    }
  }

  /// How far a line may stand out: letters at its two ends can be kerned with the hyphen and with each other.
  private static let unseen = Length.points(0.25)

  /// Notes words that are parted because they are wider than their place.
  func reportParted(
    _ lines: [ShapedLine], _ paragraph: Paragraph, _ inlines: [Inline], _ place: String
  ) {
    for (line, before) in zip(lines, [nil] + lines) where line.endsInWord {
      // A word that takes several lines is told once.
      if before?.endsInWord == true { continue }
      problems.report(
        .warning(
          "layout.word-parted",
          "'\(paragraph.lastWord(before: line.range.upperBound))' is wider than \(place) and is parted",
          at: inlines.origin(at: line.range.lowerBound),
          hints: ["put soft hyphens (U+00AD) or spaces where it may be broken"]))
    }
  }
}

extension Paragraph {
  /// The beginning of a part of the text without its spaces, for messages.
  fileprivate func excerpt(_ range: Range<Int>) -> String {
    let start = text.utf8.index(text.startIndex, offsetBy: range.lowerBound)
    let end = text.utf8.index(start, offsetBy: range.count)
    return text[start..<end].filter { !$0.isWhitespace }.shortened
  }

  /// The beginning of the word that a place stands in.
  fileprivate func lastWord(before offset: Int) -> String {
    let place = text.utf8.index(text.startIndex, offsetBy: offset)
    let start = text[..<place].lastIndex(where: \.isWhitespace).map(text.index(after:))
    return text[(start ?? text.startIndex)...].prefix { !$0.isWhitespace }.shortened
  }
}

extension StringProtocol {
  /// At most forty characters.
  fileprivate var shortened: String { count > 40 ? prefix(40) + "…" : String(self) }
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
