import Cairo
import DisplayList
import Geometry

/// The structure elements of a block in Cairo's PDF, as far as Cairo 1.16 can make them.
///
/// Only an element with nothing inside it holds text there: a paragraph with a link in it would lose
/// the words around the link. So each paragraph, heading, list item or cell is one element, and its
/// links follow the block as elements of their own, made of areas. What is page furniture stays outside.
struct StructureTags {
  private let block: PlacedBlock
  private let isKept: Bool
  private var open: (element: Int, name: String)?

  /// The tags of a block; nothing is done unless the surface keeps them.
  init(of block: PlacedBlock, isKept: Bool) {
    (self.block, self.isKept) = (block, isKept)
  }

  /// Opens the element in which an item stands, if it is not open already.
  mutating func enter(_ item: Item, on context: borrowing Context) throws(CairoError) {
    guard isKept, case .element(let index) = item.meaning else { return }
    let element = block.fragment.elements.paragraph(around: index)
    guard element != open?.element else { return }
    try close(on: context)
    let name = block.fragment.elements.tagName(of: element)
    try context.beginTag(name)
    open = (element, name)
  }

  /// Closes what is open and adds the block's links.
  mutating func finish(on context: borrowing Context) throws(CairoError) {
    guard isKept else { return }
    try close(on: context)
    for link in block.fragment.links {
      let area = Medium.pdf.placed(link.area.moved(by: block.origin))
      try context.addLink(
        to: link.target, x: area.x, y: area.y, width: area.width, height: area.height)
    }
  }

  private mutating func close(on context: borrowing Context) throws(CairoError) {
    guard let name = open?.name else { return }
    try context.endTag(name)
    open = nil
  }
}

extension [Element] {
  /// The nearest element around one that is a piece of text of its own, or else the outermost one.
  fileprivate func paragraph(around index: Int) -> Int {
    let chain = chain(from: index)
    return chain.first { self[$0].role.isParagraph } ?? chain.last ?? index
  }

  /// The standard structure type (ISO 32000-1, 14.8.4) that an element gets.
  fileprivate func tagName(of index: Int) -> String {
    guard indices.contains(index) else { return "P" }
    switch self[index].role {
    case .heading(let level): return "H\(Swift.min(Swift.max(level, 1), 6))"
    case .figure: return "Figure"
    default: return "P"
    }
  }

  /// An element and those around it, from the inside out; none for an index that is not there.
  func chain(from index: Int) -> [Int] {
    guard indices.contains(index) else { return [] }
    var chain = [index]
    // A parent stands before its children, so this comes to an end.
    while let last = chain.last, let parent = self[last].parent, parent < last, parent >= 0 {
      chain.append(parent)
    }
    return chain
  }
}

extension Element.Role {
  fileprivate var isParagraph: Bool {
    switch self {
    case .heading, .paragraph, .listItem, .tableHeader, .tableData, .figure: true
    case .list, .label, .listBody, .quote, .table, .tableRow, .link, .span: false
    }
  }
}
