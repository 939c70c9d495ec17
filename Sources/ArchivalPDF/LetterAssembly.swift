import Crypto
import Diagnostics
import DisplayList
import Geometry

/// Adds to the shared part of a file what belongs to one letter.
struct LetterAssembly {
  let letter: PagedLetter
  let plan: LetterPlan
  let options: ArchivalOptions
  let compress: ([UInt8]) -> StreamData
  let layout: FileLayout
  var part: SharedPart
  var file: ObjectFile
  var blocks: [BlockID: WrittenBlock] = [:]
  var annotations: [[Reference]]
  /// The blocks in the order of reading.
  var order: [(block: WrittenBlock, isShared: Bool)] = []
  /// The signature's objects; nil for a letter that is not signed.
  var signature: SignatureObjects?
  /// How many blocks are read before the signature.
  var signaturePlace: Int?

  /// An assembly of a letter that was planned, on the shared part made for the plan.
  init(
    _ letter: PagedLetter, plan: LetterPlan, part: SharedPart, options: ArchivalOptions,
    compress: @escaping ([UInt8]) -> StreamData
  ) {
    (self.letter, self.plan, self.part, file) = (letter, plan, part, part.file)
    (self.options, self.compress) = (options, compress)
    layout = FileLayout(pageCount: plan.pages.count)
    annotations = Array(repeating: [], count: plan.pages.count)
  }

  /// Writes everything up to the cross-reference table.
  ///
  /// - Throws: ``DiagnosticsError`` with every picture of this letter that cannot be embedded.
  mutating func assemble(
    images: ImageStore, appearances: AppearanceMaker
  ) throws(DiagnosticsError) -> ArchivalDraft {
    promiseSignature()
    for font in plan.ownFonts { part.fonts.append((font.resourceName, font.write(to: &file))) }
    var hasTransparency = part.hasTransparency
    try images.write(plan.ownPictures, to: &file, names: &part.images) {
      hasTransparency = hasTransparency || $0
    }
    var own = StructureBlocks(plan, isShared: false)
    own.write(to: &file, layout: layout, into: &blocks)
    order = blocksInOrder()
    writeFigures()
    writeStructure()
    for index in plan.pages.indices { writePage(index, hasTransparency: hasTransparency) }
    writePageTree()
    writeResources()
    writeDescription()
    writeCatalog(outline: writeOutline())
    return ArchivalDraft(
      file: file, digestOfStart: part.digest, start: part.file.count,
      signature: pendingSignature(appearances))
  }

  private mutating func writeDescription() {
    let description = Description(letter, producer: options.producer)
    file.write(layout.information) { description.writeInformation(to: &$0) }
    let metadata = StreamData(plain: [UInt8](description.metadata.utf8))
    file.write(layout.metadata, stream: metadata) { $0 += "/Type/Metadata/Subtype/XML" }
  }

  private mutating func writeOutline() -> Reference? {
    var outline = Outline()
    for (block, isShared) in order {
      for heading in block.headings {
        let page = plan.pages[heading.page]
        let origin = page.placement(at: heading.place, isShared: isShared)?.block.origin ?? .zero
        outline.add(
          heading.text, level: heading.level, page: layout.page(heading.page),
          height: letter.pages[heading.page].size.height - origin.y - heading.top)
      }
    }
    return outline.write(to: &file)
  }

  private mutating func writeCatalog(outline: Reference?) {
    let form = formEntries
    file.write(layout.catalog) { out in
      out += "<</Type/Catalog/Pages "
      out.reference(layout.pages)
      out += "/Lang"
      out.text(letter.language)
      out += "/MarkInfo<</Marked true>>/StructTreeRoot "
      out.reference(layout.structure)
      out += "/Metadata "
      out.reference(layout.metadata)
      out += "/ViewerPreferences<</DisplayDocTitle true>>/PageLabels<</Nums[0<</S/D>>]>>"
      out += "/OutputIntents[<</Type/OutputIntent/S/GTS_PDFA1/OutputConditionIdentifier"
      out += "(sRGB)/Info(sRGB)/DestOutputProfile "
      out.reference(part.profile)
      out += ">>]"
      if let outline {
        out += "/Outlines "
        out.reference(outline)
      }
      out += form
      out += ">>"
    }
  }
}
