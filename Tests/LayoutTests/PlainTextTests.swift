import DisplayList
import Foundation
import Geometry
import TestSupport
import Testing

@testable import Pango

/// The short way to a line must give what Pango's layout gives, to the last unit.
@Suite("plain text")
struct PlainTextTests {
  private let shaper: TextShaper
  private let fonts: [TextFont]
  private let languages = [TextLanguage("nb", number: 0), TextLanguage("tr", number: 1)]

  init() throws {
    let folder = "/usr/share/fonts/truetype/"
    let names = ["", "bold", "italic"]
    let files =
      ["Regular", "Bold", "Italic"].map { folder + "open-sans/OpenSans-\($0).ttf" }
      + ["", "-Bold"].map { folder + "dejavu/DejaVuSans\($0).ttf" }
    shaper = try TextShaper(fonts: try FontSet(files: files), isRightToLeft: false) {
      Face(digest: [], index: $0.index, path: $0.path, family: "", style: "")
    }
    var fonts = names.enumerated().map { number, name in
      TextFont(
        FontRequest(
          family: "Open Sans", size: .points(10), isBold: name == "bold",
          isItalic: name == "italic"), number: number)
    }
    fonts.append(TextFont(FontRequest(family: "DejaVu Sans", size: .points(8.5)), number: 3))
    self.fonts = fonts
  }

  /// What has ever made a shaper, a bidirectional algorithm or an itemiser do something special.
  static let hostile = [
    "", " ", "  ", "\u{A0}", "a", "1", "-", " a", "a ", " 1 ", "AVAToWaLTYo", "ffi fl ffl fb ff ﬁ",
    "0150 Oslo", "(1) a", "1)", "“a” ‘b’ «c»", "a\u{301}", "e\u{301}e", "\u{301}a", "é", "\u{E9}",
    "a\u{AD}b", "a\tb", "a\nb", "a\rb", "a\u{2028}b", "a\u{2029}b", "a\u{200B}b", "a\u{200D}b",
    "a\u{FEFF}b", "a\u{0}b", "a\u{7F}b", "a\u{85}b", "1\u{FE0F}\u{20E3}", "#\u{FE0F}", "© ® ™ ‼",
    "☎", "😀", "a😀b", "שלום", "a שלום b", "123 שלום 456", "שלום 123", "مرحبا", "a\u{200F}1",
    "a\u{202E}b", "हिन्दी", "Ελληνικά", "Кириллица", "漢字", "ａ", "Ｎ", "ab\u{30A}c", "Å\u{212B}",
    "ǅ Ǉ ǌ", "İi̇ıI", "ŀl Ŀ", "ﬀ", "Nguyễn Thị Ánh", "Ưng Ờ", "ẞ ß", "1⁄2 ½", "5 − 3", "5 – 3 — x",
    "½ kg à 3,50 €", "£$¢¥ 12", "+47 22 33 44 55", "50 % · 2²", "a…", "…", "– – –", "\\/|",
    "fi\u{200C}n",
    "ª º", "\u{B5} \u{3BC}", "¨ ´ ¸ ¯", "x\u{308}\u{304}", "Æøåß þðÞ", "Łódź Žižek Đà", "ŉ",
    "\u{149}",
    "\u{17F}t", "ſt st ct", "Th", "T’h", "l’été d’Ö", "1/2 3/4", "1st 2nd", "A\u{A0}B",
    "\u{A0}1\u{A0}",
    "\u{2002}a", "a\u{2003}", "\u{3000}", "\u{1680}", "a\u{180E}b", "\u{E000}", "\u{10FFFF}",
    String(repeating: "W", count: 160), String(repeating: "W", count: 161),
  ]

  @Test("is shaped as by Pango's layout", arguments: hostile)
  func hostileTexts(_ text: String) {
    compare(text)
  }

  @Test("every character up to U+2FFF, alone and between others")
  func everyCharacter() {
    for value in UInt32(1)...0x2FFF {
      guard let scalar = Unicode.Scalar(value) else { continue }
      compare(String(Character(scalar)), in: 0..<1)
      compare("1\(scalar) a", in: 3..<4)
    }
  }

  @Test("random texts, also when they were shaped before and others since")
  func randomTexts() {
    var random = SplitMix(state: 4)
    let letters = Array("aeiouAVTWYfilrtLPoø åÆé.,-’'/()0123456789«»–€ŁşẾ \u{A0}".unicodeScalars)
    var texts: [String] = []
    for _ in 0..<2000 {
      var text = ""
      for _ in 0..<Int.random(in: 1...40, using: &random) {
        text.unicodeScalars.append(letters.randomElement(using: &random) ?? "a")
      }
      texts.append(text)
    }
    for text in texts + texts.shuffled(using: &random) { compare(text, in: 0..<2) }
  }

  @Test(
    "names and addresses take the short way",
    arguments: [
      "Ola Nordmann", "Miljøpartiet De Grønne", "0150 Oslo", "Storgata 12 B", "REF-1", "20/01963-1",
      "Dato: ", "19.08.2020", "Nguyễn Thị Ánh", "1 000,50 €", "1",
    ])
  func usualTexts(_ text: String) {
    for font in fonts where font.request.family == "DejaVu Sans" || !text.contains("ễ") {
      #expect(shaper.plainLine(of: text, font: font, language: languages[0]) != nil)
    }
  }

  @Test("a text that is equal to another by Unicode's rules is not taken for it")
  func canonicalEquivalence() {
    for text in ["Å", "A\u{30A}", "\u{212B}", "Å"] { compare("\(text)se") }
  }

  private func compare(_ text: String, in choice: Range<Int>? = nil) {
    for font in fonts[choice ?? fonts.indices] {
      for language in languages {
        guard let plain = shaper.plainLine(of: text, font: font, language: language) else {
          continue
        }
        let span = Paragraph.Span(end: text.utf8.count, font: font, language: language)
        let lines = PangoLayout(shaper: shaper).lines(
          of: Paragraph(text: text, spans: [span]), width: nil)
        let name = "\(text.unicodeScalars.map { String($0.value, radix: 16) }) \(font.request)"
        guard lines.count == 1, let line = lines.first, line.runs.count == 1 else {
          Issue.record("\(name): \(lines.count) lines, \(lines.first?.runs.count ?? 0) runs")
          continue
        }
        #expect(line.width == plain.width, "\(name)")
        let run = line.runs[0]
        #expect(run.path == plain.face.path && run.x == .zero, "\(name)")
        #expect(run.glyphs == plain.glyphs && run.clusters == plain.clusters, "\(name)")
        #expect(run.range == 0..<text.utf8.count && line.range == run.range, "\(name)")
        #expect(!run.isRightToLeft, "\(name)")
      }
    }
  }
}
