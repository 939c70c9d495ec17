/// What a JPEG file says of itself in its frame header (ISO/IEC 10918-1, B.2.2).
struct JPEGHeader {
  private var frame: (bits: Int, height: Int, width: Int, channels: Int)

  /// Finds the frame header of a file.
  init(_ bytes: [UInt8]) throws(ImageFault) {
    guard bytes.starts(with: [0xFF, 0xD8]) else { throw .damaged("the beginning of the file") }
    // A file cut short shows half a picture; the last marker tells, after any padding.
    let tail = bytes.suffix(64)
    guard zip(tail, tail.dropFirst()).contains(where: { $0 == (0xFF, 0xD9) }) else {
      throw .damaged("the end of the file")
    }
    var offset = 2
    while offset + 9 < bytes.count {
      guard bytes[offset] == 0xFF else { throw .damaged("a marker") }
      let marker = bytes[offset + 1]
      if marker == 0xFF {
        offset += 1
        continue
      }
      let length = Int(bytes[offset + 2]) << 8 | Int(bytes[offset + 3])
      guard length >= 2 else { throw .damaged("the length of a segment") }
      if JPEGHeader.isFrame(marker) {
        guard marker <= 0xC2 else { throw .unsupported("a JPEG file in a rare coding") }
        let number = { Int(bytes[offset + $0]) << 8 | Int(bytes[offset + $0 + 1]) }
        frame = (Int(bytes[offset + 4]), number(5), number(7), Int(bytes[offset + 9]))
        return
      }
      offset += 2 + length
    }
    throw .damaged("the frame header")
  }

  /// Start-of-frame markers: C0–CF but for tables and arithmetic conditioning.
  private static func isFrame(_ marker: UInt8) -> Bool {
    (0xC0...0xCF).contains(marker) && ![0xC4, 0xC8, 0xCC].contains(marker)
  }

  /// The file's bytes as they are, described for PDF.
  func imageObject(_ bytes: [UInt8]) throws(ImageFault) -> ImageObject {
    guard frame.bits == 8 else {
      throw .unsupported("a JPEG file with \(frame.bits) bits a channel")
    }
    guard frame.width > 0, frame.height > 0 else { throw .damaged("its size") }
    guard frame.width * frame.height <= ImageFault.pixelLimit else {
      throw .tooLarge(width: frame.width, height: frame.height)
    }
    let space: ImageObject.ColorSpace
    switch frame.channels {
    case 1: space = .gray
    case 3: space = .rgb
    case 4: throw .inks
    default: throw .unsupported("a JPEG file with \(frame.channels) channels")
    }
    return ImageObject(
      width: frame.width, height: frame.height, bits: 8, colorSpace: space, filter: .jpeg,
      data: bytes)
  }
}
