import DisplayList

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
      written.headings[index].text = written.headings[index].text.inOneLine
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
      defer { place = chain[place].next }
      return chain[place].kid
    }
  }

  private func write(
    _ index: Int, _ references: [Reference], to objects: inout ObjectList, _ row: Reference.Row,
    written: inout WrittenBlock
  ) {
    let own = references[index]
    let promised = promise(index, own, to: &objects, row, written: &written)
    if let figure = figures.first(where: { $0.element == index }),
      case .figure = elements[index].role
    {
      var entry = ObjectBytes()
      write(index, references, promised, to: &entry)
      written.figures.append(
        .init(element: own, entry: entry, page: figure.page, place: figure.place, box: figure.box))
    } else {
      objects.write(own) { out in
        write(index, references, promised, to: &out)
        out += ">>"
      }
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
        written.marks.append(.init(page: page, number: number, element: own))
      case .span(let page, let number, _):
        let span = objects.promise(in: row)
        promised.append(span)
        written.marks.append(.init(page: page, number: number, element: span))
      case .link(let place):
        guard case .link(let target) = elements[index].role else { continue }
        let annotation = objects.promise(in: row)
        promised.append(annotation)
        let link = links[place]
        written.links.append(
          .init(
            annotation: annotation, element: own, page: link.page, place: link.place,
            area: link.area, target: target))
      }
    }
    return promised
  }

  private func write(
    _ index: Int, _ references: [Reference], _ promised: [Reference], to out: inout ObjectBytes
  ) {
    let element = elements[index]
    out += "<</S"
    out += element.role.type
    out += "/P "
    out.reference(element.parent.map { references[$0] } ?? FileLayout.document)
    if let language = element.language {
      out += "/Lang"
      out.text(language)
    }
    if let alternative = element.alternative {
      out += "/Alt"
      out.text(alternative)
    }
    if let attributes = element.role.attributes {
      out += "/A"
      out += attributes
    }
    if nodes[index].first >= 0 { writeKids(of: index, references, promised, to: &out) }
  }

  private func writeKids(
    of index: Int, _ references: [Reference], _ promised: [Reference], to out: inout ObjectBytes
  ) {
    // Marks on the element's own page are plain numbers; others name their page (14.7.4.2).
    let home = kids(of: index).lazy.compactMap(\.ownPage).first { _ in true }
    if let home {
      out += "/Pg "
      out.reference(FileLayout.page(home))
    }
    let isList = nodes[index].first != nodes[index].last
    out += isList ? "/K[" : "/K "
    var promised = promised[...]
    var isFirst = true
    for kid in kids(of: index) {
      if !isFirst { out += " " }
      isFirst = false
      switch kid {
      case .element(let element): out.reference(references[element])
      case .mark(let page, let number): write(mark: number, on: page, home: home, to: &out)
      case .span: if let span = promised.popFirst() { out.reference(span) }
      case .link(let place):
        if let annotation = promised.popFirst() {
          write(link: annotation, on: links[place].page, to: &out)
        }
      }
    }
    if isList { out += "]" }
  }

  private func write(mark number: Int, on page: Int, home: Int?, to out: inout ObjectBytes) {
    guard page != home else { return out.integer(number) }
    out += "<</Type/MCR/Pg "
    out.reference(FileLayout.page(page))
    out += "/MCID "
    out.integer(number)
    out += ">>"
  }

  /// Names the annotation of a link among the kids of its element (ISO 32000-1, 14.7.4.3).
  private func write(link annotation: Reference, on page: Int, to out: inout ObjectBytes) {
    out += "<</Type/OBJR/Obj "
    out.reference(annotation)
    out += "/Pg "
    out.reference(FileLayout.page(page))
    out += ">>"
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
      case .span(let page, let number, let text):
        guard let span = promised.popFirst() else { continue }
        objects.write(span) { out in
          out += "<</S/Span/P "
          out.reference(own)
          out += "/ActualText"
          out.text(texts[text])
          out += "/Pg "
          out.reference(FileLayout.page(page))
          out += "/K "
          out.integer(number)
          out += ">>"
        }
      }
    }
  }
}

extension String {
  /// The words of a text with one space between them.
  var inOneLine: String { split(whereSeparator: \.isWhitespace).joined(separator: " ") }
}
