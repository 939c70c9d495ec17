import TurboJPEG

/// Which JPEG files a letter can hold as they are: those that every reader of PDF shows alike.
enum JPEGRules {
  /// Checks all but the pixels of a file and gives its header.
  ///
  /// A PDF holds a JPEG file unchanged under the DCTDecode filter, which knows baseline, extended and
  /// progressive Huffman coding with eight bits (ISO 32000-1, 7.4.8).
  static func check(_ file: JPEGFile, _ bytes: [UInt8]) throws(PictureFault) -> JPEGDecoder.Header {
    let header = try header(of: bytes)
    guard file.scans <= JPEGFile.mostScans else { throw .tooManyScans }
    guard let frame = file.frame, (0xC0...0xC2).contains(frame), file.bits == 8 else {
      throw .rareJPEG
    }
    switch header.colorSpace {
    case .cmyk, .ycck: throw .inks
    case .rgb where !file.hasAdobeMarker: throw .rareJPEG  // DCTDecode would take it for YCbCr
    case .gray, .rgb, .yCbCr: break
    }
    guard file.orientation <= 1 || file.orientation > 8 else { throw .turned }
    return header
  }

  private static func header(of bytes: [UInt8]) throws(PictureFault) -> JPEGDecoder.Header {
    do throws(JPEGError) {
      return try JPEGDecoder().header(of: bytes)
    } catch {
      throw .broken(error.detail)
    }
  }
}
