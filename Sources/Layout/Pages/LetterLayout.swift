package import Diagnostics
import DisplayList
import Document
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
    /// What the letters say of their electronic signatures, in the order in which they are made; empty for
    /// letters that are not signed.
    package var signatures: [ElectronicSignature]

    /// Letters as the stationery has them, or with a watermark, or for pre-printed paper.
    package init(
      watermark: String? = nil, paintsLetterhead: Bool = true,
      signatures: [ElectronicSignature] = []
    ) {
      self.watermark = watermark
      self.paintsLetterhead = paintsLetterhead
      self.signatures = signatures
    }
  }

  let stationery: Stationery
  let options: Options
  let setter: TextSetter
  let styles: SetStyles
  let pictures: PictureLoader
  let fonts: FontLibrary
  let language: String
  /// How words are hyphenated; nil if they are not.
  let hyphenation: HyphenationRules?
  let opticalEdge = OpticalEdge()
  private var cache = GalleyCache()
  private var cuts: PageBreakCache
  /// The letterhead, once it was set.
  var letterheadGalley: SetGalley?
  /// Headers, footers and what stands behind the text, by what they follow from.
  var furniture: [FurnitureKey: PageFurniture] = [:]
  /// The labels of the reference block that no record changes, by the numbers of their rows.
  var labels: [Int: (label: Line, column: GalleyBuilder.Column)] = [:]
  /// The boxes of the visible signatures that were set, by the letters' language.
  var signatures: [String: [SetSignature]] = [:]
  /// What was said of signatures, by the letters' language and the part that the box follows.
  var signatureDescriptions: [String: [BlockID.Part?: [SignatureDescription]]] = [:]
  /// The text of the letter before, if no record can change any of it.
  var lastFlow: TextFlow?
  /// The ways in which letters are set tighter.
  private(set) lazy var tightenings = stationery.tightenings
  /// The layouts for those ways, as far as they were needed.
  var tighterLayouts: [LetterLayout] = []

  /// A layout for the letters of one mailing.
  ///
  /// - Parameters:
  ///   - stationery: How the letters look.
  ///   - fonts: The stationery's fonts.
  ///   - language: The letters' language, a BCP 47 tag; it says from which side lines begin.
  ///   - pictures: Reads the pictures that letters name.
  ///   - hyphenation: How words are hyphenated; nil if they are not.
  ///   - options: How this run differs.
  /// - Throws: ``DiagnosticsError`` if text layout cannot be set up.
  package init(
    stationery: Stationery, fonts: FontLibrary, language: String, pictures: PictureLoader,
    hyphenation: HyphenationRules? = nil, options: Options = Options()
  ) throws(DiagnosticsError) {
    self.stationery = stationery
    self.options = options
    self.pictures = pictures
    (self.fonts, self.language, self.hyphenation) = (fonts, language, hyphenation)
    setter = try TextSetter(
      fonts: fonts, language: language,
      isRightToLeft: ["ar", "fa", "he", "ur", "yi"].contains(language.primaryLanguage),
      hyphenation: hyphenation)
    styles = SetStyles(stationery, setter: setter)
    cuts = PageBreakCache()
  }

  /// Breaks a letter into pages as the stationery says.
  func pages(of letter: Letter) throws(DiagnosticsError) -> Warned<PagedLetter> {
    setter.begin(language: letter.language)
    let head = firstPageHead(of: letter)
    let flow = flow(of: letter)
    let top = bodyTop(below: head)
    let cut = cuts.cut(flow, in: room(from: top, below: head))
    for position in cut.tooHigh {
      reportTooHigh(flow.galleys[position.galley].galley.rows[position.row])
    }
    let furniture = furniture(of: letter, count: cut.pages.count)
    var pages: [Page] = []
    pages.reserveCapacity(cut.pages.count)
    for index in cut.pages.indices {
      pages.append(
        index == 0
          ? firstPage(cut, flow.galleys, top: top, head: head, furniture, letter)
          : furtherPage(index, cut, flow.galleys, furniture, letter))
    }
    return try told(setter.problems).finish(
      PagedLetter(
        key: letter.key, language: letter.language, metadata: letter.metadata, pages: pages,
        signatures: signatureDescriptions(of: letter, flow.galleys)))
  }

  /// Where the words of a watermark come from: no file.
  static let watermarkOrigin = SourceLocation(file: "the watermark", line: 1, column: 1)

  /// Problems as they are told: what is wrong in the stationery is a fault of what is set up once, and
  /// what no file says has no place.
  private func told(_ problems: DiagnosticCollector) -> DiagnosticCollector {
    guard !problems.diagnostics.isEmpty else { return problems }
    var told = DiagnosticCollector()
    for var problem in problems.diagnostics {
      let ofAuthor = [.data, .input].contains(problem.failure)
      if problem.location?.file == stationery.places.file.file, ofAuthor {
        problem.failure = .configuration
      }
      if problem.location == LetterLayout.watermarkOrigin { problem.location = nil }
      told.report(problem)
    }
    return told
  }

  /// A galley at a place of its own on the first page.
  struct Fixed {
    /// The block.
    var galley: SetGalley
    /// Its top-left corner.
    var origin: Point

    /// Where it ends.
    var bottom: Length { origin.y + galley.height }
  }

  /// The galley of a block, from the cache where it is static.
  func set(
    _ id: BlockID, _ source: GalleySource, width: Length, _ fill: (inout GalleyBuilder) -> Void
  ) -> SetGalley {
    let made = cache.galley(id, source) {
      collectingProblems {
        var builder = GalleyBuilder(id, isStatic: source.isStatic, width: width, layout: self)
        fill(&builder)
        builder.galley.allowGive(stationery.slack.spaces)
        return builder.galley
      }
    }
    setter.problems.report(contentsOf: made.problems)
    return made
  }

  /// Does a piece of work, and gives apart what is noted meanwhile.
  func collectingProblems<Output>(_ work: () -> Output) -> (Output, [Diagnostic]) {
    let outer = setter.problems
    setter.problems = DiagnosticCollector()
    defer { setter.problems = outer }
    let output = work()
    return (output, setter.problems.diagnostics)
  }

  // MARK: Pages

  private func firstPage(
    _ cut: PageBreaks, _ flow: [SetGalley], top: Length, head: [Fixed], _ furniture: PageFurniture,
    _ letter: Letter
  ) -> Page {
    let text = cut.text(0, of: flow, at: Point(x: stationery.margins.left, y: top))
    var blocks: [PlacedBlock] = []
    blocks.reserveCapacity(head.count + text.count + 4)
    blocks += furniture.pages[0].before
    var boxes = signatureBoxes(0, cut, flow, top: top, language: letter.language)
    for fixed in head where !fixed.galley.galley.rows.isEmpty {
      if fixed.galley.galley.id.part == .signature {
        boxes += signatureBox(fixed, language: letter.language)
        continue
      }
      blocks.append(PlacedBlock(fixed.galley.fragment, at: fixed.origin))
    }
    blocks += text
    blocks += furniture.pages[0].after
    return Page(size: stationery.paper, number: 1, blocks: blocks, signatures: boxes)
  }

  private func furtherPage(
    _ index: Int, _ cut: PageBreaks, _ flow: [SetGalley], _ furniture: PageFurniture,
    _ letter: Letter
  ) -> Page {
    if let known = cut.page(index, furniture: furniture) { return known }
    let top = Point(x: stationery.margins.left, y: stationery.margins.top)
    let blocks =
      furniture.pages[index].before + cut.text(index, of: flow, at: top)
      + furniture.pages[index].after
    let boxes = signatureBoxes(index, cut, flow, top: top.y, language: letter.language)
    let page = Page(size: stationery.paper, number: index + 1, blocks: blocks, signatures: boxes)
    if furniture.isStatic { cut.keep(page, index, of: flow, furniture: furniture) }
    return page
  }

  private func reportTooHigh(_ row: Row) {
    let room = stationery.textBottom - stationery.margins.top
    setter.problems.report(
      .error(
        "layout.too-high",
        "what must stand together here is higher than a page, \(room.inMillimetres)",
        at: row.origin,
        hints: [
          "a picture, a table row, a heading with what follows it, and the signers with the closing "
            + "are never split: make it shorter"
        ]))
  }
}
