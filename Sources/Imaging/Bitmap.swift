import PNG

/// Pixels in sRGB, row by row from the top-left corner.
package struct Bitmap: Hashable, Sendable {
  /// How many pixels it is wide.
  package let width: Int
  /// How many pixels it is high.
  package let height: Int
  /// Red, green, blue and alpha of each pixel, a byte each; colours are not multiplied by alpha
  /// ("straight").
  package let pixels: [UInt8]

  /// The bitmap of these pixels, four bytes each; nil if they do not fill `width` × `height`.
  package init?(width: Int, height: Int, pixels: [UInt8]) {
    guard width > 0, height > 0, pixels.count == width * height * 4 else { return nil }
    (self.width, self.height, self.pixels) = (width, height, pixels)
  }

  /// Decodes a PNG file.
  ///
  /// - Throws: `PNGError` if the file is broken.
  package init(png: [UInt8]) throws {
    let decoded = try PNGCoder.decode(png)
    (width, height, pixels) = (decoded.width, decoded.height, decoded.bytes)
  }

  /// The bitmap as a PNG file; with a resolution, the file says so (`pHYs`), and opens in its size.
  ///
  /// - Throws: `PNGError` if memory runs out.
  package func png(dotsPerInch: Double? = nil) throws -> [UInt8] {
    let file = try PNGCoder.encode(pixels, width: width, height: height)
    guard let dotsPerInch else { return file }
    return PNGFile.inserting(pixelsPerInch: dotsPerInch, into: file)
  }

  /// The four bytes of a pixel, counted from the top-left corner.
  package subscript(x: Int, y: Int) -> [UInt8] {
    let start = (y * width + x) * 4
    return Array(pixels[start..<start + 4])
  }
}
