package import Diagnostics
package import DisplayList
import PNG

extension Picture {
  /// The samples of a PNG file as it has them, row by row from the top: rows begin with a byte, and
  /// samples of 16 bits with the more significant one.
  ///
  /// - Returns: The rows of ``Picture/Graphic/rowSize(_:)`` bytes.
  /// - Throws: ``DiagnosticsError`` if the file is broken, which ``PictureReader`` would have found.
  package func samples(of graphic: Graphic) throws(DiagnosticsError) -> [UInt8] {
    do throws(PNGError) {
      let rowSize = graphic.rowSize(pixelWidth)
      return try PNGCoder.rows(of: bytes, rowSize: rowSize, height: pixelHeight)
    } catch {
      throw DiagnosticsError(PictureFault.broken(error.detail).diagnostic(named: name, at: nil))
    }
  }

  /// Decodes the picture on trial and keeps nothing of it.
  ///
  /// - Throws: ``PictureFault`` if it is broken.
  func tryPixels() throws(PictureFault) {
    guard case .png(let graphic) = content else {
      _ = try bitmap()
      return
    }
    do throws(PNGError) {
      let rowSize = graphic.rowSize(pixelWidth)
      try PNGCoder.check(bytes, rowSize: rowSize, height: pixelHeight)
    } catch {
      throw .broken(error.detail)
    }
  }
}
