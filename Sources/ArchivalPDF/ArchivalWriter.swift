import Deflate
package import Diagnostics
package import DisplayList
import PDFWriting

/// Writes letters as PDF 1.7 files that are PDF/A-2a and PDF/UA-1 at once.
///
/// One for each worker of a run: it keeps the fonts it opened and the static parts it wrote. What it
/// keeps changes how fast a letter is written and never a byte of it.
package final class ArchivalWriter {
  let preparer: LetterPreparer
  private let metadata: MetadataWriter
  private let appearances: AppearanceMaker
  private let signing: [(options: SignatureOptions, wording: SignatureWording)]

  /// A writer for the letters of a run.
  ///
  /// - Parameters:
  ///   - options: What is the same for all letters.
  ///   - shared: The parts that letters share. A letter that one writer prepared may be finished by
  ///     another of the same shared parts and options.
  /// - Throws: ``DiagnosticsError`` if there is no memory for it.
  package init(
    _ options: ArchivalOptions, sharing shared: SharedParts = SharedParts()
  ) throws(DiagnosticsError) {
    let compression = try StreamCompression(options.compression)
    preparer = LetterPreparer(
      options: options, images: ImageStore(compressor: compression.pictures),
      compression: compression, store: shared)
    metadata = MetadataWriter(producer: options.producer)
    appearances = AppearanceMaker(fonts: preparer.fonts, compression: compression)
    signing = options.signing.map { ($0, SignatureWording($0)) }
  }

  /// The letter as a file: ``prepare(_:)`` and ``finish(_:signedAt:)`` in one.
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
    try finish(try prepare(letter), signedAt: time)
  }

  /// Finds everything that would keep a letter from being written, and does all of the work that is
  /// worth doing only once.
  ///
  /// - Throws: ``DiagnosticsError`` with every fault.
  package func prepare(_ letter: PagedLetter) throws(DiagnosticsError) -> PreparedLetter {
    do throws(DiagnosticsError) {
      return try preparer.prepare(letter)
    } catch {
      let faults = preparer.faults(of: letter)
      throw faults.isEmpty ? error : DiagnosticsError(faults)
    }
  }

  /// The file of a letter that this writer, or another of the same run, prepared.
  ///
  /// Little more than copying, and signing: nothing is laid out or looked for, and only long letters' structure
  /// is compressed, as only now its objects have numbers.
  ///
  /// - Parameters:
  ///   - letter: The letter.
  ///   - time: When it is signed; not needed for letters that are not.
  /// - Returns: The whole file.
  /// - Throws: ``DiagnosticsError`` if the key fails.
  package func finish(
    _ letter: PreparedLetter, signedAt time: SigningTime? = nil
  ) throws(DiagnosticsError) -> ArchivalFile {
    try draft(letter).finish(at: time)
  }

  /// Finds everything that would keep a letter from being written.
  ///
  /// - Throws: What ``prepare(_:)`` would throw.
  package func check(_ letter: PagedLetter) throws(DiagnosticsError) {
    _ = try prepare(letter)
  }

  /// The letter up to what depends on the act of signing.
  private func draft(_ letter: PreparedLetter) -> SigningDraft {
    // References take more room in the file than here, and the metadata and the cross-references
    // are still to come.
    let plain = letter.plain.text
    let capacity =
      letter.streams.text.bytes.count + plain.bytes.count + 8 * plain.relocations.count + 4096
      + 6 * letter.part.entries.count
    let packs = letter.plain.packs
    var file = LetterFile(
      after: letter.part, objects: letter.objectCount + packs.count, reserving: capacity)
    file.add(letter.streams)
    if packs.isEmpty { file.add(letter.plain) }
    let compress = preparer.compression.own(ofPages: letter.pageCount)
    for (index, pack) in packs.enumerated() {
      let stream = Reference(row: .own, index: letter.objectCount + index)
      file.add(letter.plain, pack, in: stream, compress: compress)
    }
    metadata.write(letter.information, to: &file)
    return SigningDraft(
      file, part: letter.part, signatures: pending(letter.signatures), compress: compress)
  }

  private func pending(_ signatures: [PreparedSignature]) -> [PendingSignature] {
    zip(signatures, signing).map { signature, signing in
      PendingSignature(
        letter: signature, options: signing.options, appearances: appearances,
        wording: signing.wording)
    }
  }
}
