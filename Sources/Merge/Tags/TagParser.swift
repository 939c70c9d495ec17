import Diagnostics
import Document

extension ReadingContext {
  /// Understands a scanned piece that is not plain text; every fault is noted.
  mutating func tag(_ piece: ScannedPiece, at location: SourceLocation) -> TemplateTag {
    switch piece.kind {
    case .text, .escape:
      return TemplateTag(
        content: .literal(piece.content), source: piece.content, location: location)
    case .unclosed:
      error(
        "merge.unclosed-tag", "'{{' has no '}}' on its line", at: location,
        hints: ["write \\{{ for braces that should be printed"])
      return TemplateTag(content: .nothing, source: "{{", location: location)
    case .tag:
      var parser = TagParser(piece.content, at: location, in: handOver())
      let content = parser.parse()
      self = parser.context
      return TemplateTag(content: content, source: "{{\(piece.content)}}", location: location)
    }
  }
}

/// Reads what stands between the braces of one tag.
struct TagParser {
  var context: ReadingContext
  private var reader: TagReader

  init(_ content: String, at location: SourceLocation, in context: ReadingContext) {
    self.context = context
    reader = TagReader(content, at: location)
  }

  /// What the tag says; ``TemplateTag/Content/nothing`` if it cannot be understood.
  mutating func parse() -> TemplateTag.Content {
    reader.skipSpaces()
    switch reader.peek {
    case "!": return .nothing
    case "#":
      reader.advance()
      return openingTag()
    case "/":
      reader.advance()
      return closingTag()
    case nil:
      return fault("merge.empty-tag", "there is nothing between '{{' and '}}'")
    default:
      return plainTag()
    }
  }

  private mutating func openingTag() -> TemplateTag.Content {
    let place = reader.location
    switch reader.keyword() {
    case "if": return .openIf(condition())
    case "each":
      let listPlace = reader.location
      let name = reader.fieldName(until: "|", orOption: CarryOption.first)
      guard !name.isEmpty else {
        return .openEach(missingList(at: listPlace), carry: nil)
      }
      let carry = reader.isAt(option: CarryOption.first) ? carryOption() : nil
      if reader.peek != nil {
        _ = fault("merge.tag-syntax", "'{{#each}}' takes the name of a list and nothing else")
      }
      return .openEach(context.reference(name, at: listPlace), carry: carry)
    case let word:
      return fault(
        "merge.unknown-block", "there is no block '#\(word)'", at: place,
        hints: didYouMean(word, among: ["if", "each"]) + ["the blocks are {{#if}} and {{#each}}"])
    }
  }

  /// `carry:` with what follows it.
  private mutating func carryOption() -> CarryOption? {
    var parser = CarryOptionParser(reader: reader, context: context.handOver())
    let option = parser.parse()
    (reader, context) = (parser.reader, parser.context)
    return option
  }

  private mutating func missingList(at place: SourceLocation) -> FieldReference {
    _ = fault("merge.tag-syntax", "'{{#each}}' needs the name of a list", at: place)
    return FieldReference(name: "", symbol: -1, location: place)
  }

  private mutating func closingTag() -> TemplateTag.Content {
    switch reader.rest {
    case "if": .closeIf
    case "each": .closeEach
    case let word:
      fault(
        "merge.unknown-block", "there is no block '/\(word)'",
        hints: ["the blocks are {{#if}} and {{#each}}"])
    }
  }

  private mutating func plainTag() -> TemplateTag.Content {
    switch reader.rest {
    case "else": return .otherwise
    case "page break": return .pageBreak
    default: break
    }
    if reader.skip(words: ["table", "widths:"]) { return tableOptions() }
    if reader.skip(words: ["else", "if"]) { return .elseIf(condition()) }
    return fieldTag(at: reader.tagLocation)
  }

  /// `{{table widths: 20 mm, natural, 1}}`.
  private mutating func tableOptions() -> TemplateTag.Content {
    let place = reader.location
    var widths: [Table.Width] = []
    for text in reader.rest.split(separator: ",", omittingEmptySubsequences: false) {
      guard let width = Table.Width(text.trimmingSpaces) else {
        return fault(
          "merge.table-widths", "'\(text.trimmingSpaces)' is no width of a column", at: place,
          hints: [
            "a width is a length such as 20 mm, a number of shares of what is left such as 1 or 2, "
              + "or natural"
          ])
      }
      widths.append(width)
    }
    reader.moveToEnd()
    return .table(TableOptions(widths: widths, location: reader.tagLocation))
  }

  private mutating func condition() -> Expression { context.test(&reader) }

  /// The field that all of the text is, a number or a text alone included; nil with the fault noted.
  mutating func parseExpression(at place: SourceLocation) -> FieldTag? {
    if case .field(let field) = fieldTag(at: place, allowsLiteral: true) { field } else { nil }
  }

  private mutating func fieldTag(at place: SourceLocation, allowsLiteral: Bool = false)
    -> TemplateTag.Content
  {
    let expression = context.expression(
      &reader, until: "|", at: place, allowsLiteral: allowsLiteral)
    guard let expression else { return .nothing }
    var filters: [Filter] = []
    while reader.peek == "|" {
      reader.advance()
      if let filter = filter() { filters.append(filter) }
    }
    if reader.peek != nil {
      return fault(
        "merge.tag-syntax", "'\(reader.rest)' does not belong here", at: reader.location)
    }
    return .field(FieldTag(expression, at: place, filters: filters))
  }

  private mutating func filter() -> Filter? {
    var parser = FilterParser(reader: reader, context: context.handOver())
    let filter = parser.parse()
    (reader, context) = (parser.reader, parser.context)
    return filter
  }

  private mutating func fault(
    _ id: String, _ message: String, at place: SourceLocation? = nil, hints: [String] = []
  ) -> TemplateTag.Content {
    context.error(id, message, at: place ?? reader.tagLocation, hints: hints)
    return .nothing
  }
}
