import Bytes

extension JPEGFile {
  /// A file without what stands behind its picture: cameras and editors append previews, films and
  /// fillings, which no letter needs to carry.
  ///
  /// - Parameter file: All bytes of the file.
  /// - Returns: The bytes up to the marker EOI (ISO/IEC 10918-1, B.2.1); all where it is not found, which
  ///   is for the decoder to judge.
  static func withoutAppendix(_ file: [UInt8]) -> [UInt8] {
    do throws(ByteFault) {
      let end = try end(of: file)
      return end == file.count ? file : Array(file[..<end])
    } catch {
      return file
    }
  }

  /// Where the picture ends.
  private static func end(of file: [UInt8]) throws(ByteFault) -> Int {
    var reader = ByteReader(file)
    try reader.skip(2)
    while true {
      guard try reader.byte() == 0xFF else { throw .end }
      reader.skip { $0 == 0xFF }  // fill bytes (B.1.1.2)
      let marker = try reader.byte()
      switch marker {
      case 0xD9: return reader.position
      case 0x01, 0xD0...0xD7: break  // these stand alone (table B.1)
      default: try skipSegment(&reader)
      }
      if marker == 0xDA { try skipScan(&reader) }
    }
  }

  private static func skipSegment(_ reader: inout ByteReader) throws(ByteFault) {
    let length = try reader.number(2)
    try reader.skip(try length.minus(2))
  }

  /// Goes to the next marker behind coded pixels, in which FF is followed by 00 or a restart marker.
  private static func skipScan(_ reader: inout ByteReader) throws(ByteFault) {
    while true {
      reader.skip { $0 != 0xFF }
      guard let next = reader.peek(1) else { throw .end }
      guard next == 0 || (0xD0...0xD7).contains(next) else { return }
      try reader.skip(2)
    }
  }
}
