import ArchivalPDF
import Diagnostics
import DisplayList
import Document
import Drawing
import Layout
import Merge
import Records

/// Makes letters, one at a time; each worker has one.
final class LetterMaker {
  private let merger: Merger
  private let recipients: RecipientList
  private let archive: ArchivalWriter?
  private let signer: String?
  private let clock: SigningClock?
  let layout: LetterLayout
  let painter = Painter()

  /// A maker for the letters of a run.
  init(
    _ mailing: Mailing, merger: Merger, recipients: RecipientList, request: RunRequest,
    signing: RunSigning?
  ) throws(DiagnosticsError) {
    self.merger = merger
    self.recipients = recipients
    (signer, clock) = (signing?.signer, signing?.makeClock())
    archive =
      request.renderer == .archive
      ? try ArchivalWriter(
        ArchivalOptions(producer: Version.product, signing: signing?.options)) : nil
    let options = LetterLayout.Options(
      watermark: request.watermark, paintsLetterhead: request.paintsLetterhead,
      signature: signing?.appearance)
    layout = try LetterLayout(
      stationery: mailing.stationery, fonts: mailing.fonts,
      language: mailing.template.settings.language, pictures: mailing.pictures.loader,
      options: options)
  }

  /// One recipient's letter, laid out.
  func pages(for record: Record) throws(DiagnosticsError) -> Warned<PagedLetter> {
    try laidOut(try merger.letter(for: record, recipients: recipients))
  }

  /// The master copy, laid out.
  func undispatchedPages() throws(DiagnosticsError) -> Warned<PagedLetter> {
    try laidOut(try merger.undispatched(recipients: recipients))
  }

  /// The name of a recipient's file.
  func fileName(for record: Record) throws(DiagnosticsError) -> LetterFileName {
    try LetterFileName(try merger.fileName(of: record), at: record.location)
  }

  /// One recipient's letter, laid out, and found good for being written.
  func checkedPages(for record: Record) throws(DiagnosticsError) -> Warned<PagedLetter> {
    let letter = try pages(for: record)
    do throws(DiagnosticsError) {
      try archive?.check(letter.output)
    } catch {
      throw DiagnosticsError(letter.warnings + error.diagnostics)
    }
    return letter
  }

  /// The file of a letter that was laid out.
  func letterFile(of letter: PagedLetter) throws(DiagnosticsError) -> LetterFile {
    guard let archive else { return LetterFile(bytes: try painter.pdf(of: letter)) }
    let file = try archive.write(letter, signedAt: try clock?.now())
    return LetterFile(bytes: file.bytes, contentDigest: file.contentDigest, signer: signer)
  }

  private func laidOut(_ letter: Warned<Letter>) throws(DiagnosticsError) -> Warned<PagedLetter> {
    let pages: Warned<PagedLetter>
    do {
      pages = try layout.paginate(letter.output)
    } catch {
      throw DiagnosticsError(letter.warnings + error.diagnostics)
    }
    return Warned(pages.output, warnings: letter.warnings + pages.warnings)
  }
}
