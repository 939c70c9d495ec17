import ArchivalPDF
import Diagnostics
import DisplayList
import Document
import Foundation
import Geometry
import TestSupport
import Testing

/// Faults of the author, told before anything is written.
struct RefusalTests {
  /// What the writer says of a letter.
  private func problems(_ letter: PagedLetter) throws -> [String] {
    let writer = try ArchivalWriter(.test)
    let error = #expect(throws: DiagnosticsError.self) { try writer.write(letter) }
    return error?.diagnostics.map(\.description) ?? []
  }

  @Test("all faults are told at once")
  func several() throws {
    var builder = LetterBuilder(title: " ", language: "bokmål")
    let picture = try TestPicture.png("kart.png", bits: 8, type: 0, rows: [[0, 1, 2, 3, 4]])
    builder.picture(picture, alternative: " ")
    try builder.text(["For dypt"], as: .heading(level: 2))
    try builder.table(header: [], rows: [["A"]])
    try builder.link("", "", second: "her")
    try builder.link(" ", "https://www.ks.no/", second: " ")
    #expect(
      try problems(builder.paged) == [
        "error: the letter has no title [archive.no-title]",
        """
        error: 'bokmål' is no language [archive.language]
          hint: write nb for Bokmål, nn for Nynorsk, en for English
        """,
        """
        letter.md:7:1: error: the picture 'kart.png' has no text that stands for it \
        [archive.image-without-text]
          hint: say between the brackets what it shows: ![…](kart.png)
        """,
        """
        letter.md:20:1: error: the first heading is of level 2, not 1 [archive.heading-level]
          hint: make it a heading of level 1
        """,
        """
        letter.md:20:1: error: the table has no header row [archive.table-without-header]
          hint: say in a first row what each column holds
        """,
        "letter.md:20:1: error: a link leads nowhere [archive.link-target]",
        """
        letter.md:20:1: error: a link has no words to click on [archive.link-without-text]
          hint: say between the brackets where it leads: [words](address)
        """,
      ])
  }

  @Test("headings go down one level at a time")
  func headings() throws {
    var builder = LetterBuilder()
    for level in [1, 2, 3, 2, 1, 3] {
      try builder.text(["Kapittel"], as: .heading(level: level))
    }
    #expect(
      try problems(builder.paged) == [
        """
        letter.md:20:1: error: a heading of level 3 follows one of level 1 [archive.heading-level]
          hint: make it a heading of level 2
        """
      ])
  }

  @Test("a character that the font lacks is told with its place")
  func missingCharacter() throws {
    var builder = LetterBuilder()
    try builder.text(["日本"])
    #expect(
      try problems(builder.paged) == [
        """
        letter.md:20:1: error: the font 'Open Sans Regular' has no '日' [archive.missing-character]
          hint: name a further font family in the stationery that has it
        """,
        """
        letter.md:20:1: error: the font 'Open Sans Regular' has no '本' [archive.missing-character]
          hint: name a further font family in the stationery that has it
        """,
      ])
  }

  @Test("fonts that may not or cannot be embedded are refused by name")
  func fonts() throws {
    let folder = try TemporaryFolder()
    let original = try Data(contentsOf: URL(filePath: TestFace.regular.path))
    let cases = [
      ("restricted", original.settingEmbedding(0x0002), "embedding"),
      ("whole", original.settingEmbedding(0x0104), "embedding"),
      ("cut", original.prefix(300), "unreadable"), ("empty", Data(), "unreadable"),
    ]
    for (name, data, id) in cases {
      let path = try folder.write(data, to: "\(name).ttf").path
      let face = Face(digest: [UInt8](name.utf8), index: 0, path: path, family: name, style: "X")
      var letter = try Corpus.everyday("Rødt")
      letter.replaceFaces(with: face)
      let said = try problems(letter)
      #expect(said.count == 1 && said[0].contains("the font '\(name) X'"), "\(said)")
      #expect(said.first?.contains("[archive.font-\(id)]") == true, "\(said)")
    }
  }

  @Test("a picture that is broken after all is an error")
  func brokenPicture() throws {
    let graphic = Picture.Graphic(colorType: .rgbAlpha, bits: 8)
    var builder = LetterBuilder()
    builder.picture(
      Picture(
        name: "bad.png", content: .png(graphic), pixelWidth: 2, pixelHeight: 2, pixelsPerInch: nil,
        bytes: [1, 2, 3], digest: Array(repeating: 0, count: 32)), alternative: "Et bilde")
    let said = try problems(builder.paged)
    #expect(said.count == 1 && said[0].contains("[picture.broken]"), "\(said)")
  }
}

extension Data {
  /// The font with other licence bits in its `OS/2` table.
  fileprivate func settingEmbedding(_ bits: UInt16) -> Data {
    var result = self
    guard let entry = range(of: Data("OS/2".utf8))?.lowerBound else { return result }
    let offset = self[entry + 8..<entry + 12].reduce(0) { $0 << 8 | Int($1) }
    result[offset + 8] = UInt8(bits >> 8)
    result[offset + 9] = UInt8(bits & 255)
    return result
  }
}

extension PagedLetter {
  /// Sets all text in another face.
  fileprivate mutating func replaceFaces(with face: Face) {
    for page in pages.indices {
      pages[page].blocks = pages[page].blocks.map { block in
        let items = block.fragment.items.map { item in
          var item = item
          if case .text(var run) = item.content {
            run.face = face
            item.content = .text(run)
          }
          return item
        }
        let old = block.fragment
        return PlacedBlock(
          Fragment(
            id: old.id, isStatic: old.isStatic, size: old.size, items: items,
            elements: old.elements), at: block.origin)
      }
    }
  }
}
