/// What the first directory of a file's Exif data says of size and orientation (Exif 2.32, 4.6).
struct ExifDirectory {
  /// How the picture is to be turned (tag 0x0112); 1 is upright.
  private(set) var orientation = 1
  /// How many pixels an inch has (tags 0x011A and 0x0128).
  private(set) var pixelsPerInch: Double?

  /// Reads the directory of the TIFF header at `start`; what is broken is passed over, since it
  /// changes nothing about the pixels.
  init(_ file: [UInt8], at start: Int) {
    let isLittle = file.holds("II", at: start)
    guard isLittle || file.holds("MM", at: start),
      let first = file.number32(at: start + 4, littleEndian: isLittle),
      let count = file.number16(at: start + first, littleEndian: isLittle)
    else { return }
    var (resolution, unit): (Double?, Int) = (nil, 2)
    for index in 0..<count {
      let entry = start + first + 2 + index * 12
      guard let tag = file.number16(at: entry, littleEndian: isLittle) else { break }
      let short = file.number16(at: entry + 8, littleEndian: isLittle)
      switch tag {
      case 0x0112: orientation = short ?? 1
      case 0x011A:
        resolution = file.number32(at: entry + 8, littleEndian: isLittle)
          .flatMap { ExifDirectory.fraction(file, at: start + $0, littleEndian: isLittle) }
      case 0x0128: unit = short ?? 2
      default: break
      }
    }
    pixelsPerInch = resolution.map { unit == 3 ? $0 * 2.54 : $0 }
  }

  private static func fraction(_ file: [UInt8], at offset: Int, littleEndian: Bool) -> Double? {
    guard let numerator = file.number32(at: offset, littleEndian: littleEndian), numerator > 0,
      let denominator = file.number32(at: offset + 4, littleEndian: littleEndian), denominator > 0
    else { return nil }
    return Double(numerator) / Double(denominator)
  }
}
