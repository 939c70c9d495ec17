import Diagnostics
import DisplayList
import Document
import Foundation
import Geometry
import Hyphenation
import TestSupport
import Testing

@testable import Layout

/// Lines as letters have them, by text: what each rule is for.
@Suite("lines of paragraphs", .timeLimit(.minutes(30)))
struct ParagraphLineTests {
  /// A paragraph's lines, hyphens and all, of a letter whose column has this width.
  private func lines(
    _ inlines: [Inline], width: Length = .millimetres(70), language: String = "nb",
    settings: HyphenationSettings? = .init()
  ) throws -> [String] {
    try paragraph(inlines, width: width, language: language, settings: settings).lines
  }

  private func lines(
    _ text: String, width: Length = .millimetres(70), language: String = "nb",
    settings: HyphenationSettings? = .init()
  ) throws -> [String] {
    try lines([.plain(text)], width: width, language: language, settings: settings)
  }

  private func paragraph(
    _ inlines: [Inline], width: Length, language: String, settings: HyphenationSettings?
  ) throws -> (lines: [String], warnings: [Diagnostic]) {
    let rules = settings.map { HyphenationRules(HyphenationLibrary(), $0) }
    let fixture = try LayoutFixture(yaml: "paper: A4", language: language, hyphenation: rules)
    let setter = fixture.layout.setter
    setter.begin(language: language)
    let lines = setter.lines(
      inlines, style: fixture.layout.styles.running, width: width, place: "the column")
    let texts = lines.map { line in
      let text = line.pieces.map(\.run.text).joined()
      return line.isHyphenated
        ? String(text.unicodeScalars.dropLast()) + "‐" : text.trimmingCharacters(in: .whitespaces)
    }
    return (texts, setter.problems.diagnostics)
  }

  private static let norwegian =
    "Fylkeskommunestyret behandlet trafikksikkerhetshandlingsplanen for kommunesammenslåingen og "
    + "samferdselsdepartementets høringsuttalelse om kollektivtransportløsninger i distriktene."

  @Test("words are hyphenated where lines are uneven without")
  func hyphens() throws {
    let found = try lines(ParagraphLineTests.norwegian)
    #expect(found.contains { $0.hasSuffix("‐") }, "\(found)")
    let off = try lines(ParagraphLineTests.norwegian, settings: nil)
    #expect(off.allSatisfy { !$0.hasSuffix("‐") })
    #expect(off.count >= found.count)
  }

  @Test("a language that no dictionary is for is not hyphenated, and no error")
  func otherLanguage() throws {
    let found = try paragraph(
      [.plain(ParagraphLineTests.norwegian)], width: .millimetres(90), language: "fi",
      settings: .init())
    #expect(found.lines.allSatisfy { !$0.hasSuffix("‐") } && found.warnings.isEmpty)
  }

  @Test("a dictionary that should be there and is not is an error, which says what to install")
  func missingDictionary() throws {
    let folder = try TemporaryFolder()
    let rules = HyphenationRules(HyphenationLibrary(folder: folder.url.path))
    let fixture = try LayoutFixture(yaml: "paper: A4", hyphenation: rules)
    let letter = Letter.with([
      .at(1, .paragraph([.plain(ParagraphLineTests.norwegian + ParagraphLineTests.norwegian)]))
    ])
    let error = #expect(throws: DiagnosticsError.self) { try fixture.layout.paginate(letter) }
    #expect(error?.diagnostics.map(\.id) == ["layout.no-dictionary"])
    #expect(error?.diagnostics.first?.hints.first == "install Debian's package hyphen-no")
  }

