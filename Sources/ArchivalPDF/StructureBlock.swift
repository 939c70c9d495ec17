import DisplayList
import Geometry

/// The structure of one block while its fragments are gathered from the pages
/// (ISO 32000-1, 14.7 and 14.8).
struct StructureBlock {
  /// What an element holds.
  private enum Kid {
    case element(Int)
    case mark(page: Int, number: Int)
    case span(text: String, page: Int, number: Int)
    case link(page: Int, place: Int, EncodedFragment.LinkArea)
  }

  private let elements: [Element]
  private var kids: [[Kid]]
  private var isUsed: [Bool]
  private var roots: [Int] = []
  private var figures: [Int: (page: Int, place: Int, box: Rectangle)] = [:]
  private var headings: [WrittenBlock.Heading] = []
  private var headingElements: [Int] = []

  /// A block with the given table of elements and nothing in them yet.
  init(_ elements: [Element]) {
    self.elements = elements
    kids = Array(repeating: [], count: elements.count)
    isUsed = Array(repeating: false, count: elements.count)
  }

  // MARK: Gathering

  /// Adds a fragment of the block.
  ///
  /// - Parameters:
  ///   - content: The fragment.
  ///   - page: The page's index.
  ///   - place: The fragment's place among the page's.
  ///   - first: The number of its first mark.
  mutating func add(_ content: EncodedFragment, page: Int, place: Int, firstMark first: Int) {
    for (index, mark) in content.marks.enumerated() {
      use(mark.element)
      if let text = mark.actualText {
        kids[mark.element].append(.span(text: text, page: page, number: first + index))
      } else {
        kids[mark.element].append(.mark(page: page, number: first + index))
      }
    }
    for link in content.links where isUsed[link.element] {
      kids[link.element].append(.link(page: page, place: place, link))
    }
    for figure in content.figures where figures[figure.element] == nil {
      figures[figure.element] = (page, place, figure.box)
    }
    for heading in content.headings { note(heading, page: page, place: place) }
  }

  /// Hangs an element where it belongs, unless it hangs there already.
  private mutating func use(_ element: Int) {
    guard !isUsed[element] else { return }
    isUsed[element] = true
    guard let parent = elements[element].parent else { return roots.append(element) }
    use(parent)
    useCells(of: parent, before: element)
    kids[parent].append(.element(element))
  }

  /// Hangs the empty cells of a row before one of its cells: a table without holes is regular
  /// (ISO 14289-1, 7.5).
  private mutating func useCells(of row: Int, before limit: Int) {
    guard elements[row].role == .tableRow else { return }
    for cell in row..<limit where elements[cell].parent == row && !isUsed[cell] {
      isUsed[cell] = true
      kids[row].append(.element(cell))
    }
  }

  private mutating func note(
    _ heading: (element: Int, text: String, top: Length), page: Int, place: Int
  ) {
    guard case .heading(let level) = elements[heading.element].role else { return }
    if let index = headingElements.firstIndex(of: heading.element) {
      headings[index].text += heading.text
    } else {
      headingElements.append(heading.element)
      headings.append(
        .init(level: level, text: heading.text, page: page, place: place, top: heading.top))
    }
  }

  // MARK: Writing

  /// Writes the elements that need not know where on their page they are, and says what is left.
  ///
  /// - Parameters:
  ///   - file: Where to write.
  ///   - layout: The numbers of the letter's chief objects.
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
    let home = kids.lazy.compactMap { kid -> Int? in
      guard case .mark(let page, _) = kid else { return nil }
      return page
    }.first
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
        let span = file.add { entry in
          entry += "<</S/Span/P "
          entry.reference(references[index])
          entry += "/ActualText"
          entry.text(text)
          entry += "/Pg "
          entry.reference(layout.page(page))
          entry += "/K \(number)>>"
        }
        written.marks.append(.init(page: page, number: number, element: span))
        out.reference(span)
      case .link(let page, let place, let area):
        guard case .link(let target) = elements[index].role else { continue }
        let annotation = file.promise()
        written.links.append(
          .init(
            annotation: annotation, element: references[index], page: page, place: place,
            area: area, target: target))
        out += "<</Type/OBJR/Obj "
        out.reference(annotation)
        out += "/Pg "
        out.reference(layout.page(page))
        out += ">>"
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
}

/// A block's structure as it stands in the file, and what of it depends on the letter.
struct WrittenBlock {
  /// A heading, for the outline.
  struct Heading {
    /// The level, from 1.
    var level: Int
    /// The words.
    var text: String
    /// The page's index, and the fragment's place among the page's.
    var page, place: Int
    /// Where it begins in its fragment.
    var top: Length
  }

  /// A mark and the element that holds it.
  struct Mark {
    /// The page's index, and the mark's number there.
    var page, number: Int
    /// The element.
    var element: Reference
  }

  /// A link on a page, whose annotation is promised.
  struct Link {
    var annotation, element: Reference
    /// The page's index, and the fragment's place among the page's.
    var page, place: Int
    var area: EncodedFragment.LinkArea
    var target: String
  }

  /// A picture's element, promised and all but finished: its box on the page is lacking.
  struct Figure {
    var element: Reference
    var entry: ObjectBytes
    /// The page's index, and the fragment's place among the page's.
    var page, place: Int
    var box: Rectangle
  }

  /// The outermost elements.
  var roots: [Reference]
  /// The headings in order.
  var headings: [Heading]
  /// The marks.
  var marks: [Mark] = []
  /// The links.
  var links: [Link] = []
  /// The pictures.
  var figures: [Figure] = []
}

/// The numbers of the objects that every letter has.
struct FileLayout: Hashable {
  /// How many pages the letter has.
  var pageCount: Int

  /// The document's root.
  var catalog: Reference { Reference(number: 1) }
  /// The root of the pages.
  var pages: Reference { Reference(number: 2) }
  /// The root of the structure.
  var structure: Reference { Reference(number: 3) }
  /// The outermost element.
  var document: Reference { Reference(number: 4) }
  /// The tree that leads from marks to elements.
  var parents: Reference { Reference(number: 5) }
  /// The document's properties.
  var information: Reference { Reference(number: 6) }
  /// The same as XMP.
  var metadata: Reference { Reference(number: 7) }
  /// The fonts and pictures of all pages.
  var resources: Reference { Reference(number: 8) }

  /// A page, by its index.
  func page(_ index: Int) -> Reference { Reference(number: 9 + index) }

  /// The first number that is free.
  var firstFree: Int { 9 + pageCount }
}
