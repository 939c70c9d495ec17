package import Diagnostics
package import DisplayList
import PNG
import TurboJPEG

extension Picture {
  /// The picture's pixels: sRGB, eight bits a channel, colours not multiplied by alpha.
  ///
  /// - Throws: ``DiagnosticsError`` if the file is broken, which ``PictureReader`` would have found.
  package func decoded() throws(DiagnosticsError) -> Bitmap {
    do throws(PictureFault) {
      return try bitmap()
    } catch {
      throw DiagnosticsError(error.diagnostic(named: name, at: nil))
    }
  }

  func bitmap() throws(PictureFault) -> Bitmap {
    let pixels = format == .png ? try pngPixels() : try jpegPixels()
    guard let bitmap = Bitmap(width: pixelWidth, height: pixelHeight, pixels: pixels) else {
      throw .broken("it has another size than its header says")
    }
    return bitmap
  }

  private func pngPixels() throws(PictureFault) -> [UInt8] {
    do throws(PNGError) {
      return try PNGCoder.decode(bytes).bytes
    } catch {
      throw .broken(error.detail)
    }
  }

  private func jpegPixels() throws(PictureFault) -> [UInt8] {
    do throws(JPEGError) {
      return try JPEGDecoder().decode(bytes)
    } catch {
      throw .broken(error.detail)
    }
  }
}
