import Diagnostics

/// Reads a test: `or` binds weakest, then `and`, `not`, and comparisons.
struct ConditionParser {
  var reader: TagReader
  var context: ReadingContext
  private var depth = 0
  private var count = 0
  private var hasFault = false

  init(reader: TagReader, context: ReadingContext) {
    (self.reader, self.context) = (reader, context)
  }

  /// The test that the rest of the tag holds.
  mutating func parse() -> Condition {
    reader.skipSpaces()
    guard reader.peek != nil else {
      return fault("the block has no condition", at: reader.tagLocation)
    }
    let condition = disjunction()
    if reader.peek != nil {
      return fault("'\(reader.rest)' does not belong here")
    }
    return hasFault ? .faulty : condition
  }

  private mutating func disjunction() -> Condition {
    var condition = conjunction()
    while !hasFault, reader.skip(words: ["or"]) { condition = .or(condition, conjunction()) }
    return condition
  }

  private mutating func conjunction() -> Condition {
    var condition = negation()
    while !hasFault, reader.skip(words: ["and"]) { condition = .and(condition, negation()) }
    return condition
  }

  private mutating func negation() -> Condition {
    guard depth < 50 else { return fault("the condition is nested too deeply") }
    depth += 1
    defer { depth -= 1 }
    reader.skipSpaces()
    if reader.skip(words: ["not"]) { return .not(negation()) }
    guard reader.peek == "(" else { return comparison() }
    reader.advance()
    let condition = disjunction()
    guard reader.peek == ")" else { return fault("')' is missing") }
    reader.advance()
    reader.skipSpaces()
    return condition
  }

  private mutating func comparison() -> Condition {
    let place = reader.location
    count += 1
    guard count <= 200 else { return fault("the condition has more than 200 parts") }
    guard let left = operand() else { return .faulty }
    guard let relation = relation() else {
      guard case .field(let reference) = left else {
        return fault("a text or number needs something to be compared with", at: place)
      }
      return .present(reference)
    }
    reader.skipSpaces()
    guard let right = operand() else { return .faulty }
    return .comparison(Comparison(left: left, relation: relation, right: right, location: place))
  }

  private mutating func relation() -> Comparison.Relation? {
    switch reader.sign(among: ["==", "!=", "<>", "<=", ">=", "=", "<", ">", "≠", "≤", "≥"]) {
    case "=", "==": .equal
    case "!=", "<>", "≠": .notEqual
    case "<": .less
    case "<=", "≤": .lessOrEqual
    case ">": .greater
    case ">=", "≥": .greaterOrEqual
    default: nil
    }
  }

  private mutating func operand() -> Comparison.Operand? {
    let place = reader.location
    switch reader.peek {
    case "'", "\"":
      guard let text = reader.quoted() else {
        _ = fault("the quote is not closed", at: place)
        return nil
      }
      return .text(text)
    case "[":
      if let name = reader.bracketedName(), !name.isEmpty {
        return .field(context.reference(name, at: place))
      }
      _ = fault("']' is missing", at: place)
      return nil
    default: return nameOrNumber(at: place)
    }
  }

  private mutating func nameOrNumber(at place: SourceLocation) -> Comparison.Operand? {
    var words: [String] = []
    while let next = reader.peek, !"()=!<>≠≤≥'\"[]".contains(next) {
      let before = reader
      let word = reader.word { $0.isWhitespace || "()=!<>≠≤≥".contains($0) }
      guard !["and", "or", "not"].contains(word) else {
        reader = before
        break
      }
      words.append(word)
      reader.skipSpaces()
    }
    guard !words.isEmpty else {
      let found = reader.peek == nil ? "the end" : "'\(reader.rest)'"
      _ = fault("a field, text or number should stand before \(found)", at: place)
      return nil
    }
    if words.count == 1, let number = try? DecimalNumber(plain: words[0]) {
      context.numerals.append((words[0], place))
      return .number(number, written: words[0])
    }
    return .field(context.reference(words.joined(separator: " "), at: place))
  }

  private mutating func fault(_ message: String, at place: SourceLocation? = nil) -> Condition {
    // What follows the first fault is its echo.
    if !hasFault {
      context.error(
        "merge.condition", message, at: place ?? reader.location,
        hints: ["a condition reads like {{#if city = 'Oslo' and not (amount > 100)}}"])
    }
    hasFault = true
    return .faulty
  }
}
