import Deflate
import Diagnostics
import PDFWriting

/// How the streams of a run are stored.
struct StreamCompression {
  /// Stores what many letters share, as small as can be.
  let shared: ([UInt8]) -> StreamData
  /// Stores what is the own of a letter of few pages, quickly.
  private let short: ([UInt8]) -> StreamData
  /// Stores what is the own of a letter of many pages, more quickly still.
  private let long: ([UInt8]) -> StreamData
  /// Stores what many letters have in a file of their own, each a little different.
  let combined: ([UInt8]) -> StreamData
  /// How strings of glyphs are written.
  let glyphCoding: GlyphArrayWriter.Coding
  /// Compresses pictures.
  let pictures: Compressor

  private enum Level {
    static let shared = 12
    static let short = 6
    static let long = 1
    static let combined = 5
  }

  /// Streams shorter than this grow when they are compressed.
  private static let leastShared = 64
  /// Below this, compressing takes longer than all else that is done for a letter, to save a few
  /// bytes.
  private static let leastOwn = 1024

  /// How many pages a short letter has at most.
  ///
  /// Stored as short ones are, long letters would be a seventh smaller, and their tables of thousands of rows
  /// would take a tenth longer.
  private static let mostShort = 16

  /// Compression of one kind.
  ///
  /// - Throws: ``DiagnosticsError`` if there is no memory for it.
  init(_ compression: ArchivalOptions.Compression) throws(DiagnosticsError) {
    let short: Compressor
    let long: Compressor
    let combined: Compressor
    do throws(DeflateError) {
      pictures = try Compressor(level: Level.shared)
      short = try Compressor(level: Level.short)
      long = try Compressor(level: Level.long)
      combined = try Compressor(level: Level.combined)
    } catch {
      throw DiagnosticsError(
        .error("archive.memory", "there is no memory to compress with", failure: .temporary))
    }
    let isOn = compression == .deflate
    shared = StreamCompression.storing(
      with: pictures, from: isOn ? StreamCompression.leastShared : .max)
    let leastOwn = isOn ? StreamCompression.leastOwn : .max
    self.short = StreamCompression.storing(with: short, from: leastOwn)
    self.long = StreamCompression.storing(with: long, from: leastOwn)
    self.combined = StreamCompression.storing(
      with: combined, from: isOn ? StreamCompression.leastShared : .max)
    glyphCoding = isOn ? .binary : .hexadecimal
  }

  /// What stores the own of a letter of so many pages.
  func own(ofPages count: Int) -> ([UInt8]) -> StreamData {
    count > StreamCompression.mostShort ? long : short
  }

  private static func storing(with compressor: Compressor, from least: Int) -> ([UInt8]) ->
    StreamData
  {
    { StreamData($0, from: least, compressor: compressor) }
  }
}
