import DisplayList
import Document
import Geometry
import Pango

/// Cuts the runs that Pango made along the inlines they come from.
struct LineAssembly {
  let setter: TextSetter
  let inlines: [Inline]
  let paragraph: Paragraph
  let style: TextStyle

  /// Our lines for Pango's.
  func lines(_ shaped: [ShapedLine]) -> [TextSetter.Line] {
    let text = Array(paragraph.text.utf8)
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
      let inline = inline(at: run.clusters[first], ends)
      var end = first + 1
      while end < run.glyphs.count, self.inline(at: run.clusters[end], ends) == inline { end += 1 }
      let range = textRange(of: run, glyphs: first..<end)
      let piece = glyphRun(run, glyphs: first..<end, range: range, text: text, x: x, inline)
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
    let clusters = run.clusters[glyphs]
    let start = clusters.min() ?? run.range.lowerBound
    let highest = clusters.max() ?? start
    let end = run.clusters.filter { $0 > highest }.min() ?? run.range.upperBound
    return start..<end
  }

  private func glyphRun(
    _ run: ShapedLine.Run, glyphs: Range<Int>, range: Range<Int>, text: [UInt8], x: Length,
    _ inline: Int
  ) -> GlyphRun {
    let (ascent, descent) = setter.extent(of: style)
    let isCode = inlines[inline].style.contains(.code)
    return GlyphRun(
      face: setter.face(run.font),
      size: isCode ? style.text.size.scaled(by: 0.92) : style.text.size,
      color: inlines[inline].link == nil ? style.color : style.linkColor,
      origin: Point(x: x, y: .zero), ascent: ascent, descent: descent,
      glyphs: Array(run.glyphs[glyphs]),
      clusters: run.clusters[glyphs].map { Int32(clamping: $0 - range.lowerBound) },
      text: String(decoding: text[range], as: UTF8.self), isRightToLeft: run.isRightToLeft,
      ending: .none)
  }
}