  @Test("values, links and typewriter are not hyphenated, but values where the author says so")
  func inlines() throws {
    var inline = Inline.plain(ParagraphLineTests.norwegian)
    inline.isValue = true
    #expect(try lines([inline]).allSatisfy { !$0.hasSuffix("‐") })
    #expect(
      try lines([inline], settings: .init(includesValues: true)).contains { $0.hasSuffix("‐") })
    inline.isValue = false
    inline.link = Link(target: "https://www.ks.no", number: 1)
    #expect(try lines([inline]).allSatisfy { !$0.hasSuffix("‐") })
  }

  @Test("the author's own breaks of a word count, and no others")
  func words() throws {
    let text = "Arbeidsmarkedsdirektøren arbeidsmarkedsdirektøren arbeidsmarkedsdirektøren"
    let found = try lines(
      text, width: .millimetres(58),
      settings: .init(words: ["arbeidsmarkeds-direktøren"]))
    for line in found where line.hasSuffix("‐") {
      #expect(line.hasSuffix("rbeidsmarkeds‐"), "\(found)")
    }
  }

  @Test("a letter that the spelling leaves out comes back before the hyphen, not in the text")
  func lostLetter() throws {
    let fixture = try LayoutFixture(
      yaml: "paper: A4", hyphenation: HyphenationRules(HyphenationLibrary()))
    let setter = fixture.layout.setter
    setter.begin(language: "nb")
    let text = "vedbusstoppen"
    let style = fixture.layout.styles.running
    let whole = setter.measure([.plain("vedbussto")], style: style, width: nil)
    let lines = setter.lines([.plain(text)], style: style, width: whole, place: "the column")
    #expect(lines.map { $0.pieces.map(\.run.text).joined() } == ["vedbus\u{AD}", "stoppen"])
    // The glyphs of "vedbus", and those of the letter and the hyphen that are put in.
    #expect(lines.first?.pieces.first?.run.glyphs.count == 8)
  }

  @Test("two lines running may end in hyphens, not three")
  func ladders() throws {
    let words = Array(repeating: "kommunesammenslåing", count: 30).joined(separator: " ")
    let found = try lines(words, width: .millimetres(60))
    for (index, line) in found.enumerated().dropFirst(2) where line.hasSuffix("‐") {
      #expect(!(found[index - 1].hasSuffix("‐") && found[index - 2].hasSuffix("‐")), "\(found)")
    }
  }

  @Test("a page does not end in a hyphen")
  func pages() throws {
    let fixture = try LayoutFixture(
      yaml: "margins: {left: 40 mm, right: 60 mm}\nreference: {left: 110 mm, label width: 20 mm}",
      hyphenation: HyphenationRules(HyphenationLibrary()))
    for extra in 0..<8 {
      let text = Array(repeating: ParagraphLineTests.norwegian, count: 14).joined(separator: " ")
      let filler = (0..<extra).map { Block.paragraph($0 + 1, lines: 1) }
      let letter = Letter.with(filler + [.at(60, .paragraph([.plain(text)]))])
      let pages = try fixture.pages(letter)
      #expect(pages.count > 1)
      for page in pages.dropLast() {
        let last = page.blocks.filter { $0.fragment.id.block.part == .body }.last
        let runs = last?.fragment.items.compactMap { item in
          if case .text(let run) = item.content { run } else { nil }
        }
        #expect(runs?.last?.text.last != "\u{AD}", "\(runs?.last?.text ?? "")")
      }
    }
  }

  @Test("a word that is wider than the column is parted, with a warning")
  func wideWord() throws {
    let word = String(repeating: "x1", count: 60)
    let found = try paragraph(
      [.plain("Se \(word) her.")], width: .millimetres(70), language: "nb", settings: .init())
    #expect(found.lines.joined().contains(word) && found.lines.count > 2)
    #expect(found.warnings.map(\.id) == ["layout.word-parted"])
    #expect(found.warnings.first?.severity == .warning)
  }

  @Test("the lines of a title are of like length")
  func title() throws {
    let fixture = try LayoutFixture(yaml: "paper: A4")
    let title = "Innspill til partiprogrammene for neste stortingsperiode fra kommunene og fylkene"
    let setter = fixture.layout.setter
    setter.begin(language: "nb")
    let lines = setter.lines(
      [.plain(title)], style: fixture.layout.styles.heading(level: 1), width: .millimetres(110),
      place: "the column")
    let widths = lines.map(\.width.millimetres)
    #expect(lines.count == 2)
    #expect(abs((widths.first ?? 0) - (widths.last ?? 0)) < 25, "\(widths)")
  }

  @Test("random paragraphs in five scripts lose no character and double none", arguments: 0..<5)
  func wholeText(_ script: Int) throws {
    let words = [
      "støtte til lokaler for barn og unge kommunesammenslåing kr 1 200 jf. § 3-2 nr. 5 busstoppet",
      "שלום עולם הרשות המקומית תשקול את הבקשה עד 15 במאי 2021 (ראו סעיף 3) KS",
      "مرحبا بالعالم تنظر البلدية في الطلب قبل ١٥ مايو 2021 (انظر المادة 3) KS",
      "Иван Петров просит рассмотреть заявление до 15 мая", "Ελένη Παπαδοπούλου ζητά την έγκριση",
    ][script].split(separator: " ").map(String.init)
    var random = SplitMix(state: UInt64(script))
    let language = ["nb", "he", "ar", "ru", "el"][script]
    let fixture = try LayoutFixture(
      yaml: "fonts: {fallback: [Noto Sans, Noto Sans Hebrew, Noto Sans Arabic]}",
      language: language, hyphenation: HyphenationRules(HyphenationLibrary()))
    let setter = fixture.layout.setter
    for _ in 0..<60 {
      let text = (0..<Int.random(in: 1...80, using: &random))
        .map { _ in words.randomElement(using: &random) ?? "" }.joined(separator: " ")
      setter.begin(language: language)
      let lines = setter.lines(
        [.plain(text)], style: fixture.layout.styles.running,
        width: .points(Double.random(in: 90...400, using: &random)), place: "the column")
      let found = lines.flatMap(\.pieces).map(\.run.text).joined().filter { $0 != "\u{AD}" }
      #expect(found.unicodeScalars.sorted() == text.unicodeScalars.sorted(), "\(text)")
      #expect(setter.problems.diagnostics.isEmpty, "\(setter.problems.diagnostics)")
    }
  }
}
