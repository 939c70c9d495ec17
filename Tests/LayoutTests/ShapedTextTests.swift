import DisplayList
import Foundation
import Geometry
import TestSupport
import Testing

@testable import Pango

/// Lines that are cut from a text shaped once must be those that Pango makes, to the last unit.
@Suite("shaped texts", .timeLimit(.minutes(30)))
struct ShapedTextTests {
  let leftToRight, rightToLeft: TextShaper
  private let fonts: [TextFont]
  private let languages = ["nb", "he", "ar", "th", "tr"].enumerated().map {
    TextLanguage($0.element, number: $0.offset)
  }

  /// Families with their files; Lato has kerning over spaces, Inter has letters that depend on others.
  private static let families = [
    ("Lato", "truetype/lato/Lato-*.ttf"), ("Inter", "opentype/inter/Inter-*.otf"),
    ("Open Sans", "truetype/open-sans/OpenSans-*.ttf"),
    ("Noto Serif", "truetype/noto/NotoSerif-*.ttf"),
  ]
  private static let fallback = [
    "NotoSansHebrew-Regular", "NotoSansArabic-Regular", "NotoSansThai-Regular", "NotoSans-Regular",
  ]

  init() throws {
    var files: [String] = []
    var fonts: [TextFont] = []
    for (family, file) in ShapedTextTests.families {
      for style in ["Regular", "Bold", "Italic", "BoldItalic"] {
        files.append("/usr/share/fonts/" + file.replacingOccurrences(of: "*", with: style))
        let request = FontRequest(
          family: family, size: .points(8 + 0.7 * Double(fonts.count % 5)),
          isBold: style.contains("Bold"), isItalic: style.contains("Italic"))
        fonts.append(TextFont(request, number: fonts.count))
      }
    }
    files += ShapedTextTests.fallback.map { "/usr/share/fonts/truetype/noto/\($0).ttf" }
    self.fonts = fonts
    let set = try FontSet(files: files.filter(FileManager.default.fileExists))
    func shaper(_ isRightToLeft: Bool) throws -> TextShaper {
      try TextShaper(
        fonts: set,
        fallback: ["Noto Sans", "Noto Sans Hebrew", "Noto Sans Arabic", "Noto Sans Thai"],
        isRightToLeft: isRightToLeft
      ) { Face(digest: [], index: $0.index, path: $0.path, family: "", style: "") }
    }
    (leftToRight, rightToLeft) = (try shaper(false), try shaper(true))
  }

  // MARK: Texts

  /// Words in five scripts, and what may stand between them.
  private static let words: [[String]] = [
    """
    støtte til lokaler for barn og unge som ellers ikke har noe sted å være etter skoletid i kommunen og
    AV To Ty We Yo LT P. T. V, W; F: fi ffi office fjord 1/2 12.000,50 19.08.2020 kl.12 (Mange bekker små)
    «samfunns» “a” ‘b’ KS-er e-post og/eller jf.—nei https://www.ks.no/a?b=c&d 50 % § 3 3a-b 1-2 -5 +47
    A\u{A0}B 45\u{A0}000,00 Nguyễn Łódź Žižek ŉ ½ € a@b.no #1 a\u{AD}b\u{AD}cdefgh rabatt\u{AD}ordning
    """,
    "שלום עולם הרשות המקומית תשקול את הבקשה עד 15 במאי 2021 (ראו סעיף 3) ״כן״ KS א׳",
    "مرحبا بالعالم تنظر البلدية في الطلب قبل ١٥ مايو 2021 (انظر المادة 3) «نعم» KS لا",
    "Иван Петров просит рассмотреть заявление до 15 мая Ελένη Παπαδοπούλου ζητά την έγκριση",
    "สวัสดีชาวโลก เทศบาลจะพิจารณาคำขอ ก่อนวันที่ 15 Việt ế ộ a\u{301} e\u{308}\u{304}",
  ].map { $0.split { $0 == " " || $0 == "\n" }.map(String.init) }

  /// A text mostly of one script, with its spans.
  func paragraph(_ random: inout SplitMix, script: Int) -> Paragraph {
    var paragraph = Paragraph(text: "", spans: [])
    for number in 0..<Int.random(in: 1...40, using: &random) {
      let isOther = Int.random(in: 0..<6, using: &random) == 0
      let words = ShapedTextTests.words[isOther ? Int.random(in: 0..<5, using: &random) : script]
      if number > 0 {
        paragraph.text +=
          Int.random(in: 0..<25, using: &random) == 0 ? "\u{2028}" : " "
      }
      paragraph.text += words.randomElement(using: &random) ?? ""
      guard Int.random(in: 0..<5, using: &random) == 0 else { continue }
      end(&paragraph, &random)
    }
    end(&paragraph, &random)
    return paragraph
  }

