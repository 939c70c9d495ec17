import Diagnostics

/// The tags of one block, as positions in a list of tags: where it opens, divides and closes.
struct TagBlock: Hashable, Sendable {
  /// `{{#if …}}` or `{{#each …}}`.
  var opener: Int
  /// `{{else if …}}` and `{{else}}`.
  var dividers: [Int]
  /// `{{/if}}` or `{{/each}}`.
  var closer: Int

  /// How many blocks may be open at once.
  static let maximumDepth = 100

  /// All of the block's tags in order.
  var tags: [Int] { [opener] + dividers + [closer] }
}

extension ReadingContext {
  /// Finds which tags belong together; every tag that does not belong to a block is noted.
  ///
  /// - Returns: The blocks in the order in which they open.
  mutating func blocks(of tags: [TemplateTag]) -> [TagBlock] {
    var nesting = Nesting()
    for (index, tag) in tags.enumerated() {
      switch tag.content {
      case .openIf, .openEach:
        guard nesting.open.count < TagBlock.maximumDepth else {
          error("merge.nesting", "blocks are nested more than a hundred deep", at: tag.location)
          return []
        }
        nesting.open.append((TagBlock(opener: index, dividers: [], closer: -1), false))
      case .elseIf, .otherwise: divide(at: index, of: tags, &nesting)
      case .closeIf, .closeEach: close(at: index, of: tags, &nesting)
      case .field, .pageBreak, .table, .literal, .nothing: break
      }
    }
    for block in nesting.open { unclosed(tags[block.block.opener], before: nil) }
    return nesting.closed.sorted { $0.opener < $1.opener }
  }

  /// The blocks that are not closed yet, the innermost last, and those that are.
  private struct Nesting {
    var open: [(block: TagBlock, hasElse: Bool)] = []
    var closed: [TagBlock] = []
  }

  /// Takes a tag that divides the innermost block.
  private mutating func divide(at index: Int, of tags: [TemplateTag], _ nesting: inout Nesting) {
    // Nothing of the block is held here, so that its dividers are added without a copy.
    let opener = nesting.open.last.map { tags[$0.block.opener].content }
    guard case .openIf? = opener, nesting.open.last?.hasElse == false else {
      return strayElse(tags[index], isSecond: nesting.open.last?.hasElse == true)
    }
    let last = nesting.open.count - 1
    nesting.open[last].block.dividers.append(index)
    if case .otherwise = tags[index].content { nesting.open[last].hasElse = true }
  }

  /// Takes a tag that closes a block, and every block within it that was not closed.
  private mutating func close(at index: Int, of tags: [TemplateTag], _ nesting: inout Nesting) {
    let tag = tags[index]
    guard let match = nesting.open.lastIndex(where: { closes(tag, tags[$0.block.opener]) }) else {
      return error(
        "merge.unmatched-tag", "'\(tag.source)' closes a block that was never opened",
        at: tag.location)
    }
    for inner in nesting.open[(match + 1)...] { unclosed(tags[inner.block.opener], before: tag) }
    var block = nesting.open[match].block
    block.closer = index
    nesting.closed.append(block)
    nesting.open.removeSubrange(match...)
  }

  private func closes(_ closer: TemplateTag, _ opener: TemplateTag) -> Bool {
    switch (closer.content, opener.content) {
    case (.closeIf, .openIf), (.closeEach, .openEach): true
    default: false
    }
  }

  private mutating func strayElse(_ tag: TemplateTag, isSecond: Bool) {
    error(
      "merge.unmatched-tag",
      isSecond
        ? "'\(tag.source)' stands after the block's '{{else}}'"
        : "'\(tag.source)' does not stand within an '{{#if}}'", at: tag.location)
  }

  private mutating func unclosed(_ opener: TemplateTag, before closer: TemplateTag?) {
    let name = if case .openIf = opener.content { "if" } else { "each" }
    let hints = closer.map {
      ["'\($0.source)' on line \($0.location.line) closes the block around it"]
    }
    error(
      "merge.unclosed-block", "'\(opener.source)' has no '{{/\(name)}}'", at: opener.location,
      hints: hints ?? [])
  }
}
