import Deflate
package import Diagnostics
package import DisplayList

/// Writes letters as PDF 1.7 files that are PDF/A-2a and PDF/UA-1 at once.
///
/// One for each worker of a run: it keeps the fonts it opened and the static parts it wrote. What it
/// keeps changes how fast a letter is written and never a byte of it. Two letters given to the same
/// writer may share a ``FragmentID`` of a static fragment only if that fragment is the same in both.
package final class ArchivalWriter {
  private let options: ArchivalOptions
  private let planner: LetterPlanner
  private let sharedParts: SharedPartMaker
  private let images: ImageStore
  private let appearances: AppearanceMaker
  private let compress: ([UInt8]) -> StreamData

  /// Shared streams are compressed once and copied often, others for each letter.
  private enum Level {
    static let shared = 12
    static let own = 6
  }

  /// Streams this short grow when they are compressed.
  private static let leastToCompress = 64

  /// A writer for the letters of a run.
  ///
  /// - Throws: ``DiagnosticsError`` if there is no memory for it.
  package init(_ options: ArchivalOptions) throws(DiagnosticsError) {
    let (shared, own): (Compressor, Compressor)
    do throws(DeflateError) {
      (shared, own) = (
        try Compressor(level: Level.shared), try Compressor(level: Level.own)
      )
    } catch {
      throw DiagnosticsError(
        .error("archive.memory", "there is no memory to compress with", failure: .temporary))
    }
    self.options = options
    let compressShared = ArchivalWriter.compression(options.compression, shared)
    compress = ArchivalWriter.compression(options.compression, own)
    images = ImageStore(compressor: shared)
    let fonts = FontStore()
    appearances = AppearanceMaker(fonts: fonts, compress: compressShared)
    planner = LetterPlanner(options: options, fonts: fonts, compress: compressShared)
    sharedParts = SharedPartMaker(images: images, compress: compressShared)
  }

  private static func compression(
    _ compression: ArchivalOptions.Compression, _ compressor: Compressor
  ) -> ([UInt8]) -> StreamData {
    { bytes in
      guard compression == .deflate, bytes.count >= leastToCompress else {
        return StreamData(plain: bytes)
      }
      return StreamData(compressed: compressor.compress(bytes))
    }
  }

  /// The letter as a file.
  ///
  /// A function of the letter, the fonts and the options: the same bytes alone and in a batch. Of a
  /// signed letter, that holds for all up to the first byte that depends on the act of signing.
  ///
  /// - Parameters:
  ///   - letter: The letter.
  ///   - time: When it is signed; not needed for letters that are not.
  /// - Returns: The whole file.
  /// - Throws: ``DiagnosticsError`` with everything that would keep the file from being PDF/A-2a and
  ///   PDF/UA-1, before any of it is written; or if the key fails.
  package func write(
    _ letter: PagedLetter, signedAt time: SigningTime? = nil
  ) throws(DiagnosticsError) -> ArchivalFile {
    try draft(letter).finish(at: time)
  }

  /// Finds everything that would keep a letter from being written.
  ///
  /// - Throws: What ``write(_:)`` would throw, pictures that cannot be embedded excepted.
  package func check(_ letter: PagedLetter) throws(DiagnosticsError) {
    try ConformanceCheck.check(letter)
    _ = try planner.plan(letter)
  }

  /// The letter up to what depends on the act of signing.
  func draft(_ letter: PagedLetter) throws(DiagnosticsError) -> ArchivalDraft {
    try ConformanceCheck.check(letter)
    let plan = try planner.plan(letter)
    let part = try sharedParts.part(for: plan)
    var assembly = LetterAssembly(
      letter, plan: plan, part: part, options: options, compress: compress)
    return try assembly.assemble(images: images, appearances: appearances)
  }
}
