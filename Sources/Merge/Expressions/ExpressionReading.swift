import Diagnostics

// What a tag holds may be a name with signs in it, or names with signs of arithmetic between them: which of the two is
// only known when the list is. So all ways to read it are kept, and the first counts of whose names all stand for
// something.
extension ReadingContext {
  /// The expression of a test; every fault is noted, with a hint how tests are written.
  mutating func test(
    _ reader: inout TagReader,
    hint: String = "a condition reads like {{#if city = 'Oslo' and not (amount > 100)}}"
  ) -> Expression {
    reader.skipSpaces()
    guard reader.peek != nil else {
      noteCondition(
        .init(message: "the block has no condition", location: reader.tagLocation), hint)
      return .faulty
    }
    let place = reader.location
    var readings: [Expression] = []
    var fault: ExpressionParser.Fault?
    for signs in reader.rest.contains(where: \.isArithmeticSign)
      ? ExpressionParser.Signs.allCases : [.none]
    {
      var parser = parser(reader, signs, until: nil)
      var expression = parser.parse()
      if parser.fault == nil { expression = parser.test(expression, at: place) }
      self = parser.context
      if let found = parser.fault {
        fault = found
        guard !found.isBound else { break }
      } else if !readings.contains(expression) {
        readings.append(expression)
      }
    }
    reader.moveToEnd()
    if readings.isEmpty, let fault { noteCondition(fault, hint) }
    return .reading(one: readings)
  }

  private mutating func noteCondition(_ fault: ExpressionParser.Fault, _ hint: String) {
    error("merge.condition", fault.message, at: fault.location, hints: fault.hints + [hint])
  }

  /// The expression of a field up to a stop; nil with its fault noted.
  ///
  /// - Parameters:
  ///   - reader: Where it begins, and afterwards where it ends.
  ///   - stop: The sign that ends it.
  ///   - place: Where the field is said to be.
  ///   - allowsLiteral: Whether a number or a text alone is one.
  /// - Returns: The expression, with all ways in which it can be read.
  mutating func expression(
    _ reader: inout TagReader, until stop: Character, at place: SourceLocation,
    allowsLiteral: Bool = false
  ) -> Expression? {
    reader.skipSpaces()
    let start = reader
    let name = reader.fieldName(until: stop)
    guard !name.isEmpty else {
      error("merge.tag-syntax", "the tag names no field", at: place)
      return nil
    }
    guard !start.isPlainName(until: stop) || allowsLiteral else {
      return .field(reference(name, at: place))
    }
    var found = FieldReadings()
    if reader.peek == nil || reader.peek == stop, name.utf8.count <= longestName {
      found.readings.append(.field(reference(name, at: place)))
    }
    for signs in [ExpressionParser.Signs.spaced, .all] {
      var parser = parser(start, signs, until: stop)
      let expression = parser.parse()
      self = parser.context
      take(expression, from: parser, to: &reader, &found, allowsLiteral: allowsLiteral)
    }
    return expression(found)
  }

  /// The ways to read a field, and what keeps it from being read in another.
  private struct FieldReadings {
    var readings: [Expression] = []
    var fault: ExpressionParser.Fault?
  }

  /// Takes in one way to read a field, and where it ends.
  private mutating func take(
    _ expression: Expression, from parser: ExpressionParser, to reader: inout TagReader,
    _ found: inout FieldReadings, allowsLiteral: Bool
  ) {
    if let fault = parser.fault {
      found.fault = found.fault ?? fault
      return
    }
    if parser.reader != reader {
      // A text between quotes went beyond what would be a name.
      reader = parser.reader
      found.readings = []
    }
    if !expression.isLiteral || allowsLiteral { add(expression, to: &found.readings) }
  }

  /// The expression of a field that was read in every way; nil with its fault noted.
  private mutating func expression(_ found: FieldReadings) -> Expression? {
    let readings = found.readings
    if let fault = found.fault {
      guard !fault.isBound, !readings.isEmpty else {
        noteExpression(fault)
        return nil
      }
      if readings.count == 1, case .field(let whole) = readings[0] {
        faultyExpressions[whole.symbol] =
          "as an expression it cannot be read: \(fault.message) (\(fault.location))"
      }
    }
    return readings.isEmpty ? nil : .reading(one: readings)
  }

  private mutating func noteExpression(_ fault: ExpressionParser.Fault) {
    error(
      "merge.expression", fault.message, at: fault.location,
      hints: fault.hints + ["an expression reads like {{Price * Count}} or {{sum(Lines.Amount)}}"])
  }

  private mutating func parser(
    _ reader: TagReader, _ signs: ExpressionParser.Signs, until stop: Character?
  ) -> ExpressionParser {
    ExpressionParser(reader: reader, context: handOver(), signs: signs, until: stop)
  }

  /// Adds a way to read a field, unless it is the name that all of it is anyway.
  private func add(_ expression: Expression, to readings: inout [Expression]) {
    guard case .field(let whole)? = readings.first else {
      return readings.append(expression)
    }
    switch expression {
    case .field(let other) where other.symbol == whole.symbol: return
    case .choice(let inner) where expression.isName:
      for case .member(let member) in inner where !readings.contains(.member(member)) {
        readings.append(.member(member))
      }
    default: if !readings.contains(expression) { readings.append(expression) }
    }
  }
}

/// The most bytes of a field's name that a list may have.
private let longestName = 1024

extension Expression {
  /// Characters that can be read in one way or several.
  fileprivate static func reading(one readings: [Expression]) -> Expression {
    switch readings.count {
    case 0: .faulty
    case 1: readings[0]
    default: .choice(readings)
    }
  }
}

extension Character {
  /// Whether it may be a sign of arithmetic.
  fileprivate var isArithmeticSign: Bool { "+-*/\u{2212}".contains(self) }
}

extension TagReader {
  /// Whether nothing up to a stop could be anything but a name.
  fileprivate func isPlainName(until stop: Character) -> Bool {
    var copy = self
    let words = copy.word { $0 == stop }
    guard words.allSatisfy({ $0.isLetter || $0.isNumber || $0 == " " || $0 == "_" }) else {
      return false
    }
    return ![" and ", " or ", " not "].contains { " \(words) ".contains($0) }
  }
}
