package import Diagnostics
package import DisplayList
package import Document
import Geometry

/// Lays letters out on a stationery.
///
/// A pure function of letter, stationery and fonts: the same ones give the same pages on every machine,
/// whatever was laid out before. One for each worker. Coordinates are Pango units (1/1024 pt, integers)
/// from the page's top-left corner; y grows downwards.
package final class LetterLayout {
  /// How this run's letters differ from the stationery's.
  package struct Options: Hashable, Sendable {
    /// Words that stand across every page, behind the text.
    package var watermark: String?
    /// Whether the letterhead is painted; not for paper on which it is already printed.
    package var paintsLetterhead: Bool

    /// Letters as the stationery has them, or with a watermark, or for pre-printed paper.
    package init(watermark: String? = nil, paintsLetterhead: Bool = true) {
      self.watermark = watermark
      self.paintsLetterhead = paintsLetterhead
    }
  }

  let stationery: Stationery
  let options: Options
  let setter: TextSetter
  private let pictures: PictureLoader
  private var cache = GalleyCache()
  /// Headers and footers that were set, by what they follow from.
  var furniture: [FurnitureKey: [PlacedBlock]] = [:]

  /// A layout for the letters of one mailing.
  ///
  /// - Parameters:
  ///   - stationery: How the letters look.
  ///   - fonts: The stationery's fonts.
  ///   - language: The letters' language, a BCP 47 tag; it says from which side lines begin.
  ///   - pictures: Reads the pictures that letters name.
  ///   - options: How this run differs.
  /// - Throws: ``DiagnosticsError`` if text layout cannot be set up.
  package init(
    stationery: Stationery, fonts: FontLibrary, language: String, pictures: PictureLoader,
    options: Options = Options()
  ) throws(DiagnosticsError) {
    self.stationery = stationery
    self.options = options
    self.pictures = pictures
    let primary = language.prefix { $0 != "-" }.lowercased()
    setter = try TextSetter(
      fonts: fonts, isRightToLeft: ["ar", "fa", "he", "ur", "yi"].contains(primary))
    setter.language = language
  }

  /// Breaks a letter into pages.
  ///
  /// - Returns: The pages, with a warning for each thing that somebody should look at.
  /// - Throws: ``DiagnosticsError`` with everything that does not fit its place or cannot be set.
  package func paginate(_ letter: Letter) throws(DiagnosticsError) -> Warned<PagedLetter> {
    setter.problems = DiagnosticCollector()
    setter.language = letter.language
    let head = firstPageHead(of: letter)
    let flow = flow(of: letter)
    let top = bodyTop(below: head)
    var paginator = Paginator(
      joined(flow), first: stationery.textBottom - top,
      further: stationery.textBottom - stationery.margins.top)
    let cut = paginator.pages()
    setter.problems.report(contentsOf: paginator.problems)
    var pages = cut.enumerated().map { index, pieces in
      page(index + 1, of: cut.count, letter, head: head) {
        pieces.map { piece in
          let y = (index == 0 ? top : stationery.margins.top) + piece.y
          return PlacedBlock(
            flow[piece.galley].fragment(piece.rows), at: Point(x: stationery.margins.left, y: y))
        }
      }
    }
    if pages.isEmpty { pages = [Page(size: stationery.paper, number: 1, blocks: [])] }
    return try setter.problems.finish(
      PagedLetter(
        key: letter.key, language: letter.language, metadata: letter.metadata, pages: pages))
  }

  /// A galley at a place of its own on the first page.
  struct Fixed {
    /// The block.
    var galley: SetGalley
    /// Its top-left corner.
    var origin: Point

    /// Where it ends.
    var bottom: Length {
      origin.y + galley.galley.rows.reduce(.zero) { $0 + $1.spaceAbove + $1.height }
    }
  }

  /// The galley of a block, from the cache where it is static.
  func set(
    _ id: BlockID, _ source: GalleySource, width: Length, _ fill: (inout GalleyBuilder) -> Void
  ) -> SetGalley {
    let made = cache.galley(id, source) {
      let outer = setter.problems
      setter.problems = DiagnosticCollector()
      var builder = GalleyBuilder(
        id, isStatic: source.isStatic, width: width, stationery: stationery, setter: setter,
        pictures: pictures)
      fill(&builder)
      defer { setter.problems = outer }
      return (builder.galley, setter.problems.diagnostics)
    }
    setter.problems.report(contentsOf: made.problems)
    return made
  }

  /// One page: head or header, text, footer.
  private func page(
    _ number: Int, of count: Int, _ letter: Letter, head: [Fixed], text: () -> [PlacedBlock]
  ) -> Page {
    var blocks = behindText(page: number)
    if number == 1 {
      blocks += head.compactMap { fixed in
        let rows = 0..<fixed.galley.galley.rows.count
        return rows.isEmpty ? nil : PlacedBlock(fixed.galley.fragment(rows), at: fixed.origin)
      }
    } else {
      blocks += header(page: number, of: count, letter)
    }
    blocks += text()
    blocks += footer(page: number, of: count, letter)
    return Page(size: stationery.paper, number: number, blocks: blocks)
  }
}
