import Diagnostics
import DisplayList
import Imaging

/// A PNG or JPEG picture.
enum PictureFile {
  /// Reads it as a mailing's pictures are read; of bearable size, so that thousands can be tried.
  static func examine(_ bytes: [UInt8]) -> Outcome {
    do {
      let picture = try PictureReader.read(bytes, named: "picture", mostPixels: 1 << 20)
      let bitmap = try picture.decoded()
      return .taken(["\(bitmap.width) by \(bitmap.height), \(picture.pixelsPerInch ?? 0)"])
    } catch {
      return .refused(error.diagnostics.map(\.description))
    }
  }
}
