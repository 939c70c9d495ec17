import Deflate
import Diagnostics
import DisplayList

/// The pictures of a run that were read; each is read once.
final class ImageStore {
  private var images: [Picture: Result<ImageObject, DiagnosticsError>] = [:]
  private let compressor: Compressor

  /// A store that compresses with the given compressor.
  init(compressor: Compressor) {
    self.compressor = compressor
  }

  /// A picture as PDF has it.
  ///
  /// - Throws: ``DiagnosticsError`` if it cannot be embedded; the same each time it is asked.
  func image(of picture: Picture) throws(DiagnosticsError) -> ImageObject {
    if let known = images[picture] { return try known.get() }
    let result = Result { () throws(DiagnosticsError) in
      try ImageObject(picture, compressor: compressor)
    }
    images[picture] = result
    return try result.get()
  }
}