  private func end(_ paragraph: inout Paragraph, _ random: inout SplitMix) {
    guard let font = fonts.randomElement(using: &random),
      let language = languages.randomElement(using: &random)
    else { return }
    paragraph.spans.append(
      .init(end: paragraph.text.utf8.count, font: font, language: language))
  }

  // MARK: Tests

  @Test("random texts in five scripts, unbroken and cut where Pango breaks them", arguments: 0..<5)
  func randomTexts(_ script: Int) {
    var random = SplitMix(state: UInt64(script))
    var cuts = 0
    for round in 0..<300 {
      let paragraph = paragraph(&random, script: script)
      let width = Length.points(Double.random(in: 30...400, using: &random))
      cuts += compare(paragraph, round % 2 == 0 ? leftToRight : rightToLeft, width: width)
    }
    #expect(cuts > 500, "too few lines were cut")
  }

  @Test("plain texts in all faces", arguments: 0..<families.count)
  func plainTexts(_ family: Int) {
    var random = SplitMix(state: 77)
    let words = ShapedTextTests.words[0].filter { !$0.contains("\u{AD}") }
    for _ in 0..<100 {
      let text = (0..<30).map { _ in words.randomElement(using: &random) ?? "" }
        .joined(separator: " ")
      for font in fonts[(family * 4)..<(family * 4 + 4)] {
        let span = Paragraph.Span(end: text.utf8.count, font: font, language: languages[0])
        let width = Length.points(Double.random(in: 30...400, using: &random))
        compare(Paragraph(text: text, spans: [span]), leftToRight, width: width)
      }
    }
  }

  @Test("hostile texts", arguments: PlainTextTests.hostile)
  func hostileTexts(_ text: String) {
    // A tab is a space here, and characters that no font has are told of, not drawn.
    guard !text.contains(where: { "\t\n\r\u{0}\u{85}\u{7F}\u{2029}".contains($0) }) else { return }
    let text = "\(text) \(text)"
    let span = Paragraph.Span(end: text.utf8.count, font: fonts[8], language: languages[0])
    for shaper in [leftToRight, rightToLeft] {
      compare(Paragraph(text: text, spans: [span]), shaper, width: .points(60))
    }
  }

  /// Holds the whole text, and its lines, against Pango's; how many lines were compared.
  @discardableResult
  private func compare(_ paragraph: Paragraph, _ shaper: TextShaper, width: Length) -> Int {
    let text = shaper.plainText(of: paragraph) ?? shaper.text(of: paragraph)
    guard text.missing.isEmpty, !paragraph.text.isEmpty else { return 0 }
    let pango = PangoLayout(shaper: shaper)
    var places = text.places
    let name = "\(paragraph.text.debugDescription) \(paragraph.spans.map(\.end))"
    compare(
      places.filter { $0.kind == .forced }, of: text, pango.lines(of: paragraph, width: nil), name)
    let lines = pango.lines(of: paragraph, width: width)
    let ends = Set(lines.map(\.range.upperBound) + lines.dropFirst().map(\.range.lowerBound))
    places.removeAll { !ends.contains($0.offset) }
    compare(places, of: text, lines, name)
    measure(places, of: text, name)
    return lines.count
  }

  private func compare(
    _ places: [LinePlace], of text: ShapedText, _ expected: [PangoLayout.Line], _ name: String
  ) {
    guard places.count == expected.count else {
      Issue.record("\(name): \(places.map(\.offset)) for \(expected.map(\.range))")
      return
    }
    var start = 0
    for (place, expected) in zip(places, expected) {
      let line = PangoLayout.Line(text.line(from: start, to: place))
      start = place.offset
      // Pango takes the width from the last space only, and counts no line end of the author's as text.
      #expect(line.runs == expected.runs, "\(name) \(line.range)")
      #expect(line.width == expected.width, "\(name) \(line.range)")
    }
  }

  /// Lines are as wide as their places say.
  private func measure(_ places: [LinePlace], of text: ShapedText, _ name: String) {
    var places = places
    for index in places.indices { text.measureExactly(&places[index]) }
    var (start, x) = (0, 0)
    for place in places {
      let line = text.line(from: start, to: place)
      let width = place.offset == places.last?.offset ? line.width.units : place.reach - x
      #expect(abs(line.width.units - width) < 1_024, "\(name) \(line.range)")
      (start, x) = (place.offset, place.start)
    }
  }
}
