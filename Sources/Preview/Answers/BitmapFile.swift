import Imaging

extension Bitmap {
  /// The pixels as a file of Windows' device-independent bitmaps, which every browser shows.
  ///
  /// Nothing is compressed: on loopback, sending the pixels takes a fraction of the time that packing
  /// and unpacking them would. The header is a `BITMAPFILEHEADER` and a `BITMAPINFOHEADER` with a
  /// negative height, which says that the top row comes first.
  var windowsBitmap: [UInt8] {
    let headerSize = 54
    let size = width * height * 4
    var bytes: [UInt8] = []
    bytes.reserveCapacity(headerSize + size)
    func append(_ value: Int, _ count: Int) {
      let bits = UInt32(truncatingIfNeeded: value)
      for index in 0..<count { bytes.append(UInt8(truncatingIfNeeded: bits >> (8 * index))) }
    }
    bytes += Array("BM".utf8)
    for field in [headerSize + size, 0, headerSize, 40, width, -height] { append(field, 4) }
    append(1, 2)  // planes
    append(32, 2)  // bits a pixel: blue, green, red, nothing
    for field in [0, size, 3780, 3780, 0, 0] { append(field, 4) }
    bytes += pixels
    for start in stride(from: headerSize, to: headerSize + size, by: 4) {
      bytes.swapAt(start, start + 2)
    }
    return bytes
  }
}
