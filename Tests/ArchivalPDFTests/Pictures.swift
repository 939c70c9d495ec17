import Deflate
import DisplayList
import Foundation
import Imaging

/// Makes small pictures of every kind.
enum TestPicture {
  /// A PNG file whose rows are `rows` with the filter's number before each.
  static func png(
    _ name: String, width: Int = 4, bits: Int, type: UInt8, rows: [[UInt8]], palette: [UInt8] = [],
    transparency: [UInt8] = [], interlaced: Bool = false
  ) throws -> Picture {
    let height = interlaced ? width : rows.count
    var file: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]
    file += chunk("IHDR", be(width) + be(height) + [UInt8(bits), type, 0, 0, interlaced ? 1 : 0])
    if !palette.isEmpty { file += chunk("PLTE", palette) }
    if !transparency.isEmpty { file += chunk("tRNS", transparency) }
    file += chunk("IDAT", try Compressor(level: 6).compress(rows.flatMap { $0 }))
    file += chunk("IEND", [])
    return try PictureReader.read(file, named: name)
  }

  /// One of each kind that PDF knows.
  static func all() throws -> [Picture] {
    let ramp = { (count: Int, filter: UInt8) in [filter] + (0..<count).map { UInt8($0 * 37 % 256) }
    }
    let four = { (count: Int) in (0..<4).map { ramp(count, UInt8($0)) } }
    return [
      try png("gray.png", bits: 8, type: 0, rows: four(4)),
      try png("gray1.png", bits: 1, type: 0, rows: four(1)),
      try png("gray16.png", bits: 16, type: 0, rows: four(8)),
      try png("rgb.png", bits: 8, type: 2, rows: four(12)),
      try png("rgb16.png", bits: 16, type: 2, rows: four(24)),
      try png("rgb-key.png", bits: 8, type: 2, rows: four(12), transparency: [0, 1, 0, 2, 0, 3]),
      try png(
        "palette.png", bits: 2, type: 3, rows: (0..<4).map { _ in [0, 0b0001_1011] },
        palette: [255, 0, 0, 0, 255, 0, 0, 0, 255, 9, 9, 9], transparency: [255, 128]),
      try png("gray-alpha.png", bits: 8, type: 4, rows: four(8)),
      try png("rgb-alpha.png", bits: 8, type: 6, rows: four(16)),
      try png("rgb-alpha16.png", bits: 16, type: 6, rows: four(32)),
      // Interlaced, 4 × 4: passes of 1 × 1, 1 × 1, 2 × 1, 2 × 2 and 4 × 2 pixels.
      try png(
        "interlaced.png", bits: 8, type: 0,
        rows: [ramp(1, 0), ramp(1, 0), ramp(2, 0), ramp(2, 1), ramp(2, 2), ramp(4, 3), ramp(4, 4)],
        interlaced: true),
      try jpeg("photo.jpg", rgb), try jpeg("gray.jpg", gray),
    ]
  }

  /// A JPEG file of 8 × 8 pixels.
  static func jpeg(_ name: String, _ base64: String) throws -> Picture {
    try PictureReader.read(Data(base64Encoded: base64).map { [UInt8]($0) } ?? [], named: name)
  }

  /// A JPEG file with comments of so many bytes before its picture.
  static func padded(by count: Int) throws -> Picture {
    let small = try jpeg("large.jpg", rgb).bytes
    let comment = [0xFF, 0xFE, 0xFF, 0xFF] + [UInt8](repeating: 0x20, count: 65_533)
    var bytes = Array(small.prefix(2))
    bytes.reserveCapacity(count + 70_000)
    while bytes.count < count { bytes += comment }
    return try PictureReader.read(bytes + small.dropFirst(2), named: "large.jpg")
  }

  private static func chunk(_ name: String, _ body: [UInt8]) -> [UInt8] {
    let named = [UInt8](name.utf8) + body
    return be(body.count) + named + be(Int(Decompressor.checksum(named[...])))
  }

  private static func be(_ value: Int) -> [UInt8] {
    [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: value >> $0) }
  }

  /// JPEG files of one colour, in base 64.
  static let rgb = """
    /9j/4AAQSkZJRgABAQAAAQABAAD/2wBDABsSFBcUERsXFhceHBsgKEIrKCUlKFE6PTBCYFVlZF9VXVtq\
    eJmBanGQc1tdhbWGkJ6jq62rZ4C8ybqmx5moq6T/2wBDARweHigjKE4rK06kbl1upKSkpKSkpKSkpKSk\
    pKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKT/wAARCAAIAAgDASIAAhEBAxEB/8QA\
    FQABAQAAAAAAAAAAAAAAAAAAAAb/xAAUEAEAAAAAAAAAAAAAAAAAAAAA/8QAFAEBAAAAAAAAAAAAAAAA\
    AAAAAP/EABQRAQAAAAAAAAAAAAAAAAAAAAD/2gAMAwEAAhEDEQA/AJkAH//Z
    """
  static let gray = """
    /9j/4AAQSkZJRgABAQAAAQABAAD/2wBDABsSFBcUERsXFhceHBsgKEIrKCUlKFE6PTBCYFVlZF9VXVtq\
    eJmBanGQc1tdhbWGkJ6jq62rZ4C8ybqmx5moq6T/wAALCAAIAAgBAREA/8QAFAABAAAAAAAAAAAAAAAA\
    AAAABv/EABQQAQAAAAAAAAAAAAAAAAAAAAD/2gAIAQEAAD8AMv/Z
    """
}
