import Diagnostics
import Document

/// Does once what is the same for all letters: blocks without a record's fields become ready blocks.
struct ConstantFolding {
  /// What names stand for.
  let binding: Binding
  /// What is wrong with the parts that all letters share.
  var problems = DiagnosticCollector()

  /// Folding for a list whose fields are known.
  init(_ binding: Binding) { self.binding = binding }

  /// Blocks with all shared work done, numbered in reading order from `first`.
  mutating func body(_ flows: [ControlFlow<TemplateBlock>], numberedFrom first: Int)
    -> [ControlFlow<TemplateBlock>]
  {
    var folded = fold(flows, isWithinItems: false, isConditional: false)
    var next = first
    ConstantFolding.number(&folded, from: &next)
    return folded
  }

  /// Builds what no record can change.
  ///
  /// - Parameters:
  ///   - flows: The blocks.
  ///   - isWithinItems: Whether this is in an `{{#each}}` that depends on a record.
  ///   - isConditional: Whether a record decides if this is printed at all; its faults are then told
  ///     only where it is.
  /// - Returns: The blocks with ready ones among them.
  private mutating func fold(
    _ flows: [ControlFlow<TemplateBlock>], isWithinItems: Bool, isConditional: Bool
  ) -> [ControlFlow<TemplateBlock>] {
    flows.flatMap { flow -> [ControlFlow<TemplateBlock>] in
      if !binding.dependsOnRecord([flow], isWithinItems: isWithinItems) {
        return ready(flow, isConditional: isConditional)
      }
      switch flow {
      case .one(let block):
        return [.one(inside(block, isWithinItems: isWithinItems, isConditional: isConditional))]
      case .each(let list, let body):
        return [.each(list, fold(body, isWithinItems: true, isConditional: true))]
      case .choice(let branches):
        return choice(branches, isWithinItems: isWithinItems, isConditional: isConditional)
      }
    }
  }

  /// A flow that no record can change, built.
  private mutating func ready(_ flow: ControlFlow<TemplateBlock>, isConditional: Bool)
    -> [ControlFlow<TemplateBlock>]
  {
    var evaluation = Evaluation(binding, record: nil)
    let blocks = evaluation.blocks([flow])
    guard evaluation.problems.diagnostics.isEmpty else {
      if isConditional { return [flow] }
      problems.report(contentsOf: evaluation.problems.diagnostics)
      return []
    }
    return blocks.map { block in
      var block = block
      ConstantFolding.markStatic(&block)
      return .one(
        TemplateBlock(isStatic: true, origin: block.origin, content: .fixed(block)))
    }
  }

  private mutating func choice(
    _ branches: [ControlFlow<TemplateBlock>.Branch], isWithinItems: Bool, isConditional: Bool
  ) -> [ControlFlow<TemplateBlock>] {
    let depends = branches.contains {
      binding.dependsOnRecord($0.condition, isWithinItems: isWithinItems)
    }
    guard depends else {
      var evaluation = Evaluation(binding, record: nil)
      let chosen = branches.first { $0.condition.map { evaluation.holds($0) } ?? true }
      problems.report(contentsOf: evaluation.problems.diagnostics)
      return fold(chosen?.body ?? [], isWithinItems: isWithinItems, isConditional: isConditional)
    }
    let folded = branches.map { branch in
      ControlFlow<TemplateBlock>.Branch(
        condition: branch.condition,
        body: fold(branch.body, isWithinItems: isWithinItems, isConditional: true))
    }
    return [.choice(folded)]
  }

  /// A block that a record changes, with what is inside it folded.
  private mutating func inside(
    _ block: TemplateBlock, isWithinItems: Bool, isConditional: Bool
  ) -> TemplateBlock {
    var block = block
    switch block.content {
    case .quote(let blocks):
      block.content = .quote(
        fold(blocks, isWithinItems: isWithinItems, isConditional: isConditional))
    case .list(let start, let isTight, let items):
      block.content = .list(
        start: start, isTight: isTight,
        fold(items, isWithinItems: isWithinItems, isConditional: isConditional))
    case .fixed, .heading, .paragraph, .table: break
    }
    return block
  }

  private mutating func fold(
    _ items: [ControlFlow<TemplateItem>], isWithinItems: Bool, isConditional: Bool
  ) -> [ControlFlow<TemplateItem>] {
    items.map { flow in
      switch flow {
      case .one(var item):
        item.blocks = fold(
          item.blocks, isWithinItems: isWithinItems, isConditional: isConditional)
        return .one(item)
      case .each(let list, let body):
        return .each(list, fold(body, isWithinItems: true, isConditional: true))
      case .choice(let branches):
        return .choice(
          branches.map {
            .init(
              condition: $0.condition,
              body: fold($0.body, isWithinItems: isWithinItems, isConditional: true))
          })
      }
    }
  }

  private static func markStatic(_ block: inout Block) {
    block.isStatic = true
    visitInside(&block) { markStatic(&$0) }
  }

  private static func visitInside(_ block: inout Block, _ visit: (inout Block) -> Void) {
    switch block.content {
    case .quote(var blocks):
      for index in blocks.indices { visit(&blocks[index]) }
      block.content = .quote(blocks)
    case .list(var list):
      for item in list.items.indices {
        for index in list.items[item].blocks.indices { visit(&list.items[item].blocks[index]) }
      }
      block.content = .list(list)
    case .heading, .paragraph, .table, .image, .rule, .pageBreak: break
    }
  }
}

extension ConstantFolding {
  private static func number(_ block: inout Block, from next: inout Int) {
    block.node = next
    next += 1
    visitInside(&block) { number(&$0, from: &next) }
  }

  private static func number<Element>(
    _ flows: inout [ControlFlow<Element>], from next: inout Int,
    element: (inout Element, inout Int) -> Void
  ) {
    for index in flows.indices {
      switch flows[index] {
      case .one(var one):
        element(&one, &next)
        flows[index] = .one(one)
      case .each(let list, var body):
        number(&body, from: &next, element: element)
        flows[index] = .each(list, body)
      case .choice(var branches):
        for branch in branches.indices {
          number(&branches[branch].body, from: &next, element: element)
        }
        flows[index] = .choice(branches)
      }
    }
  }

  /// Gives every block, and every block inside one, its number in reading order.
  fileprivate static func number(_ flows: inout [ControlFlow<TemplateBlock>], from next: inout Int)
  {
    number(&flows, from: &next) { block, next in
      block.node = next
      switch block.content {
      case .fixed(var ready):
        number(&ready, from: &next)
        block.content = .fixed(ready)
      case .quote(var blocks):
        next += 1
        number(&blocks, from: &next)
        block.content = .quote(blocks)
      case .list(let start, let isTight, var items):
        next += 1
        number(&items, from: &next) { item, next in number(&item.blocks, from: &next) }
        block.content = .list(start: start, isTight: isTight, items)
      case .heading, .paragraph, .table: next += 1
      }
    }
  }
}
