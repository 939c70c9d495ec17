import Cairo
import DisplayList
import Geometry

extension GlyphBuffer {
  /// Adds the glyphs of a run that paint something, without their text.
  mutating func appendPainted(_ run: GlyphRun, at origin: Point) {
    var pen = origin.x + run.origin.x
    let baseline = origin.y + run.origin.y
    for glyph in run.glyphs {
      append(glyph, pen: pen, baseline: baseline)
      pen.units += Int(glyph.advance)
    }
  }

  /// Adds a run with its text, in reading order.
  ///
  /// Text under glyphs that paint nothing would be lost, since readers of PDF place text by its glyphs:
  /// a space gets the face's own `space` glyph, and anything else joins the cluster before it.
  mutating func append(_ run: GlyphRun, at origin: Point, space: UInt32?) {
    let text = Array(run.text.utf8)
    let pens = penPositions(of: run, from: origin)
    var builder = ClusterBuilder(text: text, space: space)
    let order = run.isRightToLeft ? Array(run.glyphs.indices.reversed()) : Array(run.glyphs.indices)
    for (position, index) in order.enumerated() {
      let start = index < run.clusters.count ? Int(run.clusters[index]) : 0
      if position > 0, builder.isBoundary(start) {
        builder.end(at: start, into: &self)
      }
      builder.add(run.glyphs[index], pen: pens[index])
    }
    builder.end(at: text.count, into: &self)
    builder.finish(into: &self)
  }

  private func penPositions(of run: GlyphRun, from origin: Point) -> [Point] {
    var pen = origin + run.origin
    return run.glyphs.map { glyph in
      defer { pen.x.units += Int(glyph.advance) }
      return pen
    }
  }

  fileprivate mutating func append(_ glyph: GlyphRun.Glyph, pen: Length, baseline: Length) {
    guard glyph.id != GlyphRun.Glyph.none else { return }
    append(
      glyph: glyph.id, x: Length(units: pen.units + Int(glyph.xOffset)).points,
      y: Length(units: baseline.units + Int(glyph.yOffset)).points)
  }
}

/// Gathers glyphs into clusters that cover a run's text without gaps, as Cairo demands.
private struct ClusterBuilder {
  let text: [UInt8]
  let space: UInt32?
  private var start = 0
  private var glyphs: [(glyph: GlyphRun.Glyph, pen: Point)] = []
  /// The last cluster that paints something, held back for text that nothing is painted for.
  private var pending: (glyphs: [(glyph: GlyphRun.Glyph, pen: Point)], text: Range<Int>)?

  init(text: [UInt8], space: UInt32?) {
    (self.text, self.space) = (text, space)
  }

  /// Whether a new cluster may begin at a byte: after the one that is open, and at a character.
  func isBoundary(_ byte: Int) -> Bool {
    byte > start && byte < text.count && text[byte] & 0xC0 != 0x80
  }

  mutating func add(_ glyph: GlyphRun.Glyph, pen: Point) {
    glyphs.append((glyph, pen))
  }

  /// Ends the open cluster before a byte and opens the next one there.
  mutating func end(at byte: Int, into buffer: inout GlyphBuffer) {
    defer { (start, glyphs) = (byte, []) }
    let range = start..<byte
    var painted = glyphs.filter { $0.glyph.id != GlyphRun.Glyph.none }
    if painted.isEmpty, let space, isBlank(range), let pen = glyphs.first?.pen {
      painted = [(GlyphRun.Glyph(id: space, advance: 0), pen)]
    }
    if painted.isEmpty, let before = pending {
      pending = (before.glyphs, before.text.lowerBound..<byte)
    } else if let before = pending, before.glyphs.isEmpty {
      pending = (painted, before.text.lowerBound..<byte)
    } else {
      flush(into: &buffer)
      pending = (painted, range)
    }
  }

  /// Hands over the last cluster; text alone, with nothing painted in the whole run, is let go.
  mutating func finish(into buffer: inout GlyphBuffer) {
    flush(into: &buffer)
  }

  private mutating func flush(into buffer: inout GlyphBuffer) {
    guard let cluster = pending, !cluster.glyphs.isEmpty else { return }
    for (glyph, pen) in cluster.glyphs {
      buffer.append(glyph, pen: pen.x, baseline: pen.y)
    }
    let words = text[cluster.text]
    if isBlank(cluster.text), !words.elementsEqual(" ".utf8), isLineEnd(words) {
      buffer.endCluster(glyphs: cluster.glyphs.count, text: " ".utf8)
    } else {
      buffer.endCluster(glyphs: cluster.glyphs.count, text: words)
    }
    pending = nil
  }

  /// Whether a piece of the text is one character of white space: a space, a tab or a line's end.
  private func isBlank(_ range: Range<Int>) -> Bool {
    let characters = String(decoding: text[range], as: UTF8.self).unicodeScalars
    return !characters.isEmpty && characters.allSatisfy(\.properties.isWhitespace)
  }

  /// Whether a piece of the text breaks a line, which within a run of PDF text is a space.
  private func isLineEnd(_ words: ArraySlice<UInt8>) -> Bool {
    words.contains { $0 < 0x20 } || words.elementsEqual("\u{2028}".utf8)
      || words.elementsEqual("\u{2029}".utf8)
  }
}
