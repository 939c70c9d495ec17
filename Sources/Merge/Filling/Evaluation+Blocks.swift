import Document

extension Evaluation {
  /// Fills blocks; those with nothing to print vanish.
  mutating func blocks(_ flows: [ControlFlow<TemplateBlock>]) -> [Block] {
    var blocks: [Block] = []
    expand(flows) { evaluation, template in
      if let block = evaluation.block(template) { blocks.append(block) }
    }
    return blocks
  }

  private mutating func block(_ template: TemplateBlock) -> Block? {
    guard let content = content(of: template.content) else { return nil }
    if case .fixed(let block) = template.content { return block }
    return Block(
      node: template.node, isStatic: template.isStatic, origin: template.origin, content: content)
  }

  private mutating func content(of template: TemplateBlock.Content) -> Block.Content? {
    switch template {
    case .fixed(let block): return block.content
    case .heading(let level, let text):
      let inlines = inlines(text, in: .text)
      return inlines.isEmpty ? nil : .heading(level: level, inlines)
    case .paragraph(let text):
      let inlines = inlines(text, in: .text)
      return inlines.isEmpty ? nil : .paragraph(inlines)
    case .quote(let flows):
      let blocks = blocks(flows)
      return blocks.isEmpty ? nil : .quote(blocks)
    case .list(let start, let isTight, let flows):
      let items = items(flows)
      return items.isEmpty ? nil : .list(List(start: start, isTight: isTight, items: items))
    case .table(let table): return .table(self.table(table))
    }
  }

  private mutating func items(_ flows: [ControlFlow<TemplateItem>]) -> [List.Item] {
    var items: [List.Item] = []
    expand(flows) { evaluation, item in
      let blocks = evaluation.blocks(item.blocks)
      // An item that was written empty stays; one whose values are gone vanishes with its bullet.
      guard !blocks.isEmpty || item.blocks.isEmpty else { return }
      items.append(List.Item(blocks: blocks, origin: item.origin))
    }
    return items
  }
}
