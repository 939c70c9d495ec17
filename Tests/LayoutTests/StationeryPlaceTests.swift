import Diagnostics
import DisplayList
import Document
import Foundation
import Geometry
import Layout
import TestSupport
import Testing

/// What is wrong in a stationery is told at its line there, with exit status 78; and nothing in it is cut.
struct StationeryPlaceTests {
  private func problems(
    _ yaml: String, _ letter: Letter = .with([]), missingPictures: Bool = false
  ) throws -> [String] {
    let folder = try TemporaryFolder()
    let file = try folder.write(yaml, to: "s.yaml")
    do {
      let stationery = try Stationery.read(path: file.path, named: "s.yaml").output
      let fonts = try FontLibrary(
        stationery.fonts, folders: ["/usr/share/fonts"], places: stationery.places)
      let layout = try LetterLayout(
        stationery: stationery, fonts: fonts, language: "en",
        pictures: PictureLoader { _, name throws(DiagnosticsError) in
          throw DiagnosticsError(
            .error("picture.missing", "there is no picture '\(name)'", failure: .input))
        })
      return try layout.paginate(letter).warnings.map { "\($0.description)" }
    } catch {
      return error.diagnostics.map { problem in
        let first = problem.description.prefix { $0 != "\n" }
        return "\(first) \(problem.failure.rawValue)"
      }
    }
  }

  @Test(
    "faults have the place of what the stationery says",
    arguments: [
      (
        "paper: A4\nfonts: {text: No Such Font}",
        "s.yaml:2:15: error: there is no font family 'No Such Font' [layout.missing-font] 78"
      ),
      (
        "letterhead: {wordmark: \"\\u0001\"}",
        "s.yaml:1:24: error: no font has the character '\\u{1}' (U+0001) [layout.missing-character] 78"
      ),
      (
        "footer: {left: a, right: \"\\U00013000\"}",
        "s.yaml:1:26: error: no font has the character '\u{13000}' (U+13000) "
          + "[layout.missing-character] 78"
      ),
      (
        "letterhead: {logo: {file: nope.png, width: 10 mm, text: x}}",
        "s.yaml:1:20: error: there is no picture 'nope.png' [picture.missing] 78"
      ),
      (
        "text: {size: 14 pt, leading: 6 pt}",
        "s.yaml:1:7: error: the lines of 'text' stand over each other: the leading is smaller than "
          + "the size [stationery.leading] 78"
      ),
      (
        "margins: {top: 2 mm}\nheader: {left: HEADER}",
        "s.yaml:2:16: error: the header is 4.2 mm high, but the margin has only 2 mm "
          + "[stationery.measures] 78"
      ),
    ])
  func places(yaml: String, expected: String) throws {
    #expect(try problems(yaml) == [expected])
  }

  @Test("what overlaps on the first page is told at the letterhead")
  func overlap() throws {
    var letter = Letter.with([])
    letter.sender = [.plain("a"), .plain("b"), .plain("c")]
    let found = try problems(
      "paper: A4\nletterhead: {wordmark: Wordmark Wordmark, size: 60 pt}", letter)
    #expect(!found.isEmpty)
    #expect(found.allSatisfy { $0.hasPrefix("s.yaml:2:13: error: the letterhead and the ") })
  }

  @Test("a missing stationery is told where the letter names it")
  func missing() {
    let place = SourceLocation(file: "letter.md", line: 4, column: 13)
    let error = #expect(throws: DiagnosticsError.self) {
      try Stationery.read(path: "/nowhere/s.yaml", named: "s.yaml", at: place)
    }
    #expect(error?.diagnostics.map(\.location) == [place])
  }

  @Test("all lines of header, footer and watermark are set, in the middle of their margins")
  func lines() throws {
    let yaml = """
      header: {left: {"*": "One\\nTwo"}}
      footer:
        left: |
          Kari kommune
          Org.nr 999 999 999
        right: "{{page}}"
      """
    let fixture = try LayoutFixture(yaml: yaml, options: .init(watermark: "UTKAST\nikke send"))
    let pages = try fixture.pages(.with([.paragraph(1, lines: 60)]))
    #expect(pages[1].lines(of: .header) == ["One", "Two"])
    #expect(pages[0].lines(of: .footer).sorted() == ["1", "Kari kommune", "Org.nr 999 999 999"])
    #expect(pages[0].lines(of: .watermark) == ["UTKAST", "ikke send"])
    let footer = try #require(pages[0].blocks.last)
    #expect(footer.fragment.size.height == fixture.stationery.small.leading * 2)
    #expect(footer.origin.y > fixture.stationery.textBottom)
    let bottom = footer.origin.y + footer.fragment.size.height
    let room = fixture.stationery.paper.height - bottom
    #expect(abs((room - (footer.origin.y - fixture.stationery.textBottom)).units) <= 1)
  }
}
