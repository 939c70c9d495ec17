import Diagnostics
import DisplayList
import Geometry
import PDFWriting

/// Writes what belongs to one letter.
struct LetterAssembly {
  let letter: PagedLetter
  let skeleton: Skeleton
  let fonts: LetterFonts
  let variant: Variant
  let signing: [SignatureOptions]
  let compress: ([UInt8]) -> StreamData
  /// The signatures' objects; empty for a letter that is not signed.
  var signatures: [SignatureObjects] = []
  var objects = ObjectList(reserving: 2048, plain: 4096)
  /// The letter's own fragments as page content, in the order of ``Skeleton/ownPlaces``.
  private(set) var contents: [EncodedFragment] = []
  /// The number of the first mark of each of those.
  private(set) var firstMarks: [Int] = []
  /// The letter's own blocks, by their number.
  var blocks: [WrittenBlock] = []
  /// The elements that the letter's own marks on each page belong to.
  var parents: [[Reference]]
  /// The annotations of each page.
  var annotations: [[Reference]]
  /// The parts of the objects that differ in a file with other letters.
  var frame = LetterFrame()

  /// An assembly of a letter; `encode` makes page content of its own fragments.
  ///
  /// - Throws: ``DiagnosticsError`` if `encode` does.
  init(
    _ letter: PagedLetter, skeleton: Skeleton, fonts: LetterFonts, signing: [SignatureOptions],
    compress: @escaping ([UInt8]) -> StreamData,
    encode: (Fragment) throws(DiagnosticsError) -> EncodedFragment
  ) throws(DiagnosticsError) {
    (self.letter, self.skeleton, self.compress) = (letter, skeleton, compress)
    (self.fonts, variant, self.signing) = (fonts, fonts.variant, signing)
    annotations = Array(repeating: [], count: letter.pages.count)
    parents = annotations
    contents.reserveCapacity(skeleton.ownPlaces.count)
    firstMarks.reserveCapacity(skeleton.ownPlaces.count)
    var marks = variant.firstMarks
    for (page, place, _) in skeleton.ownPlaces {
      let content = try encode(letter.pages[page].blocks[place].fragment)
      firstMarks.append(marks[page])
      marks[page] += content.marks.count
      contents.append(content)
    }
    for page in marks.indices where marks[page] > variant.firstMarks[page] {
      parents[page] = Array(
        repeating: LetterObjects.document, count: marks[page] - variant.firstMarks[page])
    }
  }

  /// Writes everything that is the letter's own.
  ///
  /// - Parameters:
  ///   - images: The pictures of the run.
  ///   - limit: How many objects a file may have.
  /// - Returns: The letter, of which only the file must be put together.
  /// - Throws: ``DiagnosticsError`` with every picture of this letter that cannot be embedded, or if
  ///   there are too many objects.
  mutating func assemble(images: ImageStore, limit: Int) throws(DiagnosticsError)
    -> PreparedLetter
  {
    promiseSignatures()
    let (resources, hasTransparency) = try writeResources(images: images)
    writeBlocks()
    writeStructure()
    try writePages(resources: resources, hasTransparency: hasTransparency)
    frame.bodyCount = objects.own
    frame.lastPageSize = letter.pages.last?.size ?? frame.lastPageSize
    writeCatalog(outline: writeOutline())
    // One more for the cross-references, and some for the streams of a long letter's objects.
    let count = variant.part.numbering.firstOwn + objects.own + objects.plain.packs.count + 1
    guard count <= limit else {
      throw BrokenRule.objectCount(.letter(limit: limit)).error
    }
    return PreparedLetter(
      part: variant.part, isPartKept: variant.isKept, objects: objects,
      information: DocumentInformation(letter),
      signatures: preparedSignatures(fonts.looks, resources: resources), frame: frame)
  }

