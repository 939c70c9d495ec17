import DisplayList
import Foundation
import Geometry
import HarfBuzz
import OpenSSL
import Testing

/// Faces that the tests are set in, from the font packages that `Scripts/setup` installs.
enum TestFace {
  static let regular = face("truetype/open-sans/OpenSans-Regular.ttf", "Open Sans", "Regular")
  static let bold = face("truetype/open-sans/OpenSans-Bold.ttf", "Open Sans", "Bold")
  static let compact = face("opentype/inter/Inter-Regular.otf", "Inter", "Regular")
  static let arabic = face("opentype/fonts-hosny-amiri/Amiri-Regular.ttf", "Amiri", "Regular")

  static let hebrew = face("truetype/dejavu/DejaVuSans.ttf", "DejaVu Sans", "Book")

  /// A face of a font file under Debian's folder of fonts.
  static func face(_ path: String, _ family: String, _ style: String) -> Face {
    let file = "/usr/share/fonts/\(path)"
    let digest = (try? Data(contentsOf: URL(filePath: file))).map { Digest.of($0) }
    return Face(digest: digest ?? [], index: 0, path: file, family: family, style: style)
  }
}

/// Sets lines of text with HarfBuzz, as simply as the writer's tests need.
struct Typesetter {
  var face = TestFace.regular
  var size = Length.points(10)
  var color = Color.black
  var isValue = true

  /// A line, or a part of one, of text in one direction.
  func run(
    _ text: String, at origin: Point = .zero, ending: GlyphRun.Ending = .none
  ) throws -> GlyphRun {
    let font = try OpenTypeFont(path: face.path, index: face.index)
    let (shaped, isRightToLeft) = font.shape(text)
    let units = { (value: Int) in Int32(value * size.units / font.unitsPerEm) }
    let glyphs = shaped.map { glyph in
      GlyphRun.Glyph(
        id: glyph.glyph, advance: units(glyph.advance), xOffset: units(glyph.xOffset),
        yOffset: -units(glyph.yOffset))
    }
    return GlyphRun(
      face: face, size: size, color: color, origin: origin, ascent: size, descent: size / 4,
      glyphs: glyphs, clusters: shaped.map { Int32($0.cluster) }, text: text,
      isRightToLeft: isRightToLeft, ending: ending, isValue: isValue)
  }

  /// A line that ends in a space which the line's end swallowed.
  func softLine(_ text: String, at origin: Point) throws -> GlyphRun {
    var run = try run(text + " ", at: origin, ending: .softBreak)
    run.glyphs[run.glyphs.count - 1] = .init(id: GlyphRun.Glyph.none, advance: 0)
    return run
  }
}
