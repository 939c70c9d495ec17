import Bytes

/// What a file is, told by its first bytes and never by its name.
enum PictureFormat: Equatable {
  /// Nothing at all.
  case empty
  /// Portable Network Graphics.
  case png
  case jpeg
  /// Another kind of picture, or what people take for one; the name is for messages.
  case other(String)
  /// Anything else.
  case unknown

  /// Looks at the first bytes of a file.
  init(_ file: [UInt8]) {
    self =
      if file.isEmpty {
        .empty
      } else if file.starts(with: PNGFile.signature) {
        .png
      } else if file.starts(with: [0xFF, 0xD8, 0xFF]) {
        .jpeg
      } else { PictureFormat.otherName(file).map { .other($0) } ?? .unknown }
  }

  private static func otherName(_ file: [UInt8]) -> String? {
    let starts = { (word: String) in file.starts(with: word.utf8) }
    if starts("GIF8") { return "GIF" }
    if starts("RIFF"), file.dropFirst(8).starts(with: "WEBP".utf8) { return "WebP" }
    if starts("%PDF-") { return "PDF" }
    if starts("II*\0") || starts("MM\0*") { return "TIFF" }
    if isBMP(file) { return "BMP" }
    if starts("8BPS") { return "Photoshop" }
    if starts("%!PS") { return "PostScript" }
    if file.dropFirst(4).starts(with: "ftyp".utf8) { return mediaName(file.dropFirst(8).prefix(4)) }
    return isSVG(file) ? "SVG" : nil
  }

  /// Whether a file is a bitmap of Windows, which says how large it is.
  private static func isBMP(_ file: [UInt8]) -> Bool {
    var reader = ByteReader(file)
    return reader.take("BM".utf8) && (try? reader.number(4, .little)) == file.count
  }

  /// The name of a file whose boxes are those of ISO/IEC 14496-12, by its brand.
  private static func mediaName(_ brand: ArraySlice<UInt8>) -> String {
    switch String(decoding: brand, as: UTF8.self) {
    case "avif", "avis": "AVIF"
    case "heic", "heix", "hevc", "hevx", "heim", "heis", "mif1", "msf1": "HEIC"
    default: "video"
    }
  }

  /// Whether the text at the start of a file opens an `svg` element.
  private static func isSVG(_ file: [UInt8]) -> Bool {
    let start = String(decoding: file.prefix(1024), as: UTF8.self)
    guard let first = start.first(where: { !$0.isWhitespace && $0 != "\u{FEFF}" }), first == "<"
    else { return false }
    return start.contains("<svg")
  }
}
