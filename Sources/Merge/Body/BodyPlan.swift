import Diagnostics

/// What Markdown gets to see of the body, and which tags are put back into the tree afterwards.
///
/// A block tag alone on its line is lifted out: a blank line, within the same quotes, takes its
/// place, so that what stands before and after it can never run together; between the rows of a
/// table, where a blank line would end the table, the line goes altogether. All the rest is parsed
/// in one go, so that lists go on and link definitions hold on both sides of a tag.
struct BodyPlan {
  /// The text for Markdown.
  var markdown = ""
  /// For each line of ``markdown``, the line of the body it comes from.
  var sources: [Int] = []
  /// The blocks whose tags were lifted out.
  var lifted: [TagBlock] = []
  /// For each lifted tag, the line of ``markdown`` before which it stands, counted from 1.
  var positions: [Int: Int] = [:]
  /// The lines of ``markdown``, counted from 1, that took the place of tags.
  var standIns: Set<Int> = []
  /// The page breaks, by their lines in ``markdown``.
  var pageBreaks: [(line: Int, tag: Int)] = []
  /// For each tag that belongs to a block in running text, the block.
  var inlineBlocks: [Int: TagBlock] = [:]
}

extension ReadingContext {
  /// Decides for each tag whether it is lifted out or stays in the text.
  mutating func plan(_ body: LexedBody) -> BodyPlan {
    var plan = BodyPlan()
    let blocks = blocks(of: body.tags)
    let structural = structuralLines(body, blocks: blocks)
    let lineOfTag = BodyPlan.lineOfTag(body)
    var inTable: Set<Int> = []
    for block in blocks {
      guard block.tags.allSatisfy({ structural.contains(lineOfTag[$0]) }) else {
        for tag in block.tags { plan.inlineBlocks[tag] = block }
        continue
      }
      plan.lifted.append(block)
      if BodyPlan.opensInTable(lineOfTag[block.opener], of: body.lines, structural) {
        inTable.formUnion(block.tags)
      }
    }
    for index in body.lines.indices {
      let isStructural = structural.contains(index)
      plan.add(body.lines[index], at: index, isStructural, inTable: inTable, tags: body.tags)
    }
    return plan
  }

  /// The lines all of whose tags can be lifted out: those of blocks with no tag in running text.
  private func structuralLines(_ body: LexedBody, blocks: [TagBlock]) -> Set<Int> {
    var lines = Set(body.lines.indices.filter { body.lines[$0].isStructural })
    let lineOfTag = BodyPlan.lineOfTag(body)
    var changed = true
    while changed {
      changed = false
      for block in blocks {
        let own = Set(block.tags.map { lineOfTag[$0] })
        let stays = own.isSubset(of: lines)
        if !stays, !own.isDisjoint(with: lines) {
          lines.subtract(own)
          changed = true
        }
      }
    }
    return lines
  }
}

extension BodyPlan {
  fileprivate static func lineOfTag(_ body: LexedBody) -> [Int] {
    var lines = Array(repeating: 0, count: body.tags.count)
    for (index, line) in body.lines.enumerated() {
      for tag in line.tags where tag < lines.count { lines[tag] = index }
    }
    return lines
  }

  /// Whether a tag stands below a table's delimiter row, with another row behind it.
  fileprivate static func opensInTable(
    _ index: Int, of lines: [BodyLine], _ structural: Set<Int>
  ) -> Bool {
    let isGone = { (line: Int) in structural.contains(line) || lines[line].isComment }
    let next = lines.indices[(index + 1)...].first { !isGone($0) }
    guard let next, !lines[next].isBlank, lines[next].holdsBar else { return false }
    for line in lines.indices[..<index].reversed() where !isGone(line) {
      if lines[line].isBlank { return false }
      if lines[line].isDelimiterRow { return true }
    }
    return false
  }

  /// Adds a line of the body, or what stands in for it.
  fileprivate mutating func add(
    _ line: BodyLine, at index: Int, _ isStructural: Bool, inTable: Set<Int>, tags: [TemplateTag]
  ) {
    guard isStructural else {
      if !line.isComment || line.isCode { append(line.text, from: index) }
      return
    }
    let next = sources.count + 1
    for tag in line.tags {
      positions[tag] = next
      if tags[tag].content == .pageBreak { pageBreaks.append((next, tag)) }
    }
    let blockTags = line.tags.filter { tags[$0].content != .nothing }
    guard !blockTags.allSatisfy(inTable.contains) else { return }
    standIns.insert(next)
    append(String(line.prefix.prefix { " >\t".contains($0) }), from: index)
  }

  private mutating func append(_ text: String, from index: Int) {
    markdown += text + "\n"
    sources.append(index)
  }
}
