import CCairo
package import Geometry

/// A page of SVG being drawn in memory; ``finish()`` consumes it.
package struct SVGSurface: ~Copyable {
  /// What draws on the page.
  package let context: Context
  private let surface: OpaquePointer  // owned: cairo_surface_t
  private let sink: ByteSink  // Cairo writes to it until the surface is finished

  /// Starts a page of this size; throws ``CairoError`` if Cairo cannot.
  package init(size: Size) throws(CairoError) {
    let sink = ByteSink()
    let surface = try adopt(
      cairo_svg_surface_create_for_stream(
        ByteSink.write, sink.closure, size.width.points, size.height.points))
    context = try startDrawing(on: surface)
    (self.surface, self.sink) = (surface, sink)
  }

  deinit {
    cairo_surface_finish(surface)
    cairo_surface_destroy(surface)
  }

  /// Ends the page and returns its bytes, which are the same for the same drawing; throws the first
  /// error of any drawing call.
  package consuming func finish() throws(CairoError) -> [UInt8] {
    try context.check()
    cairo_surface_finish(surface)
    try CairoError.check(cairo_surface_status(surface))
    return SVGNames.renumbered(sink.bytes)
  }
}
