/// The chunks of a PNG file (ISO/IEC 15948, 5).
///
/// libpng judges the pixels; this walks the whole file, since libpng's simplified reader stops at the
/// last row and would not notice that the end is missing or that the last data was damaged.
struct PNGFile {
  /// How many pixels it is wide.
  private(set) var width = 0
  /// How many pixels it is high.
  private(set) var height = 0
  /// How many pixels an inch has, where the file says so for both directions alike.
  private(set) var pixelsPerInch: Double?

  /// The eight bytes that every file begins with (5.2).
  static let signature: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]

  /// Walks a file's chunks; nil if it breaks off or a chunk that matters is damaged.
  init?(_ file: [UInt8]) {
    guard file.holds(PNGFile.signature) else { return nil }
    var offset = PNGFile.signature.count
    while let length = file.number32(at: offset), offset + length + 12 <= file.count {
      let data = offset + 8
      guard PNGFile.isSound(file, at: offset, length: length) else { return nil }
      if file.holds("IHDR", at: offset + 4), length == 13 {
        (width, height) = (file.number32(at: data) ?? 0, file.number32(at: data + 4) ?? 0)
      } else if file.holds("pHYs", at: offset + 4), length == 9 {
        pixelsPerInch = PNGFile.resolution(file, at: data)
      } else if file.holds("IEND", at: offset + 4) {
        guard width > 0, height > 0 else { return nil }
        return
      }
      offset += length + 12
    }
    return nil
  }

  /// Whether a chunk without which there is no picture has the checksum it should have (5.3).
  private static func isSound(_ file: [UInt8], at offset: Int, length: Int) -> Bool {
    let isCritical = file[offset + 4] & 0x20 == 0  // 5.4: an upper-case first letter
    guard isCritical else { return true }
    let checksum = checksum(file[offset + 4..<offset + 8 + length])
    return file.number32(at: offset + 8 + length) == Int(checksum)
  }

  /// The resolution in a `pHYs` chunk (11.3.4.3): pixels a unit across and down, unit 1 is the metre.
  private static func resolution(_ file: [UInt8], at data: Int) -> Double? {
    guard let across = file.number32(at: data), across == file.number32(at: data + 4),
      across > 0, file[data + 8] == 1
    else { return nil }
    return Double(across) * 0.0254
  }

  /// The file with a `pHYs` chunk after its header (5.6: before the picture's data).
  static func inserting(pixelsPerInch: Double, into file: [UInt8]) -> [UInt8] {
    let perMetre = UInt32((pixelsPerInch / 0.0254).rounded())
    let afterHeader = signature.count + 25
    let body = Array("pHYs".utf8) + bytes(perMetre) + bytes(perMetre) + [1]
    let chunk = bytes(9) + body + bytes(checksum(body[...]))
    return Array(file[..<afterHeader]) + chunk + file[afterHeader...]
  }

  private static func bytes(_ number: UInt32) -> [UInt8] {
    [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: number >> UInt32($0)) }
  }

  /// The cyclic redundancy check of a chunk's type and data (5.5, annex D).
  private static func checksum(_ bytes: ArraySlice<UInt8>) -> UInt32 {
    var remainder = UInt32.max
    for byte in bytes {
      remainder = table[Int((remainder ^ UInt32(byte)) & 0xFF)] ^ (remainder >> 8)
    }
    return ~remainder
  }

  private static let table: [UInt32] = (0..<256).map { (index: UInt32) in
    (0..<8).reduce(index) { rest, _ in rest & 1 == 1 ? 0xEDB8_8320 ^ (rest >> 1) : rest >> 1 }
  }
}
