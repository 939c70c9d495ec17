import CCairo

/// Glyphs in reading order with the text they stand for, filled anew for each run.
package struct GlyphBuffer {
  var glyphs: [cairo_glyph_t] = []
  var clusters: [cairo_text_cluster_t] = []
  var text: [UInt8] = []

  /// A buffer with nothing in it.
  package init() {}

  /// Whether there is nothing to paint.
  package var isEmpty: Bool { glyphs.isEmpty }

  /// Forgets what it holds, and keeps its memory.
  package mutating func removeAll() {
    glyphs.removeAll(keepingCapacity: true)
    clusters.removeAll(keepingCapacity: true)
    text.removeAll(keepingCapacity: true)
  }

  /// Adds a glyph; `x` and `y`, in the context's units, are where its own origin goes.
  package mutating func append(glyph: UInt32, x: Double, y: Double) {
    glyphs.append(cairo_glyph_t(index: UInt(glyph), x: x, y: y))
  }

  /// Says that the last glyphs, so many of them, stand for this text, which is UTF-8.
  package mutating func endCluster(glyphs count: Int, text bytes: some Collection<UInt8>) {
    text.append(contentsOf: bytes)
    clusters.append(
      cairo_text_cluster_t(num_bytes: Int32(bytes.count), num_glyphs: Int32(count)))
  }
}
