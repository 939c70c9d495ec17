/// The markers before the first scan of a JPEG file (ISO/IEC 10918-1, annex B).
struct JPEGFile {
  /// The kind of coding: the second byte of the frame's marker, 0xC0–0xCF (table B.1).
  private(set) var frame: UInt8?
  /// How many pixels an inch has, where the file says so for both directions alike.
  private(set) var pixelsPerInch: Double?
  /// How the picture is to be turned (Exif 2.32, 4.6.4, tag 0x0112); 1 is upright.
  private(set) var orientation = 1
  /// Whether an Adobe marker tells how colours are coded.
  private(set) var hasAdobeMarker = false

  /// Walks a file's markers as far as the first scan; what is broken is left for the decoder to find.
  init(_ file: [UInt8]) {
    var offset = 2
    while offset + 4 <= file.count, file[offset] == 0xFF {
      let marker = file[offset + 1]
      guard marker != 0xFF else {  // fill bytes (B.1.1.2)
        offset += 1
        continue
      }
      guard marker != 0xDA, let length = file.number16(at: offset + 2), length >= 2 else { return }
      note(marker, in: file, at: offset + 4)
      offset += 2 + length
    }
  }

  private mutating func note(_ marker: UInt8, in file: [UInt8], at data: Int) {
    switch marker {
    case 0xE0 where file.holds("JFIF", at: data):
      pixelsPerInch = JPEGFile.density(file, at: data) ?? pixelsPerInch
    case 0xE1 where file.holds([0x45, 0x78, 0x69, 0x66, 0, 0], at: data):  // Exif
      let exif = ExifDirectory(file, at: data + 6)
      orientation = exif.orientation
      pixelsPerInch = pixelsPerInch ?? exif.pixelsPerInch
    case 0xEE where file.holds("Adobe", at: data): hasAdobeMarker = true
    case 0xC0...0xCF where ![0xC4, 0xC8, 0xCC].contains(marker): frame = frame ?? marker
    default: break
    }
  }

  /// The density in a JFIF header (ISO/IEC 10918-5, 10.1): unit 1 is the inch, 2 the centimetre.
  private static func density(_ file: [UInt8], at data: Int) -> Double? {
    guard let across = file.number16(at: data + 8), across == file.number16(at: data + 10),
      across > 0
    else { return nil }
    switch file[data + 7] {
    case 1: return Double(across)
    case 2: return Double(across) * 2.54
    default: return nil
    }
  }
}
