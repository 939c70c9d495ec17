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
    var open: [(block: TagBlock, hasElse: Bool)] = []
    var closed: [TagBlock] = []
    for (index, tag) in tags.enumerated() {
      switch tag.content {
      case .openIf, .openEach:
        guard open.count < TagBlock.maximumDepth else {
          error("merge.nesting", "blocks are nested more than a hundred deep", at: tag.location)
          return []
        }
        open.append((TagBlock(opener: index, dividers: [], closer: -1), false))
      case .elseIf, .otherwise:
        // Nothing of the block is held here, so that its dividers are added without a copy.
        let opener = open.last.map { tags[$0.block.opener].content }
        guard case .openIf? = opener, open.last?.hasElse == false else {
          strayElse(tag, isSecond: open.last?.hasElse == true)
          continue
        }
        open[open.count - 1].block.dividers.append(index)
        if case .otherwise = tag.content { open[open.count - 1].hasElse = true }
      case .closeIf, .closeEach:
        guard let match = open.lastIndex(where: { closes(tag, tags[$0.block.opener]) }) else {
          error(
            "merge.unmatched-tag", "'\(tag.source)' closes a block that was never opened",
            at: tag.location)
          continue
        }
        for inner in open[(match + 1)...] { unclosed(tags[inner.block.opener], before: tag) }
        var block = open[match].block
        block.closer = index
        closed.append(block)
        open.removeSubrange(match...)
      case .field, .pageBreak, .table, .literal, .nothing: break
      }
    }
    for block in open { unclosed(tags[block.block.opener], before: nil) }
    return closed.sorted { $0.opener < $1.opener }
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
