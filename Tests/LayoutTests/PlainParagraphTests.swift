import DisplayList
import Foundation
import Geometry
import Pango
import TestSupport
import Testing

/// The short way to the lines of a paragraph must give what Pango's layout gives, to the last unit.
@Suite("plain paragraphs")
struct PlainParagraphTests {
  private let breaker: LineBreaker
  private let fonts: [TextFont]
  private let languages = [TextLanguage("nb", number: 0), TextLanguage("tr", number: 1)]

  /// Families with their files; Lato has kerning over spaces, Inter has letters that depend on others.
  private static let families = [
    ("Lato", "truetype/lato/Lato-*.ttf"), ("Inter", "opentype/inter/Inter-*.otf"),
    ("Open Sans", "truetype/open-sans/OpenSans-*.ttf"),
    ("Noto Serif", "truetype/noto/NotoSerif-*.ttf"),
  ]

  init() throws {
    var files: [String] = []
    var fonts: [TextFont] = []
    for (family, file) in PlainParagraphTests.families {
      for style in ["Regular", "Bold", "Italic", "BoldItalic"] {
        files.append("/usr/share/fonts/" + file.replacingOccurrences(of: "*", with: style))
        let request = FontRequest(
          family: family, size: .points(8 + 0.7 * Double(fonts.count % 5)),
          isBold: style.contains("Bold"), isItalic: style.contains("Italic"))
        fonts.append(TextFont(request, number: fonts.count))
      }
    }
    self.fonts = fonts
    breaker = try LineBreaker(fonts: try FontSet(files: files), isRightToLeft: false) {
      Face(digest: [], index: $0.index, path: $0.path, family: "", style: "")
    }
  }

  /// Words and what may stand between them.
  private static let words =
    """
    støtte til lokaler for barn og unge som ellers ikke har noe sted å være etter skoletid i kommunen og
    ber om at saken behandles før sommeren, slik at arbeidet kan komme i gang. Partienes landsmøter våren
    2021 vil vedta KS AV To Ty We Yo LT P. T. V, W; F: fi ffi office fjord 1/2 12.000,50 19.08.2020 kl.12
    (Mange bekker små) «samfunns» “a” ‘b’ KS-er e-post og/eller og–eller jf.—nei https://www.ks.no/a?b=c&d
    50 % § 3 3a-b 1-2 -5 +47 a.b a.1 a:b a,b,c a!b a?b! …og nei… (1) [2] {3} A\u{A0}B 45\u{A0}000,00 \u{A0}
    x\u{A0} a· l·l Nguyễn Thị Hương Łódź Žižek ŉ ½ € 5€ €5 $3 5% a@b.no #1 a_b \\x <b> *c* ~ ^ ` | '' ""
    """.split { $0 == " " || $0 == "\n" }.map(String.init)
  private static let others = [
    "Ελένη", "Иван", "a\u{AD}b\u{AD}cdefgh", "1\u{202F}000", "a\tb", "x\u{2028}y", "a\u{301}", "😀",
    "\u{200B}a",
  ]

  private static func text(_ random: inout SplitMix, ofAll isOfAll: Bool) -> String {
    var text = Int.random(in: 0..<20, using: &random) == 0 ? " " : ""
    for _ in 0..<Int.random(in: 1...60, using: &random) {
      let isOther = isOfAll && Int.random(in: 0..<40, using: &random) == 0
      text += (isOther ? others : words).randomElement(using: &random) ?? ""
      switch Int.random(in: 0..<30, using: &random) {
      case 0: text += "  "
      case 1: break
      case 2: text += "   "
      default: text += " "
      }
    }
    return text
  }

  @Test("random paragraphs in all faces, at all widths", arguments: 0..<families.count)
  func randomParagraphs(_ family: Int) {
    var random = SplitMix(state: UInt64(family))
    var broken = 0
    for round in 0..<150 {
      let text = PlainParagraphTests.text(&random, ofAll: round % 2 == 1)
      for font in fonts[(family * 4)..<(family * 4 + 4)] {
        for _ in 0..<3 {
          let points = Double.random(in: 0...1, using: &random)
          broken += compare(text, width: .points(points * points * 600), font)
        }
      }
    }
    #expect(broken > 300, "too few paragraphs were broken the short way")
  }

