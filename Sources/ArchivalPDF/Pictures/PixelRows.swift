/// The pixels of a PNG file, row by row (ISO/IEC 15948, 7 to 9).
struct PixelRows {
  /// The extent in pixels.
  var width, height: Int
  /// How many bits a channel has, and how many channels a pixel.
  var bits, channels: Int

  /// The seven passes of an interlaced file (8.2): first column, first row, and the steps.
  private static let passes = [
    (0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2),
    (0, 1, 1, 2),
  ]

  /// How many bytes so many pixels of a row take.
  private func rowSize(_ pixels: Int) -> Int { (pixels * bits * channels + 7) / 8 }

  /// The parts of the picture that are stored one after the other, as columns and rows.
  private func parts(interlaced: Bool) -> [(
    x: Int, y: Int, stepX: Int, stepY: Int, width: Int, height: Int
  )] {
    guard interlaced else { return [(0, 0, 1, 1, width, height)] }
    return PixelRows.passes.map { x, y, stepX, stepY in
      (
        x, y, stepX, stepY, max(0, (width - x + stepX - 1) / stepX),
        max(0, (height - y + stepY - 1) / stepY)
      )
    }.filter { $0.4 > 0 && $0.5 > 0 }
  }

  /// How many bytes the rows have with their filters' numbers.
  func filteredSize(interlaced: Bool) -> Int {
    parts(interlaced: interlaced).reduce(0) { $0 + $1.height * (1 + rowSize($1.width)) }
  }

  /// The rows without filters, in order.
  func unfilter(_ bytes: [UInt8], interlaced: Bool) throws(ImageFault) -> [UInt8] {
    var offset = 0
    guard interlaced else { return try unfilter(bytes, from: &offset, width, height) }
    var result = [UInt8](repeating: 0, count: rowSize(width) * height)
    for part in parts(interlaced: true) {
      let pixels = try unfilter(bytes, from: &offset, part.width, part.height)
      for row in 0..<part.height {
        for column in 0..<part.width {
          copy(
            pixels, row * rowSize(part.width), column, to: &result,
            (part.y + row * part.stepY) * rowSize(width), part.x + column * part.stepX)
        }
      }
    }
    return result
  }

  /// Copies a pixel from one row to another.
  private func copy(
    _ source: [UInt8], _ sourceRow: Int, _ from: Int, to target: inout [UInt8], _ targetRow: Int,
    _ to: Int
  ) {
    let size = bits * channels
    guard size < 8 else {
      for byte in 0..<size / 8 {
        target[targetRow + to * size / 8 + byte] = source[sourceRow + from * size / 8 + byte]
      }
      return
    }
    let value = source[sourceRow + from * size / 8] >> UInt8(8 - size - from * size % 8)
    let mask = UInt8(1 << size - 1)
    target[targetRow + to * size / 8] |= (value & mask) << UInt8(8 - size - to * size % 8)
  }

  private func unfilter(_ bytes: [UInt8], from offset: inout Int, _ width: Int, _ height: Int)
    throws(ImageFault) -> [UInt8]
  {
    let size = rowSize(width)
    let step = max(1, bits * channels / 8)
    var result: [UInt8] = []
    result.reserveCapacity(size * height)
    for row in 0..<height {
      let filter = bytes[offset]
      guard filter < 5 else { throw .damaged("its pixel data") }
      for column in 0..<size {
        let here = result.count
        let left = column >= step ? result[here - step] : 0
        let above = row > 0 ? result[here - size] : 0
        let corner = row > 0 && column >= step ? result[here - size - step] : 0
        let guess = PixelRows.guess(filter, left, above, corner)
        result.append(bytes[offset + 1 + column] &+ guess)
      }
      offset += 1 + size
    }
    return result
  }

  /// What a filter expects of a byte (9.2).
  private static func guess(_ filter: UInt8, _ left: UInt8, _ above: UInt8, _ corner: UInt8)
    -> UInt8
  {
    switch filter {
    case 1: return left
    case 2: return above
    case 3: return UInt8((Int(left) + Int(above)) / 2)
    case 4:
      let estimate = Int(left) + Int(above) - Int(corner)
      let (toLeft, toAbove) = (abs(estimate - Int(left)), abs(estimate - Int(above)))
      let toCorner = abs(estimate - Int(corner))
      if toLeft <= toAbove, toLeft <= toCorner { return left }
      return toAbove <= toCorner ? above : corner
    default: return 0
    }
  }

  /// The numbers of one-channel pixels of at most eight bits, a byte each.
  func values(of pixels: [UInt8]) -> [UInt8] {
    guard bits < 8 else { return pixels }
    let mask = UInt8(1 << bits - 1)
    var result: [UInt8] = []
    result.reserveCapacity(width * height)
    for row in 0..<height {
      for column in 0..<width {
        let byte = pixels[row * rowSize(width) + column * bits / 8]
        result.append(byte >> UInt8(8 - bits - column * bits % 8) & mask)
      }
    }
    return result
  }

  /// Colour and opacity of pixels whose last channel is their opacity.
  func split(_ pixels: [UInt8]) -> (color: [UInt8], alpha: [UInt8]) {
    let sample = bits / 8
    var (color, alpha): ([UInt8], [UInt8]) = ([], [])
    for start in stride(from: 0, to: pixels.count, by: sample * channels) {
      color += pixels[start..<start + sample * (channels - 1)]
      alpha += pixels[start + sample * (channels - 1)..<start + sample * channels]
    }
    return (color, alpha)
  }
}
