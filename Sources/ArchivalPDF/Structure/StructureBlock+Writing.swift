import DisplayList
import Document
import PDFWriting

extension StructureBlock {
  /// Writes the elements that need not know where on their page they are, and says what is left.
  ///
  /// - Parameters:
  ///   - objects: Where to write.
  ///   - row: The row that the elements go to.
  /// - Returns: What refers to the elements, and what is promised but not written.
  mutating func write(to objects: inout ObjectList, row: Reference.Row) -> WrittenBlock {
    for index in elements.indices where nodes[index].isUsed {
      useCells(of: index, before: elements.count)
    }
    var references: [Reference] = []
    references.reserveCapacity(elements.count)
    for index in elements.indices {
      references.append(
        nodes[index].isUsed ? objects.promise(in: row) : Reference(row: row, index: 0))
    }
    var written = WrittenBlock(roots: roots.map { references[$0] }, headings: headings)
    for index in written.headings.indices {
      written.headings[index].text = written.headings[index].text.withSingleSpaces
    }
    for index in elements.indices where nodes[index].isUsed {
      write(index, references, to: &objects, row, written: &written)
    }
    return written
  }

  /// What an element holds, in order.
  private func kids(of index: Int) -> some Sequence<Kid> {
    sequence(state: nodes[index].first) { place -> Kid? in
      guard place >= 0 else { return nil }
      let (kid, next) = chain[Int(place)]
      place = next
      return kid
    }
  }

  private func write(
    _ index: Int, _ references: [Reference], to objects: inout ObjectList, _ row: Reference.Row,
    written: inout WrittenBlock
  ) {
    let own = references[index]
    let promised = promise(index, own, to: &objects, row, written: &written)
    if case .figure = elements[index].role,
      let figure = figures.first(where: { $0.element == index })
    {
      let entries = DictionaryEntries { write(index, references, promised, to: &$0) }
      written.figures.append(
        .init(
          element: own, entries: entries, page: figure.page, place: figure.place, box: figure.box))
    } else {
      objects.write(own) { write(index, references, promised, to: &$0) }
    }
    writeSpans(of: index, own, promised, to: &objects)
  }

  /// Promises the Spans and annotations that an element holds, and notes what its marks belong to.
  private func promise(
    _ index: Int, _ own: Reference, to objects: inout ObjectList, _ row: Reference.Row,
    written: inout WrittenBlock
  ) -> [Reference] {
    var promised: [Reference] = []
    for kid in kids(of: index) {
      switch kid {
      case .element: break
      case .mark(let page, let number):
        written.marks.append(.init(page: Int(page), number: Int(number), element: own))
      case .span(let place):
        let (page, number, _) = spans[Int(place)]
        let span = objects.promise(in: row)
        promised.append(span)
        written.marks.append(.init(page: page, number: number, element: span))
      case .link(let place):
        guard case .link(let target) = elements[index].role else { continue }
        let annotation = objects.promise(in: row)
        promised.append(annotation)
        let link = links[Int(place)]
        written.links.append(
          .init(
            annotation: annotation, element: own, page: link.page, place: link.place,
            area: link.area, target: target))
      }
    }
    return promised
  }

  private func write(
    _ index: Int, _ references: [Reference], _ promised: [Reference],
    to out: inout DictionaryWriter
  ) {
    // The fields one by one, as copying the whole element takes longer than writing it.
    out.name("/S", elements[index].role.type)
    out.reference("/P", elements[index].parent.map { references[$0] } ?? LetterObjects.document)
    if let language = elements[index].language { out.text("/Lang", language) }
    if let alternative = elements[index].alternative { out.text("/Alt", alternative) }
    elements[index].role.writeAttributes(to: &out)
    if nodes[index].first >= 0 { writeKids(of: index, references, promised, to: &out) }
  }

  private func writeKids(
    of index: Int, _ references: [Reference], _ promised: [Reference],
    to out: inout DictionaryWriter
  ) {
    // Marks on the element's own page are plain numbers; others name their page (14.7.4.2).
    let home = kids(of: index).lazy.compactMap(\.ownPage).first { _ in true }
    if let home { out.reference("/Pg", LetterObjects.page(home)) }
    out.oneOrMore("/K", isOne: nodes[index].first == nodes[index].last) { out in
      var promised = promised[...]
      for kid in kids(of: index) {
        switch kid {
        case .element(let element): out.reference(references[Int(element)])
        case .mark(let page, let number):
          write(mark: Int(number), on: Int(page), home: home, to: &out)
        case .span: if let span = promised.popFirst() { out.reference(span) }
        case .link(let place):
          if let annotation = promised.popFirst() {
            write(link: annotation, on: links[Int(place)].page, to: &out)
          }
        }
      }
    }
  }

  private func write(mark number: Int, on page: Int, home: Int?, to out: inout ArrayWriter) {
    guard page != home else { return out.integer(number) }
    out.dictionary { reference in
      reference.name("/Type", "/MCR")
      reference.reference("/Pg", LetterObjects.page(page))
      reference.integer("/MCID", number)
    }
  }

  /// Names the annotation of a link among the kids of its element (ISO 32000-1, 14.7.4.3).
  private func write(link annotation: Reference, on page: Int, to out: inout ArrayWriter) {
    out.dictionary { reference in
      reference.name("/Type", "/OBJR")
      reference.reference("/Obj", annotation)
      reference.reference("/Pg", LetterObjects.page(page))
    }
  }

  /// Writes the Spans of text that its glyphs do not say (ISO 32000-1, 14.9.4).
  private func writeSpans(
    of index: Int, _ own: Reference, _ promised: [Reference], to objects: inout ObjectList
  ) {
    guard !promised.isEmpty else { return }
    var promised = promised[...]
    for kid in kids(of: index) {
      switch kid {
      case .element, .mark: continue
      case .link: promised = promised.dropFirst()
      case .span(let place):
        guard let span = promised.popFirst() else { continue }
        let (page, number, text) = spans[Int(place)]
        objects.write(span) { out in
          out.name("/S", "/Span")
          out.reference("/P", own)
          out.text("/ActualText", text)
          out.reference("/Pg", LetterObjects.page(page))
          out.integer("/K", number)
        }
      }
    }
  }
}
