import DisplayList
import Geometry

/// The structure of the whole letter (ISO 32000-1, 14.7).
extension LetterAssembly {
  /// Writes the outermost element and the way back from marks to elements, and what depends on places.
  mutating func writeStructure() {
    writeFigures()
    objects.write(FileLayout.document) { out in
      out += "<</S/Document/P "
      out.reference(FileLayout.structure)
      out += "/K["
      let start = out.bytes.count
      for entry in variant.order {
        switch entry {
        case .roots(let roots): out += roots
        case .details: break
        case .own(let number): out.references(blocks[number].roots)
        case .signature: if let signature { out.references(CollectionOfOne(signature.element)) }
        }
      }
      frame.roots = start..<out.bytes.count
      out += "]>>"
    }
    var links: [WrittenBlock.Link] = []
    forEachDetail { links += $0.links }
    for (index, link) in links.enumerated() {
      write(link, parentKey: skeleton.pages.count + index)
    }
    writeSignatureField(parentKey: skeleton.pages.count + links.count)
    writeParents(annotations: links.map(\.element) + [signature?.element].compactMap(\.self))
  }

  /// Ends the elements of pictures with the place of each (ISO 32000-1, 14.8.5.4.3).
  private mutating func writeFigures() {
    var figures: [WrittenBlock.Figure] = []
    forEachDetail { figures += $0.figures }
    for figure in figures {
      let box = rectangle(figure.box, figure.page, figure.place)
      objects.write(figure.element) { out in
        out += figure.entry
        out += "/A<</O/Layout/Placement/Block/BBox"
        out.rectangle(box, pageHeight: letter.pages[figure.page].size.height)
        out += ">>>>"
      }
    }
  }

  private func rectangle(_ box: Rectangle, _ page: Int, _ place: Int) -> Rectangle {
    box.moved(by: letter.pages[page].blocks[place].origin)
  }

  private mutating func writeParents(annotations: [Reference]) {
    frame.parentKeyCount = skeleton.pages.count + annotations.count
    objects.write(FileLayout.parents) { out in
      out += "<</Nums["
      let start = out.bytes.count
      for index in skeleton.pages.indices {
        out.parentKey(index)
        out += "["
        out += variant.parents[index]
        out.references(parents[index])
        out += "]"
      }
      for (index, element) in annotations.enumerated() {
        out.parentKey(skeleton.pages.count + index)
        out += " "
        out.reference(element)
        out += " "
      }
      frame.parents = start..<out.bytes.count
      out += "]>>"
    }
  }

  /// Writes the annotation of a link (ISO 32000-1, 12.5.6.5; ISO 14289-1, 7.18).
  private mutating func write(_ link: WrittenBlock.Link, parentKey: Int) {
    let height = letter.pages[link.page].size.height
    let boxes = link.area.boxes.map { rectangle($0, link.page, link.place) }
    let words = link.area.text.inOneLine
    annotations[link.page].append(link.annotation)
    objects.write(link.annotation) { out in
      out += "<</Type/Annot/Subtype/Link/Rect"
      out.rectangle(boxes.dropFirst().reduce(boxes[0]) { $0.union($1) }, pageHeight: height)
      if boxes.count > 1 {
        out += "/QuadPoints["
        for box in boxes { out.corners(of: box, pageHeight: height) }
        out += "]"
      }
      // Print, and no border (ISO 19005-2, 6.3.2).
      out += "/F 4/Border[0 0 0]/StructParent "
      out.parentKey(parentKey)
      out += "/Contents"
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
