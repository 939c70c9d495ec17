/// What a file is, told by its first bytes and never by its name.
enum FileKind: Equatable {
  /// Nothing at all.
  case empty
  /// Portable Network Graphics.
  case png
  /// JPEG.
  case jpeg
  /// Another kind of picture, or what people take for one; the name is for messages.
  case other(String)
  /// Nothing we know.
  case unknown

  /// Looks at the first bytes of a file.
  init(_ file: [UInt8]) {
    self =
      if file.isEmpty { .empty } else if file.holds(PNGFile.signature) {
        .png
      } else if file.holds([0xFF, 0xD8, 0xFF]) { .jpeg } else if let name = FileKind.otherName(file)
      { .other(name) } else { .unknown }
  }

  private static func otherName(_ file: [UInt8]) -> String? {
    if file.holds("GIF8") { return "GIF" }
    if file.holds("RIFF"), file.holds("WEBP", at: 8) { return "WebP" }
    if file.holds("%PDF-") { return "PDF" }
    if file.holds([0x49, 0x49, 0x2A, 0]) || file.holds([0x4D, 0x4D, 0, 0x2A]) { return "TIFF" }
    if file.holds("BM"), file.number32(at: 2, littleEndian: true) == file.count { return "BMP" }
    if file.holds("8BPS") { return "Photoshop" }
    if file.holds("%!PS") { return "PostScript" }
    if file.holds("ftyp", at: 4) { return mediaName(file) }
    return isSVG(file) ? "SVG" : nil
  }

  /// The name of a file whose boxes are those of ISO/IEC 14496-12, by its brand.
  private static func mediaName(_ file: [UInt8]) -> String {
    if file.holds("avif", at: 8) || file.holds("avis", at: 8) { return "AVIF" }
    let brands: [StaticString] = ["heic", "heix", "hevc", "hevx", "heim", "heis", "mif1", "msf1"]
    return brands.contains { file.holds($0, at: 8) } ? "HEIC" : "video"
  }

  /// Whether the text at the start of a file opens an `svg` element.
  private static func isSVG(_ file: [UInt8]) -> Bool {
    let start = String(decoding: file.prefix(1024), as: UTF8.self)
    guard let first = start.first(where: { !$0.isWhitespace && $0 != "\u{FEFF}" }), first == "<"
    else { return false }
    return start.contains("<svg")
  }
}
