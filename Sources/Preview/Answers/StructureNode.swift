import DisplayList

/// A piece of a letter's structure, for readers who do not see the picture: an element or a text.
struct StructureNode: Encodable, Hashable, Sendable {
  /// The element's role, such as `heading`; nil for a text.
  var role: String?
  /// The text; nil for an element.
  var text: String?
  /// The level of a heading.
  var level: Int?
  /// Where a link leads.
  var target: String?
  /// The element's language as a BCP 47 tag where it is not its parent's.
  var language: String?
  /// The words that stand for a picture.
  var alternative: String?
  /// What is in the element.
  var children: [StructureNode]?

  /// The elements that a fragment paints into, in reading order.
  static func tree(of fragment: Fragment) -> [StructureNode] {
    var builder = StructureBuilder(fragment.elements)
    for item in fragment.items {
      guard case .element(let index) = item.meaning else { continue }
      builder.enter(index)
      if case .text(let run) = item.content { builder.append(run) }
    }
    return builder.finish()
  }
}

/// Builds the tree of a fragment's elements while its items pass by.
private struct StructureBuilder {
  private let elements: [Element]
  /// The elements that are open, the outermost first.
  private var path: [Int] = []
  private var open: [StructureNode] = []
  private var roots: [StructureNode] = []

  init(_ elements: [Element]) {
    self.elements = elements
  }

  /// Goes to an element: closes those it is not in, and opens those that it is in.
  mutating func enter(_ index: Int) {
    let wanted = ancestry(of: index)
    let shared = zip(path, wanted).prefix { $0 == $1 }.count
    while path.count > shared { close() }
    for element in wanted.dropFirst(shared) {
      path.append(element)
      open.append(StructureNode(elements[element]))
    }
  }

  /// Adds a run's text to the element that is open.
  mutating func append(_ run: GlyphRun) {
    var text = run.text
    if text.utf8.contains(0xC2) || text.utf8.contains(0xE2) {
      text = String(text.unicodeScalars.filter { $0 != "\u{AD}" && $0 != "\u{2028}" })
    }
    if run.ending == .hardBreak { text += "\n" }
    guard !open.isEmpty, !text.isEmpty else { return }
    var children = open[open.count - 1].children ?? []
    if let last = children.indices.last, let known = children[last].text {
      children[last].text = known + text
    } else {
      children.append(StructureNode(text: text))
    }
    open[open.count - 1].children = children
  }

  /// Closes everything.
  mutating func finish() -> [StructureNode] {
    while !path.isEmpty { close() }
    return roots
  }

  private mutating func close() {
    path.removeLast()
    let node = open.removeLast()
    if open.isEmpty {
      roots.append(node)
    } else {
      open[open.count - 1].children = (open[open.count - 1].children ?? []) + [node]
    }
  }

  private func ancestry(of index: Int) -> [Int] {
    var path: [Int] = []
    var next: Int? = elements.indices.contains(index) ? index : nil
    while let element = next {
      path.append(element)
      next = elements[element].parent
    }
    return path.reversed()
  }
}

extension StructureNode {
  /// An element with nothing in it yet.
  fileprivate init(_ element: Element) {
    switch element.role {
    case .heading(let level):
      role = "heading"
      self.level = level
    case .paragraph: role = "paragraph"
    case .list(let numbered): role = numbered ? "orderedList" : "list"
    case .listItem: role = "listItem"
    case .label: role = "label"
    case .listBody: role = "listBody"
    case .quote: role = "quote"
    case .table: role = "table"
    case .tableRow: role = "tableRow"
    case .tableHeader: role = "tableHeader"
    case .tableData: role = "tableData"
    case .figure: role = "figure"
    case .link(let target):
      role = "link"
      self.target = target
    case .span: role = "span"
    }
    language = element.language
    alternative = element.alternative
  }
}
