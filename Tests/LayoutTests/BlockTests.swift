import Diagnostics
import DisplayList
import Document
import Geometry
import Layout
import Testing

/// How the blocks of the body are set: what stands where, and what it is to a reader.
struct BlockTests {
  /// A piece of text at its place on the page.
  struct Piece {
    let text: String
    let left, right, baseline: Length
  }

  private func pieces(_ body: [Block], language: String = "nb") throws -> [Piece] {
    var letter = Letter.with(body)
    letter.language = language
    return try LayoutFixture(language: language).pages(letter).flatMap { page in
      page.blocks.filter { $0.fragment.id.block.part == .body }.flatMap { block in
        block.fragment.items.compactMap { item in
          guard case .text(let run) = item.content else { return nil }
          let origin = run.origin + block.origin
          return Piece(
            text: run.text, left: origin.x, right: origin.x + run.width, baseline: origin.y)
        }
      }
    }
  }

  /// An item of a list.
  private func item(_ blocks: Block...) -> List.Item { List.Item(blocks: blocks, origin: place()) }

  private func paragraph(_ text: String) -> Block { .at(1, .paragraph([.plain(text)])) }

  private func list(_ start: Int?, isTight: Bool = true, _ items: [List.Item]) -> Block {
    .at(1, .list(List(start: start, isTight: isTight, items: items)))
  }

  @Test("labels hang before their items, on the same line")
  func labels() throws {
    let pieces = try pieces([list(nil, [item(paragraph("en")), item(paragraph("to"))])])
    #expect(pieces.map(\.text) == ["• ", "en", "• ", "to"])
    #expect(pieces[0].baseline == pieces[1].baseline)
    #expect(pieces[0].right < pieces[1].left)
    #expect(pieces[0].left >= .millimetres(25))
    #expect(pieces[1].left == pieces[3].left)
  }

  @Test(
    "numbers of any size stand within the column and apart from their text",
    arguments: [1, 9, 99, 998, 99_999])
  func numbers(_ start: Int) throws {
    let pieces = try pieces([list(start, [item(paragraph("en")), item(paragraph("to"))])])
    #expect(pieces.map(\.text) == ["\(start). ", "en", "\(start + 1). ", "to"])
    for index in [0, 2] {
      #expect(pieces[index].left >= .millimetres(25))
      #expect(pieces[index].right <= pieces[index + 1].left)
    }
  }

  @Test("nested lists are set in further, with other bullets")
  func nested() throws {
    let inner = list(nil, [item(paragraph("inni"), list(nil, [item(paragraph("innerst"))]))])
    let pieces = try pieces([list(nil, [item(paragraph("ytterst"), inner)])])
    #expect(pieces.map(\.text) == ["• ", "ytterst", "– ", "inni", "• ", "innerst"])
    #expect(pieces[1].left < pieces[3].left)
    #expect(pieces[3].left < pieces[5].left)
  }

  @Test("bullets go by the lists they stand in, not by how far in they stand")
  func bulletsByDepth() throws {
    let bullets = list(nil, [item(paragraph("en"))])
    let quoted = try pieces([.at(2, .quote([bullets]))])
    #expect(quoted.map(\.text) == ["• ", "en"])
    let numbered = try pieces([list(99_999, [item(paragraph("ytterst"), bullets)])])
    #expect(numbered.map(\.text) == ["99999. ", "ytterst", "– ", "en"])
  }

