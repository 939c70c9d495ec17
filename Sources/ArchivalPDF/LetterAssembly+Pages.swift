import DisplayList
import Geometry

/// The pages (ISO 32000-1, 7.7.3).
extension LetterAssembly {
  mutating func writePage(_ index: Int, hasTransparency: Bool) {
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

  mutating func writePageTree() {
    file.write(layout.pages) { out in
      out += "<</Type/Pages/Count \(plan.pages.count)/Kids["
      out.references(plan.pages.indices.map(layout.page))
      out += "]>>"
    }
  }

  mutating func writeResources() {
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
}

extension ObjectBytes {
  /// Moves the origin to a place given from the page's top-left corner.
  fileprivate mutating func move(to place: Point, pageHeight: Length) {
    shift(x: place.x, y: place.y - pageHeight)
  }
}
