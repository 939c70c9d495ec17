import DisplayList
import Document

/// A quick look at a fragment: whether ``ConformanceCheck`` has to look at it, too.
struct FragmentReview {
  /// Whether something may be wrong with it.
  private(set) var isSuspicious = false
  /// Whether there are headings in its block, whose levels depend on those before.
  private(set) var hasHeadings = false
  private var hasLinks = false

  /// Looks at a fragment.
  ///
  /// The elements are those of its whole block: of a block over many pages they are looked at once, as the work
  /// would else grow with the square of its length.
  ///
  /// - Parameters:
  ///   - fragment: The fragment.
  ///   - isFirst: Whether it is the first of its block to be looked at.
  init(_ fragment: Fragment, isFirst: Bool) {
    let elements = fragment.elements
    if isFirst { for index in elements.indices { review(index, among: elements) } }
    for item in fragment.items {
      guard case .element(let index) = item.meaning else { continue }
      guard index >= 0, index < elements.count else {
        isSuspicious = true
        return
      }
      if case .image = item.content { review(picture: elements[index]) }
      if !isFirst, !hasLinks { hasLinks = FragmentReview.isInLink(index, elements) }
    }
    if hasLinks, !isSuspicious { reviewLinks(of: fragment) }
  }

  private static func isInLink(_ index: Int, _ elements: [Element]) -> Bool {
    var ancestor: Int? = index
    while let current = ancestor {
      if case .link = elements[current].role { return true }
      ancestor = elements[current].parent.flatMap { $0 < current ? $0 : nil }
    }
    return false
  }

  private mutating func review(_ index: Int, among elements: [Element]) {
    switch elements[index].role {
    case .heading: hasHeadings = true
    case .link(let target):
      hasLinks = true
      if target.isEmpty || target.utf8.count > Standard.addressLimit { isSuspicious = true }
    case .table:
      let hasHeader = elements.contains { element in
        if case .tableHeader = element.role { true } else { false }
      }
      if !hasHeader { isSuspicious = true }
    default: break
    }
    if elements[index].language != nil || elements[index].alternative != nil {
      review(textsOf: elements[index])
    }
  }

  private mutating func review(textsOf element: Element) {
    if let language = element.language, !language.isLanguageTag { isSuspicious = true }
    if let text = element.alternative, text.utf8.count > Standard.textLimit { isSuspicious = true }
  }

  private mutating func review(picture element: Element) {
    guard case .figure = element.role, let text = element.alternative,
      !text.allSatisfy(\.isWhitespace)
    else { return isSuspicious = true }
  }

  /// Links must have words; those that continue on another page are left to the full check.
  private mutating func reviewLinks(of fragment: Fragment) {
    var links: [(element: Int, hasContent: Bool)] = []
    for item in fragment.items {
      guard case .element(let index) = item.meaning else { continue }
      var ancestor: Int? = index
      while let current = ancestor {
        if case .link = fragment.elements[current].role {
          if links.last?.element != current { links.append((current, false)) }
          if item.hasContent { links[links.count - 1].hasContent = true }
        }
        ancestor = fragment.elements[current].parent.flatMap { $0 < current ? $0 : nil }
      }
    }
    if links.contains(where: { !$0.hasContent }) { isSuspicious = true }
  }
}

extension Item {
  /// Whether there is anything to click on where the item is a link.
  var hasContent: Bool {
    switch content {
    case .text(let run): !run.text.allSatisfy(\.isWhitespace)
    case .image: true
    case .fill: false
    }
  }
}