  @Test("the bar of a quotation stands at the margin")
  func quotationBar() throws {
    let quote = Block.at(1, .quote([paragraph("sitat")]))
    let block = try #require(
      try LayoutFixture().pages(.with([quote]))[0].blocks
        .first { $0.fragment.id.block.part == .body })
    let bars = block.fragment.items.compactMap { item -> Rectangle? in
      if case .fill(let box, _) = item.content { box } else { nil }
    }
    #expect(bars.map(\.origin.x) == [.zero])
  }

  @Test("a list that is the first thing in an item shares its line")
  func listInList() throws {
    let pieces = try pieces([list(1, [item(list(nil, [item(paragraph("dypt"))]))])])
    #expect(pieces.map(\.text) == ["1. ", "– ", "dypt"])
    #expect(Set(pieces.map(\.baseline)).count == 1)
  }

  @Test("an item without text has its label all the same")
  func emptyItem() throws {
    let pieces = try pieces([list(nil, [item(), item(paragraph("")), item(paragraph("to"))])])
    #expect(pieces.map(\.text) == ["• ", "• ", "• ", "to"])
    #expect(Set(pieces.map(\.baseline)).count == 3)
  }

  @Test("a table in a list is set in with its item")
  func tableInList() throws {
    let cells = ["A", "B"].map { Table.Cell([.plain($0)], origin: place()) }
    let table = Block.at(
      1, .table(Table(alignments: [.leading, .trailing], header: cells, rows: [cells])))
    let pieces = try pieces([list(nil, [item(paragraph("før"), table), item(table)])])
    #expect(pieces.map(\.text) == ["• ", "før", "A", "B", "A", "B", "• ", "A", "B", "A", "B"])
    #expect(pieces[2].left == pieces[1].left)
    #expect(pieces[3].left >= pieces[2].right + .millimetres(4))
    #expect(pieces[6].baseline == pieces[7].baseline)
  }

  @Test("a heading in a quotation stays with what follows it there, also in a tight list")
  func headingWithin() throws {
    for filling in 20...36 {
      let heading = Block.at(2, .heading(level: 2, [.plain("Overskrift")]))
      let quote = Block.at(3, .quote([paragraph("først"), heading, paragraph("sist")]))
      let tight = list(nil, [item(paragraph("først"), heading, paragraph("sist"))])
      for block in [quote, tight] {
        let letter = Letter.with([.paragraph(1, lines: filling), block])
        for page in try LayoutFixture().pages(letter) {
          let lines = page.lines(of: .body)
          #expect(lines.contains("Overskrift") == lines.contains("sist"), "after \(filling)")
        }
      }
    }
  }

  @Test("a heading stays with what follows it, also past a paragraph that came out blank")
  func headingAndBlank() throws {
    for filling in 20...36 {
      let letter = Letter.with([
        .paragraph(1, lines: filling), .at(2, .heading(level: 2, [.plain("Overskrift")])),
        .at(3, .paragraph([])), .at(4, .paragraph([.plain("sist")])),
      ])
      for page in try LayoutFixture().pages(letter) {
        let lines = page.lines(of: .body)
        #expect(lines.contains("Overskrift") == lines.contains("sist"), "after \(filling)")
      }
    }
  }

  @Test("blank paragraphs take no room")
  func blank() throws {
    let blank = [Block.at(2, .paragraph([])), .at(3, .paragraph([.plain("")]))]
    let with = try pieces([paragraph("a")] + blank + [paragraph("b")])
    #expect(with.map(\.baseline) == (try pieces([paragraph("a"), paragraph("b")])).map(\.baseline))
  }

  @Test("a letter without any text has a page")
  func nothing() throws {
    var letter = Letter.with([])
    letter.title = nil
    #expect(try LayoutFixture().pages(letter).count == 1)
    letter.address.lines = []
    #expect(try LayoutFixture().pages(letter).count == 1)
  }

  @Test("a line break at a paragraph's end leaves an empty line and no character")
  func trailingBreak() throws {
    let pieces = try pieces([paragraph("a\u{2028}"), paragraph("b")])
    #expect(pieces.map(\.text) == ["a", "b"])
    let blank = try self.pieces([paragraph("\u{2028}"), paragraph("b")])
    #expect(blank.map(\.text) == ["b"])
    let middle = try self.pieces([paragraph("a\u{2028}\u{2028}b")])
    #expect(middle.map(\.text) == ["a", "b"])
    #expect(middle[1].baseline - middle[0].baseline == .points(29))
  }

  @Test("white space alone is no text that anybody sees", arguments: [" ", "\u{A0}", "\u{2003} "])
  func whiteSpace(_ text: String) throws {
    #expect(try pieces([paragraph(text)]).allSatisfy { $0.text.allSatisfy(\.isWhitespace) })
  }

  @Test("the rules of quotations end where the quotations do, from page to page")
  func quoteOverPages() throws {
    let inner = Block.at(3, .quote([.paragraph(4, lines: 40)]))
    let letter = Letter.with([.at(2, .quote([.paragraph(3, lines: 20), inner]))])
    let pages = try LayoutFixture().pages(letter)
    #expect(pages.count == 2)
    for page in pages {
      let block = try #require(page.blocks.first { $0.fragment.id.block.part == .body })
      let rules = block.fragment.items.compactMap { item -> Rectangle? in
        if case .fill(let box, _) = item.content { box } else { nil }
      }
      #expect(rules.count == 2)
      #expect(rules.allSatisfy { $0.origin.y >= .zero && $0.bottom <= block.fragment.size.height })
      #expect(rules.map(\.origin.x).sorted() == rules.map(\.origin.x))
    }
  }

  @Test("a link over two lines is one link, underlined on both")
  func linkOverLines() throws {
    let words = Array(repeating: "kommune", count: 20).joined(separator: " ")
    var inline = Inline.plain(words)
    inline.link = Link(target: "https://example.org", number: 1)
    let page = try #require(
      try LayoutFixture().pages(.with([.at(1, .paragraph([inline]))])).first)
    let block = try #require(page.blocks.first { $0.fragment.id.block.part == .body })
    let links = block.fragment.elements.indices.filter {
      if case .link = block.fragment.elements[$0].role { true } else { false }
    }
    #expect(links.count == 1)
    let texts = block.fragment.items.filter { $0.meaning == .element(links.first ?? 0) }
    let lines = block.fragment.items.filter { $0.meaning == .artifact(.decoration) }
    #expect(texts.count >= 2)
    #expect(lines.count == texts.count)
  }

  @Test("a label of several lines is read to its end before its value")
  func longLabel() throws {
    var letter = Letter.with([])
    letter.reference = [
      ReferenceRow(
        label: .plain("Deres saksbehandlers egen referanse"), value: .plain("20/01963-1")),
      ReferenceRow(label: .plain("Dato"), value: .plain("i dag")),
    ]
    let lines = try LayoutFixture().pages(letter)[0].lines(of: .reference)
    #expect(
      lines.joined() == "Deres saksbehandlers egen referanse: 20/01963-1Dato: i dag", "\(lines)")
  }

  // MARK: Right to left

  @Test("in a language that runs from right to left, lines begin at the right edge")
  func rightToLeft() throws {
    let cells = ["א", "ב"].map { Table.Cell([.plain($0)], origin: place()) }
    let pieces = try pieces(
      [
        paragraph("שלום"), .at(2, .quote([paragraph("ציטוט")])),
        list(nil, [item(paragraph("פריט"))]), .at(3, .heading(level: 2, [.plain("כותרת")])),
        .at(4, .table(Table(alignments: [.leading, .trailing], header: cells, rows: []))),
      ], language: "he")
    #expect(pieces.map(\.text) == ["שלום", "ציטוט", "• ", "פריט", "כותרת", "א", "ב"])
    let edge = Length.millimetres(185)
    #expect(pieces[0].right == edge)
    #expect(pieces[1].right == edge - .millimetres(6))
    #expect(pieces[3].right == edge - .millimetres(6))
    #expect(pieces[2].left >= pieces[3].right)
    #expect(pieces[2].right <= edge)
    #expect(pieces[4].right == edge)
    #expect(pieces[5].right == edge)
    #expect(pieces[6].right <= pieces[5].left - .millimetres(4))
  }

  @Test("a name that runs from right to left stands in its place in a line that does not")
  func mixed() throws {
    let pieces = try pieces([paragraph("Kjære שלום, takk")])
    #expect(pieces.map(\.text).joined().unicodeScalars.count == 16)
    #expect(pieces.first?.left == .millimetres(25))
    for (left, right) in zip(pieces, pieces.dropFirst()) { #expect(left.right == right.left) }
  }
}
