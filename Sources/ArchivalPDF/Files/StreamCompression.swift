import Deflate
import Diagnostics
import PDFWriting

/// How the streams of a run are stored.
struct StreamCompression {
  /// Stores what many letters share, as small as can be.
  let shared: ([UInt8]) -> StreamData
  /// Stores what is one letter's own, quickly.
  let own: ([UInt8]) -> StreamData
  /// Stores what many letters have in a file of their own, each a little different.
  let combined: ([UInt8]) -> StreamData
  /// How strings of glyphs are written.
  let glyphCoding: GlyphArrayWriter.Coding
  /// Compresses pictures.
  let pictures: Compressor

  private enum Level {
    static let shared = 12
    static let own = 6
    static let combined = 5
  }

  /// Streams shorter than this grow when they are compressed.
  private static let leastShared = 64
  /// Below this, compressing takes longer than all else that is done for a letter, to save a few
  /// bytes.
  private static let leastOwn = 1024

  /// Compression of one kind.
  ///
  /// - Throws: ``DiagnosticsError`` if there is no memory for it.
  init(_ compression: ArchivalOptions.Compression) throws(DiagnosticsError) {
    let own: Compressor
    let combined: Compressor
    do throws(DeflateError) {
      pictures = try Compressor(level: Level.shared)
      own = try Compressor(level: Level.own)
      combined = try Compressor(level: Level.combined)
    } catch {
      throw DiagnosticsError(
        .error("archive.memory", "there is no memory to compress with", failure: .temporary))
    }
    let isOn = compression == .deflate
    shared = StreamCompression.storing(
      with: pictures, from: isOn ? StreamCompression.leastShared : .max)
    self.own = StreamCompression.storing(with: own, from: isOn ? StreamCompression.leastOwn : .max)
    self.combined = StreamCompression.storing(
      with: combined, from: isOn ? StreamCompression.leastShared : .max)
    glyphCoding = isOn ? .binary : .hexadecimal
  }

  private static func storing(with compressor: Compressor, from least: Int) -> ([UInt8]) ->
    StreamData
  {
    { StreamData($0, from: least, compressor: compressor) }
  }
}
