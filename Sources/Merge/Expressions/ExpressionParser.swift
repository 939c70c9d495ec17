import Diagnostics

/// Reads an expression: `or` binds weakest, then `and`, `not`, comparisons, `+` and `-`, `*` and `/`.
struct ExpressionParser {
  /// Which signs between names are signs of arithmetic; a column may have them in its name.
  enum Signs: Hashable, CaseIterable {
    /// None: a name goes on to the next comparison or parenthesis.
    case none
    /// Those with a space on both sides, or beside a parenthesis, a bracket or a quote.
    case spaced
    /// All.
    case all
  }

  /// What keeps an expression from being read.
  struct Fault: Hashable {
    var message: String
    var location: SourceLocation
    var hints: [String] = []
    /// Whether it is more than one is willing to read, which no name can be.
    var isBound = false
  }

  var reader: TagReader
  var context: ReadingContext
  /// The first fault; what follows it is its echo.
  var fault: Fault?
  let signs: Signs
  /// The sign that ends the expression, if it is not the whole of the tag.
  let stop: Character?
  /// In how many calls of functions the reader is.
  var openCalls = 0
  private var depth = 0
  private var count = 0

  /// How many expressions may stand in one another, and of how many values one may be made.
  static let maximumDepth = 50, maximumParts = 200

  init(reader: TagReader, context: ReadingContext, signs: Signs, until stop: Character?) {
    (self.reader, self.context, self.signs, self.stop) = (reader, context, signs, stop)
  }

  /// The expression up to the stop or the end; faulty with ``fault`` set.
  mutating func parse() -> Expression {
    reader.skipSpaces()
    let expression = disjunction()
    if fault == nil, !isAtEnd { note("'\(reader.rest)' does not belong here") }
    return fault == nil ? expression : .faulty
  }

  private var isAtEnd: Bool { reader.peek == nil || reader.peek == stop }

  /// Notes a fault, unless there is one already.
  @discardableResult
  mutating func note(
    _ message: String, at place: SourceLocation? = nil, hints: [String] = [], isBound: Bool = false
  ) -> Expression {
    if fault == nil {
      fault = Fault(
        message: message, location: place ?? reader.location, hints: hints, isBound: isBound)
    }
    return .faulty
  }

  private mutating func disjunction() -> Expression {
    tests(joinedBy: "or", each: { $0.conjunction() }, as: Expression.or)
  }

  private mutating func conjunction() -> Expression {
    tests(joinedBy: "and", each: { $0.negation() }, as: Expression.and)
  }

  /// One test or several with a word between them.
  private mutating func tests(
    joinedBy word: String, each: (inout ExpressionParser) -> Expression,
    as whole: ([Expression]) -> Expression
  ) -> Expression {
    let place = reader.location
    let first = each(&self)
    guard fault == nil, reader.skip(words: [word]) else { return first }
    var parts = [test(first, at: place)]
    repeat {
      let place = reader.location
      let part = each(&self)
      parts.append(test(part, at: place))
    } while fault == nil && reader.skip(words: [word])
    return whole(parts)
  }

  private mutating func negation() -> Expression {
    reader.skipSpaces()
    guard reader.skip(words: ["not"]) else { return comparison() }
    return nested { parser in
      let place = parser.reader.location
      return .not(parser.test(parser.negation(), at: place))
    }
  }

  /// An expression that must say yes or no.
  mutating func test(_ expression: Expression, at place: SourceLocation) -> Expression {
    guard expression.isAlwaysNumber || expression.isLiteral else { return expression }
    return note("a text or number needs something to be compared with", at: place)
  }

  private mutating func comparison() -> Expression {
    reader.skipSpaces()
    let place = reader.location
    let left = sum()
    guard fault == nil, let relation = relation() else { return left }
    reader.skipSpaces()
    let right = sum()
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

  private mutating func sum() -> Expression {
    arithmetic(.sum, signs: ["+": false, "-": true, "\u{2212}": true]) { $0.product() }
  }

  private mutating func product() -> Expression {
    arithmetic(.product, signs: ["*": false, "/": true]) { $0.factor() }
  }

  private mutating func arithmetic(
    _ kind: Arithmetic.Kind, signs inverses: [Character: Bool],
    each: (inout ExpressionParser) -> Expression
  ) -> Expression {
    let place = reader.location
    let first = each(&self)
    guard signs != .none else { return first }
    var terms = [Arithmetic.Term(isInverse: false, expression: first)]
    while fault == nil, let sign = reader.peek, let isInverse = inverses[sign] {
      reader.advance()
      reader.skipSpaces()
      terms.append(.init(isInverse: isInverse, expression: each(&self)))
    }
    guard terms.count > 1 else { return first }
    return .arithmetic(Arithmetic(kind: kind, terms: terms, location: place))
  }

  /// A value, perhaps with a sign before it.
  private mutating func factor() -> Expression {
    let place = reader.location
    guard signs != .none, let sign = reader.peek, ["+", "-", "\u{2212}"].contains(sign) else {
      return operand()
    }
    reader.advance()
    reader.skipSpaces()
    let value = nested { $0.factor() }
    if case .number(let number, let written, _) = value {
      let isNegative = sign != "+"
      return .number(
        isNegative ? number.negated : number, written: "\(sign)\(written)", at: place)
    }
    return .arithmetic(
      Arithmetic(
        kind: .sum, terms: [.init(isInverse: sign != "+", expression: value)], location: place))
  }

  /// Reads what stands one level deeper.
  mutating func nested(_ read: (inout ExpressionParser) -> Expression) -> Expression {
    guard depth < ExpressionParser.maximumDepth else {
      return note("the expression is nested too deeply", isBound: true)
    }
    depth += 1
    defer { depth -= 1 }
    return read(&self)
  }

  /// What stands between parentheses.
  mutating func parenthesized() -> Expression {
    reader.advance()
    let expression = nested { $0.disjunction() }
    return close() ? expression : .faulty
  }

  /// Goes past a closing parenthesis.
  private mutating func close() -> Bool {
    reader.skipSpaces()
    guard reader.peek == ")" else {
      note("')' is missing")
      return false
    }
    reader.advance()
    reader.skipSpaces()
    return true
  }

  /// The values that a function is called with, behind its name.
  mutating func call(_ function: FunctionCall.Function, at place: SourceLocation) -> Expression {
    var arguments: [Expression] = []
    openCalls += 1
    repeat {
      reader.advance()
      arguments.append(nested { $0.disjunction() })
    } while fault == nil && (reader.peek == "," || reader.peek == ";")
    openCalls -= 1
    guard fault == nil, close() else { return .faulty }
    return .call(FunctionCall(function: function, arguments: arguments, location: place))
  }

  /// Counts a value; false, with the fault noted, for one too many.
  mutating func takesPart(at place: SourceLocation) -> Bool {
    count += 1
    if count <= ExpressionParser.maximumParts { return true }
    note(
      "the expression has more than \(ExpressionParser.maximumParts) parts", at: place,
      isBound: true)
    return false
  }
}