  /// Writes fonts and pictures that other letters do not have, and gives the resources of the pages.
  private mutating func writeResources(images: ImageStore) throws(DiagnosticsError)
    -> (Reference, hasTransparency: Bool)
  {
    var hasTransparency = variant.objects.hasTransparency
    guard !fonts.own.isEmpty || !fonts.pictures.isEmpty else {
      return (variant.objects.resources, hasTransparency)
    }
    var names = (fonts: variant.objects.fonts, images: variant.objects.images)
    for font in fonts.own {
      names.fonts.append((font.resourceName, font.write(to: &objects, row: .own)))
    }
    try images.write(fonts.pictures, to: &objects, row: .own, names: &names.images) {
      hasTransparency = hasTransparency || $0
    }
    let resources = objects.add(in: .own) { $0.resources(names.fonts, names.images) }
    return (resources, hasTransparency)
  }

  /// Writes the structure of the letter's own blocks.
  private mutating func writeBlocks() {
    for block in skeleton.ownBlocks.indices {
      var structure: StructureBlock?
      for (index, own) in skeleton.ownPlaces.enumerated() where own.block == block {
        guard !contents[index].marks.isEmpty else { continue }
        let elements = letter.pages[own.page].blocks[own.place].fragment.elements
        var gathered = structure ?? StructureBlock(elements)
        structure = nil
        gathered.add(
          contents[index], page: own.page, place: own.place, firstMark: firstMarks[index])
        structure = gathered
      }
      blocks.append(structure?.write(to: &objects, row: .own) ?? WrittenBlock(roots: []))
    }
    for mark in blocks.lazy.flatMap(\.marks) {
      parents[mark.page][mark.number - variant.firstMarks[mark.page]] = mark.element
    }
  }

  /// Calls `body` with every block that depends on where it stands, in reading order.
  func forEachDetail(_ body: (WrittenBlock) -> Void) {
    for entry in variant.order {
      switch entry {
      case .roots, .signatures: break
      case .details(let block): body(block)
      case .own(let number): body(blocks[number])
      }
    }
  }

  private mutating func writeOutline() -> Reference? {
    var outline = Outline()
    forEachDetail { block in
      for heading in block.headings {
        let page = letter.pages[heading.page]
        outline.add(
          heading.text, level: heading.level, page: LetterObjects.page(heading.page),
          height: page.size.height - page.blocks[heading.place].origin.y - heading.top)
      }
    }
    return outline.write(to: &objects)
  }

  private mutating func writeCatalog(outline: Reference?) {
    let form = DictionaryEntries { writeForm(to: &$0) }
    objects.write(LetterObjects.catalog) { out in
      out.append(variant.catalog(language: letter.language))
      if let outline { out.reference("/Outlines", outline) }
      out.append(form)
    }
  }
}

extension DictionaryWriter {
  /// Adds what the root of every document says (ISO 32000-1, 7.7.2); `preferences` adds to how readers
  /// show it (12.2).
  mutating func catalog(
    language: String, preferences: (inout DictionaryWriter) -> Void = { _ in }
  ) {
    name("/Type", "/Catalog")
    reference("/Pages", LetterObjects.pages)
    text("/Lang", language)
    dictionary("/MarkInfo") { $0.boolean("/Marked", true) }
    reference("/StructTreeRoot", LetterObjects.structure)
    reference("/Metadata", LetterObjects.metadata)
    dictionary("/ViewerPreferences") { out in
      out.boolean("/DisplayDocTitle", true)
      preferences(&out)
    }
  }

  /// Says what the colours of a document mean (14.11.5).
  mutating func outputIntent(profile: Reference) {
    array("/OutputIntents") { intents in
      intents.dictionary { intent in
        intent.name("/Type", "/OutputIntent")
        intent.name("/S", "/GTS_PDFA1")
        intent.text("/OutputConditionIdentifier", "sRGB")
        intent.text("/Info", "sRGB")
        intent.reference("/DestOutputProfile", profile)
      }
    }
  }
}
