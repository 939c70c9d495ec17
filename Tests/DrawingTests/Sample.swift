import Cairo
import DisplayList
import Document
import Foundation
import Geometry
import Imaging
import Testing

/// Letters made by hand, a glyph for each character of Open Sans.
enum Sample {
  static let regular = Face(
    digest: [1], index: 0, path: "/usr/share/fonts/truetype/open-sans/OpenSans-Regular.ttf",
    family: "Open Sans", style: "Regular")
  static let bold = Face(
    digest: [2], index: 0, path: "/usr/share/fonts/truetype/open-sans/OpenSans-Bold.ttf",
    family: "Open Sans", style: "Bold")
  static let gone = Face(
    digest: [3], index: 0, path: "/nowhere/Gone.ttf", family: "Gone", style: "Italic")

  /// A run of text; a space at the end paints nothing, as where a line was broken.
  static func run(
    _ text: String, x: Double = 0, y: Double = 12, size: Double = 11, face: Face = regular,
    color: Color = .black, isRightToLeft: Bool = false
  ) throws -> GlyphRun {
    let font = try FontFace(path: regular.path)
    var (glyphs, clusters, offset): ([GlyphRun.Glyph], [Int32], Int32) = ([], [], 0)
    for character in text.unicodeScalars {
      let id = font.glyph(for: character) ?? 0
      let advance = Length.points(font.advance(of: id) * size).units
      glyphs.append(GlyphRun.Glyph(id: id, advance: Int32(advance)))
      clusters.append(offset)
      offset += Int32(String(character).utf8.count)
    }
    if text.hasSuffix(" "), let last = glyphs.indices.last {
      glyphs[last] = GlyphRun.Glyph(id: GlyphRun.Glyph.none, advance: 0)
    }
    return GlyphRun(
      face: face, size: .points(size), color: color, origin: point(x, y), ascent: .points(size),
      descent: .points(size * 0.3), glyphs: isRightToLeft ? glyphs.reversed() : glyphs,
      clusters: isRightToLeft ? clusters.reversed() : clusters, text: text,
      isRightToLeft: isRightToLeft, ending: .hardBreak, isValue: false)
  }

  static func point(_ x: Double, _ y: Double) -> Point { Point(x: .points(x), y: .points(y)) }

  static func rectangle(
    _ x: Double, _ y: Double, _ width: Double, _ height: Double
  ) -> Rectangle {
    Rectangle(origin: point(x, y), size: Size(width: .points(width), height: .points(height)))
  }

  static func text(_ run: GlyphRun, element: Int = 0) -> Item {
    Item(.text(run), meaning: .element(element), origin: nil)
  }

  static func block(
    _ items: [Item], elements: [Element] = [Element(.paragraph)], x: Double = 72, y: Double = 72,
    node: Int = 0
  ) -> PlacedBlock {
    let fragment = Fragment(
      id: FragmentID(block: BlockID(.body, node: node), lines: 0..<1), isStatic: true,
      size: Size(width: .points(300), height: .points(20)), items: items, elements: elements)
    return PlacedBlock(fragment, at: point(x, y))
  }

  static func page(_ blocks: [PlacedBlock], number: Int = 1, size: Size = .a4) -> Page {
    Page(size: size, number: number, blocks: blocks)
  }

  static func letter(
    _ pages: [Page], metadata: Metadata = Metadata(title: "Et brev", date: "2020-08-19")
  ) -> PagedLetter {
    PagedLetter(key: "key", language: "nb", metadata: metadata, pages: pages)
  }

  /// A page with a heading, a paragraph of two lines with a link over both, a rule and a picture.
  static func everything(number: Int = 1) throws -> Page {
    let link = Element(.link(target: "https://ks.no/på (1)?a='b'\\"), in: 0)
    let (blue, elements) = (
      Color(red: 0, green: 60, blue: 160), [Element(.paragraph), link, Element(.span, in: 1)]
    )
    let words = try [run("Les mer på "), run("nettsidene ", color: blue)]
    let more = try [run("til KS", color: blue), run(" nå", color: blue), run(", ikke sant?")]
    let lines = [
      text(words[0]), text(after(words[..<1], words[1]), element: 1),
      text(after([], more[0], down: 16), element: 1),
      text(after(more[..<1], more[1], down: 16), element: 2),
      Item(.fill(rectangle(0, 30, 45, 0.6), blue), meaning: .artifact(.decoration), origin: nil),
      text(after(more[..<2], more[2], down: 16)),
    ]
    let figure = Item(
      .image(try photo(), in: rectangle(0, 0, 96, 48)), meaning: .element(0), origin: nil)
    let rule = Item(
      .fill(rectangle(0, 0, 300, 0.5), .black), meaning: .artifact(.decoration), origin: nil)
    return page(
      [
        block(
          [text(try run("Ærlig overskrift", y: 16, size: 16, face: bold))],
          elements: [Element(.heading(level: 1))]),
        block(lines, elements: elements, y: 100),
        block([figure], elements: [Element(.figure, alternative: "Et bilde")], y: 150),
        block([rule], y: 210),
      ], number: number)
  }

  /// The run where others before it on its line end, so many points further down.
  private static func after(
    _ others: ArraySlice<GlyphRun>, _ run: GlyphRun, down: Double = 0
  ) -> GlyphRun {
    var run = run
    // A space that paints nothing still takes its room within a line.
    let spaces = others.count { $0.text.hasSuffix(" ") }
    run.origin.x = others.reduce(.points(2.86) * spaces) { $0 + $1.width }
    run.origin.y += .points(down)
    return run
  }

  static func photo() throws -> Picture {
    let file = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "Fixtures/photo.jpg")
    return try PictureReader.read(path: file.path(percentEncoded: false), named: "photo.jpg")
  }

  /// A picture of two by two pixels: red, half green, clear, white.
  static func transparent() throws -> Picture {
    let bitmap = try #require(
      Bitmap(
        width: 2, height: 2,
        pixels: [255, 0, 0, 255, 0, 255, 0, 128, 0, 0, 0, 0, 255, 255, 255, 255]))
    return try PictureReader.read(try bitmap.png(), named: "dots.png")
  }
}
