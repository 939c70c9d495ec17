import Diagnostics
import DisplayList
import Document
import Foundation
import Geometry
import Layout
import TestSupport

/// A stationery with its fonts, ready to lay letters out.
struct LayoutFixture {
  let stationery: Stationery
  let layout: LetterLayout

  /// The stationery that benchmarks keep, or one made of `yaml`.
  init(
    yaml: String? = nil, language: String = "nb", options: LetterLayout.Options = .init(),
    pixels: (width: Int, height: Int) = (300, 100), hyphenation: HyphenationRules? = nil
  ) throws {
    let kept = projectFolder.appending(path: "Scripts/benchmark/ks.yaml").path
    if let yaml {
      let folder = try TemporaryFolder()
      let file = try folder.write(yaml, to: "s.yaml")
      stationery = try Stationery.read(path: file.path, named: "s.yaml").output
    } else {
      stationery = try Stationery.read(path: kept, named: "ks.yaml").output
    }
    let fonts = try FontLibrary(stationery.fonts, folders: FontLibrary.folders(near: kept))
    layout = try LetterLayout(
      stationery: stationery, fonts: fonts, language: language,
      pictures: PictureLoader { _, name throws(DiagnosticsError) in
        Picture(
          name: name, content: .jpeg(channels: 3), pixelWidth: pixels.width,
          pixelHeight: pixels.height, pixelsPerInch: 150,
          bytes: [], digest: Array(name.utf8))
      }, hyphenation: hyphenation, options: options)
  }

  /// The pages of a letter; its faults are thrown.
  func pages(_ letter: Letter) throws -> [Page] {
    try layout.paginate(letter).output.pages
  }
}

/// Where hand-made text says it comes from: a line of a template of that name.
func place(_ line: Int = 1) -> SourceLocation {
  SourceLocation(file: "letter.md", line: line, column: 1)
}

extension Inline {
  /// Plain text of line 1.
  static func plain(_ text: String) -> Inline { Inline(text, origin: place()) }
}

extension Line {
  /// A static line of plain text.
  static func plain(_ text: String) -> Line {
    Line([.plain(text)], isStatic: true, origin: place())
  }
}

extension Block {
  /// A block of the template's line `node + 1`.
  static func at(_ node: Int, _ content: Content, isStatic: Bool = true) -> Block {
    Block(node: node, isStatic: isStatic, origin: place(node + 1), content: content)
  }

  /// A paragraph of so many lines of about the column's width.
  static func paragraph(_ node: Int, lines: Int) -> Block {
    let line = Array(repeating: "kommune", count: 7).joined(separator: " ")
    let text = (1...max(1, lines)).map { _ in line }.joined(separator: "\u{2028}")
    return at(node, .paragraph([.plain(text)]))
  }
}

extension Letter {
  /// A letter with a title and this body.
  static func with(_ body: [Block], title: String = "Innspill til partiprogrammene") -> Letter {
    var letter = Letter(
      key: "Rødt", language: "nb", metadata: Metadata(title: title, date: "2020-08-19"),
      address: Address(lines: [.plain("Rødt")], isNotice: false, origin: place()))
    letter.title = .at(0, .heading(level: 1, [.plain(title)]))
    letter.body = body
    return letter
  }
}

extension Page {
  /// The text of each line that belongs to an element, with the part it is of.
  func lines(of part: BlockID.Part) -> [String] {
    blocks.filter { $0.fragment.id.block.part == part }.flatMap { block in
      block.fragment.items.compactMap { item in
        if case .text(let run) = item.content { run.text } else { nil }
      }
    }
  }
}
