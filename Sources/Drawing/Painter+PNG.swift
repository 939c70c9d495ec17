import Cairo
package import Diagnostics
package import DisplayList
import Geometry
package import Imaging

extension Painter {
  /// Draws a page as a PNG file that says its resolution; white paper, guides over the page.
  ///
  /// - Throws: ``DiagnosticsError`` if a font file or a picture is not what it was at layout, or if the
  ///   resolution gives no pixels or more than 32,767 a side.
  package func png(
    of page: Page, dotsPerInch: Double, guides: [Guide] = []
  ) throws(DiagnosticsError) -> [UInt8] {
    let bitmap = try bitmap(of: page, dotsPerInch: dotsPerInch, guides: guides)
    return try inOurWords { try bitmap.png(dotsPerInch: dotsPerInch) }
  }

  /// Draws a page as pixels on white paper, guides over the page; the size is rounded to whole pixels.
  ///
  /// - Throws: ``DiagnosticsError`` as ``png(of:dotsPerInch:guides:)`` does.
  package func bitmap(
    of page: Page, dotsPerInch: Double, guides: [Guide] = []
  ) throws(DiagnosticsError) -> Bitmap {
    let scale = dotsPerInch / 72
    let (width, height) = (page.size.width.points * scale, page.size.height.points * scale)
    guard let wide = pixels(width), let high = pixels(height), wide * high <= mostPixels else {
      throw DiagnosticsError(.resolution(dotsPerInch))
    }
    return try inOurWords {
      let surface = try PixelSurface(width: wide, height: high)
      try surface.context.scale(by: scale)
      try paint(page, on: surface.context, .pixels(perPoint: scale))
      try paint(guides, over: page, on: surface.context, .pixels(perPoint: scale))
      guard let bitmap = Bitmap(width: wide, height: high, pixels: try surface.finish()) else {
        throw DiagnosticsError(.resolution(dotsPerInch))
      }
      return bitmap
    }
  }

  /// A length in whole pixels; nil if that is none or more than Cairo can hold.
  private func pixels(_ length: Double) -> Int? {
    length >= 0.5 && length < 32_767 ? Int(length.rounded()) : nil
  }

  /// As many as a picture on the page may have.
  private var mostPixels: Int { PictureReader.mostPixels }
}
