import CPNG

/// Reads and writes whole PNG files in memory (ISO/IEC 15948), through libpng's simplified API.
package enum PNGCoder {
  /// A decoded picture.
  package struct Pixels: Sendable {
    /// How many pixels it is wide.
    package let width: Int
    /// How many pixels it is high.
    package let height: Int
    /// Red, green, blue and alpha of each pixel in sRGB, a byte each, row by row from the top;
    /// colours are not multiplied by alpha.
    package let bytes: [UInt8]
  }

  /// Decodes a file of any colour type and depth.
  ///
  /// Sixteen-bit samples without a colour space of their own are taken to be sRGB, as browsers do.
  ///
  /// - Throws: ``PNGError`` if libpng finds anything wrong with what it has to read.
  package static func decode(_ file: [UInt8]) throws(PNGError) -> Pixels {
    var image = png_image()
    image.version = png_uint_32(PNG_IMAGE_VERSION)
    defer { png_image_free(&image) }
    guard png_image_begin_read_from_memory(&image, file, file.count) != 0 else {
      throw PNGError(detail: text(of: image.message))
    }
    image.format = rgba
    image.flags |= png_uint_32(PNG_IMAGE_FLAG_16BIT_sRGB)
    let (width, height) = (Int(image.width), Int(image.height))
    var bytes = [UInt8](repeating: 0, count: width * height * 4)
    guard png_image_finish_read(&image, nil, &bytes, Int32(width * 4), nil) != 0 else {
      throw PNGError(detail: text(of: image.message))
    }
    return Pixels(width: width, height: height, bytes: bytes)
  }

  /// Encodes pixels that are laid out as in ``Pixels/bytes``.
  ///
  /// The same pixels give the same bytes with the same libpng and zlib.
  ///
  /// - Throws: ``PNGError`` if the sizes do not fit each other or memory runs out.
  package static func encode(
    _ bytes: [UInt8], width: Int, height: Int
  ) throws(PNGError) -> [UInt8] {
    guard width > 0, height > 0, bytes.count == width * height * 4 else {
      throw PNGError(detail: "the pixels do not fill the picture")
    }
    var image = png_image()
    image.version = png_uint_32(PNG_IMAGE_VERSION)
    (image.width, image.height) = (png_uint_32(width), png_uint_32(height))
    image.format = rgba
    defer { png_image_free(&image) }
    var count = largestFile(width: width, height: height)
    var file = [UInt8](repeating: 0, count: count)
    let row = Int32(width * 4)
    guard png_image_write_to_memory(&image, &file, &count, 0, bytes, row, nil) != 0 else {
      throw PNGError(detail: text(of: image.message))
    }
    file.removeSubrange(count...)
    return file
  }

  /// Eight bits each of red, green, blue and alpha (PNG_FORMAT_RGBA).
  private static let rgba = png_uint_32(PNG_FORMAT_FLAG_COLOR) | png_uint_32(PNG_FORMAT_FLAG_ALPHA)

  /// Room enough for any file of this size, after PNG_IMAGE_PNG_SIZE_MAX: each row has a filter
  /// byte, deflate adds five bytes to a block it cannot shrink, and chunks have heads.
  private static func largestFile(width: Int, height: Int) -> Int {
    let data = (width * 4 + 1) * height
    return data + data / 1000 + data / 400 + 4096
  }
}
