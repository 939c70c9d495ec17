import Bytes
import DisplayList
import Document
import Document
import Geometry
import PDFWriting

/// The structure of the whole letter (ISO 32000-1, 14.7).
extension LetterAssembly {
  /// Writes the outermost element and the way back from marks to elements, and what depends on places.
  mutating func writeStructure() {
    writeFigures()
    objects.write(LetterObjects.document) { out in
      out.name("/S", "/Document")
      out.reference("/P", LetterObjects.structure)
      out.array("/K") { kids in
        let start = kids.position
        for entry in variant.order {
          switch entry {
          case .roots(let roots): kids.append(roots)
          case .details: break
          case .own(let number): kids.references(blocks[number].roots)
          case .signatures: kids.references(signatures.map(\.element))
          }
        }
        frame.roots = start..<kids.position
      }
    }
    var links: [WrittenBlock.Link] = []
    forEachDetail { links += $0.links }
    for (index, link) in links.enumerated() {
      write(link, parentKey: skeleton.pages.count + index)
    }
    writeSignatureFields(parentKey: skeleton.pages.count + links.count)
    writeParents(annotations: links.map(\.element) + signatures.map(\.element))
  }

  /// Ends the elements of pictures with the place of each (ISO 32000-1, 14.8.5.4.3).
  private mutating func writeFigures() {
    var figures: [WrittenBlock.Figure] = []
    forEachDetail { figures += $0.figures }
    for figure in figures {
      let box = rectangle(figure.box, figure.page, figure.place)
      objects.write(figure.element) { out in
        out.append(figure.entries)
        out.dictionary("/A") { attributes in
          attributes.name("/O", "/Layout")
          attributes.name("/Placement", "/Block")
          attributes.rectangle(
            "/BBox", box, pageHeight: letter.pages[figure.page].size.height)
        }
      }
    }
  }

  private func rectangle(_ box: Rectangle, _ page: Int, _ place: Int) -> Rectangle {
    box.moved(by: letter.pages[page].blocks[place].origin)
  }

  private mutating func writeParents(annotations: [Reference]) {
    frame.parentKeyCount = skeleton.pages.count + annotations.count
    objects.write(LetterObjects.parents) { out in
      out.numbers { tree in
        let start = tree.position
        for index in skeleton.pages.indices {
          tree.parents(index) { elements in
            elements.append(variant.parents[index])
            elements.references(parents[index])
          }
        }
        for (index, element) in annotations.enumerated() {
          tree.parent(skeleton.pages.count + index, element)
        }
        frame.parents = start..<tree.position
      }
    }
  }

  /// Writes the annotation of a link (ISO 32000-1, 12.5.6.5; ISO 14289-1, 7.18).
  private mutating func write(_ link: WrittenBlock.Link, parentKey: Int) {
    let height = letter.pages[link.page].size.height
    let boxes = link.area.boxes.map { rectangle($0, link.page, link.place) }
    let words = link.area.text.withSingleSpaces
    annotations[link.page].append(link.annotation)
    objects.write(link.annotation) { out in
      out.name("/Type", "/Annot")
      out.name("/Subtype", "/Link")
      out.rectangle(
        "/Rect", boxes.dropFirst().reduce(boxes[0]) { $0.union($1) }, pageHeight: height)
      if boxes.count > 1 {
        out.array("/QuadPoints") { corners in
          for box in boxes { corners.thousandths(list: box.corners(pageHeight: height)) }
        }
      }
      // Print, and no border (ISO 19005-2, 6.3.2).
      out.integer("/F", 4)
      out.array("/Border") { border in for _ in 0..<3 { border.integer(0) } }
      out.counted("/StructParent", parentKey)
      out.text("/Contents", words.isEmpty ? link.target : words)
      out.dictionary("/A") { action in
        action.name("/S", "/URI")
        // An address in ASCII (RFC 3987, 3.1).
        action.literal("/URI", link.target.percentEncoded { (0x21..<0x7F).contains($0) }.utf8)
      }
    }
  }
}

extension Rectangle {
  /// The corners in the order that readers expect, above the foot of a page: top left, top right, bottom
  /// left, bottom right.
  fileprivate func corners(pageHeight: Length) -> [Int] {
    [(origin.x, origin.y), (right, origin.y), (origin.x, bottom), (right, bottom)]
      .flatMap { x, y in [x.thousandths, (pageHeight - y).thousandths] }
  }

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
