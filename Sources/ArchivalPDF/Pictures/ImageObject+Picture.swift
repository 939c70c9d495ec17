import Deflate
import Diagnostics
import DisplayList
import Imaging

extension ImageObject {
  /// A picture as it was read: a JPEG file and the rows of most PNG files as they are, other rows
  /// decoded, with opacity taken apart from colour.
  ///
  /// - Throws: ``DiagnosticsError`` if the file is broken after all.
  init(_ picture: Picture, compressor: Compressor) throws(DiagnosticsError) {
    switch picture.content {
    case .jpeg(let channels):
      self.init(
        width: picture.pixelWidth, height: picture.pixelHeight, bits: 8,
        colorSpace: channels == 1 ? .gray : .rgb, filter: .jpeg, data: picture.bytes)
    case .png(let graphic) where graphic.colorType.hasAlpha:
      self.init(separating: graphic, of: picture, try picture.samples(of: graphic), compressor)
    case .png(let graphic):
      try self.init(graphic, of: picture, compressor)
    }
  }

  private init(
    separating graphic: Picture.Graphic, of picture: Picture, _ samples: [UInt8],
    _ compressor: Compressor
  ) {
    let (color, alpha) = PixelRows(graphic, of: picture).split(samples)
    self.init(
      width: picture.pixelWidth, height: picture.pixelHeight, bits: graphic.bits,
      colorSpace: graphic.colorSpace, filter: .rows, data: compressor.compress(color))
    guard alpha.contains(where: { $0 != 255 }) else { return }
    (mask, maskBits) = (compressor.compress(alpha), graphic.bits)
  }

  private init(
    _ graphic: Picture.Graphic, of picture: Picture, _ compressor: Compressor
  ) throws(DiagnosticsError) {
    let opacity = graphic.opacity
    let samples =
      graphic.isInterlaced || opacity != nil ? try picture.samples(of: graphic) : []
    self.init(
      width: picture.pixelWidth, height: picture.pixelHeight, bits: graphic.bits,
      colorSpace: graphic.colorSpace,
      filter: graphic.isInterlaced ? .rows : .filteredRows(channels: graphic.colorType.channels),
      data: graphic.isInterlaced
        ? compressor.compress(samples) : graphic.compressedRows(in: picture.bytes))
    transparentSample = graphic.transparentSample
    guard let opacity else { return }
    let colors = PixelRows(graphic, of: picture).values(of: samples)
    mask = compressor.compress(colors.map { opacity[Int($0)] })
  }
}

extension PixelRows {
  /// The rows of a picture, as its file describes them.
  fileprivate init(_ graphic: Picture.Graphic, of picture: Picture) {
    self.init(
      width: picture.pixelWidth, height: picture.pixelHeight, bits: graphic.bits,
      channels: graphic.colorType.channels)
  }
}

extension Picture.Graphic.ColorType {
  /// Whether pixels have an opacity of their own.
  fileprivate var hasAlpha: Bool { self == .grayAlpha || self == .rgbAlpha }
}

extension Picture.Graphic {
  fileprivate var colorSpace: ImageObject.ColorSpace {
    switch colorType {
    case .gray, .grayAlpha: .gray
    case .rgb, .rgbAlpha: .rgb
    case .palette: .palette(palette)
    }
  }

  /// How opaque the color of each number is, up to 255; nil where all are.
  fileprivate var opacity: [UInt8]? {
    guard colorType == .palette, !transparency.isEmpty else { return nil }
    return transparency + Array(repeating: 255, count: max(0, 256 - transparency.count))
  }

  /// The one sample that is not painted, a number a channel.
  fileprivate var transparentSample: [Int]? {
    guard colorType != .palette, !transparency.isEmpty else { return nil }
    return stride(from: 0, to: transparency.count - 1, by: 2).map {
      Int(transparency[$0]) << 8 | Int(transparency[$0 + 1])
    }
  }

  /// The compressed rows, in one piece.
  fileprivate func compressedRows(in file: [UInt8]) -> [UInt8] {
    var rows: [UInt8] = []
    rows.reserveCapacity(data.reduce(0) { $0 + $1.count })
    for piece in data { rows += file[piece] }
    return rows
  }
}
