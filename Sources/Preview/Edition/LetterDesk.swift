import Composition
package import Diagnostics
package import DisplayList
import Drawing
package import Imaging
import Layout
package import Records

/// Lays single letters out and draws them, one at a time, for somebody who looks at them.
///
/// An actor, because a maker may not be shared: whoever asks while it is busy waits without holding a
/// thread.
package actor LetterDesk {
  private let maker: LetterMaker

  init(_ maker: sending LetterMaker) {
    self.maker = maker
  }

  /// A recipient's letter, or the master copy where there is no record, laid out.
  ///
  /// - Throws: ``DiagnosticsError`` with what is wrong with the letter.
  package func letter(for record: Record?) throws(DiagnosticsError) -> Warned<PagedLetter> {
    guard let record else { return try maker.masterCopyPages() }
    return try maker.pages(for: record)
  }

  /// A page as SVG, which is sharp at every size.
  ///
  /// - Throws: ``DiagnosticsError`` if a font or a picture is not what it was at layout.
  package func svg(of page: Page) throws(DiagnosticsError) -> [UInt8] {
    try maker.painter.svg(of: page, guides: [])
  }

  /// A page as pixels on white paper.
  ///
  /// - Throws: ``DiagnosticsError`` if a font or a picture is not what it was at layout, or if the page
  ///   has no pixels or far too many at this resolution.
  package func bitmap(of page: Page, dotsPerInch: Double) throws(DiagnosticsError) -> Bitmap {
    try maker.painter.bitmap(of: page, dotsPerInch: dotsPerInch)
  }

  /// Margins, address window, fold marks and block boxes of a page.
  package func guides(for page: Page) -> [Guide] { maker.layout.guides(for: page) }
}
