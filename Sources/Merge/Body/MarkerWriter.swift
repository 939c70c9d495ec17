/// Writes the text for Markdown, with a marker for each tag that stands alone on its line.
///
/// A block's markers stand as far in as the first line inside it goes on with the lists and quotations that
/// are open, so that `{{#if}}` may stand at the margin before text that is indented into a list's item.
struct MarkerWriter {
  private typealias Container = OpenContainers.Container

  /// How many lists and quotations may stand inside one another.
  static let maximumDepth = 100

  var plan: MarkdownSource
  /// Tags that stand between a table's header and its row of hyphens.
  private(set) var dividedHeaders: [Int] = []

  /// Lines of hyphens that make no table, since the list or quotation before them goes on.
  private(set) var lazyTables: [Int] = []

  private let body: LexedBody
  private let isStructural: [Bool]
  private let lineOfTag: [Int]
  /// For each line, the next one that has something on it to print.
  private let nextText: [Int?]
  private var containers = OpenContainers()
  private var isInTable = false
  /// How the markers of a block are written, by any of its tags.
  private var forms: [Int: Form] = [:]

  /// How the markers of one block are written.
  private struct Form {
    /// What they stand in.
    var containers: [Container]
    /// Whether they are rows of a table.
    var isRow: Bool
    /// How many quote marks the opening tag has before it.
    var quotes: Int
  }

  /// A writer for a body with its structural lines known.
  init(_ body: LexedBody, isStructural: [Bool], lineOfTag: [Int], _ plan: MarkdownSource) {
    (self.body, self.isStructural, self.lineOfTag) = (body, isStructural, lineOfTag)
    self.plan = plan
    nextText = MarkerWriter.nextText(body.lines, isStructural)
    self.plan.isBesideBlank = MarkerWriter.isBesideBlank(body, isStructural)
  }

  mutating func write() {
    let blockOfOpener = Dictionary(uniqueKeysWithValues: plan.lifted.map { ($0.opener, $0) })
    for (index, line) in body.lines.enumerated() where plan.tooDeep == nil {
      if isStructural[index] {
        noteDividedHeader(at: index)
        for tag in line.tags { write(tag, on: index, opening: blockOfOpener[tag]) }
      } else if !line.isGone {
        write(line, at: index)
      }
    }
  }

  private mutating func write(_ line: BodyLine, at index: Int) {
    append(line.text, from: index)
    let before = containers
    containers.take(line)
    if containers.open.count > MarkerWriter.maximumDepth { plan.tooDeep = plan.tooDeep ?? index }
    if line.isDelimiterRow, before.isInText {
      isInTable = isInTable || !containers.isLazy
      if containers.isLazy, !isInTable { lazyTables.append(index) }
    } else if !containers.isInText || containers.open.count > before.open.count {
      isInTable = false
    }
  }

  private mutating func write(_ tag: Int, on index: Int, opening block: TagBlock?) {
    guard body.tags[tag].isStructural, let placeholder = Placeholder.scalar(for: tag) else {
      return
    }
    if let block { choose(for: block, on: index) }
    let form = form(of: tag, on: index)
    let start = form.containers.map(\.prefix).joined()
    append(start + (form.isRow ? "| \(placeholder) |" : "# \(placeholder)"), from: index)
    plan.isMarker[tag] = true
    guard !form.isRow else { return }
    isInTable = false
    containers.take(markerIn: form.containers)
  }

  private mutating func append(_ text: String, from index: Int) {
    plan.markdown += text
    plan.markdown += "\n"
    plan.sources.append(index)
  }
}

extension MarkerWriter {
  /// Decides how the markers of a block are written, from where it opens and what comes first in it.
  private mutating func choose(for block: TagBlock, on index: Int) {
    let text = nextText[index].flatMap { $0 < lineOfTag[block.closer] ? $0 : nil }
    let form = Form(
      containers: level(of: index, before: text),
      isRow: isInTable && (text.map(isRow) ?? false), quotes: body.lines[index].quoteMarks)
    for tag in block.tags { forms[tag] = form }
  }

  /// The form of a tag's marker: that of its block, as far as the tag's own quote marks allow.
  private func form(of tag: Int, on index: Int) -> Form {
    let quotes = body.lines[index].quoteMarks
    if let form = forms[tag], form.quotes == quotes { return form }
    let text = forms[tag] == nil ? nextText[index] : nil
    return Form(containers: level(of: index, before: text), isRow: false, quotes: quotes)
  }

  /// What a tag stands in: as much of what is open as the text behind it goes on with.
  private func level(of index: Int, before text: Int?) -> [Container] {
    let line = body.lines[index]
    let own = containers.containers(of: line)
    guard let text else { return own }
    let open = containers.open(withQuotes: line.quoteMarks) ?? own
    return Array(open.prefix(OpenContainers.matched(open, by: body.lines[text])))
  }

  /// Whether a line can be the next row of a table: it is none if it begins another table.
  private func isRow(_ index: Int) -> Bool {
    guard body.lines[index].holdsBar else { return false }
    let next = index + 1
    return !body.lines.indices.contains(next) || isStructural[next]
      || !body.lines[next].isDelimiterRow
  }

  private mutating func noteDividedHeader(at index: Int) {
    guard !isInTable, containers.isInText, let next = nextText[index],
      body.lines[next].isDelimiterRow,
      body.lines[index..<next].allSatisfy({ !$0.isEmpty }),
      let tag = body.lines[index].tags.first(where: { body.tags[$0].isStructural })
    else { return }
    dividedHeaders.append(tag)
  }

  private static func nextText(_ lines: [BodyLine], _ isStructural: [Bool]) -> [Int?] {
    var next: [Int?] = Array(repeating: nil, count: lines.count)
    var found: Int?
    for index in lines.indices.reversed() {
      next[index] = found
      let line = lines[index]
      if !isStructural[index], !line.isGone, !line.isEmpty { found = index }
    }
    return next
  }

  /// For each tag, whether a blank line stands beside it, with nothing but tags and comments between.
  private static func isBesideBlank(_ body: LexedBody, _ isStructural: [Bool]) -> [Bool] {
    var isBeside = Array(repeating: false, count: body.tags.count)
    var tags: [Int] = []
    var hasBlank = false
    for (index, line) in body.lines.enumerated() {
      if isStructural[index] {
        tags += line.tags
      } else if line.isEmpty {
        hasBlank = true
      } else if !line.isGone {
        if hasBlank { for tag in tags { isBeside[tag] = true } }
        (tags, hasBlank) = ([], false)
      }
    }
    return isBeside
  }
}
