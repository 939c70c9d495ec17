import Cairo
import DisplayList
import Geometry

extension GlyphBuffer {
  /// Adds the glyphs of a run that paint something, without their text.
  mutating func appendPainted(_ run: GlyphRun, at origin: Point) {
    var pen = origin + run.origin
    for glyph in run.glyphs {
      if glyph.id != GlyphRun.Glyph.none { append(glyph, at: pen) }
      pen.x.units += Int(glyph.advance)
    }
  }

  /// Adds a run with its text, in reading order.
  ///
  /// Text under glyphs that paint nothing would be lost, since readers of PDF place text by its glyphs:
  /// white space gets the face's own `space` glyph, and anything else joins the cluster before it.
  mutating func append(_ run: GlyphRun, at origin: Point, space: UInt32?) {
    var clusters = ClusterBuilder(text: Array(run.text.utf8), space: space)
    var pen = origin + run.origin
    if run.isRightToLeft { pen.x += run.width }
    for position in run.glyphs.indices {
      let index = run.isRightToLeft ? run.glyphs.count - 1 - position : position
      let (glyph, advance) = (run.glyphs[index], Int(run.glyphs[index].advance))
      if run.isRightToLeft { pen.x.units -= advance }
      if position > 0, index < run.clusters.count {
        clusters.begin(at: Int(run.clusters[index]), in: &self)
      }
      clusters.add(glyph, at: pen, in: &self)
      if !run.isRightToLeft { pen.x.units += advance }
    }
    clusters.finish(in: &self)
  }

  fileprivate mutating func append(_ glyph: GlyphRun.Glyph, at pen: Point) {
    append(
      glyph: glyph.id, x: Length(units: pen.x.units + Int(glyph.xOffset)).points,
      y: Length(units: pen.y.units + Int(glyph.yOffset)).points)
  }
}

/// Gathers glyphs into clusters that cover a run's text without gaps, as Cairo demands.
private struct ClusterBuilder {
  /// Some of the text and how many glyphs are painted for it.
  private struct Cluster {
    var text: Range<Int>
    var glyphs = 0
  }

  private let text: [UInt8]
  private let space: UInt32?
  /// The last cluster that paints something, held back for text that nothing is painted for.
  private var pending = Cluster(text: 0..<0)
  /// Where the open cluster begins in the text, and how many of its glyphs are painted.
  private var (start, painted) = (0, 0)
  /// Where the first glyph of the open cluster is.
  private var pen: Point?

  init(text: [UInt8], space: UInt32?) {
    (self.text, self.space) = (text, space)
  }

  /// Begins a new cluster at a byte, if that is after the open one's first, and a character's first.
  mutating func begin(at byte: Int, in buffer: inout GlyphBuffer) {
    guard byte > start, byte < text.count, text[byte] & 0xC0 != 0x80 else { return }
    end(at: byte, in: &buffer)
  }

  mutating func add(_ glyph: GlyphRun.Glyph, at pen: Point, in buffer: inout GlyphBuffer) {
    self.pen = self.pen ?? pen
    guard glyph.id != GlyphRun.Glyph.none else { return }
    buffer.append(glyph, at: pen)
    painted += 1
  }

  /// Ends the last cluster; text alone, with nothing painted in the whole run, is let go.
  mutating func finish(in buffer: inout GlyphBuffer) {
    end(at: text.count, in: &buffer)
    flush(into: &buffer)
  }

  private mutating func end(at byte: Int, in buffer: inout GlyphBuffer) {
    if painted == 0, let space, let pen, isWhiteSpace(start..<byte) {
      buffer.append(GlyphRun.Glyph(id: space, advance: 0), at: pen)
      painted = 1
    }
    if painted > 0, pending.glyphs > 0 { flush(into: &buffer) }
    pending = Cluster(text: pending.text.lowerBound..<byte, glyphs: pending.glyphs + painted)
    (start, painted, pen) = (byte, 0, nil)
  }

  private mutating func flush(into buffer: inout GlyphBuffer) {
    guard pending.glyphs > 0 else { return }
    let words = text[pending.text]
    if isLineEnd(words) {
      buffer.endCluster(glyphs: pending.glyphs, text: CollectionOfOne(UInt8(ascii: " ")))
    } else if pending.text.upperBound == text.count, words.elementsEqual("\u{AD}".utf8) {
      // A soft hyphen that is painted: where readers see a hyphen at a line's end, they make one word of two lines.
      buffer.endCluster(glyphs: pending.glyphs, text: CollectionOfOne(UInt8(ascii: "-")))
    } else {
      buffer.endCluster(glyphs: pending.glyphs, text: words)
    }
    pending = Cluster(text: pending.text.upperBound..<pending.text.upperBound)
  }

  /// Whether a piece of the text is nothing but spaces, tabs and line ends.
  private func isWhiteSpace(_ range: Range<Int>) -> Bool {
    guard !range.isEmpty else { return false }
    return String(decoding: text[range], as: UTF8.self).unicodeScalars
      .allSatisfy(\.properties.isWhitespace)
  }

  /// Whether a piece of the text breaks a line, which within a run of PDF text is a space.
  private func isLineEnd(_ words: ArraySlice<UInt8>) -> Bool {
    switch words.first ?? 0 {
    case 0x09...0x0D: words.count == 1
    case 0xE2: words.elementsEqual("\u{2028}".utf8) || words.elementsEqual("\u{2029}".utf8)
    default: false
    }
  }
}
