import Configuration
import Diagnostics
import Document

extension ReadingContext {
  /// A text of the front matter with its tags understood.
  ///
  /// - Parameters:
  ///   - text: The scalar without YAML's quotes.
  ///   - location: Where YAML says that the scalar begins.
  /// - Returns: The text as running text.
  mutating func pattern(_ text: String, at location: SourceLocation) -> Pattern {
    refuseEscaped(text, at: location)
    let pieces = TagScanner.pieces(of: text)
    var places = bracePlaces(from: location, count: pieces.count { $0.kind != .text })[...]
    var entries: [ControlFlowEntry<InlinePart>] = []
    for piece in pieces {
      if piece.kind == .text {
        entries.append(.element(.text(oneLine(piece.content, at: location))))
        continue
      }
      let tag = tag(piece, at: places.popFirst() ?? location)
      switch tag.content {
      case .field(let field): entries.append(.element(.field(field, InlineContext())))
      case .literal(let literal):
        entries.append(.element(.text(Inline(literal, origin: location))))
      case .pageBreak: misplacedPageBreak(tag)
      case .table: misplacedTableTag(tag)
      default:
        if tag.carries { misplacedTableTag(tag) }
        entries.append(.tag(tag))
      }
    }
    return Pattern(parts: [ControlFlow](entries: nested(entries)), origin: location)
  }

  /// Refuses characters that YAML's escapes can write, as in "\\x07", and that cannot stand in a letter.
  mutating func refuseEscaped(_ text: String, at place: SourceLocation) {
    for scalar in text.unicodeScalars where scalar != "\n" && TemplateSource.isRefused(scalar) {
      problems.report(TemplateSource.refusal(scalar, at: place))
    }
  }

  /// A pattern for each item of a list of texts, or for a text that stands alone.
  mutating func patterns(_ nodes: [ConfigurationNode], named name: String) -> [Pattern] {
    nodes.compactMap { node in
      if node.content == .null { return nil }
      return pattern(node, named: "an item of '\(name)'")
    }
  }

  /// The pattern in a value of the front matter, or nil with the fault noted.
  mutating func pattern(_ node: ConfigurationNode, named name: String) -> Pattern? {
    if case .scalar(let text) = node.content { return pattern(text, at: node.location) }
    error(
      "configuration.kind", "\(name) must be a text, not \(node.kindName)", at: node.location,
      hints: node.kindName == "a text" ? [] : ["put a text that begins with '{{' between quotes"])
    return nil
  }

  /// Notes a page break that is not alone on a line of the body.
  mutating func misplacedPageBreak(_ tag: TemplateTag) {
    error(
      "merge.page-break", "'{{page break}}' must stand alone on its line, outside lists and tables",
      at: tag.location)
  }

  /// Notes a tag that is about a table and does not stand where it could be.
  mutating func misplacedTableTag(_ tag: TemplateTag) {
    if tag.carries {
      error(
        "merge.carry", "'\(tag.source)' carries sums, and does not stand around rows of a table",
        at: tag.location,
        hints: ["put it on a line of its own between the rows of the table, or leave 'carry' out"])
    } else {
      error(
        "merge.table-widths",
        "'\(tag.source)' must stand alone on its line, right before the table that it is about",
        at: tag.location)
    }
  }

  /// Leaves only tags that belong to a block within these entries.
  private mutating func nested(_ entries: [ControlFlowEntry<InlinePart>]) -> [ControlFlowEntry<
    InlinePart
  >] {
    var tags: [TemplateTag] = []
    for case .tag(let tag) in entries { tags.append(tag) }
    guard !tags.isEmpty else { return entries }
    let kept = Set(blocks(of: tags).flatMap(\.tags))
    var index = -1
    return entries.filter { entry in
      guard case .tag = entry else { return true }
      index += 1
      return kept.contains(index)
    }
  }

  private func oneLine(_ text: String, at location: SourceLocation) -> Inline {
    Inline(text.replacing("\n", with: " "), origin: location)
  }

  /// Where the first braces of a YAML scalar stand in the file.
  ///
  /// YAML's quotes, escapes and folded lines move text about, but never the order of braces.
  private func bracePlaces(from start: SourceLocation, count: Int) -> [SourceLocation] {
    var places: [SourceLocation] = []
    let lines = lines(of: start.file)
    var line = start.line
    var skipped = start.column - 1
    while places.count < count, lines.indices.contains(line - 1) {
      let characters = Array(lines[line - 1])
      var column = skipped
      while column + 1 < characters.count {
        let isBrace = characters[column] == "{" && characters[column + 1] == "{"
        if isBrace {
          places.append(SourceLocation(file: start.file, line: line, column: column + 1))
        }
        column += isBrace ? 2 : 1
      }
      (line, skipped) = (line + 1, 0)
    }
    return places
  }
}
