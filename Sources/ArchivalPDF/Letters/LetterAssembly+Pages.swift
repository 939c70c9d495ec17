import Diagnostics
import DisplayList
import Geometry
import PDFWriting

/// The pages (ISO 32000-1, 7.7.3).
extension LetterAssembly {
  /// Writes every page.
  ///
  /// - Throws: ``DiagnosticsError`` if a shared part of a page is not there, which is our fault.
  mutating func writePages(
    resources: Reference, hasTransparency: Bool
  ) throws(DiagnosticsError) {
    var own = 0
    for (index, page) in skeleton.pages.enumerated() {
      let contents = try writeContents(of: page, index, own: &own)
      objects.write(LetterObjects.page(index)) { out in
        out.name("/Type", "/Page")
        out.reference("/Parent", LetterObjects.pages)
        out.mediaBox(letter.pages[index].size)
        out.reference("/Resources", resources)
        out.array("/Contents") { $0.references(contents) }
        out.counted("/StructParents", index)
        // ISO 14289-1, 7.18.3: the tab key follows the structure.
        out.name("/Tabs", "/S")
        if !annotations[index].isEmpty {
          out.array("/Annots") { $0.references(annotations[index]) }
        }
        if hasTransparency { out.transparencyGroup() }
      }
    }
  }

  /// Writes this letter's streams of a page and gives all of the page's.
  ///
  /// The shared streams do not know where they are, but for one that begins the page: the stream
  /// before each one moves the origin, and the one after it moves it back.
  private mutating func writeContents(
    of page: Skeleton.Page, _ index: Int, own: inout Int
  ) throws(DiagnosticsError) -> [Reference] {
    var streams: [Reference] = []
    streams.reserveCapacity(2 * page.runs.count)
    var groups = variant.objects.groups[index].makeIterator()
    var out = ContentText()
    for (number, run) in page.runs.enumerated() {
      switch run {
      case .own(let places):
        for place in places {
          write(own, at: letter.pages[index].blocks[place].origin, on: index, to: &out)
          own += 1
        }
      case .shared(_, let places):
        guard let stream = groups.next() else { throw .lostText("a shared part is missing") }
        if number > 0 {
          let isLast = number + 1 == page.runs.count
          if !isLast { out.save() }
          out.move(
            to: letter.pages[index].blocks[places.lowerBound].origin,
            pageHeight: letter.pages[index].size.height)
          streams.append(objects.add(in: .own, stream: compress(out.bytes)))
          out = ContentText()
          if !isLast { out.restore() }
        }
        streams.append(stream)
      }
    }
    if !out.bytes.isEmpty { streams.append(objects.add(in: .own, stream: compress(out.bytes))) }
    return streams
  }

  private func write(
    _ own: Int, at origin: Point, on page: Int, to out: inout ContentText
  ) {
    out.save()
    out.move(to: origin, pageHeight: letter.pages[page].size.height)
    contents[own].write(numberingFrom: firstMarks[own], to: &out)
    out.restore()
  }
}

extension DictionaryWriter {
  /// Says in which colours the page's transparent pictures are blended (11.4.7).
  fileprivate mutating func transparencyGroup() {
    dictionary("/Group") { group in
      group.name("/S", "/Transparency")
      group.name("/CS", "/DeviceRGB")
    }
  }
}

extension ContentText {
  /// Moves the origin to a place given from the page's top-left corner.
  fileprivate mutating func move(to place: Point, pageHeight: Length) {
    shift(x: place.x, y: place.y - pageHeight)
  }
}
