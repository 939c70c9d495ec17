import CommonMark
import Diagnostics
import Document

extension BodyBuilder {
  /// The running text of a paragraph, heading or cell.
  mutating func inlines(in node: MarkdownNode) -> [ControlFlow<InlinePart>] {
    var flat = FlatText()
    let place = location(of: node)
    for child in node.children { add(child, InlineContext(), near: place, to: &flat) }
    return matched(flat)
  }

  /// The lines of a code block as running text.
  mutating func codeLines(_ code: String, at place: SourceLocation) -> [ControlFlow<InlinePart>] {
    var flat = FlatText()
    let text = code.hasSuffix("\n") ? String(code.dropLast()) : code
    add(text.replacing("\n", with: "\u{2028}"), InlineContext(style: .code), at: place, to: &flat)
    return matched(flat)
  }

  /// Keeps the tags of blocks that are whole within the text.
  private mutating func matched(_ flat: FlatText) -> [ControlFlow<InlinePart>] {
    let whole = wholeBlocks(in: flat)
    var entries: [ControlFlowEntry<InlinePart>] = []
    for piece in flat.pieces {
      guard let tag = piece.tag else {
        entries.append(piece.entry)
        continue
      }
      // A tag that belongs to no block is told already.
      guard let block = plan.inlineBlocks[tag] else { continue }
      if whole.contains(block.opener) {
        entries.append(piece.entry)
      } else {
        context.error(
          "merge.block-across",
          "'\(body.tags[block.opener].source)' opens and closes in different pieces of text",
          at: body.tags[block.opener].location,
          hints: [
            "put it and '\(body.tags[block.closer].source)' on lines of their own",
            "or both into the same paragraph, cell or heading",
          ])
      }
    }
    return [ControlFlow](entries: entries)
  }

  /// The opening tags of the blocks that have all their tags within a text.
  private func wholeBlocks(in flat: FlatText) -> Set<Int> {
    var counts: [Int: Int] = [:]
    for piece in flat.pieces {
      guard let tag = piece.tag, let block = plan.inlineBlocks[tag] else { continue }
      counts[block.opener, default: 0] += 1
    }
    let whole = counts.filter { opener, count in
      plan.inlineBlocks[opener].map { $0.dividers.count + 2 == count } ?? false
    }
    return Set(whole.keys)
  }

  /// Adds a node of running text, and all inside it, to a flat list.
  private mutating func add(
    _ node: MarkdownNode, _ inlineContext: InlineContext, near place: SourceLocation,
    to flat: inout FlatText
  ) {
    let place = node.line > 0 ? location(of: node) : place
    var inner = inlineContext
    switch node.kind {
    case .text(let text):
      noteMentions(in: text, at: place)
      noteSigns(in: text, of: node, inner)
      return add(text, inner, at: place, to: &flat)
    case .code(let code):
      inner.style.insert(.code)
      return add(code, inner, at: place, to: &flat)
    case .softBreak: return flat.add(.softBreak(inner, flat.lastLocation ?? place))
    case .lineBreak:
      return add("\u{2028}", inner, at: flat.lastLocation ?? place, to: &flat)
    case .htmlInline: return refuseHTML(at: place)
    case .image: return misplacedImage(at: place)
    case .emphasis: inner.style.insert(.emphasis)
    case .strong: inner.style.insert(.strong)
    case .link(let target, _): follow(target, at: place, in: &inner)
    default: break
    }
    for child in node.children { add(child, inner, near: place, to: &flat) }
  }

  /// Adds characters, each tag's placeholder as that tag.
  private mutating func add(
    _ text: String, _ inner: InlineContext, at place: SourceLocation, to flat: inout FlatText
  ) {
    var place = place
    var words = ""
    for scalar in text.unicodeScalars {
      guard let number = Placeholder.tag(for: scalar), number < body.tags.count else {
        words.unicodeScalars.append(scalar)
        continue
      }
      flat.add(words, inner, at: place)
      words = ""
      let tag = body.tags[number]
      place = tag.location
      place.column += tag.source.count
      switch tag.content {
      case .field(let field): flat.add(.field(field, inner))
      case .literal(let literal): flat.add(literal, inner, at: tag.location)
      case .pageBreak: context.misplacedPageBreak(tag)
      case .table, .nothing: break
      default: flat.add(tag, number: number)
      }
    }
    flat.add(words, inner, at: place)
  }
}

/// Running text without nesting, tags not yet matched.
private struct FlatText {
  var pieces: [(entry: ControlFlowEntry<InlinePart>, tag: Int?)] = []
  var lastLocation: SourceLocation?

  mutating func add(_ part: InlinePart) { pieces.append((.element(part), nil)) }

  mutating func add(_ tag: TemplateTag, number: Int) {
    lastLocation = tag.location
    pieces.append((.tag(tag), number))
  }

  /// Adds words to the piece before them if they look and mean the same.
  mutating func add(_ text: String, _ context: InlineContext, at place: SourceLocation) {
    guard !text.isEmpty else { return }
    lastLocation = place
    if let link = context.link, link.fixed == nil {
      return add(.linkedText(text, context, place))
    }
    let inline = Inline(
      text, style: context.style, link: context.link?.fixed, language: context.language,
      origin: place)
    guard case .element(.text(var last))? = pieces.last?.entry, last.style == inline.style,
      last.link == inline.link, last.language == inline.language
    else { return add(.text(inline)) }
    // Taken out first, so that the text grows where it is.
    pieces.removeLast()
    last.text += text
    add(.text(last))
  }
}
