import DisplayList
import Document
import Geometry
import Pango

/// Cuts the runs that Pango made along the inlines they come from.
struct LineAssembly {
  let inlines: [Inline]
  let style: SetStyle

  /// Our lines for Pango's.
  func lines(_ shaped: [ShapedLine]) -> [TextSetter.Line] {
    if let line = whole(shaped) { return [line] }
    let text = inlines.reduce(into: [UInt8]()) { $0 += $1.text.utf8 }
    let ends = inlineEnds()
    return shaped.indices.map { index in
      var placed = shaped[index].runs.flatMap { pieces(of: $0, text: text, ends: ends) }
      // Pango makes a run of the line separator itself; the line's ending says as much.
      let isHard = placed.contains { $0.piece.run.text == LineAssembly.separator }
      placed.removeAll { $0.piece.run.text == LineAssembly.separator }
      // In the order of reading, the line ends in the piece whose text is the last.
      if let end = placed.indices.max(by: { placed[$0].start < placed[$1].start }) {
        placed[end].piece.run.ending =
          isHard || index == shaped.count - 1 ? .hardBreak : .softBreak
      }
      return TextSetter.Line(pieces: placed.map(\.piece), width: shaped[index].width)
    }
  }

  /// U+2028, which ends a line within a paragraph.
  private static let separator = "\u{2028}"

  /// The one line of one inline that is one run, as most short texts are: nothing is cut.
  private func whole(_ shaped: [ShapedLine]) -> TextSetter.Line? {
    guard inlines.count == 1, shaped.count == 1, shaped[0].runs.count == 1 else { return nil }
    let run = shaped[0].runs[0]
    guard !run.isRightToLeft, run.range.count == inlines[0].text.utf8.count,
      inlines[0].text != LineAssembly.separator, run.clusters.first == 0
    else { return nil }
    var piece = glyphRun(
      run, run.glyphs, run.clusters, text: inlines[0].text, x: run.x, inlines[0])
    piece.ending = .hardBreak
    return TextSetter.Line(pieces: [.init(run: piece, inline: 0)], width: shaped[0].width)
  }

  /// Where each inline's text ends, in UTF-8 bytes of the paragraph.
  private func inlineEnds() -> [Int] {
    var end = 0
    return inlines.map { inline in
      end += inline.text.utf8.count
      return end
    }
  }

  private typealias Placed = (start: Int, piece: TextSetter.Line.Piece)

  /// The pieces of a run, one for each inline that it takes text from, from left to right.
  private func pieces(of run: ShapedLine.Run, text: [UInt8], ends: [Int]) -> [Placed] {
    var pieces: [Placed] = []
    var x = run.x
    var first = 0
    while first < run.glyphs.count {
      let inline = inline(at: Int(run.clusters[first]), ends)
      var end = first + 1
      while end < run.glyphs.count, self.inline(at: Int(run.clusters[end]), ends) == inline {
        end += 1
      }
      let range = textRange(of: run, glyphs: first..<end)
      let start = Int32(range.lowerBound)
      let piece = glyphRun(
        run, Array(run.glyphs[first..<end]), run.clusters[first..<end].map { $0 - start },
        text: String(decoding: text[range], as: UTF8.self), x: x, inlines[inline])
      x = x + piece.width
      pieces.append((range.lowerBound, .init(run: piece, inline: inline)))
      first = end
    }
    return pieces
  }

  private func inline(at offset: Int, _ ends: [Int]) -> Int {
    ends.firstIndex { offset < $0 } ?? max(0, ends.count - 1)
  }

  /// The text that glyphs stand for: from their first cluster to the first one after them.
  private func textRange(of run: ShapedLine.Run, glyphs: Range<Int>) -> Range<Int> {
    if !run.isRightToLeft {
      let end = glyphs.upperBound
      return Int(
        run.clusters[glyphs.lowerBound])..<(end < run.clusters.count
        ? Int(run.clusters[end]) : run.range.upperBound)
    }
    let clusters = run.clusters[glyphs]
    let start = clusters.min().map(Int.init) ?? run.range.lowerBound
    let highest = clusters.max() ?? Int32(clamping: start)
    let end = run.clusters.filter { $0 > highest }.min().map(Int.init) ?? run.range.upperBound
    return start..<end
  }

  private func glyphRun(
    _ run: ShapedLine.Run, _ glyphs: [GlyphRun.Glyph], _ clusters: [Int32], text: String,
    x: Length, _ inline: Inline
  ) -> GlyphRun {
    GlyphRun(
      face: run.face, size: style.size(of: inline),
      color: inline.link == nil ? style.color : style.linkColor,
      origin: Point(x: x, y: .zero), ascent: style.extent.ascent, descent: style.extent.descent,
      glyphs: glyphs, clusters: clusters, text: text, isRightToLeft: run.isRightToLeft,
      ending: .none)
  }
}
