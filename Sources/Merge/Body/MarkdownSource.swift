import Diagnostics

/// What Markdown gets to see of the body, and how its tags are found again in the tree.
///
/// A block tag alone on its line becomes a marker: a heading, or a row within a table, that holds the tag's
/// placeholder and nothing else. Markdown carries markers through the parse in order with everything else,
/// so that what stands between two of them in the tree is what stands between their tags in the file,
/// whatever places Markdown tells. All is parsed in one go, so that link definitions hold everywhere.
struct MarkdownSource {
  var markdown = ""
  /// For each line of ``markdown``, the line of the body it comes from.
  var sources: [Int] = []
  /// The blocks whose tags became markers.
  var lifted: [TagBlock] = []
  /// For each tag, whether it became a marker.
  var isMarker: [Bool] = []
  /// For each tag, whether there is a blank line beside it.
  var isBesideBlank: [Bool] = []
  /// For each tag that belongs to a block in running text, the block.
  var inlineBlocks: [Int: TagBlock] = [:]
  /// A table that is too large to be read.
  var tableFault: Diagnostic?
  /// The line of the body on which containers are nested too deeply to be read.
  var tooDeep: Int?
}

extension ReadingContext {
  /// Decides for each tag whether it becomes a marker or stays in the text.
  mutating func plan(_ body: LexedBody) -> MarkdownSource {
    var plan = MarkdownSource()
    plan.isMarker = Array(repeating: false, count: body.tags.count)
    let blocks = blocks(of: body.tags)
    let lineOfTag = MarkdownSource.lineOfTag(body)
    let structural = MarkdownSource.structuralLines(body, blocks: blocks, lineOfTag)
    for block in blocks {
      if structural[lineOfTag[block.opener]] {
        plan.lifted.append(block)
      } else {
        for tag in block.tags { plan.inlineBlocks[tag] = block }
      }
    }
    var writer = MarkerWriter(body, isStructural: structural, lineOfTag: lineOfTag, plan)
    writer.write()
    writer.plan.tableFault = tableFault(body)
    for tag in writer.dividedHeaders { refuseDividedHeader(body.tags[tag]) }
    for line in writer.lazyTables { warn(ofTableInText: body.lines[line]) }
    return writer.plan
  }

  /// What is wrong with the first table that is too large: every row is filled up to all columns, so that a
  /// few bytes could ask for any number of cells.
  private func tableFault(_ body: LexedBody) -> Diagnostic? {
    var columns = 0
    var cells = 0
    for line in body.lines {
      if line.isDelimiterRow {
        let bars = line.text.utf8.count { $0 == UInt8(ascii: "|") }
        guard bars <= MarkdownSource.maximumColumns + 1 else {
          return .error(
            "merge.table-columns",
            "a table may have at most \(MarkdownSource.maximumColumns) columns",
            at: location(line.number, 1))
        }
        columns = max(columns, bars + 1)
      }
      columns = line.isEmpty ? 0 : columns
      cells += columns
      guard cells <= MarkdownSource.maximumCells else {
        return .error(
          "merge.table-cells",
          "the tables of a letter may have at most \(MarkdownSource.maximumCells) cells",
          at: location(line.number, 1))
      }
    }
    return nil
  }

  private mutating func warn(ofTableInText line: BodyLine) {
    problems.report(
      .warning(
        "merge.table-in-text",
        "these rows are printed as text, since the list or quotation before them goes on",
        at: location(line.number, 1), hints: ["leave a blank line before the table"]))
  }

  private mutating func refuseDividedHeader(_ tag: TemplateTag) {
    error(
      "merge.block-across",
      "'\(tag.source)' stands between a table's header and the row of hyphens below it",
      at: tag.location,
      hints: ["put the tags around the whole table, or around rows below its header"])
  }
}

extension MarkdownSource {
  /// How many columns a table may have.
  static let maximumColumns = 100
  /// How many cells the tables of a template may have.
  static let maximumCells = 250_000

  fileprivate static func lineOfTag(_ body: LexedBody) -> [Int] {
    var lines = Array(repeating: 0, count: body.tags.count)
    for (index, line) in body.lines.enumerated() {
      for tag in line.tags where tag < lines.count { lines[tag] = index }
    }
    return lines
  }

  /// For each line, whether all its tags can become markers: those of blocks with no tag in running text.
  fileprivate static func structuralLines(
    _ body: LexedBody, blocks: [TagBlock], _ lineOfTag: [Int]
  ) -> [Bool] {
    var isStructural = body.lines.map(\.isStructural)
    var blockOfTag: [Int: Int] = [:]
    for (index, block) in blocks.enumerated() {
      for tag in block.tags { blockOfTag[tag] = index }
    }
    // A line that stays in the text keeps the blocks of its tags there, and they keep their lines.
    var pending = body.lines.indices.filter { !isStructural[$0] }
    var stays = Array(repeating: false, count: blocks.count)
    while let line = pending.popLast() {
      for tag in body.lines[line].tags {
        guard let block = blockOfTag[tag], !stays[block] else { continue }
        stays[block] = true
        for tag in blocks[block].tags where isStructural[lineOfTag[tag]] {
          isStructural[lineOfTag[tag]] = false
          pending.append(lineOfTag[tag])
        }
      }
    }
    return isStructural
  }
}
