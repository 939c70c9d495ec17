import CommonMark
import Diagnostics

extension MarkdownNode {
  /// The last line on which anything inside stands; by cmark's count some nodes end a line later.
  var deepestLine: Int {
    switch kind {
    case .document, .blockQuote, .list, .item, .table, .tableRow, .heading, .thematicBreak:
      children.reduce(line) { max($0, $1.deepestLine) }
    case .codeBlock(let code):
      line + max(0, code.utf8.count { $0 == 0x0A } - 1)
    default: max(line, lastLine)
    }
  }

  /// What to call the node in a message.
  fileprivate var noun: String {
    switch kind {
    case .blockQuote: "a quotation"
    case .list: "a list"
    case .item: "a list item"
    case .table, .tableRow: "a table"
    case .codeBlock: "a code block"
    default: "a paragraph"
    }
  }

  /// Whether tags can stand between the nodes inside.
  fileprivate var holdsBlocks: Bool {
    switch kind {
    case .document, .blockQuote, .list, .item, .table: true
    default: false
    }
  }
}

extension BodyBuilder {
  /// Where lifted blocks belong: among some nodes, or inside one of them.
  struct Placement {
    /// Blocks whose tags stand between the nodes.
    var here: [TagBlock] = []
    /// Blocks that belong inside a node, by the node's position.
    var inside: [Int: [TagBlock]] = [:]
  }

  /// Finds for each block whether it holds whole nodes, or is part of one.
  mutating func place(_ blocks: [TagBlock], among nodes: [MarkdownNode]) -> Placement {
    guard !blocks.isEmpty else { return Placement() }
    var placement = Placement()
    let ends = nodes.map(\.deepestLine)
    for block in blocks {
      let start = plan.positions[block.opener, default: 0]
      let end = plan.positions[block.closer, default: 0]
      let held = nodes.indices.filter { (start..<end).contains(nodes[$0].line) }
      let around = nodes.indices.first { nodes[$0].line < start && start <= ends[$0] }
      if let around {
        if held.isEmpty, nodes[around].holdsBlocks {
          placement.inside[around, default: []].append(block)
        } else {
          torn(block, opensInside: nodes[around])
        }
      } else if held.count == 1, let only = held.first, case .list = nodes[only].kind {
        // A block around a list's only items is one around items, so that the list stays one list.
        placement.inside[only, default: []].append(block)
      } else if let last = held.last {
        if ends[last] >= end {
          torn(block, closesInside: nodes[last])
        } else if !isDividedWithin(nodes, held, ends, block) {
          placement.here.append(block)
        }
      }
    }
    return placement
  }

  /// Notes a divider that stands inside a node of its block.
  private mutating func isDividedWithin(
    _ nodes: [MarkdownNode], _ held: [Int], _ ends: [Int], _ block: TagBlock
  ) -> Bool {
    for divider in block.dividers {
      let position = plan.positions[divider, default: 0]
      guard let torn = held.first(where: { nodes[$0].line < position && position <= ends[$0] })
      else { continue }
      context.error(
        "merge.block-across",
        "'\(body.tags[divider].source)' stands inside \(nodes[torn].noun), but its "
          + "'\(body.tags[block.opener].source)' outside it", at: body.tags[divider].location)
      return true
    }
    return false
  }

  private mutating func torn(_ block: TagBlock, opensInside node: MarkdownNode) {
    let (opener, closer) = (body.tags[block.opener], body.tags[block.closer])
    let message =
      node.holdsBlocks
      ? "'\(opener.source)' opens inside \(node.noun), but '\(closer.source)' closes outside it"
      : "'\(opener.source)' cannot stand alone on a line inside \(node.noun)"
    context.error(
      "merge.block-across", message, at: opener.location,
      hints: ["'\(closer.source)' is on line \(closer.location.line)"])
  }

  private mutating func torn(_ block: TagBlock, closesInside node: MarkdownNode) {
    let (opener, closer) = (body.tags[block.opener], body.tags[block.closer])
    context.error(
      "merge.block-across",
      "'\(closer.source)' closes inside \(node.noun), but '\(opener.source)' opens outside it",
      at: closer.location, hints: ["'\(opener.source)' is on line \(opener.location.line)"])
  }

  /// Whether a list is tight when the blank lines that stand in for tags are not counted.
  func isTightWithoutStandIns(_ list: MarkdownNode) -> Bool {
    let range = list.line...max(list.line, list.deepestLine)
    guard plan.standIns.contains(where: range.contains) else { return false }
    return isTight(list.children) && list.children.allSatisfy { isTight($0.children) }
  }

  private func isTight(_ siblings: [MarkdownNode]) -> Bool {
    zip(siblings, siblings.dropFirst()).allSatisfy { before, after in
      let between = (before.deepestLine + 1)..<max(before.deepestLine + 1, after.line)
      return between.allSatisfy { line in
        plan.standIns.contains(line) || !body.lines[plan.sources[line - 1]].isBlank
      }
    }
  }
}
