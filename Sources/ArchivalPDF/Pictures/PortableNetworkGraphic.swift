import Deflate

/// A PNG file taken apart (ISO/IEC 15948).
struct PortableNetworkGraphic {
  /// The kinds of pixels (11.2.2).
  enum ColorType: UInt8 {
    case gray = 0
    case rgb = 2
    case palette = 3
    case grayAlpha = 4
    case rgbAlpha = 6

    /// How many numbers make a pixel.
    var channels: Int {
      switch self {
      case .gray, .palette: 1
      case .grayAlpha: 2
      case .rgb: 3
      case .rgbAlpha: 4
      }
    }
  }

  private(set) var width = 0
  private(set) var height = 0
  private(set) var bits = 0
  private(set) var colorType = ColorType.gray
  private(set) var isInterlaced = false
  private(set) var palette: [UInt8] = []
  private(set) var transparency: [UInt8] = []
  private var data: [UInt8] = []

  /// Reads the chunks of a file.
  init(_ bytes: [UInt8]) throws(ImageFault) {
    guard bytes.starts(with: [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]) else {
      throw .damaged("the beginning of the file")
    }
    var offset = 8
    var isComplete = false
    while !isComplete {
      guard offset + 12 <= bytes.count else { throw .damaged("the end of the file") }
      let length = PortableNetworkGraphic.number(bytes, offset)
      guard offset + 12 + length <= bytes.count else { throw .damaged("the end of the file") }
      let body = bytes[offset + 8..<offset + 8 + length]
      let name = String(decoding: bytes[offset + 4..<offset + 8], as: UTF8.self)
      let sum = PortableNetworkGraphic.number(bytes, offset + 8 + length)
      guard Int(Decompressor.checksum(bytes[offset + 4..<offset + 8 + length])) == sum else {
        throw .damaged("the checksum of its part \(name)")
      }
      isComplete = name == "IEND"
      try read(name, body)
      offset += 12 + length
    }
    guard width > 0, !data.isEmpty else { throw .damaged("its pixel data") }
    guard colorType != .palette || !palette.isEmpty else { throw .damaged("its palette") }
  }

  private mutating func read(_ name: String, _ body: ArraySlice<UInt8>) throws(ImageFault) {
    switch name {
    case "IHDR": try readHeader(Array(body))
    case "PLTE":
      guard body.count % 3 == 0, (3...768).contains(body.count) else {
        throw .damaged("its palette")
      }
      palette = Array(body)
    case "tRNS": transparency = Array(body)
    case "IDAT": data += body
    default: break
    }
  }

  private mutating func readHeader(_ body: [UInt8]) throws(ImageFault) {
    guard body.count == 13, let type = ColorType(rawValue: body[9]), body[10] == 0, body[11] == 0,
      body[12] < 2
    else { throw .damaged("its header") }
    (width, height) = (
      PortableNetworkGraphic.number(body, 0), PortableNetworkGraphic.number(body, 4)
    )
    (bits, colorType, isInterlaced) = (Int(body[8]), type, body[12] == 1)
    let allowed: [Int] =
      switch type {
      case .gray: [1, 2, 4, 8, 16]
      case .palette: [1, 2, 4, 8]
      default: [8, 16]
      }
    guard allowed.contains(bits), width > 0, height > 0 else { throw .damaged("its header") }
    guard width <= ImageFault.pixelLimit, height <= ImageFault.pixelLimit,
      width * height <= ImageFault.pixelLimit
    else { throw .tooLarge(width: width, height: height) }
  }

  private static func number(_ bytes: [UInt8], _ offset: Int) -> Int {
    bytes[offset..<offset + 4].reduce(0) { $0 << 8 | Int($1) }
  }

  /// The picture for PDF: the compressed rows as they are where PDF knows their form, otherwise
  /// decoded, with opacity taken apart from colour.
  func imageObject(_ compressor: Compressor) throws(ImageFault) -> ImageObject {
    let samples = PixelRows(width: width, height: height, bits: bits, channels: colorType.channels)
    let rows: [UInt8]
    do throws(DeflateError) {
      rows = try Decompressor.decompress(data, size: samples.filteredSize(interlaced: isInterlaced))
    } catch {
      throw .damaged("its pixel data")
    }
    let pixels = try samples.unfilter(rows, interlaced: isInterlaced)
    if colorType == .grayAlpha || colorType == .rgbAlpha {
      return separated(samples.split(pixels), compressor)
    }
    var image = ImageObject(
      width: width, height: height, bits: bits, colorSpace: try colorSpace(for: pixels, samples),
      filter: isInterlaced ? .rows : .filteredRows(channels: colorType.channels),
      data: isInterlaced ? compressor.compress(pixels) : data)
    applyTransparency(to: &image, pixels, samples, compressor)
    return image
  }

  private func colorSpace(for pixels: [UInt8], _ samples: PixelRows) throws(ImageFault)
    -> ImageObject.ColorSpace
  {
    switch colorType {
    case .gray, .grayAlpha: return .gray
    case .rgb, .rgbAlpha: return .rgb
    case .palette:
      let highest = samples.values(of: pixels).max() ?? 0
      guard Int(highest) < palette.count / 3 else { throw .damaged("its palette") }
      // PDF allows no more colours than the bits can name.
      return .palette(Array(palette.prefix(3 << bits)))
    }
  }

  private func separated(_ parts: (color: [UInt8], alpha: [UInt8]), _ compressor: Compressor)
    -> ImageObject
  {
    var image = ImageObject(
      width: width, height: height, bits: bits, colorSpace: colorType == .grayAlpha ? .gray : .rgb,
      filter: .rows, data: compressor.compress(parts.color))
    if parts.alpha.contains(where: { $0 != 255 }) {
      (image.mask, image.maskBits) = (compressor.compress(parts.alpha), bits)
    }
    return image
  }

  /// What a `tRNS` chunk says (11.3.2.1): an opacity for each colour of the palette, or one colour
  /// that is not painted.
  private func applyTransparency(
    to image: inout ImageObject, _ pixels: [UInt8], _ samples: PixelRows, _ compressor: Compressor
  ) {
    guard !transparency.isEmpty else { return }
    if colorType == .palette {
      let opacity = transparency + Array(repeating: 255, count: max(0, 256 - transparency.count))
      image.mask = compressor.compress(samples.values(of: pixels).map { opacity[Int($0)] })
    } else if transparency.count == 2 * colorType.channels {
      image.transparentSample = (0..<colorType.channels).map {
        Int(transparency[2 * $0]) << 8 | Int(transparency[2 * $0 + 1])
      }
    }
  }
}
