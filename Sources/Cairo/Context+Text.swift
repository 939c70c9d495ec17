import CCairo

extension Context {
  /// Sets the font of all glyphs that follow; `size` is that of the em, in the context's units, and the glyphs are
  /// `stretch` times as wide as that makes them.
  package func setFont(_ face: FontFace, size: Double, stretch: Double = 1) throws(CairoError) {
    cairo_set_font_face(pointer, face.pointer)
    var matrix = cairo_matrix_t(xx: size * stretch, yx: 0, xy: 0, yy: size, x0: 0, y0: 0)
    cairo_set_font_matrix(pointer, &matrix)
    try check()
  }

  /// Paints glyphs and lets the surface keep their text, as PDF does.
  ///
  /// - Throws: ``CairoError/invalidClusters`` if the clusters do not hold all glyphs and whole
  ///   characters.
  package func showText(_ run: borrowing GlyphBuffer) throws(CairoError) {
    run.text.withUnsafeBufferPointer { text in
      text.withMemoryRebound(to: CChar.self) { text in
        cairo_show_text_glyphs(
          pointer, text.baseAddress, Int32(text.count), run.glyphs, Int32(run.glyphs.count),
          run.clusters, Int32(run.clusters.count), cairo_text_cluster_flags_t(rawValue: 0))
      }
    }
    try check()
  }

  /// Paints glyphs and nothing but them.
  package func showGlyphs(_ run: borrowing GlyphBuffer) throws(CairoError) {
    cairo_show_glyphs(pointer, run.glyphs, Int32(run.glyphs.count))
    try check()
  }

  /// Paints glyphs by filling their outlines.
  ///
  /// On pixels, Cairo before 1.18 moves each glyph of ``showGlyphs(_:)`` to a whole pixel, which
  /// spaces small text unevenly; outlines go exactly where they belong.
  package func fillGlyphs(_ run: borrowing GlyphBuffer) throws(CairoError) {
    cairo_glyph_path(pointer, run.glyphs, Int32(run.glyphs.count))
    cairo_fill(pointer)
    try check()
  }
}
