import Bytes

/// The markers of a JPEG file (ISO/IEC 10918-1, annex B).
struct JPEGFile {
  /// The most scans that a picture may have: an ordinary progressive file has ten, and every reader
  /// goes over the whole picture for each.
  static let mostScans = 500

  /// The kind of coding: the second byte of the frame's marker, 0xC0–0xCF (table B.1).
  private(set) var frame: UInt8?
  /// How many bits a channel has (B.2.2).
  private(set) var bits = 0
  /// How many pixels an inch has, where the file says so for both directions alike.
  private(set) var pixelsPerInch: Double?
  /// How the picture is to be turned (Exif 2.32, 4.6.4, tag 0x0112); 1 is upright.
  private(set) var orientation = 1
  /// Whether an Adobe marker tells how colours are coded.
  private(set) var hasAdobeMarker = false
  /// How many scans there are; no more are counted than one too many.
  private(set) var scans = 0
  /// Where the picture ends, behind the marker EOI (B.2.1); nil where it is not found.
  ///
  /// Cameras and editors append previews, films and fillings, which no letter needs to carry.
  private(set) var end: Int?

  /// Walks a file's markers; what is broken is left for the decoder to find.
  init(_ file: [UInt8]) {
    var reader = ByteReader(file)
    try? walk(&reader)
  }

  private mutating func walk(_ reader: inout ByteReader) throws(ByteFault) {
    try reader.skip(2)
    while end == nil, scans <= JPEGFile.mostScans {
      guard try reader.byte() == 0xFF else { throw .end }
      reader.skip { $0 == 0xFF }  // fill bytes (B.1.1.2)
      let marker = try reader.byte()
      switch marker {
      case 0xD9: end = reader.position
      case 0x01, 0xD0...0xD7: break  // these stand alone (table B.1)
      default: try readSegment(marker, &reader)
      }
    }
  }

  private mutating func readSegment(
    _ marker: UInt8, _ reader: inout ByteReader
  ) throws(ByteFault) {
    let length = try reader.number(2)
    let body = try reader.take(try length.minus(2))
    if marker == 0xDA {
      scans += 1
      try JPEGFile.skipScan(&reader)
    } else if scans == 0 {
      note(marker, body)
    }
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

  private mutating func note(_ marker: UInt8, _ body: ArraySlice<UInt8>) {
    switch marker {
    case 0xE0 where body.starts(with: "JFIF".utf8):
      pixelsPerInch = (try? JPEGFile.density(body)) ?? pixelsPerInch
    case 0xE1 where body.starts(with: "Exif\0\0".utf8):
      let exif = ExifDirectory(body.dropFirst(6))
      orientation = exif.orientation
      pixelsPerInch = pixelsPerInch ?? exif.pixelsPerInch
    case 0xEE where body.starts(with: "Adobe".utf8): hasAdobeMarker = true
    case 0xC0...0xCF where ![0xC4, 0xC8, 0xCC].contains(marker) && frame == nil:
      (frame, bits) = (marker, Int(body.first ?? 0))
    default: break
    }
  }

  /// The density in a JFIF header (ISO/IEC 10918-5, 10.1): unit 1 is the inch, 2 the centimetre.
  private static func density(_ body: ArraySlice<UInt8>) throws(ByteFault) -> Double? {
    var reader = ByteReader(body)
    try reader.skip(7)
    let unit = try reader.byte()
    let (across, down) = (try reader.number(2), try reader.number(2))
    guard across == down, across > 0 else { return nil }
    switch unit {
    case 1: return Double(across)
    case 2: return Double(across) * 2.54
    default: return nil
    }
  }
}
