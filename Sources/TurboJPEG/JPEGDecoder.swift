import CTurboJPEG

/// Why libjpeg-turbo could not read a picture.
package struct JPEGError: Error, Hashable, Sendable {
  /// What libjpeg-turbo says, in its own English.
  package let detail: String
}

/// Reads whole JPEG files in memory (ISO/IEC 10918-1), through the TurboJPEG API.
package struct JPEGDecoder: ~Copyable {
  /// How a file codes its colours.
  package enum ColorSpace: Hashable, Sendable {
    /// Lightness alone.
    case gray
    /// Red, green and blue as they are.
    case rgb
    /// Lightness and two differences; what nearly all files hold.
    case yCbCr
    /// Printing inks as they are.
    case cmyk
    /// Printing inks, coded as differences.
    case ycck
  }

  /// What a file says of itself before its pixels.
  package struct Header: Hashable, Sendable {
    /// How many pixels the picture is wide.
    package let width: Int
    /// How many pixels the picture is high.
    package let height: Int
    /// How its colours are coded.
    package let colorSpace: ColorSpace
  }

  private let handle: tjhandle  // owned

  /// A decoder for any number of files.
  ///
  /// - Throws: ``JPEGError`` if memory runs out.
  package init() throws(JPEGError) {
    guard let handle = tjInitDecompress() else { throw JPEGError(detail: "out of memory") }
    self.handle = handle
  }

  deinit {
    tjDestroy(handle)
  }

  /// Reads what a file says before its pixels.
  ///
  /// - Throws: ``JPEGError`` if that much of it is broken or of a kind libjpeg-turbo does not know.
  package func header(of file: [UInt8]) throws(JPEGError) -> Header {
    var (width, height, sampling, space): (Int32, Int32, Int32, Int32) = (0, 0, 0, 0)
    let result = tjDecompressHeader3(
      handle, file, UInt(file.count), &width, &height, &sampling, &space)
    guard result == 0, let colorSpace = JPEGDecoder.colorSpace(UInt32(space)) else { throw failure }
    return Header(width: Int(width), height: Int(height), colorSpace: colorSpace)
  }

  /// Decodes a grey or colour file to red, green, blue and an alpha of 255, a byte each, row by row
  /// from the top.
  ///
  /// - Throws: ``JPEGError`` if anything in the file is broken, even what a lenient reader would
  ///   paint over in grey, or if its colours are inks.
  package func decode(_ file: [UInt8]) throws(JPEGError) -> [UInt8] {
    let header = try header(of: file)
    var pixels = [UInt8](repeating: 0, count: header.width * header.height * 4)
    let result = tjDecompress2(
      handle, file, UInt(file.count), &pixels, Int32(header.width), 0, Int32(header.height),
      Int32(TJPF_RGBA.rawValue), TJFLAG_STOPONWARNING | TJFLAG_LIMITSCANS | TJFLAG_ACCURATEDCT)
    guard result == 0 else { throw failure }
    return pixels
  }

  /// What went wrong last.
  private var failure: JPEGError {
    JPEGError(detail: tjGetErrorStr2(handle).map { String(cString: $0) } ?? "unknown error")
  }

  private static func colorSpace(_ code: UInt32) -> ColorSpace? {
    switch code {
    case TJCS_GRAY.rawValue: .gray
    case TJCS_RGB.rawValue: .rgb
    case TJCS_YCbCr.rawValue: .yCbCr
    case TJCS_CMYK.rawValue: .cmyk
    case TJCS_YCCK.rawValue: .ycck
    default: nil
    }
  }
}
