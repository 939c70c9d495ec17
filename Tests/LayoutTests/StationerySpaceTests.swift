import DisplayList
import Document
import Geometry
import Layout
import Testing

/// What a stationery says of room and alignment: title and headings, signers, references, large letters.
struct StationerySpaceTests {
  /// The baseline of the first line of each block of some parts, from the top of the first page.
  private func baselines(
    _ yaml: String, _ letter: Letter, options: LetterLayout.Options = .init()
  ) throws -> [(part: BlockID.Part, text: String, origin: Point)] {
    let page = try LayoutFixture(yaml: yaml, options: options).pages(letter)[0]
    return page.blocks.flatMap { block in
      block.fragment.items.compactMap { item in
        guard case .text(let run) = item.content else { return nil }
        return (block.fragment.id.block.part, run.text, run.origin + block.origin)
      }
    }
  }

  private func paragraph(_ node: Int, _ text: String) -> Block {
    .at(node, .paragraph([.plain(text)]))
  }

  private func distances(_ yaml: String, _ body: [Block]) throws -> [Double] {
    let lines = try baselines("text: {size: 10 pt, leading: 14 pt}\n" + yaml, .with(body))
      .filter { [.title, .body].contains($0.part) }.map(\.origin.y)
    return zip(lines, lines.dropFirst()).map { ($1 - $0).points }
  }

  @Test("title and headings keep the room that they are given")
  func headings() throws {
    let body = [
      paragraph(1, "først"), .at(2, .heading(level: 2, [.plain("Overskrift")])),
      paragraph(3, "så"), paragraph(4, "sist"),
    ]
    let usual = try distances("", body)
    let spaced = try distances(
      """
      title: {size: 14 pt, leading: 19 pt, space below: 12 pt}
      headings: [{size: 12 pt, leading: 16.1 pt, space above: 14 pt, space below: 4 pt}]
      """, body)
    let more = zip(spaced, usual).map { (($0 - $1) * 100).rounded() / 100 }
    #expect(more == [5, 3.5, -3, 0])
  }

  @Test("a heading in a quotation keeps the same room, and right below another heading its own")
  func headingWithin() throws {
    let yaml = "headings: [{size: 10 pt, leading: 14 pt, space above: 20 pt, space below: 1 pt}]"
    let heading = Block.at(2, .heading(level: 2, [.plain("Overskrift")]))
    let quote = Block.at(
      3, .quote([paragraph(4, "a"), heading, heading, .at(5, .paragraph([])), paragraph(6, "b")]))
    let found = try distances(yaml, [paragraph(1, "før"), quote]).dropFirst(2)
    #expect(found.map { ($0 * 10).rounded() / 10 } == [34, 34, 15])
  }

  @Test("a blank paragraph between heading and text changes nothing")
  func blank() throws {
    let heading = Block.at(2, .heading(level: 2, [.plain("Overskrift")]))
    let yaml = "headings: [{size: 10 pt, leading: 14 pt, space below: 1 pt}]"
    let with = try distances(yaml, [heading, .at(3, .paragraph([])), paragraph(4, "b")])
    #expect(try with == distances(yaml, [heading, paragraph(4, "b")]))
  }

  @Test("a static paragraph has the room that goes with what stands above it in its own letter")
  func staticParagraph() throws {
    let fixture = try LayoutFixture(
      yaml: "headings: [{size: 12 pt, leading: 16 pt, space below: 1 pt}]")
    let heading = Block.at(2, .heading(level: 2, [.plain("Overskrift")]))
    let letters = [
      Letter.with([paragraph(1, "a"), heading, paragraph(3, "b")]),
      .with([paragraph(1, "a"), paragraph(3, "b")]),
    ]
    func last(_ letter: Letter, _ fixture: LayoutFixture) throws -> Point? {
      try fixture.pages(letter)[0].blocks.last { $0.fragment.id.block.part == .body }?.origin
    }
    let together = try (letters + letters).map { try last($0, fixture) }
    let alone = try (letters + letters).map { letter in
      try last(
        letter,
        try LayoutFixture(
          yaml: "headings: [{size: 12 pt, leading: 16 pt, space below: 1 pt}]"))
    }
    #expect(together == alone)
    #expect(together[0] != together[1])
  }

  // MARK: Signers

  private func signed(_ count: Int) -> Letter {
    var letter = Letter.with([.paragraph(1, lines: 2)])
    letter.closing = .plain("Hilsen")
    letter.signers = (1...count).map { Signer(lines: [.plain("Navn \($0)")]) }
    return letter
  }

