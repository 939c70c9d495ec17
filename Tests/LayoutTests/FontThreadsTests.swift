import Dispatch
import DisplayList
import Document
import Drawing
import Foundation
import Geometry
import Synchronization
import TestSupport
import Testing

@testable import Pango

/// Many threads set and paint text in more faces than Cairo keeps open, while Pango's layout does the same.
///
/// Cairo keeps ten files open for whoever asks it for a font by its name; see `ShapingFont`.
@Suite("fonts and threads", .timeLimit(.minutes(30)))
struct FontThreadsTests {
  private static let families = ["Open Sans", "Lato", "Noto Serif", "Noto Sans"]
  private static let threads = 8
  private static let rounds = ProcessInfo.processInfo.environment["FLETT_LONG"] == nil ? 2 : 100

  /// What was painted, by family: the same, whichever thread did it.
  private final class Painted: Sendable {
    let pages = Mutex<[String: Set<[UInt8]>]>([:])
    let failures = Mutex<[String]>([])
  }

  @Test("text is set and painted alike in all threads")
  func threads() {
    let (painted, group) = (Painted(), DispatchGroup())
    for number in 0..<FontThreadsTests.threads {
      group.enter()
      Thread {
        do {
          try FontThreadsTests.work(number, painted)
        } catch {
          painted.failures.withLock { $0.append("\(error)") }
        }
        group.leave()
      }.start()
    }
    group.wait()
    #expect(painted.failures.withLock { $0 } == [])
    let pages = painted.pages.withLock { $0 }
    #expect(pages.count == FontThreadsTests.families.count)
    #expect(pages.values.allSatisfy { $0.count == 1 })
  }

  /// Sets, paints and holds against Pango's layout a letter in each family, beginning with another one in each thread.
  private static func work(_ number: Int, _ painted: Painted) throws {
    for round in 0..<rounds {
      for index in families.indices {
        let family = families[(index + number + round) % families.count]
        let fixture = try LayoutFixture(yaml: "fonts: {text: \(family), headings: \(family)}")
        for page in try fixture.pages(letter) {
          let image = try Painter().png(of: page, dotsPerInch: 40)
          painted.pages.withLock { _ = $0[family, default: []].insert(image) }
        }
        try compare(family)
      }
    }
  }

  private static func compare(_ family: String) throws {
    let name = family.filter { $0 != " " }
    let set = try FontSet(
      files: ["Regular", "Bold", "Italic", "BoldItalic"].compactMap { style in
        files.first { $0.hasSuffix("/\(name)-\(style).ttf") }
      })
    let shaper = try TextShaper(fonts: set, isRightToLeft: false) {
      Face(digest: [], index: $0.index, path: $0.path, family: "", style: "")
    }
    let language = TextLanguage("nb", number: 0)
    for style in 0..<4 {
      let font = TextFont(
        FontRequest(
          family: family, size: .points(10), isBold: style & 1 > 0, isItalic: style & 2 > 0),
        number: style)
      let span = Paragraph.Span(end: sample.utf8.count, font: font, language: language)
      let paragraph = Paragraph(text: sample, spans: [span])
      let text = shaper.text(of: paragraph)
      let line = text.line(from: 0, to: text.places[text.places.count - 1])
      let expected = PangoLayout(shaper: shaper).lines(of: paragraph, width: nil)
      guard [PangoLayout.Line(line)] == expected, shaper.extent(of: font, language).ascent > .zero
      else { throw Difference(family: family, style: style) }
    }
  }

  private struct Difference: Error {
    let family: String
    let style: Int
  }

  private static let files =
    FileManager.default.subpaths(atPath: "/usr/share/fonts")?.map {
      "/usr/share/fonts/\($0)"
    } ?? []
  private static let sample = "Støtte til AV-lokaler for barn, unge, To og fiffige WiFi-løsninger"

  private static let letter: Letter = {
    let inlines = (UInt8(0)..<4).map { bits in
      Inline(sample + ". ", style: Inline.Style(rawValue: bits), origin: place())
    }
    return Letter.with([.at(1, .paragraph(inlines))])
  }()
}
