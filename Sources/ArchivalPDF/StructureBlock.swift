import DisplayList
import Geometry

/// The structure of one block while its fragments are gathered from the pages
/// (ISO 32000-1, 14.7 and 14.8).
struct StructureBlock {
  /// What an element holds.
  enum Kid {
    case element(Int)
    case mark(page: Int, number: Int)
    case span(text: String, page: Int, number: Int)
    case link(page: Int, place: Int, EncodedFragment.LinkArea)

    /// The page of a plain mark.
    var ownPage: Int? {
      guard case .mark(let page, _) = self else { return nil }
      return page
    }
  }

  let elements: [Element]
  private(set) var kids: [[Kid]]
  private(set) var isUsed: [Bool]
  private(set) var roots: [Int] = []
  private(set) var figures: [Int: (page: Int, place: Int, box: Rectangle)] = [:]
  private(set) var headings: [WrittenBlock.Heading] = []
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
  mutating func useCells(of row: Int, before limit: Int) {
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
}