  @Test(
    "signers are balanced if the stationery says so",
    arguments: [
      (4, false, [3, 1]), (4, true, [2, 2]), (5, true, [3, 2]), (7, true, [3, 2, 2]),
      (3, true, [3]), (7, false, [3, 3, 1]),
    ])
  func balanced(_ count: Int, _ isBalanced: Bool, _ rows: [Int]) throws {
    let yaml = "signers: {columns: 3, balanced: \(isBalanced ? "yes" : "no")}"
    let names = try baselines(yaml, signed(count)).filter { $0.part == .signers }
    #expect(names.map(\.text) == (1...count).map { "Navn \($0)" })
    let found = Dictionary(grouping: names, by: \.origin.y).sorted { $0.key < $1.key }
    #expect(found.map(\.value.count) == rows)
    #expect(found.allSatisfy { $0.value.first?.origin.x == .millimetres(25) })
  }

  @Test("a letter that is signed electronically has the room for that above its signers")
  func electronicSpace() throws {
    let signature = ElectronicSignature(by: "KS", isVisible: false, origin: place())
    func top(_ yaml: String, _ signatures: [ElectronicSignature]) throws -> Length {
      let lines = try baselines(yaml, signed(2), options: .init(signatures: signatures))
      let closing = try #require(lines.first { $0.part == .closing })
      return try #require(lines.first { $0.part == .signers }).origin.y - closing.origin.y
    }
    let yaml = "signers: {space: 12 mm, electronic space: 3 mm}"
    #expect(try top(yaml, []) - top(yaml, [signature]) == .millimetres(12) - .millimetres(3))
    let usual = "signers: {space: 12 mm}"
    #expect(try top(usual, []) == top(usual, [signature]))
  }

  // MARK: References

  @Test("references stand in a column of the signers', on the lines of the address")
  func references() throws {
    var letter = signed(3)
    letter.reference = [ReferenceRow(label: .plain("Dato"), value: .plain("i dag"))]
    let lines = try baselines(
      "reference: {column: 3, top: address}\nmargins: {right: 35 mm}", letter)
    let label = try #require(lines.first { $0.part == .reference }).origin
    #expect(label.y == lines.first { $0.part == .address }?.origin.y)
    #expect(label.x == lines.last { $0.part == .signers }?.origin.x)
  }

  @Test("wordmark and caption stand as far apart as the stationery says")
  func letterhead() throws {
    func distance(_ more: String) throws -> Length {
      let yaml = "letterhead: {wordmark: KS, caption: Kommunesektorens organisasjon\(more)}"
      let lines = try baselines(yaml, .with([])).filter { $0.part == .letterhead }
      return lines[1].origin.y - lines[0].origin.y
    }
    #expect(try distance(", gap: 7 pt") - distance("") == .points(7))
  }

  // MARK: Large letters

  @Test("the ink of large letters begins where it would at the text's size")
  func opticalEdge() throws {
    func left(_ points: Double, title: String = "Brev") throws -> Length {
      try #require(
        try baselines(
          "title: {size: \(points) pt, leading: \(points + 6) pt}", .with([], title: title)
        ).first { $0.part == .title }
      ).origin.x
    }
    let edge = Length.millimetres(25)
    #expect(try left(13.9) == edge)
    // The B of Open Sans Bold stands 184 of 2048 units from the pen, whatever its size.
    for points in [14.0, 30] {
      #expect(abs((edge - (try left(points))).points - (points - 10) * 184 / 2048) < 0.01)
    }
    #expect(try left(30, title: "\u{A0}") == edge)
  }

  // MARK: Pages

  @Test("a letter of one page has no number if the stationery says so; other texts stay")
  func onePage() throws {
    let yaml = """
      footer: {left: KS, right: "Side {{page}} av {{pages}}", one page: no}
      """
    let fixture = try LayoutFixture(yaml: yaml)
    func footers(_ lines: Int) throws -> [[String]] {
      try fixture.pages(.with([.paragraph(1, lines: lines)])).map { page in
        page.blocks.filter { $0.fragment.id.block.part == .footer }.flatMap { block in
          block.fragment.items.compactMap { item in
            if case .text(let run) = item.content { run.text } else { nil }
          }
        }
      }
    }
    #expect(try footers(3) == [["KS"]])
    #expect(try footers(60).map { Set($0) } == [["KS", "Side 1 av 2"], ["KS", "Side 2 av 2"]])
  }
}
