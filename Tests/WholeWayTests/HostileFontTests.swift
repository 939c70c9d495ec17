import ArchivalPDF
import Diagnostics
import DisplayList
import Document
import Drawing
import Foundation
import Geometry
import Layout
import TestSupport
import Testing

/// Damaged fonts give letters or errors that name them, and nothing worse.
@Suite(.timeLimit(.minutes(30)))
struct HostileFontTests {
  /// A font with faults that follow from a seed.
  struct Case: CustomTestStringConvertible {
    var name: String
    var seeds: Range<UInt64>
    var testDescription: String { "\(name) \(seeds)" }
  }

  private static let cases = ["FlettBlocks-Regular.ttf", "FlettBlocks-Regular.otf"].flatMap {
    name in
    (UInt64(0)..<4).map { Case(name: name, seeds: $0 * 100..<$0 * 100 + 100) }
  }

  private static func font(_ name: String) throws -> [UInt8] {
    let folder = URL(filePath: #filePath).deletingLastPathComponent()
    return [UInt8](try Data(contentsOf: folder.appending(path: "Fixtures/\(name)")))
  }

  /// Lays a letter out in a font, and writes and draws it.
  private func make(_ font: [UInt8], named name: String) throws {
    let folder = try TemporaryFolder()
    try folder.write(Data(font), to: "Fonts/\(name)")
    let yaml = "fonts: {text: Flett Blocks}\nfooter: {left: Foot, right: \"{{page}}\"}"
    let file = try folder.write(yaml, to: "s.yaml")
    let stationery = try Stationery.read(path: file.path, named: "s.yaml").output
    let fonts = try FontLibrary(
      stationery.fonts, folders: [folder.url.appending(path: "Fonts").path])
    let layout = try LetterLayout(
      stationery: stationery, fonts: fonts, language: "en",
      pictures: PictureLoader { _, _ throws(DiagnosticsError) in throw DiagnosticsError([]) })
    let letter = try layout.paginate(HostileFontTests.letter).output
    _ = try ArchivalWriter(ArchivalOptions(producer: "Flett test")).write(letter)
    let painter = Painter()
    _ = try painter.pdf(of: letter)
    for page in letter.pages { _ = try painter.png(of: page, dotsPerInch: 50) }
  }

  private static let letter: Letter = {
    let place = SourceLocation(file: "letter.md", line: 1, column: 1)
    func inline(_ text: String, isValue: Bool = false) -> Inline {
      Inline(text, isValue: isValue, origin: place)
    }
    func block(_ content: Block.Content) -> Block {
      Block(node: 0, isStatic: false, origin: place, content: content)
    }
    var letter = Letter(
      key: "1", language: "en", metadata: Metadata(title: "Title"),
      address: Address(
        lines: [Line([inline("Ola AV fi")], isStatic: true, origin: place)], isNotice: false,
        origin: place))
    letter.title = block(.heading(level: 1, [inline("Head")]))
    letter.body = [
      block(
        .paragraph([inline("The quick brown fox, 1234567890: "), inline("Ærø", isValue: true)])),
      block(
        .list(
          List(
            start: 1, isTight: true,
            items: [.init(blocks: [block(.paragraph([inline("one")]))], origin: place)]))),
    ]
    return letter
  }()

  /// Errors that name the text or another family: letters of absurd width, names that were changed.
  private static let ofText = [
    "layout.missing-character", "layout.word-too-wide", "layout.missing-font",
    "layout.missing-style", "layout.word-parted",
  ]

  @Test("whole fonts are taken", arguments: ["FlettBlocks-Regular.ttf", "FlettBlocks-Regular.otf"])
  func whole(name: String) throws {
    try make(try HostileFontTests.font(name), named: name)
  }

  @Test("mutated fonts give a letter, or an error that names the font", arguments: cases)
  func mutated(_ fonts: Case) throws {
    let font = try HostileFontTests.font(fonts.name)
    for seed in fonts.seeds {
      do {
        try make(FontMutation.mutated(font, seed: seed), named: fonts.name)
      } catch let error as DiagnosticsError {
        for problem in error.diagnostics {
          let names = problem.message + problem.hints.joined()
          #expect(
            names.contains("Blocks") || HostileFontTests.ofText.contains(problem.id),
            "\(seed): \(problem)")
        }
      }
    }
  }
}
