import Crypto
import Diagnostics
import DisplayList
import Geometry

/// Adds to the shared part of a file what belongs to one letter.
struct LetterAssembly {
  private let letter: PagedLetter
  private let plan: LetterPlan
  private let options: ArchivalOptions
  private let compress: ([UInt8]) -> StreamData
  private let layout: FileLayout
  private var part: SharedPart
  private var file: ObjectFile
  private var blocks: [BlockID: WrittenBlock] = [:]
  private var annotations: [[Reference]]

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
  mutating func assemble(images: ImageStore) throws(DiagnosticsError) -> ArchivalDraft {
    for font in plan.ownFonts { part.fonts.append((font.resourceName, font.write(to: &file))) }
    var hasTransparency = part.hasTransparency
    try images.write(plan.ownPictures, to: &file, names: &part.images) {
      hasTransparency = hasTransparency || $0
    }
    var own = StructureBlocks(plan, isShared: false)
    own.write(to: &file, layout: layout, into: &blocks)
    writeFigures()
    writeStructure()
    for index in plan.pages.indices { writePage(index, hasTransparency: hasTransparency) }
    writePageTree()
    writeResources()
    writeDescription()
    writeCatalog(outline: writeOutline())
    return ArchivalDraft(file: file, digestOfStart: part.digest, start: part.file.count)
  }

  // MARK: Structure

  /// The letter's blocks in the order of reading.
  private var order: [(block: WrittenBlock, isShared: Bool)] {
    var seen: Set<BlockID> = []
    var result: [(WrittenBlock, Bool)] = []
    for page in plan.pages {
      for placement in page.placements {
        let id = placement.block.fragment.id.block
        if let block = blocks[id], seen.insert(id).inserted { result.append((block, false)) }
        if let block = part.blocks[id], seen.insert(id).inserted { result.append((block, true)) }
      }
    }
    return result
  }

  /// Ends the elements of pictures with the place of each (ISO 32000-1, 14.8.5.4.3).
  private mutating func writeFigures() {
    for (block, isShared) in order {
      for figure in block.figures {
        let box = rectangle(figure.box, figure.page, figure.place, isShared)
        file.write(figure.element) { out in
          out += figure.entry
          out += "/A<</O/Layout/Placement/Block/BBox"
          out.rectangle(box, pageHeight: letter.pages[figure.page].size.height)
          out += ">>>>"
        }
      }
    }
  }

  private func rectangle(_ box: Rectangle, _ page: Int, _ place: Int, _ isShared: Bool)
    -> Rectangle
  {
    let placement = plan.pages[page].placement(at: place, isShared: isShared)
    return box.moved(by: placement?.block.origin ?? .zero)
  }

  /// Writes the root of the structure, its one element and the way back from marks to elements.
  private mutating func writeStructure() {
    let order = order
    file.write(layout.structure) { out in
      out += "<</Type/StructTreeRoot/K "
      out.reference(layout.document)
      out += "/ParentTree "
      out.reference(layout.parents)
      out += ">>"
    }
    file.write(layout.document) { out in
      out += "<</S/Document/P "
      out.reference(layout.structure)
      out += "/K["
      for (block, _) in order { out.references(block.roots) }
      out += "]>>"
    }
    var parents = plan.pages.map { Array(repeating: Reference(number: 0), count: $0.marks) }
    for (block, _) in order {
      for mark in block.marks { parents[mark.page][mark.number] = mark.element }
    }
    let links = order.flatMap { block, isShared in block.links.map { ($0, isShared) } }
    for (index, (link, isShared)) in links.enumerated() {
      write(link, isShared: isShared, parentKey: plan.pages.count + index)
    }
    writeParents(parents, links: links.map(\.0.element))
  }

  private mutating func writeParents(_ pages: [[Reference]], links: [Reference]) {
    file.write(layout.parents) { out in
      out += "<</Nums["
      for (index, parents) in pages.enumerated() {
        out += "\(index)["
        out.references(parents)
        out += "]"
      }
      for (index, element) in links.enumerated() {
        out += "\(pages.count + index) "
        out.reference(element)
        out += " "
      }
      out += "]>>"
    }
  }

  /// Writes the annotation of a link (ISO 32000-1, 12.5.6.5; ISO 14289-1, 7.18).
  private mutating func write(_ link: WrittenBlock.Link, isShared: Bool, parentKey: Int) {
    let height = letter.pages[link.page].size.height
    let boxes = link.area.boxes.map { rectangle($0, link.page, link.place, isShared) }
    let words = link.area.text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    annotations[link.page].append(link.annotation)
    file.write(link.annotation) { out in
      out += "<</Type/Annot/Subtype/Link/Rect"
      out.rectangle(boxes.dropFirst().reduce(boxes[0]) { $0.union($1) }, pageHeight: height)
      if boxes.count > 1 {
        out += "/QuadPoints["
        for box in boxes { out.corners(of: box, pageHeight: height) }
        out += "]"
      }
      // Print, and no border (ISO 19005-2, 6.3.2).
      out += "/F 4/Border[0 0 0]/StructParent \(parentKey)/Contents"
      out.text(words.isEmpty ? link.target : words)
      out += "/A<</S/URI/URI"
      out.literal(link.target.percentEncoded)
      out += ">>>>"
    }
  }

