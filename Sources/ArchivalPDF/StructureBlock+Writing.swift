import DisplayList

extension StructureBlock {
  /// Writes the elements that need not know where on their page they are, and says what is left.
  ///
  /// - Parameters:
  ///   - file: Where to write.
  ///   - layout: The numbers of the letter's chief objects.
  /// - Returns: What refers to the elements, and what is promised but not written.
  mutating func write(to file: inout ObjectFile, layout: FileLayout) -> WrittenBlock {
    for row in elements.indices where isUsed[row] { useCells(of: row, before: elements.count) }
    let references = elements.indices.map { isUsed[$0] ? file.promise() : Reference(number: 0) }
    var written = WrittenBlock(roots: roots.map { references[$0] }, headings: headings)
    for index in elements.indices where isUsed[index] {
      write(index, references, to: &file, layout: layout, written: &written)
    }
    return written
  }

  private func write(
    _ index: Int, _ references: [Reference], to file: inout ObjectFile, layout: FileLayout,
    written: inout WrittenBlock
  ) {
    let parent = elements[index].parent.map { references[$0] } ?? layout.document
    let own = references[index]
    var entry = ObjectBytes()
    entry += "<</S"
    entry.name(elements[index].role.type)
    entry += "/P "
    entry.reference(parent)
    writeProperties(of: index, to: &entry)
    writeKids(of: index, references, to: &entry, file: &file, layout: layout, written: &written)
    if let figure = figures[index], elements[index].role == .figure {
      written.figures.append(
        .init(element: own, entry: entry, page: figure.page, place: figure.place, box: figure.box))
    } else {
      entry += ">>"
      file.write(own) { $0 += entry }
    }
  }

  private func writeProperties(of index: Int, to out: inout ObjectBytes) {
    let element = elements[index]
    if let language = element.language {
      out += "/Lang"
      out.text(language)
    }
    if let alternative = element.alternative {
      out += "/Alt"
      out.text(alternative)
    }
    if let attributes = element.role.attributes { out += "/A" + attributes }
  }

  private func writeKids(
    of index: Int, _ references: [Reference], to out: inout ObjectBytes, file: inout ObjectFile,
    layout: FileLayout, written: inout WrittenBlock
  ) {
    let kids = kids[index]
    guard !kids.isEmpty else { return }
    // Marks on the element's own page are plain numbers; others name their page (14.7.4.2).
    let home = kids.lazy.compactMap(\.ownPage).first
    if let home {
      out += "/Pg "
      out.reference(layout.page(home))
    }
    out += kids.count == 1 ? "/K " : "/K["
    for (position, kid) in kids.enumerated() {
      if position > 0 { out += " " }
      switch kid {
      case .element(let element): out.reference(references[element])
      case .mark(let page, let number):
        written.marks.append(.init(page: page, number: number, element: references[index]))
        write(mark: number, on: page, home: home, layout: layout, to: &out)
      case .span(let text, let page, let number):
        let span = write(span: text, number, on: page, in: references[index], to: &file, layout)
        written.marks.append(.init(page: page, number: number, element: span))
        out.reference(span)
      case .link(let page, let place, let area):
        guard case .link(let target) = elements[index].role else { continue }
        let annotation = file.promise()
        written.links.append(
          .init(
            annotation: annotation, element: references[index], page: page, place: place,
            area: area, target: target))
        write(link: annotation, on: page, layout: layout, to: &out)
      }
    }
    if kids.count > 1 { out += "]" }
  }

  private func write(
    mark number: Int, on page: Int, home: Int?, layout: FileLayout, to out: inout ObjectBytes
  ) {
    guard page != home else { return out.integer(number) }
    out += "<</Type/MCR/Pg "
    out.reference(layout.page(page))
    out += "/MCID \(number)>>"
  }

  /// Writes the Span of text that its glyphs do not say (ISO 32000-1, 14.9.4).
  private func write(
    span text: String, _ number: Int, on page: Int, in parent: Reference,
    to file: inout ObjectFile, _ layout: FileLayout
  ) -> Reference {
    file.add { out in
      out += "<</S/Span/P "
      out.reference(parent)
      out += "/ActualText"
      out.text(text)
      out += "/Pg "
      out.reference(layout.page(page))
      out += "/K \(number)>>"
    }
  }

  /// Names the annotation of a link among the kids of its element (ISO 32000-1, 14.7.4.3).
  private func write(
    link annotation: Reference, on page: Int, layout: FileLayout, to out: inout ObjectBytes
  ) {
    out += "<</Type/OBJR/Obj "
    out.reference(annotation)
    out += "/Pg "
    out.reference(layout.page(page))
    out += ">>"
  }
}
