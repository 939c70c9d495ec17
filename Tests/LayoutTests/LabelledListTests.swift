import Diagnostics
import DisplayList
import Document
import Geometry
import Layout
import Testing

/// Lists of recipients, enclosures and copies: small, in columns, or run in.
struct LabelledListTests {
  private static let parties = [
    "Arbeiderpartiet", "Venstre", "Kristelig Folkeparti", "Fremskrittspartiet",
    "Sosialistisk Venstreparti", "Senterpartiet", "Rødt", "Miljøpartiet De Grønne", "Høyre",
  ]

  private func letter(_ items: [String] = parties, language: String = "nb") -> Letter {
    var letter = Letter.with([.paragraph(1, lines: 2)])
    letter.language = language
    letter.recipients = LabelledList(label: .plain("Mottakere"), items: items.map { .plain($0) })
    return letter
  }

  /// A text of the list, where it stands on its page, and what it is.
  private struct Piece {
    var text: String
    var left, baseline, size: Length
    var role: Element.Role?
  }

  private func pieces(
    _ yaml: String, _ letter: Letter, language: String = "nb"
  ) throws -> [Piece] {
    let fixture = try LayoutFixture(yaml: "lists: {\(yaml)}", language: language)
    return try fixture.pages(letter).flatMap(\.blocks)
      .filter { [.recipients, .enclosures, .copies].contains($0.fragment.id.block.part) }
      .flatMap { block in
        block.fragment.items.compactMap { item in
          guard case .text(let run) = item.content else { return nil }
          let origin = run.origin + block.origin
          var role: Element.Role?
          if case .element(let index) = item.meaning { role = block.fragment.elements[index].role }
          return Piece(
            text: run.text, left: origin.x, baseline: origin.y, size: run.size, role: role)
        }
      }
  }

  @Test("without a word of them in the stationery, items stand under their label and its colon")
  func standard() throws {
    let pieces = try pieces("", letter())
    #expect(pieces.map(\.text) == ["Mottakere", ":"] + LabelledListTests.parties)
    #expect(Set(pieces.dropFirst(2).map(\.left)) == [.millimetres(25)])
    #expect(Set(pieces.map(\.size)) == [.points(10)])
  }

  @Test("columns are read downwards, and that is their order in the file, as one list")
  func columns() throws {
    let pieces = try pieces("size: small, columns: auto, colon: no", letter())
    #expect(pieces.map(\.text) == ["Mottakere"] + LabelledListTests.parties)
    #expect(pieces.map(\.role) == [.paragraph] + LabelledListTests.parties.map { _ in .listBody })
    #expect(Set(pieces.map(\.size)) == [.points(8.5)])
    let lines = pieces.dropFirst().map(\.baseline)
    #expect(Set(lines).count == 3)
    #expect(Array(lines[1...3]) == Array(lines[4...6]))
    #expect(lines[1] < lines[2])
    for column in 0..<3 {
      let wanted = 25 + (160 + 5) / 3 * Double(column)
      #expect(abs(pieces[1 + column * 3].left.millimetres - wanted) < 0.001)
    }
  }

