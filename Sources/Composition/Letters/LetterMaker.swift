package import ArchivalPDF
package import Diagnostics
package import DisplayList
import Document
package import Drawing
package import Layout
import Ledger
import Merge
package import Records
package import Storage

/// Makes letters, one at a time; each worker has one.
package final class LetterMaker {
  private let inputs: MailingInputs
  private let archive: ArchivalWriter?
  /// The parts of files that all letters of the run share.
  package let parts: SharedParts
  private let clock: SigningClock?
  /// The layout of letters of the main version.
  package let layout: LetterLayout
  /// The layouts of letters of the other versions, made when the first is laid out: what is kept
  /// from letter to letter is kept for each version.
  private var layouts: [Int: LetterLayout] = [:]
  package let painter = Painter()

  /// A maker for the letters of a run, whose makers have `parts` in common.
  package init(_ inputs: MailingInputs, sharing parts: SharedParts = SharedParts())
    throws(DiagnosticsError)
  {
    (self.inputs, self.parts) = (inputs, parts)
    clock = inputs.main.signings.first?.makeClock()
    archive = try inputs.main.writer(sharing: parts)
    layout = try inputs.main.layout()
  }

  /// One recipient's letter in the version that is theirs, laid out.
  ///
  /// - Throws: ``DiagnosticsError`` with everything that is wrong with the record's values and with the pages: a
  ///   letter with faults is laid out as well, so that both are told at once.
  package func pages(for record: Record) throws(DiagnosticsError) -> Warned<PagedLetter> {
    let version = try inputs.merger.version(of: record)
    let letter = inputs.merger.versions[version].draft(
      for: record, recipients: inputs.versions[version].recipients)
    return try laidOut(letter, by: try layout(of: version))
  }

  /// The master copy, which is of the main version, laid out.
  package func masterCopyPages() throws(DiagnosticsError) -> Warned<PagedLetter> {
    let letter = try inputs.merger.main.masterCopy(recipients: inputs.main.recipients)
    return try laidOut(
      Draft(output: letter.output, diagnostics: letter.warnings), by: layout)
  }

  /// The name of a recipient's file.
  package func fileName(for record: Record) throws(DiagnosticsError) -> LetterFileName {
    try LetterFileName(try inputs.merger.fileName(of: record), at: record.location)
  }

  /// One recipient's letter, checked and prepared.
  ///
  /// - Parameters:
  ///   - record: The recipient.
  ///   - isMade: Whether it will be made, and not only looked at.
  ///   - input: What tells whether it needs other fonts than those for running text, if anybody
  ///     asks.
  /// - Returns: How many pages it has, whether it needs such fonts, and its file as far as it can
  ///   be made now; no file if checking the letter takes none and it will not be made.
  /// - Throws: ``DiagnosticsError`` with everything that keeps it from being made.
  package func prepare(
    _ record: Record, isMade: Bool, input: InputDigests?
  ) throws(DiagnosticsError) -> Warned<(pages: Int, needsOtherFonts: Bool, file: PreparedFile?)> {
    let letter = try pages(for: record)
    do throws(DiagnosticsError) {
      let file = try isMade || archive != nil ? prepare(letter.output) : nil
      let needsOtherFonts = input?.needsOtherFonts(letter.output) ?? false
      return Warned((letter.output.pages.count, needsOtherFonts, file), warnings: letter.warnings)
    } catch {
      throw DiagnosticsError(letter.warnings + error.diagnostics)
    }
  }

  /// A letter's file as far as it can be made before all letters were looked at.
  package func prepare(_ letter: PagedLetter) throws(DiagnosticsError) -> PreparedFile {
    guard let archive else { return .whole(try painter.pdf(of: letter)) }
    return .archival(try archive.prepare(letter))
  }

  /// The file of a letter that was prepared by this maker or another of its run, signed at this
  /// time.
  ///
  /// - Throws: ``DiagnosticsError`` if it cannot be signed.
  package func finish(_ file: PreparedFile) throws(DiagnosticsError) -> LetterFile {
    switch file {
    case .whole(let bytes): return LetterFile(bytes)
    case .archival(let letter):
      guard let archive else { throw LetterMaker.noWriter }
      return LetterFile(
        try archive.finish(letter, signedAt: try clock?.now()),
        signatures: inputs.main.signings.map { LetterSignature(signer: $0.signer) })
    }
  }

  /// Letters as bytes of a file that holds all of them.
  ///
  /// - Parameters:
  ///   - letters: The letters of a portion.
  ///   - portion: Its number, from 0.
  ///   - file: The file.
  /// - Returns: What a ``CombinedWriter`` adds to the file.
  /// - Throws: ``DiagnosticsError`` if the file was planned for others.
  package func chunk(
    of letters: [CombinedLetter], portion: Int, in file: CombinedFile
  ) throws(DiagnosticsError) -> CombinedChunk {
    guard let archive else { throw LetterMaker.noWriter }
    return try archive.chunk(of: letters, portion: portion, in: file)
  }

  private static var noWriter: DiagnosticsError {
    DiagnosticsError(
      .error("batch.renderer", "a letter was prepared for another renderer", failure: .software))
  }

  private func layout(of version: Int) throws(DiagnosticsError) -> LetterLayout {
    guard version > 0 else { return layout }
    if let known = layouts[version] { return known }
    let layout = try inputs.versions[version].layout()
    layouts[version] = layout
    return layout
  }

  private func laidOut(
    _ letter: Draft<Letter>, by layout: LetterLayout
  ) throws(DiagnosticsError) -> Warned<PagedLetter> {
    let pages: Warned<PagedLetter>
    do {
      pages = try layout.paginate(letter.output)
    } catch {
      throw DiagnosticsError(letter.diagnostics + error.diagnostics)
    }
    return try Draft(
      output: pages.output, diagnostics: letter.diagnostics + pages.warnings
    ).finished()
  }
}
