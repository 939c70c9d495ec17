import Configuration
import Diagnostics

extension ReadingContext {
  /// `let`: the mailing's computed fields.
  mutating func computedFields(_ node: ConfigurationNode) -> [ComputedField] {
    guard case .mapping(let entries) = node.content else {
      error(
        "configuration.kind",
        "'let' of the letter must be a group of named expressions, not \(node.kindName)",
        at: node.location)
      return []
    }
    return entries.compactMap { entry in
      computedField(entry.value, named: entry.key).map {
        ComputedField(name: entry.key, location: entry.keyLocation, content: $0)
      }
    }
  }

  private mutating func computedField(_ node: ConfigurationNode, named name: String)
    -> ComputedField.Content?
  {
    guard case .scalar(let text) = node.content else {
      error(
        "configuration.kind",
        "'\(name)' of 'let' must be an expression or a text, not \(node.kindName)",
        at: node.location, hints: ["put a text that begins with '{{' between quotes"])
      return nil
    }
    if text.contains("{{") {
      let pattern = pattern(text, at: node.location)
      // A tag that stands alone keeps the kind of its value.
      if pattern.parts.count == 1, case .one(.field(let field, _))? = pattern.parts.first,
        field.filters.isEmpty
      {
        return .expression(field.expression)
      }
      return .text(pattern)
    }
    refuseEscaped(text, at: node.location)
    return bareExpression(text, node)
  }

  /// An expression without braces.
  private mutating func bareExpression(_ text: String, _ node: ConfigurationNode)
    -> ComputedField.Content?
  {
    // A tag is placed by its braces, which would stand two characters before.
    var place = node.location
    place.column += node.isQuoted ? -1 : -2
    var parser = TagParser(text, at: place, in: handOver())
    let field = parser.parseExpression(at: node.location)
    self = parser.context
    guard let field else { return nil }
    guard field.filters.isEmpty else {
      let parts = [ControlFlow<InlinePart>.one(.field(field, InlineContext()))]
      return .text(Pattern(parts: parts, origin: node.location))
    }
    return .expression(field.expression)
  }
}
