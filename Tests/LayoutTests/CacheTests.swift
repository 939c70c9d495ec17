import Diagnostics
import DisplayList
import Document
import TestSupport
import Testing

@testable import Layout

/// What is kept from letter to letter must change how long one takes and nothing else.
@Suite("what layout keeps from letter to letter")
struct CacheTests {
  @Test("letters are the same alone and after any others", arguments: [1, 2, 3])
  func anyOrder(seed: UInt64) throws {
    var random = SplitMix(state: seed)
    let letters = (0..<40).map { _ in letter(&random) }
    let alone = try letters.map { try told($0, by: LayoutFixture().layout) }
    let layout = try LayoutFixture().layout
    for _ in 0..<2 {
      for index in letters.indices.shuffled(using: &random) {
        #expect(try told(letters[index], by: layout) == alone[index])
      }
    }
  }

  @Test("a static block is the same object in every letter, and so is a page of nothing else")
  func sharedObjects() throws {
    let layout = try LayoutFixture().layout
    let pages = try ["Rødt", "Venstre"].map { name -> [Page] in
      var letter = Letter.with((0..<8).map { .paragraph($0, lines: 10) })
      letter.address.lines = [Line([.plain(name)], isStatic: false, origin: place())]
      return try layout.paginate(letter).output.pages
    }
    #expect(pages[0].count == 3)
    for (first, second) in zip(pages[0].dropFirst(), pages[1].dropFirst()) {
      for (one, other) in zip(first.blocks, second.blocks) {
        #expect(one.fragment === other.fragment && one.origin == other.origin)
      }
    }
    let address = pages.map { $0[0].blocks.filter { $0.fragment.id.block.part == .address } }
    #expect(address[0][0].fragment !== address[1][0].fragment)
  }

  private func told(_ letter: Letter, by layout: LetterLayout) throws -> String {
    do throws(DiagnosticsError) {
      let pages = try layout.paginate(letter)
      return pages.output.trace + pages.warnings.map(\.description).joined(separator: "\n")
    } catch {
      return error.description
    }
  }

  /// A letter of a mailing in which everything may differ: how many blocks there are and how long,
  /// whether a record changes them, which rows of the reference block vanish, and what is wrong.
  private func letter(_ random: inout SplitMix) -> Letter {
    func chance(_ count: Int) -> Bool { Int.random(in: 0..<count, using: &random) == 0 }
    func text(_ words: ClosedRange<Int>) -> String {
      let all = ["kommune", "og", "fylke", "barn", "Ελλάδα", "0150", "støtte", "ﬁ", "AVTo"]
      return (0..<Int.random(in: words, using: &random)).map { _ in
        all.randomElement(using: &random) ?? ""
      }.joined(separator: " ")
    }
    func variable(_ text: String) -> Line { Line([.plain(text)], isStatic: false, origin: place()) }
    var body: [Block] = []
    for node in 1...14 where !chance(4) {
      body.append(
        node % 3 == 0
          ? .at(node, .paragraph([.plain(text(0...90))]), isStatic: false)
          : .paragraph(node, lines: node))
    }
    var letter = Letter.with(body, title: chance(2) ? "Innspill" : "Svar til \(text(1...30))")
    letter.title?.isStatic = letter.metadata.title == "Innspill"
    letter.address.lines = (0..<Int.random(in: 0...7, using: &random)).map { _ in
      variable(text(1...5))
    }
    for label in ["Vår referanse", "Arkivkode", "Dato", "Saksbehandler"] where !chance(3) {
      letter.reference.append(
        ReferenceRow(label: .plain(label), value: chance(2) ? .plain("1") : variable(text(0...6))))
    }
    if chance(2) { letter.closing = .plain("Med vennlig hilsen") }
    if chance(2) { letter.signers = [Signer(lines: [.plain("Rune"), variable(text(1...3))])] }
    if chance(3) { letter.sender = [variable(text(1...8))] }
    if chance(20) { letter.address.lines.append(variable(String(repeating: "W", count: 80))) }
    return letter
  }
}
