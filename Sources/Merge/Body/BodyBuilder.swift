import CommonMark
import Diagnostics
import Document

/// Turns Markdown's tree into ours, and puts the tags that were lifted out back in their places.
struct BodyBuilder {
  /// Language, names and faults so far.
  var context: ReadingContext
  /// The body's lines and tags.
  let body: LexedBody
  /// What Markdown was shown of them.
  let plan: BodyPlan
  /// The words that speak of something enclosed, with their places.
  var mentions: [(word: String, location: SourceLocation)] = []

  /// A builder for a body that was lexed and planned in `context`.
  init(_ body: LexedBody, plan: BodyPlan, in context: ReadingContext) {
    (self.body, self.plan, self.context) = (body, plan, context)
  }

  /// The blocks of the whole body.
  mutating func blocks(of root: MarkdownNode) -> [Flow<TemplateBlock>] {
    let placement = place(plan.lifted, among: root.children)
    var tags = placement.here.flatMap(\.tags)
    for pageBreak in plan.pageBreaks {
      let isInside = root.children.contains {
        $0.line < pageBreak.line && pageBreak.line <= $0.deepestLine
      }
      if isInside {
        context.misplacedPageBreak(body.tags[pageBreak.tag])
      } else {
        tags.append(pageBreak.tag)
      }
    }
    return sequence(
      root.children, tags: tags, inside: placement.inside,
      pageBreak: { location in
        TemplateBlock(
          origin: location, content: .fixed(BodyBuilder.ready(.pageBreak, at: location)))
      }
    ) { builder, node, blocks in builder.block(node, blocks) }
  }

  /// The flows of what stands side by side, with the tags that stand between.
  private mutating func sequence<Element>(
    _ nodes: [MarkdownNode], tags: [Int], inside: [Int: [TagBlock]],
    pageBreak: (SourceLocation) -> Element? = { _ in nil },
    convert: (inout BodyBuilder, MarkdownNode, [TagBlock]) -> Element?
  ) -> [Flow<Element>] {
    var entries: [FlowEntry<Element>] = []
    var tags = tags.sorted()[...]
    for (index, node) in nodes.enumerated() {
      while let tag = tags.first, plan.positions[tag, default: 0] <= node.line {
        entries.append(contentsOf: entry(tags.removeFirst(), pageBreak))
      }
      if let element = convert(&self, node, inside[index] ?? []) {
        entries.append(.element(element))
      }
    }
    for tag in tags { entries.append(contentsOf: entry(tag, pageBreak)) }
    return [Flow](entries: entries)
  }

  private func entry<Element>(_ tag: Int, _ pageBreak: (SourceLocation) -> Element?)
    -> [FlowEntry<Element>]
  {
    let tag = body.tags[tag]
    guard tag.content == .pageBreak else { return [.tag(tag)] }
    return pageBreak(tag.location).map { [.element($0)] } ?? []
  }

  /// The blocks inside a node.
  private mutating func blocks(in nodes: [MarkdownNode], _ lifted: [TagBlock])
    -> [Flow<TemplateBlock>]
  {
    let placement = place(lifted, among: nodes)
    return sequence(nodes, tags: placement.here.flatMap(\.tags), inside: placement.inside) {
      $0.block($1, $2)
    }
  }

  private mutating func block(_ node: MarkdownNode, _ lifted: [TagBlock]) -> TemplateBlock? {
    let place = location(of: node)
    switch node.kind {
    case .heading(let level):
      let content = TemplateBlock.Content.heading(level: min(level + 1, 6), inlines(in: node))
      return TemplateBlock(origin: place, content: content)
    case .paragraph:
      if let image = lonelyImage(in: node) { return self.image(image, at: place) }
      return TemplateBlock(origin: place, content: .paragraph(inlines(in: node)))
    case .codeBlock(let code):
      return TemplateBlock(origin: place, content: .paragraph(codeLines(code, at: place)))
    case .thematicBreak:
      return TemplateBlock(origin: place, content: .fixed(BodyBuilder.ready(.rule, at: place)))
    case .blockQuote:
      return TemplateBlock(origin: place, content: .quote(blocks(in: node.children, lifted)))
    case .list(let start, let isTight):
      return list(node, start: start, isTight: isTight, lifted, at: place)
    case .table(let alignments): return table(node, alignments, lifted, at: place)
    case .htmlBlock:
      refuseHTML(at: place)
      return nil
    default: return nil
    }
  }

  private mutating func list(
    _ node: MarkdownNode, start: Int?, isTight: Bool, _ lifted: [TagBlock],
    at place: SourceLocation
  ) -> TemplateBlock {
    let placement = self.place(lifted, among: node.children)
    let items: [Flow<TemplateItem>] = sequence(
      node.children, tags: placement.here.flatMap(\.tags), inside: placement.inside
    ) { builder, item, blocks in
      TemplateItem(
        blocks: builder.blocks(in: item.children, blocks), origin: builder.location(of: item))
    }
    let isTight = isTight || isTightWithoutStandIns(node)
    return TemplateBlock(
      origin: place, content: .list(start: start, isTight: isTight, items))
  }

  private mutating func table(
    _ node: MarkdownNode, _ alignments: [MarkdownNode.Alignment], _ lifted: [TagBlock],
    at place: SourceLocation
  ) -> TemplateBlock? {
    guard let header = node.children.first else { return nil }
    let rows = Array(node.children.dropFirst())
    let placement = self.place(lifted, among: rows)
    let columns = alignments.map { alignment -> Table.Alignment in
      switch alignment {
      case .none, .left: .leading
      case .center: .center
      case .right: .trailing
      }
    }
    let headerRow = row(header, columns: columns.count, isHeader: true)
    let flows: [Flow<TemplateRow>] = sequence(
      rows, tags: placement.here.flatMap(\.tags), inside: placement.inside
    ) { builder, row, _ in builder.row(row, columns: columns.count, isHeader: false) }
    return TemplateBlock(origin: place, content: .table(columns, header: headerRow, rows: flows))
  }

  private mutating func row(_ node: MarkdownNode, columns: Int, isHeader: Bool) -> TemplateRow {
    let place = location(of: node)
    if !isHeader { refuseOverflow(of: node, columns: columns) }
    let cells = node.children.map { cell in
      TemplateRow.Cell(
        inlines: inlines(in: cell), origin: cell.line > 0 ? location(of: cell) : place)
    }
    return TemplateRow(cells: cells)
  }

  /// A block with no number yet that no record can change.
  static func ready(_ content: Block.Content, at place: SourceLocation) -> Block {
    Block(node: 0, isStatic: true, origin: place, content: content)
  }
}
