import DisplayList
import Geometry

/// The structure of the whole letter (ISO 32000-1, 14.7).
extension LetterAssembly {
  /// The letter's blocks in the order of reading.
  mutating func blocksInOrder() -> [(block: WrittenBlock, isShared: Bool)] {
    var seen: Set<BlockID> = []
    var result: [(WrittenBlock, Bool)] = []
    for page in plan.pages {
      for placement in page.placements {
        let id = placement.block.fragment.id.block
        if let block = blocks[id], seen.insert(id).inserted { result.append((block, false)) }
        if let block = part.blocks[id], seen.insert(id).inserted { result.append((block, true)) }
        if id.part == letter.signature?.follows { signaturePlace = result.count }
      }
    }
    return result
  }

  /// Ends the elements of pictures with the place of each (ISO 32000-1, 14.8.5.4.3).
  mutating func writeFigures() {
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
  mutating func writeStructure() {
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
      let place = signaturePlace ?? order.count
      for (block, _) in order[..<place] { out.references(block.roots) }
      if let signature { out.references([signature.element]) }
      for (block, _) in order[place...] { out.references(block.roots) }
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
    writeSignatureField(parentKey: plan.pages.count + links.count)
    writeParents(
      parents, annotations: links.map(\.0.element) + [signature?.element].compactMap(\.self))
  }

  private mutating func writeParents(_ pages: [[Reference]], annotations: [Reference]) {
    file.write(layout.parents) { out in
      out += "<</Nums["
      for (index, parents) in pages.enumerated() {
        out += "\(index)["
        out.references(parents)
        out += "]"
      }
      for (index, element) in annotations.enumerated() {
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
}

extension ObjectBytes {
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