  // MARK: Pages

  private mutating func writePage(_ index: Int, hasTransparency: Bool) {
    let page = letter.pages[index]
    let contents = writeContents(of: index)
    file.write(layout.page(index)) { out in
      out += "<</Type/Page/Parent "
      out.reference(layout.pages)
      out += "/MediaBox[0 0 "
      out.points(page.size.width)
      out += " "
      out.points(page.size.height)
      out += "]/Resources "
      out.reference(layout.resources)
      out += "/Contents["
      out.references(contents)
      // ISO 14289-1, 7.18.3: the tab key follows the structure.
      out += "]/StructParents \(index)/Tabs/S"
      if !annotations[index].isEmpty {
        out += "/Annots["
        out.references(annotations[index])
        out += "]"
      }
      if hasTransparency { out += "/Group<</S/Transparency/CS/DeviceRGB>>" }
      out += ">>"
    }
  }

  /// Writes this letter's streams of a page and gives all of the page's.
  ///
  /// The shared streams do not know where they are: the stream before each one moves the origin, and
  /// the one after it moves it back.
  private mutating func writeContents(of index: Int) -> [Reference] {
    let page = plan.pages[index]
    let height = letter.pages[index].size.height
    var streams: [Reference] = []
    var shared = part.groups[index].makeIterator()
    var out = ObjectBytes()
    for run in page.runs {
      switch run {
      case .own(let range):
        for placement in page.placements[range] { write(placement, height, to: &out) }
      case .shared(_, let range):
        guard let stream = shared.next() else { continue }
        out += "q\n"
        out.move(to: page.placements[range.lowerBound].block.origin, pageHeight: height)
        streams += [file.add(stream: compress(out.bytes)), stream]
        out = ObjectBytes()
        out += "Q\n"
      }
    }
    if !out.bytes.isEmpty { streams.append(file.add(stream: compress(out.bytes))) }
    return streams
  }

  private func write(
    _ placement: LetterPlan.Placement, _ height: Length, to out: inout ObjectBytes
  ) {
    out += "q\n"
    out.move(to: placement.block.origin, pageHeight: height)
    placement.content.write(numberingFrom: placement.firstMark, to: &out)
    out += "Q\n"
  }

  private mutating func writePageTree() {
    file.write(layout.pages) { out in
      out += "<</Type/Pages/Count \(plan.pages.count)/Kids["
      out.references(plan.pages.indices.map(layout.page))
      out += "]>>"
    }
  }

  private mutating func writeResources() {
    file.write(layout.resources) { out in
      out += "<<"
      for (kind, resources) in [("/Font", part.fonts), ("/XObject", part.images)]
      where !resources.isEmpty {
        out += kind + "<<"
        for resource in resources {
          out.name(resource.name)
          out += " "
          out.reference(resource.object)
        }
        out += ">>"
      }
      out += ">>"
    }
  }

  // MARK: Document

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
      out += ">>"
    }
  }
}

extension ObjectBytes {
  /// Moves the origin to a place given from the page's top-left corner.
  fileprivate mutating func move(to place: Point, pageHeight: Length) {
    shift(x: place.x, y: place.y - pageHeight)
  }

  /// Adds the corners of a box in the order that readers expect: top left, top right, bottom left,
  /// bottom right.
  fileprivate mutating func corners(of box: Rectangle, pageHeight: Length) {
    for (x, y) in [
      (box.origin.x, box.origin.y), (box.right, box.origin.y), (box.origin.x, box.bottom),
      (box.right, box.bottom),
    ] {
      points(x)
      self += " "
      points(pageHeight - y)
      self += " "
    }
  }
}

extension Rectangle {
  /// The smallest rectangle that holds two.
  fileprivate func union(_ other: Rectangle) -> Rectangle {
    let left = min(origin.x, other.origin.x)
    let top = min(origin.y, other.origin.y)
    return Rectangle(
      origin: Point(x: left, y: top),
      size: Size(
        width: max(right, other.right) - left, height: max(bottom, other.bottom) - top))
  }
}

extension String {
  /// An address in ASCII (RFC 3987, 3.1): what is none is written as the numbers of its bytes.
  fileprivate var percentEncoded: [UInt8] {
    utf8.flatMap { byte -> [UInt8] in
      guard byte <= 0x20 || byte >= 0x7F else { return [byte] }
      let digits = String(byte, radix: 16, uppercase: true)
      return [UInt8]("%\(digits.utf8.count < 2 ? "0" : "")\(digits)".utf8)
    }
  }
}
