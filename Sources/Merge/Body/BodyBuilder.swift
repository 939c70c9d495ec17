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
  let plan: MarkdownSource
  /// The words that speak of something enclosed, with their places.
  var mentions: [(word: String, location: SourceLocation)] = []

  /// For each marker's tag that opens a block that is whole, the block.
  private var blockOfOpener: [Int: TagBlock] = [:]
  /// The tags of blocks that are not whole, and page breaks in wrong places.
  private(set) var refused: Set<Int> = []
  /// The tags about tables that stand where they should.
  var placed: Set<Int> = []
  /// The tag that stands right before what comes next, and is about a table.
  private var tableTag: Int?
  private let joining: ListJoining
  /// The columns of the line that was asked for last.
  var latestColumns: (line: Int, columns: LineColumns)?

  /// A builder for a body that was lexed and planned in `context`.
  init(_ body: LexedBody, plan: MarkdownSource, in context: ReadingContext) {
    (self.body, self.plan, self.context) = (body, plan, context)
    joining = ListJoining(body, plan)
  }

  /// The blocks of the whole body.
  mutating func blocks(of root: MarkdownNode) -> [ControlFlow<TemplateBlock>] {
    let places = MarkerPlaces(in: root, isMarker: plan.isMarker)
    for block in plan.lifted {
      if places.isWhole(block) {
        blockOfOpener[block.opener] = block
      } else {
        places.refuse(block, of: body.tags, in: &context)
        refused.formUnion(block.tags)
      }
    }
    for (tag, isMarker) in plan.isMarker.enumerated()
    where isMarker && body.tags[tag].content == .pageBreak && !places.isOutermost(tag) {
      context.misplacedPageBreak(body.tags[tag])
      refused.insert(tag)
    }
    let blocks = blocks(in: root.children)
    for (index, tag) in body.tags.enumerated()
    where tag.isAboutTable && !placed.contains(index) && !refused.contains(index) {
      context.misplacedTableTag(tag)
    }
    return blocks
  }

  /// The flows of blocks that stand side by side, with the tags between them.
  private mutating func blocks(in nodes: [MarkdownNode]) -> [ControlFlow<TemplateBlock>] {
    var builder = ArrangementBuilder()
    for node in nodes {
      let options = options(before: node)
      if let tag = MarkerPlaces.tag(of: node, isMarker: plan.isMarker) {
        add(marker: tag, to: &builder)
      } else if case .table(let alignments) = node.kind {
        if let table = table(node, alignments, options, at: location(of: node)) {
          builder.add(.block(table))
        }
      } else if case .list(let start, let isTight) = node.kind {
        builder.add(.list(list(node, start: start, isTight: isTight)))
      } else if let block = block(node) {
        builder.add(.block(block))
      }
    }
    tableTag = nil
    return joining.flows(builder.finish())
  }

  private mutating func add(marker tag: Int, to builder: inout ArrangementBuilder) {
    guard !refused.contains(tag) else { return }
    switch body.tags[tag].content {
    case .openIf, .openEach: if let block = blockOfOpener[tag] { builder.open(block) }
    case .elseIf, .otherwise: builder.divide()
    case .closeIf, .closeEach: builder.close()
    case .pageBreak:
      let place = body.tags[tag].location
      builder.add(
        .block(
          TemplateBlock(origin: place, content: .fixed(BodyBuilder.ready(.pageBreak, at: place)))))
    case .table: tableTag = tag
    case .field, .literal, .nothing: break
    }
  }

  /// What the author says of a table in the tag right before it.
  private mutating func options(before node: MarkdownNode) -> TableOptions? {
    guard let tag = tableTag else { return nil }
    tableTag = nil
    guard case .table = node.kind, case .table(let options) = body.tags[tag].content else {
      return nil
    }
    placed.insert(tag)
    return options
  }

  private mutating func block(_ node: MarkdownNode) -> TemplateBlock? {
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
      return TemplateBlock(origin: place, content: .quote(blocks(in: node.children)))
    case .htmlBlock:
      refuseHTML(at: place)
      return nil
    default: return nil
    }
  }

  private mutating func list(_ node: MarkdownNode, start: Int?, isTight: Bool) -> ListPiece {
    var items: [TemplateItem] = []
    for item in node.children {
      items.append(TemplateItem(blocks: blocks(in: item.children), origin: location(of: item)))
    }
    return ListPiece(
      sign: sign(of: node, start: start), start: start, isTight: isTight, items: items,
      origin: location(of: node))
  }

  /// A block with no number yet that no record can change.
  static func ready(_ content: Block.Content, at place: SourceLocation) -> Block {
    Block(node: 0, isStatic: true, origin: place, content: content)
  }
}
