import DisplayList
import Document
import Geometry
import Pango
import Testing

@testable import Layout

@Suite("words that stay on one line")
struct WordBondTests {
  /// The text with `~` for each space, and `|` for each other place, where no line may end.
  private func bound(_ text: String, _ language: String = "nb") -> String {
    let font = TextFont(FontRequest(family: "", size: .points(10)), number: 0)
    let span = Paragraph.Span(
      end: text.utf8.count, font: font, language: TextLanguage(language, number: 0))
    var bytes = Array(text.utf8)
    for place in WordBonds.places(in: text, [span]).reversed() {
      if bytes[place - 1] == 0x20 {
        bytes[place - 1] = UInt8(ascii: "~")
      } else {
        bytes.insert(UInt8(ascii: "|"), at: place)
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  @Test(
    "by language",
    arguments: [
      // Numbers whole, and with what they count or measure.
      ("nb", "i alt 1~200~kroner av 15~000~000"), ("nb", "tlf.~22~33~44~55"),
      ("nb", "på 5~% og 3,5~prosent, kr~500 og 200~kr."), ("nb", "ved −5~°C (20~m²) i 2~km/t"),
      ("nb", "jf.~§~3-2, §§~4 og 5"), ("nb", "se kap.~3, nr.~2, kl.~12.30, s.~4 og (pkt.~7)"),
      ("nb", "i kapittel~2 på side~12"), ("nb", "Kapittel~2 og ord 2"), ("nb", "ca.~−5"),
      ("nb", "den 20.~mai 2021 og 7~juni"), ("nb", "20. februarist"), ("nb", "120. mai"),
      ("nb", "for 2021–|2024 ja"), ("nb", "20/01963-1 og a–b"),
      ("nn", "1~200~timar i kapittel~3, 17.~mai"), ("da", "den 5.~maj, 30~procent"),
      ("sv", "kap.~4, 5~procent den 6~juni"),
      ("de", "am 3.~Oktober, z.~B.~Nr.~5, 20~Uhr, Abs.~2"),
      ("en", "on 20~May and May~20, 5~per cent, section~3, p.~4"), ("nb", "mai 20"),
      ("fr", "le 14~juillet, n°~3, 5~euros, page~6"), ("es", "section~3"),
      // Initials and what is shortened to letters.
      ("nb", "av J.~S.~Bach og f.~eks. K.~Hamsun"), ("nb", "Slutt. Ny. Ja. a"),
      // Dashes do not begin a line; signs of numbers do.
      ("nb", "ord~– ord~— ord~- ord"), ("nb", "ord –5 -5 ord"), ("nb", "– ord"),
      ("nb", "ord~–  ord"), ("nb", "ord ~– ord"),
      // Nothing of these stays together.
      ("nb", "uke ut"), ("nb", "2021 var"), ("nb", ""), ("nb", " "), ("nb", "1"),
      ("nb", "i 2021 kom m"),
    ])
  func places(_ language: String, _ expected: String) {
    let text = expected.replacing("~", with: " ").replacing("|", with: "")
    #expect(bound(text, language) == expected)
  }

  @Test("a heap of figures stays together only at its beginning")
  func bounded() {
    let figures = String(repeating: "1 ", count: 50_000)
    let font = TextFont(FontRequest(family: "", size: .points(10)), number: 0)
    let span = Paragraph.Span(
      end: figures.utf8.count, font: font, language: TextLanguage("nb", number: 0))
    #expect(WordBonds.places(in: figures, [span]).count == WordBonds.most)
  }

  // MARK: Lines

  /// The lines of a text in which `*` begins and ends bold words, in the column that holds `widest`.
  private func lines(_ text: String, asWideAs widest: String) throws -> [String] {
    let layout = try LayoutFixture().layout
    let width = layout.setter.measure(
      [.plain(widest)], style: layout.styles.text, width: nil)
    let inlines = text.split(separator: "*", omittingEmptySubsequences: false).enumerated().map {
      Inline(String($0.element), style: $0.offset % 2 == 1 ? .strong : [], origin: place())
    }
    return layout.setter.lines(
      inlines, style: layout.styles.text, width: width + .points(2), place: "the column"
    ).map { $0.pieces.map(\.run.text).joined() }
  }

  @Test("a number goes to the next line with its unit, whatever breaks the line")
  func wholeNumbers() throws {
    #expect(
      try lines("Vi betaler 1 200 kr", asWideAs: "Vi betaler 1 200") == ["Vi betaler ", "1 200 kr"])
    // More than one font, and letters that are not Latin, go through Pango's layout.
    #expect(
      try lines("Vi *betaler* 1 200 kr", asWideAs: "Vi betaler 1 200 ")
        == ["Vi betaler ", "1 200 kr"])
    #expect(try lines("Vi viser kap. *3*", asWideAs: "Vi viser kap.") == ["Vi viser ", "kap. 3"])
    #expect(
      try lines("Ελένη betaler 5 % nå", asWideAs: "Ελένη betaler 5") == [
        "Ελένη betaler ", "5 % nå",
      ])
  }

  @Test("words that are too wide together are parted, and none is lost")
  func tooWide() throws {
    let numbers = "11 22 33 44 55 66 77 88 99"
    let found = try lines(numbers, asWideAs: "11 22 33")
    #expect(found.joined() == numbers)
    #expect(found.count == 3)
    #expect(try lines("for 2021–2024", asWideAs: "2021–").joined() == "for 2021–2024")
  }
}
