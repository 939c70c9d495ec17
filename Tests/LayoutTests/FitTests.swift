import Diagnostics
import DisplayList
import Document
import Geometry
import Layout
import Testing

/// What does not fit its place is an error at its line, never cut and never painted over something else.
struct FitTests {
  /// What is said of a letter on a stationery.
  private func problems(
    _ letter: Letter, stationery: String? = nil, language: String = "nb"
  ) throws -> [String] {
    do {
      return try LayoutFixture(yaml: stationery, language: language).layout.paginate(letter)
        .warnings.map(\.description)
    } catch let error as DiagnosticsError {
      return error.diagnostics.map(\.description)
    }
  }

  private let longWord = String(repeating: "kommune", count: 20)
  private static let softHyphens =
    "\n  hint: put soft hyphens (U+00AD) or spaces where it may be broken"

  /// A table's cell.
  private func cell(_ text: String) -> Table.Cell { Table.Cell([.plain(text)], origin: place(3)) }

  @Test("an address with more lines than the window shows")
  func address() throws {
    var letter = Letter.with([])
    letter.address.lines = (1...6).map { .plain("Linje \($0)") }
    #expect(try problems(letter) == [])
    letter.address.lines.append(.plain("Linje 7"))
    #expect(
      try problems(letter) == [
        """
        letter.md:1:1: error: the address takes 7 lines, but the address window NO C5 shows 6 \
        [layout.address-too-long]
          hint: shorten the address, or use a stationery with a higher window
        """
      ])
    #expect(
      try problems(letter, stationery: "window: {height: 20 mm}").first?.contains(
        "error: the address takes 7 lines, but the address window shows 3 ") == true)
  }

  @Test("a word wider than the column")
  func word() throws {
    let letter = Letter.with([.at(4, .paragraph([.plain("Et \(longWord) her.")]))])
    #expect(
      try problems(letter) == [
        "letter.md:1:1: warning: '\(longWord.prefix(40))…' is wider than the column and is parted "
          + "[layout.word-parted]" + FitTests.softHyphens
      ])
    let soft = longWord.replacing("nek", with: "ne\u{AD}k")
    #expect(try problems(.with([.at(4, .paragraph([.plain(soft)]))])) == [])
  }

  @Test("a word wider than the place it stands in is told with the name of the place")
  func places() throws {
    var letter = Letter.with([])
    let word = Line.plain(String(repeating: "m", count: 60))
    letter.address.lines = [word]
    letter.sender = [word]
    letter.marking = word
    letter.reference = [ReferenceRow(label: word, value: word)]
    letter.signers = [Signer(lines: [word]), Signer(lines: [.plain("B")])]
    let told = try problems(letter).map {
      $0.split(separator: "wider than ").last?.prefix { $0 != "," }
    }
    #expect(
      told == [
        "the reference column", "the address window", "the reference column",
        "the labels' part of the reference column", "the values' part of the reference column",
        "the signer's column",
      ])
  }

  @Test("tables stay within the column, whatever is in them")
  func tables() throws {
    let word = String(repeating: "m", count: 25)
    let cells = (1...4).map { _ in cell(word) }
    let table = Table(
      alignments: Array(repeating: .leading, count: 4), header: cells, rows: [cells])
    let told = try problems(.with([.at(1, .table(table))]))
    #expect(!told.isEmpty)
    #expect(told.allSatisfy { $0.contains("' is wider than the table's column, ") }, "\(told)")
    let many = (1...60).map { _ in cell("m") }
    let wide = Table(
      alignments: Array(repeating: .trailing, count: 60), header: many, rows: [many])
    #expect(try !problems(.with([.at(1, .table(wide))])).isEmpty)
  }

  @Test("a column that needs more gets it from one that has more than it needs")
  func shares() throws {
    let text = Array(repeating: "kommune", count: 30).joined(separator: " ")
    let rows = [[cell(text), cell(String(repeating: "m", count: 30)), cell("שלום")]]
    let table = Table(
      alignments: [.leading, .leading, .leading], header: [cell("A"), cell("B"), cell("C")],
      rows: rows)
    let pages = try LayoutFixture().pages(.with([.at(1, .table(table))]))
    for case .text(let run) in pages.flatMap(\.blocks).flatMap(\.fragment.items).map(\.content) {
      #expect(run.origin.x + run.width <= .millimetres(160), "\(run.text)")
    }
  }

  @Test("a picture higher than a page")
  func picture() throws {
    let image = ImageReference(
      name: "tower.png", path: "tower.png", alternative: "A tower", width: .millimetres(160),
      origin: place(5))
    let letter = Letter.with([.at(1, .image(image))])
    let fixture = try LayoutFixture(pixels: (300, 600))
    let error = #expect(throws: DiagnosticsError.self) { try fixture.pages(letter) }
    #expect(
      error?.description == """
        letter.md:5:1: error: what must stand together here is higher than a page, 244 mm \
        [layout.too-high]
          hint: a picture, a table row, a heading with what follows it, and the signers with the \
        closing are never split: make it shorter
        """)
  }

  @Test("a picture wider than the column is made as wide as the column, with a warning")
  func widePicture() throws {
    let image = ImageReference(
      name: "map.png", path: "map.png", alternative: "A map", width: .millimetres(180),
      origin: place(5))
    #expect(
      try problems(.with([.at(1, .image(image))])) == [
        "letter.md:5:1: warning: the picture 'map.png' is set 160 mm wide, as the column is no "
          + "wider [layout.image-too-wide]"
      ])
  }

  @Test("a character that no font has is told wherever it stands")
  func missingCharacter() throws {
    var letter = Letter.with([.at(1, .paragraph([.plain("Hei 🎉")]))])
    letter.address.lines = [.plain("Rødt 𒀀")]
    letter.closing = .plain("Hilsen 🎉\u{FE0F}")
    let hint =
      "\n  hint: remove the character, or name a font family that has it under 'fallback' of the "
      + "stationery's fonts"
    #expect(
      try problems(letter) == [
        "letter.md:1:1: error: no font has the character '𒀀' (U+12000) [layout.missing-character]"
          + hint,
        "letter.md:1:1: error: no font has the character '🎉' (U+1F389) [layout.missing-character]"
          + hint,
      ])
  }

  @Test("blocks at fixed places never overlap")
  func overlaps() throws {
    let big = "letterhead: {wordmark: Kommunenes egen organisasjon i hele landet, size: 48 pt}"
    let letter = Letter.with([.paragraph(1, lines: 2)])
    #expect(
      try problems(letter, stationery: big) == [
        """
        s.yaml:1:13: error: the letterhead and the address overlap on the first page [layout.overlap]
          hint: change the letterhead, the window or the reference column of the stationery
        """
      ])
    var sent = letter
    sent.sender = [.plain("Lillevik havn")]
    let wide = "letterhead: {wordmark: Kommunesektorens organisasjon, size: 20 pt}"
    #expect(try problems(letter, stationery: wide) == [])
    #expect(
      try problems(sent, stationery: wide).first
        == """
        s.yaml:1:13: error: the letterhead and the sender overlap on the first page [layout.overlap]
          hint: change the letterhead, the window or the reference column of the stationery
        """)
  }

  @Test("a long sender moves marking and references down")
  func longSender() throws {
    var letter = Letter.with([.paragraph(1, lines: 2)])
    letter.sender = (1...12).map { .plain("Linje \($0)") }
    letter.marking = .plain("Unntatt offentlighet")
    letter.reference = [ReferenceRow(label: .plain("Dato"), value: .plain("i dag"))]
    let page = try #require(try LayoutFixture().pages(letter).first)
    let parts: [BlockID.Part] = [.sender, .marking, .reference, .title]
    let boxes = try parts.map { part in
      let block = try #require(page.blocks.first { $0.fragment.id.block.part == part })
      return (top: block.origin.y, bottom: block.origin.y + block.fragment.size.height)
    }
    for (upper, lower) in zip(boxes, boxes.dropFirst()) { #expect(upper.bottom <= lower.top) }
  }

  @Test("references that fill the first page are an error at their line")
  func manyReferences() throws {
    var letter = Letter.with([.paragraph(1, lines: 2)])
    letter.reference = (1...60).map { number in
      ReferenceRow(label: .plain("Nr. \(number)"), value: .plain("x"))
    }
    #expect(
      try problems(letter) == [
        """
        letter.md:1:1: error: the reference block reaches below the text of the first page \
        [layout.head-too-high]
          hint: make it shorter
        """
      ])
  }

  @Test("a title too long for the header is shortened there, with a warning")
  func longTitle() throws {
    let title = Array(repeating: "partiprogrammene", count: 12).joined(separator: " ")
    var letter = Letter.with([.paragraph(1, lines: 60)], title: title)
    letter.closing = .plain("Hilsen")
    let found = try problems(letter)
    #expect(found.count == 1)
    #expect(found.first?.hasPrefix("ks.yaml:") == true)
    #expect(found.first?.contains("'\(title.prefix(40))…' does not fit the header") == true)
    let pages = try LayoutFixture().pages(letter)
    #expect(pages[1].lines(of: .header).joined().hasSuffix("…"))
  }
}
