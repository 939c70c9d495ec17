import DisplayList
import Document
import Geometry
import Pango

/// Cuts the runs of shaped lines along the inlines they come from.
struct LineAssembly {
  let inlines: [Inline]
  let style: SetStyle

  /// Our lines for shaped ones.
  func lines(_ shaped: [ShapedLine]) -> [TextSetter.Line] {
    let text = inlines.reduce(into: [UInt8]()) { $0 += $1.text.utf8 }
    let ends = inlineEnds()
    return shaped.map { line in
      var placed = line.runs.flatMap { pieces(of: $0, text: text, ends: ends) }
      // In the order of reading, the line ends in the piece whose text is the last.
      if let end = placed.indices.max(by: { placed[$0].start < placed[$1].start }) {
        placed[end].piece.run.ending = line.isForced ? .hardBreak : .softBreak
      }
      for index in placed.indices {
        placed[index].piece.run.origin.x = placed[index].piece.run.origin.x - line.startHang
      }
      return TextSetter.Line(
        pieces: placed.map(\.piece), width: line.opticalWidth, isHyphenated: line.isHyphenated)
    }
  }

  /// Our line for a plain text.
  func line(_ shaped: ShapedItem) -> TextSetter.Line {
    var pieces: [TextSetter.Line.Piece] = []
    pieces.reserveCapacity(inlines.count)
    if inlines.count == 1 {
      let piece = piece(
        shaped.face, shaped.glyphs, shaped.clusters, text: inlines[0].text, x: .zero, inlines[0])
      pieces.append(.init(run: piece, inline: 0))
    } else {
      append(shaped, to: &pieces)
    }
    if let last = pieces.indices.last { pieces[last].run.ending = .hardBreak }
    return TextSetter.Line(pieces: pieces, width: shaped.width)
  }

  /// Cuts a plain text along its inlines; a glyph belongs to the inline in which its text begins.
  private func append(_ shaped: ShapedItem, to pieces: inout [TextSetter.Line.Piece]) {
    let text = inlines.reduce(into: [UInt8]()) { $0 += $1.text.utf8 }
    var (x, first, limit) = (Length.zero, 0, 0)
    for (index, inline) in inlines.enumerated() {
      limit += inline.text.utf8.count
      var end = first
      while end < shaped.clusters.count, Int(shaped.clusters[end]) < limit { end += 1 }
      guard end > first else { continue }
      let start = shaped.clusters[first]
      let textEnd = end < shaped.clusters.count ? Int(shaped.clusters[end]) : text.count
      let run = piece(
        shaped.face, Array(shaped.glyphs[first..<end]),
        shaped.clusters[first..<end].map { $0 - start },
        text: String(decoding: text[Int(start)..<textEnd], as: UTF8.self), x: x, inline)
      x = x + run.width
      pieces.append(.init(run: run, inline: index))
      first = end
    }
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
      let inline = inline(of: first, in: run, ends)
      var end = first + 1
      while end < run.glyphs.count, self.inline(of: end, in: run, ends) == inline { end += 1 }
      let range = textRange(of: run, glyphs: first..<end)
      let start = Int32(range.lowerBound)
      var piece = piece(
        run.face, Array(run.glyphs[first..<end]), run.clusters[first..<end].map { $0 - start },
        text: self.text(range, of: run, glyphs: first..<end, text), x: x, inlines[inline])
      piece.isRightToLeft = run.isRightToLeft
      piece.stretch = run.stretch
      x = x + piece.width
      pieces.append((range.lowerBound, .init(run: piece, inline: inline)))
      first = end
    }
    return pieces
  }

  /// The text of glyphs, with a soft hyphen for what is put in at their end.
  private func text(
    _ range: Range<Int>, of run: ShapedLine.Run, glyphs: Range<Int>, _ text: [UInt8]
  ) -> String {
    let isInserted = glyphs.contains { Int(run.clusters[$0]) == run.range.upperBound }
    return String(decoding: text[range], as: UTF8.self) + (isInserted ? "\u{AD}" : "")
  }

  /// The inline that a glyph comes from; for what is put in at the end, that of the text before it.
  private func inline(of glyph: Int, in run: ShapedLine.Run, _ ends: [Int]) -> Int {
    inline(at: min(Int(run.clusters[glyph]), run.range.upperBound - 1), ends)
  }

  /// The inline in which a byte of the text stands; found by bisection, since a paragraph can have
  /// thousands.
  private func inline(at offset: Int, _ ends: [Int]) -> Int {
    var (first, behind) = (0, ends.count)
    while first < behind {
      let middle = (first + behind) / 2
      if offset < ends[middle] { behind = middle } else { first = middle + 1 }
    }
    return min(first, max(0, ends.count - 1))
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

  private func piece(
    _ face: Face, _ glyphs: [GlyphRun.Glyph], _ clusters: [Int32], text: String, x: Length,
    _ inline: Inline
  ) -> GlyphRun {
    GlyphRun(
      face: face, size: style.size(of: inline),
      color: inline.link == nil ? style.color : style.linkColor,
      origin: Point(x: x, y: .zero), ascent: style.extent.ascent, descent: style.extent.descent,
      glyphs: glyphs, clusters: clusters, text: text, isRightToLeft: false, ending: .none,
      isValue: inline.isValue)
  }
}
