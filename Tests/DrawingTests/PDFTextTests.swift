import DisplayList
import Drawing
import Geometry
import TestSupport
import Testing

/// Text that is drawn can be found, copied and read aloud.
struct PDFTextTests {
  @Test("the text comes out as it went in")
  func reading() throws {
    let text = try extracted(try Sample.everything())
    #expect(
      text == """
        Ærlig overskrift
        Les mer på nettsidene
        til KS nå, ikke sant?
        """)
  }

  @Test("a ligature is its letters, a mark joins its letter")
  func clusters() throws {
    var run = try Sample.run("efter")
    run.text = "effiter"  // the glyph of f stands for ffi
    run.clusters = [0, 1, 4, 5, 6]
    #expect(try extracted(run) == "effiter")
    var marked = try Sample.run("ae\u{301}b")
    marked.clusters = [0, 1, 1, 4]
    #expect(try extracted(marked) == "ae\u{301}b")
  }

  @Test("text that nothing is painted for stays, whether a space or not")
  func unpainted() throws {
    var soft = try Sample.run("ab-c ")
    soft.text = "ab\u{AD}c "
    soft.clusters = [0, 1, 2, 4, 5]
    #expect(try extracted(soft) == "ab\u{AD}c")
    var hidden = try Sample.run("abc")
    hidden.text = "ab\u{200D}c"
    hidden.glyphs.insert(GlyphRun.Glyph(id: GlyphRun.Glyph.none, advance: 0), at: 2)
    hidden.clusters = [0, 1, 2, 5]
    #expect(try extracted(hidden) == "ab\u{200D}c")
  }

  @Test("a line's end within the text is a space")
  func lineEnd() throws {
    var run = try Sample.run("ab ")
    run.text = "ab\u{2028}"
    let line = Sample.block(
      [Sample.text(run), Sample.text(try Sample.run("cd", x: 0, y: 24))])
    #expect(try extracted(Sample.page([line])) == "ab\ncd")
  }

  @Test(
    "clusters that are out of order or within a character cannot break the file",
    arguments: [
      [0, 4, 2, 1], [0, 0, 0, 0], [3, 3, 3, 3], [0, 1, 2, 99], [0, -5, 2, 3], [], [2, 0, 1],
    ])
  func wrongClusters(clusters: [Int32]) throws {
    var run = try Sample.run("aæbø")
    run.clusters = clusters
    #expect(try extracted(run) == "aæbø")
  }

  @Test("text from right to left is read from its right end")
  func rightToLeft() throws {
    let run = try Sample.run("שלום", isRightToLeft: true)
    #expect(
      try extracted(run).filter {
        $0.unicodeScalars.allSatisfy { $0.value > 0x590 && $0.value < 0x600 }
      } == "שלום")
  }

  @Test("a run without glyphs, and one with no text, paint without fault")
  func empty() throws {
    let nothing = try Sample.run("")
    var silent = try Sample.run("x")
    silent.text = ""
    #expect(try extracted(nothing) == "")
    _ = try extracted(silent)
  }

  private func extracted(_ run: GlyphRun) throws -> String {
    try extracted(Sample.page([Sample.block([Sample.text(run)])]))
  }

  private func extracted(_ page: Page) throws -> String {
    let bytes = try Painter().pdf(of: Sample.letter([page]))
    let check = try Program("qpdf").run(["--check", "FILE"], on: bytes)
    #expect(check.status == 0 && !check.text.contains("WARNING"), "\(check.text)")
    let text = try Program("pdftotext").run(["FILE", "-"], on: bytes).output
    return text.split(whereSeparator: { "\n\u{C}".contains($0) }).joined(separator: "\n")
  }
}