  @Test("there is one list with an item for each recipient")
  func structure() throws {
    let fixture = try LayoutFixture(yaml: "lists: {columns: auto}")
    let blocks = try fixture.pages(letter()).flatMap(\.blocks)
    let elements = try #require(
      blocks.first { $0.fragment.id.block.part == .recipients }
    ).fragment.elements
    #expect(elements.filter { $0.role == .list(numbered: false) }.count == 1)
    #expect(elements.filter { $0.role == .listItem }.count == 9)
  }

  @Test(
    "columns hold as many items as each other",
    arguments: [(2, [1, 1]), (4, [2, 2]), (5, [2, 2, 1]), (7, [3, 2, 2]), (8, [3, 3, 2])])
  func balance(_ count: Int, _ columns: [Int]) throws {
    let items = (1...count).map { "Parti \($0)" }
    let pieces = try pieces("columns: auto, colon: no", letter(items)).dropFirst()
    #expect(pieces.map(\.text) == items)
    var found: [Int] = []
    for (left, next) in zip([nil] + pieces.map(\.left), pieces.map(\.left)) {
      if left == next { found[found.count - 1] += 1 } else { found.append(1) }
    }
    #expect(found == columns)
  }

  @Test("an item that is too wide for three columns makes two, and one for two makes one")
  func wide() throws {
    let long = "Kommunesektorens organisasjon"
    for (item, columns) in [("Høyre", 3), (long, 2), (long + " " + long, 1)] {
      let pieces = try pieces("columns: 3, colon: no", letter(["Venstre", item, "Rødt"]))
      #expect(Set(pieces.dropFirst().map(\.left)).count == columns, "\(item)")
    }
  }

  @Test("a list of hundreds goes over pages in bands, none of which is split")
  func long() throws {
    let items = (1...400).map { "Parti \($0)" }
    let fixture = try LayoutFixture(yaml: "lists: {size: small, columns: auto}")
    let pages = try fixture.pages(letter(items))
    #expect(pages.count > 1)
    let texts = pages.flatMap { $0.lines(of: .recipients) }
    #expect(texts.filter { $0.hasPrefix("Parti") } == items)
    for page in pages {
      for block in page.blocks where block.fragment.id.block.part == .recipients {
        #expect(block.origin.y + block.fragment.size.height <= fixture.stationery.textBottom)
      }
    }
  }

  @Test(
    "the label is set again, as an artifact, where the list goes on overleaf",
    arguments: [
      ("nb", "(forts.)"), ("nn", "(framh.)"), ("en-GB", "(cont.)"), ("de", "(Forts.)"),
      ("se", "(cont.)"),
    ])
  func continued(_ language: String, _ word: String) throws {
    for yaml in ["size: small, columns: auto", "colon: no", "size: text"] {
      let fixture = try LayoutFixture(yaml: "lists: {\(yaml)}", language: language)
      let letter = letter((1...200).map { "Parti \($0)" }, language: language)
      let pages = try fixture.pages(letter)
      #expect(pages.count > 1)
      let colon = yaml == "colon: no" ? "" : ":"
      for page in pages.dropFirst() {
        let list = try #require(
          page.blocks.first { $0.fragment.id.block.part == .recipients }?.fragment)
        let head = list.items.prefix { $0.meaning == .artifact(.header) }
        let texts = head.compactMap { item -> String? in
          if case .text(let run) = item.content { run.text } else { nil }
        }
        #expect(texts.joined() == "Mottakere \(word)\(colon)")
        #expect(!list.elements.contains { $0.language != nil })
      }
    }
  }

  @Test("two items stand on each side of a break, the label's page included", arguments: 16...34)
  func company(_ filling: Int) throws {
    let fixture = try LayoutFixture()
    var letter = letter((1...6).map { "Parti \($0)" })
    letter.body = [.paragraph(1, lines: filling)]
    for page in try fixture.pages(letter) {
      let items = page.lines(of: .recipients).filter { $0.hasPrefix("Parti") }
      #expect(items.count != 1)
    }
  }

  @Test("run in, items stand behind their label, each in its own element")
  func runIn() throws {
    let pieces = try pieces("run-in: yes, colon: no", letter())
    let text = pieces.map(\.text).joined()
    #expect(text == "Mottakere " + LabelledListTests.parties.joined(separator: ", "))
    #expect(Set(pieces.map(\.baseline)).count == 2)
    #expect(pieces.first?.role == .paragraph)
    #expect(pieces.dropFirst().allSatisfy { $0.role == .paragraph || $0.role == .listBody })
    let colon = try self.pieces("run-in: yes", letter(["Venstre", "Rødt"])).map(\.text).joined()
    #expect(colon == "Mottakere: Venstre, Rødt")
  }

  @Test("items that have commas are parted by semicolons")
  func semicolons() throws {
    let text = try pieces("run-in: yes", letter(["Oslo, byrådet", "Bergen"])).map(\.text).joined()
    #expect(text == "Mottakere: Oslo, byrådet; Bergen")
  }

  @Test("where lines begin at the right, so do columns")
  func rightToLeft() throws {
    let items = ["אחת", "שתיים", "שלוש"]
    let yaml = "columns: auto, colon: no}\nfonts: {fallback: [Noto Sans Hebrew]"
    let pieces = try pieces(yaml, letter(items, language: "he"), language: "he").dropFirst()
    #expect(pieces.map(\.text) == items)
    #expect(pieces.map(\.left) == pieces.map(\.left).sorted(by: >))
  }

  @Test("the rule stands above the first list and above no other")
  func rule() throws {
    var letter = letter()
    letter.enclosures = LabelledList(label: .plain("Vedlegg"), items: [.plain("Kart")])
    let fixture = try LayoutFixture(yaml: "lists: {rule: yes}")
    let fills = try fixture.pages(letter).flatMap(\.blocks).filter { block in
      block.fragment.items.contains { if case .fill = $0.content { true } else { false } }
    }
    #expect(fills.map(\.fragment.id.block.part) == [.enclosures])
  }
}
