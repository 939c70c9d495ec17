import Cairo
import Diagnostics
import DisplayList
import Imaging

/// The pictures a painter has met, ready to be painted.
///
/// A mailing has a logo and a few signatures, but a list may name a picture for each recipient; so
/// only so many are kept.
struct PictureStore {
  private struct Key: Hashable {
    let picture: Picture
    let isJPEG: Bool
  }

  /// How many pictures are kept before all are forgotten.
  private static let capacity = 32
  private var surfaces: [Key: PictureSurface] = [:]

  /// A picture to paint with; `asJPEG` says that the surface takes JPEG files undecoded.
  ///
  /// - Throws: ``DiagnosticsError`` if the file is broken.
  mutating func surface(
    of picture: Picture, asJPEG: Bool, at location: SourceLocation?
  ) throws(DiagnosticsError) -> PictureSurface {
    let key = Key(picture: picture, isJPEG: asJPEG && picture.format == .jpeg)
    if let known = surfaces[key] { return known }
    let surface = try PictureStore.load(key, at: location)
    if surfaces.count == PictureStore.capacity { surfaces.removeAll() }
    surfaces[key] = surface
    return surface
  }

  private static func load(
    _ key: Key, at location: SourceLocation?
  ) throws(DiagnosticsError) -> PictureSurface {
    let picture = key.picture
    let pixels = key.isJPEG ? nil : try picture.decoded().pixels
    do throws(CairoError) {
      guard let pixels else {
        return try PictureSurface(
          width: picture.pixelWidth, height: picture.pixelHeight, jpeg: picture.bytes)
      }
      return try PictureSurface(
        width: picture.pixelWidth, height: picture.pixelHeight, pixels: pixels)
    } catch {
      throw DiagnosticsError(.cairo(error, at: location))
    }
  }
}
