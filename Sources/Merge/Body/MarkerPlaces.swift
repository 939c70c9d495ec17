import CommonMark
import Diagnostics

/// Where the markers of tags stand in Markdown's tree.
///
/// Markers never leave their order. What is between those of one block is what is between its tags, exactly if
/// they all stand in the same node; every other block is refused, and so is every tag whose marker is not
/// in the tree. Nothing here rests on the lines and columns that Markdown tells.
struct MarkerPlaces {
  /// A node that holds blocks or rows.
  private struct Holder {
    var parent: Int?
    var kind: MarkdownNode.Kind
  }

  private let isMarker: [Bool]
  private var holders: [Holder] = []
  /// For each marker's tag, the node in which it stands.
  private var holderOfTag: [Int: Int] = [:]

  /// The places of all markers in a tree.
  init(in root: MarkdownNode, isMarker: [Bool]) {
    self.isMarker = isMarker
    locate(in: root, parent: nil)
  }

  private mutating func locate(in node: MarkdownNode, parent: Int?) {
    let holder = holders.count
    holders.append(Holder(parent: parent, kind: node.kind))
    for child in node.children {
      if let tag = MarkerPlaces.tag(of: child, isMarker: isMarker) {
        holderOfTag[tag] = holder
      } else if child.holdsBlocks {
        locate(in: child, parent: holder)
      }
    }
  }

  /// The tag whose marker a node is.
  static func tag(of node: MarkdownNode, isMarker: [Bool]) -> Int? {
    var node = node
    if case .tableRow = node.kind {
      guard let first = node.children.first,
        node.children.dropFirst().allSatisfy(\.children.isEmpty)
      else { return nil }
      node = first
    } else {
      guard case .heading = node.kind else { return nil }
    }
    guard node.children.count == 1, case .text(let text) = node.children[0].kind,
      text.unicodeScalars.count == 1, let scalar = text.unicodeScalars.first,
      let tag = Placeholder.tag(for: scalar), isMarker.indices.contains(tag), isMarker[tag]
    else { return nil }
    return tag
  }

  /// Whether a tag's marker stands in no list, quotation or table.
  func isOutermost(_ tag: Int) -> Bool { holderOfTag[tag] == 0 }

  /// Whether all tags of a block stand in the same node.
  func isWhole(_ block: TagBlock) -> Bool {
    guard let holder = holderOfTag[block.opener] else { return false }
    return block.tags.allSatisfy { holderOfTag[$0] == holder }
  }

  /// Notes what keeps a block from being whole.
  func refuse(_ block: TagBlock, of tags: [TemplateTag], in context: inout ReadingContext) {
    if let lost = block.tags.first(where: { holderOfTag[$0] == nil }) {
      return context.error(
        "merge.block-across",
        "'\(tags[lost].source)' cannot stand between the lines around it, which belong together",
        at: tags[lost].location,
        hints: ["leave a blank line before and behind it, or put it into the text"])
    }
    let (start, end) = (holderOfTag[block.opener] ?? 0, holderOfTag[block.closer] ?? 0)
    if start != end {
      refuse(block, from: start, to: end, of: tags, in: &context)
    } else if let divider = block.dividers.first(where: { holderOfTag[$0] != start }) {
      context.error(
        "merge.block-across",
        "'\(tags[divider].source)' stands inside \(noun(of: holderOfTag[divider] ?? 0)), but its "
          + "'\(tags[block.opener].source)' outside it", at: tags[divider].location)
    }
  }

  /// Notes that a block opens in one node and closes in another.
  private func refuse(
    _ block: TagBlock, from start: Int, to end: Int, of tags: [TemplateTag],
    in context: inout ReadingContext
  ) {
    let (opener, closer) = (tags[block.opener], tags[block.closer])
    if isInside(end, start) {
      context.error(
        "merge.block-across",
        "'\(closer.source)' closes inside \(noun(of: end)), but '\(opener.source)' "
          + "opens outside it", at: closer.location,
        hints: ["'\(opener.source)' is on line \(opener.location.line)"])
    } else {
      context.error(
        "merge.block-across",
        "'\(opener.source)' opens inside \(noun(of: start)), but '\(closer.source)' "
          + "closes outside it", at: opener.location,
        hints: ["'\(closer.source)' is on line \(closer.location.line)"])
    }
  }

  private func noun(of holder: Int) -> String { holders[holder].kind.noun }

  /// Whether a node stands inside another.
  private func isInside(_ inner: Int, _ outer: Int) -> Bool {
    var next: Int? = inner
    while let holder = next {
      if holder == outer { return true }
      next = holders[holder].parent
    }
    return false
  }
}

extension MarkdownNode {
  /// Whether tags can stand between the nodes inside.
  fileprivate var holdsBlocks: Bool {
    switch kind {
    case .document, .blockQuote, .list, .item, .table: true
    default: false
    }
  }
}

extension MarkdownNode.Kind {
  /// What to call a node in a message.
  fileprivate var noun: String {
    switch self {
    case .blockQuote: "a quotation"
    case .list: "a list"
    case .item: "a list item"
    case .table, .tableRow: "a table"
    default: "the text"
    }
  }
}
