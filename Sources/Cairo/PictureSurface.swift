import CCairo

/// A picture to paint with; shared by every context that does.
package final class PictureSurface {
  let pointer: OpaquePointer  // owned: cairo_surface_t
  /// How many pixels it is wide.
  package let width: Int
  /// How many pixels it is high.
  package let height: Int

  /// A picture of these pixels: red, green, blue and alpha, a byte each, colours not multiplied by
  /// alpha, row by row from the top.
  ///
  /// - Throws: ``CairoError/invalidSize`` if the pixels do not fill `width` × `height`.
  package init(width: Int, height: Int, pixels: [UInt8]) throws(CairoError) {
    guard width > 0, height > 0, pixels.count == width * height * 4 else { throw .invalidSize }
    let isOpaque = stride(from: 3, to: pixels.count, by: 4).allSatisfy { pixels[$0] == 255 }
    pointer = try PictureSurface.makeSurface(
      isOpaque ? CAIRO_FORMAT_RGB24 : CAIRO_FORMAT_ARGB32, width, height)
    (self.width, self.height) = (width, height)
    fill(with: pixels)
  }

  /// A picture for PDF and SVG, which put the JPEG file into theirs as it is; its pixels are not
  /// decoded, so on paper made of pixels it is black.
  ///
  /// - Throws: ``CairoError`` if memory runs out.
  package init(width: Int, height: Int, jpeg file: [UInt8]) throws(CairoError) {
    pointer = try PictureSurface.makeSurface(CAIRO_FORMAT_RGB24, width, height)
    (self.width, self.height) = (width, height)
    let copy = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: file.count)
    _ = copy.initialize(from: file)
    let status = cairo_surface_set_mime_data(
      pointer, CAIRO_MIME_TYPE_JPEG, copy.baseAddress, UInt(file.count), { $0?.deallocate() },
      copy.baseAddress)
    if status != CAIRO_STATUS_SUCCESS { copy.deallocate() }
    try CairoError.check(status)
  }

  deinit {
    cairo_surface_destroy(pointer)
  }

  private static func makeSurface(
    _ format: cairo_format_t, _ width: Int, _ height: Int
  ) throws(CairoError) -> OpaquePointer {
    guard (1...32_767).contains(width), (1...32_767).contains(height) else {
      throw .invalidSize
    }
    return try adopt(cairo_image_surface_create(format, Int32(width), Int32(height)))
  }

  /// Writes pixels in Cairo's form: a native 32-bit number each, colours multiplied by alpha.
  private func fill(with pixels: [UInt8]) {
    cairo_surface_flush(pointer)
    guard let data = cairo_image_surface_get_data(pointer) else { return }
    let stride = Int(cairo_image_surface_get_stride(pointer))
    for row in 0..<height {
      data.advanced(by: row * stride).withMemoryRebound(to: UInt32.self, capacity: width) {
        for column in 0..<width {
          $0[column] = PictureSurface.pixel(pixels, at: (row * width + column) * 4)
        }
      }
    }
    cairo_surface_mark_dirty(pointer)
  }

  private static func pixel(_ pixels: [UInt8], at start: Int) -> UInt32 {
    let alpha = UInt32(pixels[start + 3])
    func channel(_ index: Int) -> UInt32 { (UInt32(pixels[start + index]) * alpha + 127) / 255 }
    return alpha << 24 | channel(0) << 16 | channel(1) << 8 | channel(2)
  }
}
