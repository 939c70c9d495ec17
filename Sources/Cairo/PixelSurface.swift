import CCairo

/// White paper made of pixels; ``finish()`` consumes it.
package struct PixelSurface: ~Copyable {
  /// What draws on the paper, in pixels unless scaled.
  package let context: Context
  private let surface: OpaquePointer  // owned: cairo_surface_t

  /// Takes a sheet of so many pixels.
  ///
  /// - Throws: ``CairoError/invalidSize`` if that is none, or more than 32,767 a side.
  package init(width: Int, height: Int) throws(CairoError) {
    guard (1...32_767).contains(width), (1...32_767).contains(height) else {
      throw .invalidSize
    }
    let surface = try adopt(
      cairo_image_surface_create(CAIRO_FORMAT_RGB24, Int32(width), Int32(height)))
    context = try startDrawing(on: surface)
    self.surface = surface
    cairo_set_source_rgb(context.pointer, 1, 1, 1)
    cairo_paint(context.pointer)
  }

  deinit {
    cairo_surface_destroy(surface)
  }

  /// Ends the drawing and returns red, green, blue and an alpha of 255 for each pixel, a byte each,
  /// row by row from the top.
  package consuming func finish() throws(CairoError) -> [UInt8] {
    try context.check()
    cairo_surface_flush(surface)
    let (width, height) = (
      Int(cairo_image_surface_get_width(surface)), Int(cairo_image_surface_get_height(surface))
    )
    let stride = Int(cairo_image_surface_get_stride(surface))
    guard let data = cairo_image_surface_get_data(surface) else { throw .invalidSize }
    return [UInt8](unsafeUninitializedCapacity: width * height * 4) { pixels, count in
      for row in 0..<height {
        data.advanced(by: row * stride).withMemoryRebound(to: UInt32.self, capacity: width) {
          for column in 0..<width {
            let (pixel, start) = ($0[column], (row * width + column) * 4)
            pixels[start] = UInt8(truncatingIfNeeded: pixel >> 16)
            pixels[start + 1] = UInt8(truncatingIfNeeded: pixel >> 8)
            pixels[start + 2] = UInt8(truncatingIfNeeded: pixel)
            pixels[start + 3] = 255
          }
        }
      }
      count = width * height * 4
    }
  }
}
