/// The pixels of a PNG file, row by row from the top (ISO/IEC 15948, 7).
struct PixelRows {
  /// The extent in pixels.
  var width, height: Int
  /// How many bits a channel has, and how many channels a pixel.
  var bits, channels: Int

  /// How many bytes so many pixels of a row take.
  private func rowSize(_ pixels: Int) -> Int { (pixels * bits * channels + 7) / 8 }

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
