import DisplayList
import Geometry

/// The structure of one block while its fragments are gathered from the pages
/// (ISO 32000-1, 14.7 and 14.8).
struct StructureBlock {
  /// What an element holds; in few bytes, as the cells of a long table are a hundred thousand elements.
  enum Kid {
    case element(Int32)
    case mark(page: Int32, number: Int32)
    /// Text that its glyphs do not say, by its place in ``spans``.
    case span(Int32)
    /// A link's words on a page, by their place in ``links``.
    case link(Int32)

    /// The page of a plain mark.
    var ownPage: Int? {
      guard case .mark(let page, _) = self else { return nil }
      return Int(page)
    }
  }

  /// An element's place among the others; what it holds is a chain through ``chain``.
  struct Node {
    /// Whether anything of it is in the letter.
    var isUsed = false
    /// The first and the last thing it holds.
    var first: Int32 = -1
    var last: Int32 = -1
  }

  let elements: [Element]
  private(set) var nodes: [Node]
  private(set) var chain: [(kid: Kid, next: Int32)] = []
  private(set) var spans: [(page: Int, number: Int, text: String)] = []
  private(set) var links: [(page: Int, place: Int, area: EncodedFragment.LinkArea)] = []
  private(set) var roots: [Int] = []
  private(set) var figures: [(element: Int, page: Int, place: Int, box: Rectangle)] = []
  private(set) var headings: [WrittenBlock.Heading] = []
  private var headingElements: [Int] = []

  /// A block with the given table of elements and nothing in them yet.
  init(_ elements: [Element]) {
    self.elements = elements
    nodes = Array(repeating: Node(), count: elements.count)
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
    var number = first
    for mark in content.marks {
      use(mark.element)
      if let text = mark.actualText {
        hang(.span(Int32(spans.count)), in: mark.element)
        spans.append((page, number, text))
      } else {
        hang(.mark(page: Int32(page), number: Int32(number)), in: mark.element)
      }
      number += 1
    }
    for link in content.links where nodes[link.element].isUsed {
      hang(.link(Int32(links.count)), in: link.element)
      links.append((page, place, link))
    }
    for figure in content.figures
    where !figures.contains(where: { $0.element == figure.element }) {
      figures.append((figure.element, page, place, figure.box))
    }
    for heading in content.headings { note(heading, page: page, place: place) }
  }

  /// Hangs an element where it belongs, unless it hangs there already.
  private mutating func use(_ element: Int) {
    guard !nodes[element].isUsed else { return }
    nodes[element].isUsed = true
    guard let parent = elements[element].parent else { return roots.append(element) }
    use(parent)
    useCells(of: parent, before: element)
    hang(.element(Int32(element)), in: parent)
  }

  /// Hangs the empty cells of a row before one of its cells: a table without holes is regular
  /// (ISO 14289-1, 7.5).
  ///
  /// What a row holds stands right behind it, so that other rows are not looked at.
  mutating func useCells(of row: Int, before limit: Int) {
    guard case .tableRow = elements[row].role else { return }
    for cell in (row + 1)..<max(limit, row + 1) {
      guard let parent = elements[cell].parent, parent >= row else { return }
      guard parent == row, !nodes[cell].isUsed else { continue }
      nodes[cell].isUsed = true
      hang(.element(Int32(cell)), in: row)
    }
  }

  private mutating func hang(_ kid: Kid, in element: Int) {
    let index = Int32(chain.count)
    chain.append((kid, -1))
    if nodes[element].first < 0 {
      nodes[element].first = index
    } else {
      chain[Int(nodes[element].last)].next = index
    }
    nodes[element].last = index
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
