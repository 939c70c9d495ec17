import CCairo
package import Geometry

/// What draws on a surface; one for each.
///
/// Coordinates grow to the right and downwards from the top-left corner, in points unless scaled. Every
/// call throws what went wrong in it or in an earlier one.
package struct Context: ~Copyable {
  let pointer: OpaquePointer  // owned: cairo_t

  /// Starts drawing on a surface, glyphs unhinted and their metrics unrounded.
  init(on surface: OpaquePointer) throws(CairoError) {
    let context = cairo_create(surface)  // never NULL: a failed object carries its status
    guard let context, cairo_status(context) == CAIRO_STATUS_SUCCESS else {
      let status = cairo_status(context)
      cairo_destroy(context)
      throw CairoError(status)
    }
    pointer = context
    let options = cairo_font_options_create()
    cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE)
    cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF)
    cairo_font_options_set_antialias(options, CAIRO_ANTIALIAS_GRAY)
    cairo_set_font_options(context, options)
    cairo_font_options_destroy(options)
  }

  deinit {
    cairo_destroy(pointer)
  }

  /// Makes all that follows larger by a factor.
  package func scale(by factor: Double) throws(CairoError) {
    cairo_scale(pointer, factor, factor)
    try check()
  }

  /// Moves the origin of all that follows.
  package func translate(x: Double, y: Double) throws(CairoError) {
    cairo_translate(pointer, x, y)
    try check()
  }

  /// Remembers colour, font, origin and scale for ``restore()``.
  package func save() throws(CairoError) {
    cairo_save(pointer)
    try check()
  }

  /// Goes back to what the last ``save()`` remembered.
  package func restore() throws(CairoError) {
    cairo_restore(pointer)
    try check()
  }

  /// Sets the colour of text and fills.
  package func setColor(_ color: Color) throws(CairoError) {
    cairo_set_source_rgb(
      pointer, Double(color.red) / 255, Double(color.green) / 255, Double(color.blue) / 255)
    try check()
  }

  /// Fills a rectangle with the colour that is set.
  package func fill(x: Double, y: Double, width: Double, height: Double) throws(CairoError) {
    cairo_rectangle(pointer, x, y, width, height)
    cairo_fill(pointer)
    try check()
  }

  /// Paints a picture so that it fills a rectangle.
  ///
  /// With `hardEdges`, for surfaces of pixels, the edges do not mix with what is beyond them.
  package func paint(
    _ picture: PictureSurface, x: Double, y: Double, width: Double, height: Double,
    hardEdges: Bool
  ) throws(CairoError) {
    cairo_save(pointer)
    cairo_translate(pointer, x, y)
    cairo_scale(pointer, width / Double(picture.width), height / Double(picture.height))
    cairo_set_source_surface(pointer, picture.pointer, 0, 0)
    if hardEdges {
      cairo_pattern_set_extend(cairo_get_source(pointer), CAIRO_EXTEND_PAD)
      cairo_rectangle(pointer, 0, 0, Double(picture.width), Double(picture.height))
      cairo_fill(pointer)
    } else {
      cairo_paint(pointer)
    }
    cairo_restore(pointer)
    try check()
  }

  func check() throws(CairoError) {
    try CairoError.check(cairo_status(pointer))
  }
}
