import Cairo
import Foundation
import Geometry
import TestSupport
import Testing

private let openSans = "/usr/share/fonts/truetype/open-sans/OpenSans-Regular.ttf"

struct FontFaceTests {
  @Test("a face has glyphs and advances in parts of the em")
  func metrics() throws {
    let face = try FontFace(path: openSans)
    let glyph = try #require(face.glyph(for: "H"))
    #expect(abs(face.advance(of: glyph) - 0.738) < 0.001)
    #expect(face.glyph(for: "\u{4E2D}") == nil)
    #expect(face.advance(of: 1_000_000) == 0)
  }

  @Test("a file that is missing or no font says so")
  func unreadable() throws {
    let folder = try TemporaryFolder()
    let text = try folder.write("not a font", to: "font.ttf")
    #expect(throws: FontFileError.cannotOpen) { try FontFace(path: "/nowhere/font.ttf") }
    #expect(throws: FontFileError.notAFont) { try FontFace(path: text.path()) }
    #expect(throws: FontFileError.self) { try FontFace(path: openSans, index: 7) }
    #expect(FontFileError.cannotOpen.description == "it is not there or may not be read")
    #expect(FontFileError.notAFont.description == "it is not a font")
  }

  @Test("a face may go away before what was drawn with it")
  func lifetime() throws {
    let surface = try PDFSurface(size: .a4)
    do {
      let face = try FontFace(path: openSans)
      try surface.context.setFont(face, size: 12)
      try surface.context.showText(run("a", in: face))
    }
    try surface.endPage()
    #expect(try surface.finish().starts(with: "%PDF".utf8))
  }
}

struct ContextTests {
  @Test("clusters that do not cover the glyphs are an error, and every later call throws it")
  func badClusters() throws {
    let surface = try PDFSurface(size: .a4)
    let face = try FontFace(path: openSans)
    var buffer = run("ab", in: face)
    buffer.endCluster(glyphs: 3, text: "x".utf8)
    try surface.context.setFont(face, size: 12)
    #expect(throws: CairoError.invalidClusters) { try surface.context.showText(buffer) }
    #expect(throws: CairoError.invalidClusters) {
      try surface.context.fill(x: 0, y: 0, width: 1, height: 1)
    }
    do {
      _ = try surface.finish()
      Issue.record("a document that failed was finished")
    } catch {
      #expect(error == CairoError.invalidClusters)
    }
  }

  @Test("text that is not UTF-8 is an error")
  func badText() throws {
    let surface = try PDFSurface(size: .a4)
    let face = try FontFace(path: openSans)
    var buffer = GlyphBuffer()
    buffer.append(glyph: 1, x: 0, y: 0)
    buffer.endCluster(glyphs: 1, text: [0xC3])
    try surface.context.setFont(face, size: 12)
    #expect(throws: CairoError.invalidText) { try surface.context.showText(buffer) }
    #expect(CairoError.invalidText.description == "a text is not UTF-8")
  }

  @Test("a restore without a save is an error")
  func unbalancedRestore() throws {
    let surface = try PDFSurface(size: .a4)
    #expect(throws: CairoError.invalidRestore) { try surface.context.restore() }
  }

  @Test("tags that PDF does not know or that are closed twice are errors when the file is finished")
  func badTags() throws {
    #expect(throws: CairoError.invalidTag) { try draw(["Paragraph"]) }
    #expect(throws: CairoError.invalidTag) { try draw(["P"], closing: ["P", "P"]) }
  }

  @Test("a sheet has pixels, and not too many", arguments: [(0, 5), (5, -1), (40_000, 5)])
  func sizes(width: Int, height: Int) {
    #expect(throws: CairoError.invalidSize) {
      _ = try PixelSurface(width: width, height: height).finish()
    }
  }

  @Test("a fill covers its pixels exactly and paper is white")
  func fill() throws {
    let surface = try PixelSurface(width: 3, height: 1)
    try surface.context.setColor(Color(red: 10, green: 20, blue: 30))
    try surface.context.fill(x: 1, y: 0, width: 1, height: 1)
    #expect(
      try surface.finish() == [255, 255, 255, 255, 10, 20, 30, 255, 255, 255, 255, 255])
  }

  @Test("a picture is painted with its alpha and without soft edges")
  func picture() throws {
    let picture = try PictureSurface(
      width: 2, height: 1, pixels: [255, 0, 0, 255, 0, 0, 255, 0])
    let surface = try PixelSurface(width: 2, height: 1)
    try surface.context.paint(picture, x: 0, y: 0, width: 2, height: 1, hardEdges: true)
    #expect(try surface.finish() == [255, 0, 0, 255, 255, 255, 255, 255])
    #expect(throws: CairoError.invalidSize) {
      try PictureSurface(width: 2, height: 1, pixels: [1, 2, 3])
    }
  }

  @Test("moving, scaling and restoring")
  func transformations() throws {
    let surface = try PixelSurface(width: 4, height: 1)
    try surface.context.setColor(.black)
    try surface.context.save()
    try surface.context.translate(x: 1, y: 0)
    try surface.context.scale(by: 2)
    try surface.context.fill(x: 0, y: 0, width: 0.5, height: 1)
    try surface.context.restore()
    try surface.context.fill(x: 3, y: 0, width: 1, height: 1)
    let pixels = try surface.finish()
    #expect(stride(from: 0, to: 16, by: 4).map { pixels[$0] } == [255, 0, 255, 0])
  }
}

/// Opens and closes tags around a fill and finishes the file.
private func draw(_ tags: [String], closing: [String]? = nil) throws {
  let surface = try PDFSurface(size: .a4)
  for tag in tags { try surface.context.beginTag(tag) }
  try surface.context.fill(x: 0, y: 0, width: 1, height: 1)
  for tag in closing ?? tags { try surface.context.endTag(tag) }
  try surface.endPage()
  _ = try surface.finish()
}

/// Glyphs on top of each other for the characters of a text.
private func run(_ text: String, in face: FontFace) -> GlyphBuffer {
  var buffer = GlyphBuffer()
  for character in text.unicodeScalars {
    buffer.append(glyph: face.glyph(for: character) ?? 0, x: 20, y: 40)
    buffer.endCluster(glyphs: 1, text: String(character).utf8)
  }
  return buffer
}
