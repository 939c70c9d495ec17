import Bytes

/// What the first directory of a file's Exif data says of size and orientation (Exif 2.32, 4.6).
struct ExifDirectory {
  /// How the picture is to be turned (tag 0x0112); 1 is upright.
  private(set) var orientation = 1
  private var resolution: Double?
  private var unit = 2

  /// How many pixels an inch has (tags 0x011A and 0x0128).
  var pixelsPerInch: Double? {
    resolution.map { unit == 3 ? $0 * 2.54 : $0 }
  }

  /// Reads the directory of data that begin with a TIFF header; what is broken is passed over, since it
  /// changes nothing about the pixels.
  init(_ data: ArraySlice<UInt8>) {
    try? read(data)
  }

  private mutating func read(_ data: ArraySlice<UInt8>) throws(ByteFault) {
    var reader = ByteReader(data)
    let order: ByteReader.Order = reader.take("II".utf8) ? .little : .big
    guard order == .little || reader.take("MM".utf8) else { return }
    try reader.skip(2)
    let first = try reader.number(4, order)
    try reader.move(to: try data.startIndex.plus(first))
    for _ in 0..<(try reader.number(2, order)) { try readEntry(&reader, order) }
  }

  /// Reads an entry (4.6.2): its tag, type, count, and its value or where that stands.
  private mutating func readEntry(
    _ reader: inout ByteReader, _ order: ByteReader.Order
  ) throws(ByteFault) {
    let tag = try reader.number(2, order)
    try reader.skip(6)
    var value = ByteReader(try reader.take(4))
    switch tag {
    case 0x0112: orientation = try value.number(2, order)
    case 0x011A:
      let start = try value.number(4, order)
      resolution = try? ExifDirectory.fraction(reader, at: start, order)
    case 0x0128: unit = try value.number(2, order)
    default: break
    }
  }

  /// The fraction that stands so many bytes behind the beginning; nil if it is none.
  private static func fraction(
    _ reader: ByteReader, at offset: Int, _ order: ByteReader.Order
  ) throws(ByteFault) -> Double? {
    var reader = reader
    try reader.move(to: try reader.bytes.startIndex.plus(offset))
    let (numerator, denominator) = (try reader.number(4, order), try reader.number(4, order))
    guard numerator > 0, denominator > 0 else { return nil }
    return Double(numerator) / Double(denominator)
  }
}
