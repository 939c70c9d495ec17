package import Diagnostics
package import DisplayList
import Foundation
import Glibc
import OpenSSL
import TurboJPEG

/// Reads picture files: PNG and JPEG, told by their bytes and not by their names.
package enum PictureReader {
  /// The largest file that is read, in bytes (50 MB).
  package static let largestFile = 50_000_000
  /// The most pixels that a picture may have.
  package static let mostPixels = Picture.mostPixels
  /// The most pixels that a picture may have in a row or a column, which is what Cairo can hold.
  package static let longestSide = 32_767

  /// The resolutions in pixels an inch that somebody can mean; a file that says another, such as the
  /// 4,294,967,295 of a broken camera, says nothing.
  package static let resolutions = 1.0...10_000.0

  /// Reads a picture and decodes it once on trial, so that nothing is wrong with it later.
  ///
  /// - Parameters:
  ///   - path: Where the file is.
  ///   - name: The file as the author named it, for messages.
  ///   - location: Where the author named it.
  /// - Returns: The picture, with all that its file says of itself.
  /// - Throws: ``DiagnosticsError`` if there is no such file, if it is not a PNG or JPEG file, if it
  ///   is too large or broken, if its colours are inks (CMYK), or if it is stored on its side.
  package static func read(
    path: String, named name: String, at location: SourceLocation? = nil
  ) throws(DiagnosticsError) -> Picture {
    do throws(PictureFault) {
      return try picture(try contents(of: path), named: name, mostPixels: mostPixels)
    } catch {
      throw DiagnosticsError(error.diagnostic(named: name, at: location))
    }
  }

  /// Reads a picture whose bytes are at hand.
  ///
  /// - Parameters:
  ///   - bytes: All of the file.
  ///   - name: The file as the author named it, for messages.
  ///   - mostPixels: The most pixels that it may have.
  /// - Returns: As ``read(path:named:at:)``.
  /// - Throws: As ``read(path:named:at:)``.
  package static func read(
    _ bytes: [UInt8], named name: String, mostPixels: Int = mostPixels
  ) throws(DiagnosticsError) -> Picture {
    do throws(PictureFault) {
      return try picture(bytes, named: name, mostPixels: mostPixels)
    } catch {
      throw DiagnosticsError(error.diagnostic(named: name, at: nil))
    }
  }

  private static func picture(
    _ file: [UInt8], named name: String, mostPixels: Int
  ) throws(PictureFault) -> Picture {
    switch PictureFormat(file) {
    case .png: return try png(file, named: name, mostPixels)
    case .jpeg: return try jpeg(file, named: name, mostPixels)
    case .empty: throw .broken("the file is empty")
    case .other(let format): throw .otherFormat(format)
    case .unknown: throw .notAPicture
    }
  }

  /// The bytes of a regular file that is not too large.
  private static func contents(of path: String) throws(PictureFault) -> [UInt8] {
    // Asked of the system itself, as Foundation reads the system's list of users for it.
    var status = stat()
    guard unsafe stat(path, &status) == 0 else { throw .missing }
    guard status.st_mode & S_IFMT == S_IFREG else { throw .notAFile }
    guard status.st_size <= largestFile else { throw .tooManyBytes }
    guard let data = FileManager.default.contents(atPath: path) else { throw .unreadable }
    return [UInt8](data)
  }

  private static func png(
    _ bytes: [UInt8], named name: String, _ mostPixels: Int
  ) throws(PictureFault) -> Picture {
    let file = try PNGFile(bytes)
    try checkPixels(file.width, file.height, mostPixels)
    let picture = picture(
      .png(file.graphic), named: name, width: file.width, height: file.height, file.pixelsPerInch,
      bytes)
    try picture.tryPixels()
    return picture
  }

  private static func jpeg(
    _ bytes: [UInt8], named name: String, _ mostPixels: Int
  ) throws(PictureFault) -> Picture {
    let file = JPEGFile(bytes)
    let bytes = file.end.map { $0 < bytes.count ? Array(bytes[..<$0]) : bytes } ?? bytes
    let header = try JPEGRules.check(file, bytes)
    try checkPixels(header.width, header.height, mostPixels)
    let picture = picture(
      .jpeg(channels: header.colorSpace == .gray ? 1 : 3), named: name, width: header.width,
      height: header.height, file.pixelsPerInch, bytes)
    try picture.tryPixels()
    return picture
  }

  private static func checkPixels(
    _ width: Int, _ height: Int, _ mostPixels: Int
  ) throws(PictureFault) {
    guard max(width, height) <= longestSide, width * height <= mostPixels else {
      throw .tooManyPixels(width, height)
    }
  }

  private static func picture(
    _ content: Picture.Content, named name: String, width: Int, height: Int,
    _ pixelsPerInch: Double?, _ bytes: [UInt8]
  ) -> Picture {
    Picture(
      name: name, content: content, pixelWidth: width, pixelHeight: height,
      pixelsPerInch: pixelsPerInch.flatMap { resolutions.contains($0) ? $0 : nil }, bytes: bytes,
      digest: Digest.of(bytes))
  }
}