  @Test("every short text of the characters that decide where lines end")
  func everyShortText() {
    let signs = Array("a1 \u{A0}.-(é»")
    func compareAll(_ prefix: String, _ count: Int) {
      if !prefix.isEmpty {
        for width in [0.0, 6, 12] { compare(prefix, width: .points(width), fonts[0]) }
      }
      if count > 0 { for sign in signs { compareAll(prefix + String(sign), count - 1) } }
    }
    compareAll("", 4)
  }

  @Test("every plain character between others")
  func everyCharacter() {
    for value in UInt32(0x20)...0x20AC {
      guard let scalar = Unicode.Scalar(value) else { continue }
      for text in ["a\(scalar)a", "a \(scalar)1", "1\(scalar) a", "1\(scalar)1 \(scalar)"] {
        compare(text, width: .zero, fonts[8])
      }
    }
  }

  @Test("hostile texts", arguments: PlainTextTests.hostile)
  func hostileTexts(_ text: String) {
    for width in [0.0, 10, 40] { compare("\(text) \(text)", width: .points(width), fonts[0]) }
  }

  @Test("the width of the text itself, and a unit less and more")
  func closeWidths() {
    let text = "Vi viser til AV To, We Yo 12.000,50 office "
    for font in fonts {
      for end in text.indices.dropFirst() {
        let part = String(text[..<end])
        guard let line = breaker.plainLine(of: part, font: font, language: languages[0]) else {
          continue
        }
        for units in -1...1 { compare(text, width: line.width + Length(units: units), font) }
      }
    }
  }

  @Test("a width that Pango takes for none")
  func extremeWidths() {
    for width in [Length(units: -1), Length(units: 1 << 30), Length(units: 1 << 40), nil] {
      compare("ord for ord", width: width, fonts[0])
    }
  }

  /// Compares the two ways, in the language too; 1 if the short one made more than one line.
  @discardableResult
  private func compare(_ text: String, width: Length?, _ font: TextFont) -> Int {
    let language = languages[text.utf8.count % 2]
    var paragraph = Paragraph(
      text: text, spans: [.init(end: text.utf8.count, font: font, language: language)],
      width: width)
    if text.utf8.count % 3 == 0 { paragraph.bonds = bonds(in: text) }
    guard let short = breaker.plainLines(of: paragraph) else { return 0 }
    let long = breaker.lines(of: paragraph)
    #expect(
      short.map(Comparison.init) == long.map(Comparison.init),
      "\(text.debugDescription) \(width?.units ?? -1) \(font.request)")
    return short.count > 1 ? 1 : 0
  }

  /// The places behind every other space.
  private func bonds(in text: String) -> [Int] {
    let spaces = text.utf8.enumerated().filter { $0.element == 0x20 }.map(\.offset)
    return spaces.enumerated().filter { $0.offset % 2 == 0 && $0.element + 1 < text.utf8.count }
      .map { $0.element + 1 }
  }

  /// All of a line, to be compared.
  private struct Comparison: Equatable {
    var (range, width, runs): (Range<Int>, Length, Int)
    var (path, x, missing): ([String], [Length], [Int])
    var (glyphs, clusters): ([GlyphRun.Glyph], [Int32])
    var (runRanges, isRightToLeft): ([Range<Int>], [Bool])

    init(_ line: ShapedLine) {
      (range, width, runs) = (line.range, line.width, line.runs.count)
      (path, x) = (line.runs.map(\.face.path), line.runs.map(\.x))
      missing = line.runs.flatMap(\.missing)
      (glyphs, clusters) = (line.runs.flatMap(\.glyphs), line.runs.flatMap(\.clusters))
      (runRanges, isRightToLeft) = (line.runs.map(\.range), line.runs.map(\.isRightToLeft))
    }
  }
}
