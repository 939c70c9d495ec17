import Diagnostics
import DisplayList
import Document
import Foundation
import Geometry
import Layout
import TestSupport
import Testing

/// Text that brings the libraries below down, or takes them forever, never reaches them.
@Suite(.timeLimit(.minutes(30)))
struct HostileTextTests {
  private func problems(_ letter: Letter, yaml: String = "paper: A4") throws -> [Diagnostic] {
    do {
      return try LayoutFixture(yaml: yaml).layout.paginate(letter).warnings
    } catch let error as DiagnosticsError {
      return error.diagnostics
    }
  }

  /// Controls of direction, most of them opening, and brackets.
  private func controls(_ numbers: inout SeededNumbers) -> String {
    let openers: [Unicode.Scalar] = [
      "\u{202A}", "\u{202B}", "\u{202D}", "\u{202E}", "\u{2066}", "\u{2067}", "\u{2068}",
    ]
    let others: [Unicode.Scalar] = ["\u{202C}", "\u{2069}", "(", ")", "[", "a", "1", " "]
    var text = String.UnicodeScalarView()
    for _ in 0..<Int.random(in: 1...300, using: &numbers) {
      let choice = Int.random(in: 0..<20, using: &numbers) < 16 ? openers : others
      text.append(choice[Int.random(in: 0..<choice.count, using: &numbers)])
    }
    return String(text)
  }

  @Test("controls of direction without end are an error, in any part of a letter")
  func controls() throws {
    var numbers = SeededNumbers(seed: 14)
    let fixture = try LayoutFixture(yaml: "paper: A4")
    for round in 0..<400 {
      var letter = Letter.with([], title: round % 2 == 0 ? controls(&numbers) : "T")
      letter.body = [.at(3, .paragraph([.plain("a"), .plain(controls(&numbers))]))]
      letter.address.lines = [.plain(controls(&numbers))]
      letter.closing = .plain(controls(&numbers))
      do {
        _ = try fixture.layout.paginate(letter)
      } catch {
        for problem in error.diagnostics {
          #expect(
            ["layout.direction-controls", "layout.missing-character", "layout.word-too-wide"]
              .contains(problem.id))
        }
      }
    }
  }

  @Test("the error is told where too many are open")
  func tooDeep() throws {
    let text = String(repeating: "\u{2067}(", count: 100)
    let letter = Letter.with([
      .at(
        1,
        .paragraph([
          .plain("a"),
          Inline(
            text,
            origin: SourceLocation(
              file: "letter.md", line: 9, column: 4)),
        ]))
    ])
    #expect(
      try problems(letter).map(\.description) == [
        """
        letter.md:9:4: error: more than 16 controls of direction (U+202A–U+202E, U+2066–U+2069) \
        are open at once [layout.direction-controls]
          hint: end each with U+202C or U+2069, or remove them
        """
      ])
    let footer = "footer: {left: \"\(text)\"}"
    #expect(
      try problems(.with([]), yaml: footer).map { "\($0.location?.description ?? "") \($0.id)" }
        == ["s.yaml:1:16 layout.direction-controls"])
  }

  @Test("a table of more columns than there is room for is an error before it is measured")
  func columns() throws {
    let cell = Table.Cell([.plain("x")], origin: place(7))
    let row = Array(repeating: cell, count: 2000)
    let table = Table(
      alignments: Array(repeating: .leading, count: 2000), header: row,
      rows: Array(repeating: row, count: 2000))
    #expect(
      try problems(.with([.at(6, .table(table))])).map(\.description) == [
        """
        letter.md:7:1: error: the table has 2000 columns, but there is room for 32 at most \
        [layout.too-many-columns]
          hint: split it into several tables
        """
      ])
  }

  @Test("a footer of eight thousand words is shortened in a few steps")
  func footer() throws {
    let words = String(repeating: "word ", count: 8000)
    let found = try problems(.with([]), yaml: "footer: {left: \(words)}")
    #expect(
      found.map(\.description) == [
        """
        s.yaml:1:16: warning: 'word word word word word word word word …' does not fit the header \
        or footer and is shortened [layout.header-too-wide]
        """
      ])
  }

  @Test("thousands of lines in one paragraph")
  func lines() throws {
    let text = String(repeating: "w\u{2028}", count: 20_000)
    let pages = try LayoutFixture(yaml: "paper: A4").pages(
      .with([.at(1, .paragraph([.plain(text)]))]))
    #expect(pages.count > 300)
  }

  @Test("thousands of spans in one paragraph")
  func spans() throws {
    let spans = (0..<40_000).map { index in
      Inline("w ", style: index.isMultiple(of: 2) ? .emphasis : [], origin: place(1))
    }
    let pages = try LayoutFixture(yaml: "paper: A4").pages(.with([.at(1, .paragraph(spans))]))
    #expect(pages.count > 5)
  }

  @Test("pictures that would not be seen are an error")
  func invisible() throws {
    let image = ImageReference(
      name: "p.png", path: "p.png", alternative: "x", origin: place(5))
    let fixture = try LayoutFixture(yaml: "paper: A4", pixels: (30_000, 1))
    let letter = Letter.with([.at(4, .image(image))])
    let error = #expect(throws: DiagnosticsError.self) { try fixture.layout.paginate(letter) }
    #expect(error?.diagnostics.map(\.id) == ["layout.image-invisible"])
  }
}
