import Bytes
import DisplayList

/// The chunks of a PNG file (ISO/IEC 15948, 5).
///
/// libpng judges the pixels; this finds what a letter needs to know of the file around them, and walks it
/// to its end.
struct PNGFile {
  /// How many pixels it is wide.
  private(set) var width = 0
  /// How many pixels it is high.
  private(set) var height = 0
  /// How many pixels an inch has, where the file says so for both directions alike.
  private(set) var pixelsPerInch: Double?
  /// What is said of the pixels.
  private(set) var graphic: Picture.Graphic

  /// The eight bytes that every file begins with (5.2).
  static let signature: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]

  /// Walks a file's chunks.
  ///
  /// - Throws: ``PictureFault`` if it breaks off, a chunk that matters is damaged, or its header is not as it
  ///   must be.
  init(_ file: [UInt8]) throws(PictureFault) {
    do throws(ByteFault) {
      var reader = ByteReader(file)
      guard reader.take(PNGFile.signature) else { throw .end }
      try self.init(header: try PNGChunk(&reader))
      while true {
        let chunk = try PNGChunk(&reader)
        if chunk.name == "IEND" { return }
        try note(chunk)
      }
    } catch {
      throw .broken("the file breaks off or its checksums are wrong")
    }
  }

  /// What the first chunk says (11.2.2); libpng judges which numbers go together.
  private init(header: PNGChunk) throws(ByteFault) {
    var reader = ByteReader(header.body)
    guard header.name == "IHDR", reader.remaining == 13 else { throw .end }
    (width, height) = (try reader.number(4), try reader.number(4))
    let bits = Int(try reader.byte())
    guard let type = Picture.Graphic.ColorType(rawValue: try reader.byte()), width > 0, height > 0
    else { throw .end }
    try reader.skip(2)
    let isInterlaced = try reader.byte() == 1
    graphic = Picture.Graphic(colorType: type, bits: bits, isInterlaced: isInterlaced)
  }

  private mutating func note(_ chunk: PNGChunk) throws(ByteFault) {
    switch chunk.name {
    case "PLTE" where graphic.colorType == .palette && graphic.palette.isEmpty:
      // There can be no more colours than the bits can name (11.2.3).
      graphic.palette = Array(chunk.body.prefix(3 << min(graphic.bits, 8)))
    case "tRNS" where graphic.transparency.isEmpty && graphic.data.isEmpty:
      if hasTransparency(of: chunk.body.count) { graphic.transparency = Array(chunk.body) }
    case "IDAT" where !chunk.body.isEmpty: graphic.data.append(chunk.body.indices)
    case "pHYs": pixelsPerInch = try PNGFile.resolution(chunk.body)
    default: break
    }
  }

  /// Whether a chunk `tRNS` of so many bytes says something of these pixels (11.3.2.1).
  private func hasTransparency(of count: Int) -> Bool {
    switch graphic.colorType {
    case .gray, .rgb: count == 2 * graphic.colorType.channels
    case .palette: count <= graphic.palette.count / 3
    case .grayAlpha, .rgbAlpha: false
    }
  }

  /// The resolution in a `pHYs` chunk (11.3.4.3): pixels a unit across and down, unit 1 is the metre.
  private static func resolution(_ body: ArraySlice<UInt8>) throws(ByteFault) -> Double? {
    guard body.count == 9 else { return nil }
    var reader = ByteReader(body)
    let (across, down) = (try reader.number(4), try reader.number(4))
    guard across == down, across > 0, try reader.byte() == 1 else { return nil }
    return Double(across) * 0.0254
  }

  /// The file with a `pHYs` chunk after its header (5.6: before the picture's data).
  static func inserting(pixelsPerInch: Double, into file: [UInt8]) -> [UInt8] {
    let perMetre = PNGChunk.bytes(UInt32((pixelsPerInch / 0.0254).rounded()))
    let afterHeader = signature.count + 25
    return file[..<afterHeader] + PNGChunk.file("pHYs", perMetre + perMetre + [1])
      + file[afterHeader...]
  }
}
