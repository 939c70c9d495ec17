import Diagnostics

/// What a letter computes: a field's value as it stands, or a number, a text, yes or no made of such values.
///
/// It is read once; every record only goes through the tree.
indirect enum Expression: Hashable, Sendable {
  /// A field's value.
  case field(FieldReference)
  /// A value of a group, or of every item of a list: `Linjer.Beløp`.
  case member(MemberReference)
  case number(DecimalNumber, written: String, at: SourceLocation)
  /// A text between quotes.
  case text(String, at: SourceLocation)
  /// Terms that are added, or factors that are multiplied.
  case arithmetic(Arithmetic)
  /// A function of values and lists.
  case call(FunctionCall)
  /// A comparison of two values.
  case comparison(Comparison)
  /// The opposite of a test.
  case not(Expression)
  /// All of these, each only looked at if those before it hold.
  case and([Expression])
  /// One at least, each only looked at if those before it do not hold.
  case or([Expression])
  /// The same characters read in more than one way; the first counts of whose names all stand for something.
  case choice([Expression])
  /// Stands for what has a fault that is already told.
  case faulty
}

/// A name of a group's value, behind the name of the group or of a list of groups.
struct MemberReference: Hashable, Sendable {
  /// The group or list.
  var list: FieldReference
  var member: FieldReference
  /// Both as they are written, with the dot between them.
  var whole: FieldReference
}

/// Terms or factors from left to right.
struct Arithmetic: Hashable, Sendable {
  /// What is done with them.
  enum Kind: Hashable, Sendable {
    /// They are added or taken away.
    case sum
    /// They are multiplied, or divided by.
    case product
  }

  /// One of them.
  struct Term: Hashable, Sendable {
    /// Whether it is taken away, or divided by.
    var isInverse: Bool
    /// Its value.
    var expression: Expression
  }

  /// What is done.
  var kind: Kind
  /// What it is done with.
  var terms: [Term]
  /// Where the first of them stands.
  var location: SourceLocation
}

/// A function and what it is called with.
struct FunctionCall: Hashable, Sendable {
  /// What is made of the values of lists.
  enum Function: String, Hashable, Sendable, CaseIterable {
    case sum, count, min, max, average, first, last, running
  }

  /// What is done.
  var function: Function
  /// Whose values it is done with.
  var arguments: [Expression]
  /// Where the function's name stands.
  var location: SourceLocation
}

/// A comparison in a test.
struct Comparison: Hashable, Sendable {
  /// How the two sides should stand to each other.
  enum Relation: String, Hashable, Sendable {
    case equal = "=", notEqual = "!=", less = "<", lessOrEqual = "<=", greater = ">"
    case greaterOrEqual = ">="

    /// Whether it asks for an order, not only for equality.
    var needsOrder: Bool { self != .equal && self != .notEqual }
  }

  /// What stands before the sign.
  var left: Expression
  var relation: Relation
  /// What stands behind it.
  var right: Expression
  /// Where the comparison begins.
  var location: SourceLocation
}

extension Expression {
  /// Whether it is a number whatever its values are, and so no test.
  var isAlwaysNumber: Bool {
    switch self {
    case .number, .arithmetic: true
    case .call(let call): [.sum, .count, .running].contains(call.function)
    case .choice(let readings): readings.allSatisfy(\.isAlwaysNumber)
    default: false
    }
  }

  /// Whether it is written with nothing but a name, or a name and a dot.
  var isName: Bool {
    switch self {
    case .field, .member: true
    case .choice(let readings): readings.allSatisfy(\.isName)
    default: false
    }
  }

  /// Whether it is a number or a text that stands alone.
  var isLiteral: Bool {
    switch self {
    case .number, .text: true
    default: false
    }
  }

  /// Where its first name or value stands.
  var location: SourceLocation? {
    switch self {
    case .field(let reference): reference.location
    case .member(let reference): reference.list.location
    case .number(_, _, let place), .text(_, let place): place
    case .call(let call): call.location
    default: parts.first?.location
    }
  }

  /// The expressions directly within it.
  var parts: [Expression] {
    switch self {
    case .field, .member, .number, .text, .faulty: []
    case .arithmetic(let arithmetic): arithmetic.terms.map(\.expression)
    case .call(let call): call.arguments
    case .comparison(let comparison): [comparison.left, comparison.right]
    case .not(let inner): [inner]
    case .and(let parts), .or(let parts), .choice(let parts): parts
    }
  }

  /// Whether it holds a name of some kind, however it is read.
  func hasName(where isWanted: (FieldReference) -> Bool) -> Bool {
    switch self {
    case .field(let reference): isWanted(reference)
    case .member(let reference): isWanted(reference.list)
    default: parts.contains { $0.hasName(where: isWanted) }
    }
  }

  /// How many expressions stand within one another.
  var height: Int { 1 + (parts.map(\.height).max() ?? 0) }
}

extension Expression {
  /// The expression in one line, for messages.
  var words: String {
    switch self {
    case .field(let reference): reference.name
    case .member(let reference): reference.whole.name
    case .number(_, let written, _): written
    case .text(let text, _): "'\(text)'"
    case .arithmetic(let arithmetic): arithmetic.words(of: \.innerWords)
    case .call(let call):
      "\(call.function.rawValue)(\(call.arguments.map(\.words).joined(separator: ", ")))"
    case .comparison(let comparison):
      "\(comparison.left.words) \(comparison.relation.rawValue) \(comparison.right.words)"
    case .not(let inner): "not \(inner.innerWords)"
    case .and(let parts): parts.map(\.innerWords).joined(separator: " and ")
    case .or(let parts): parts.map(\.innerWords).joined(separator: " or ")
    case .choice(let readings): readings.first?.words ?? ""
    case .faulty: "…"
    }
  }

  /// The same with the names between brackets, so that it can only be computed.
  var bracketedWords: String {
    switch self {
    case .field(let reference): "[\(reference.name)]"
    case .member(let reference): "[\(reference.list.name)].[\(reference.member.name)]"
    case .arithmetic(let arithmetic): arithmetic.words(of: \.bracketedWords)
    default: words
    }
  }

  /// The same as a part of another, between parentheses if it has parts of its own.
  fileprivate var innerWords: String {
    switch self {
    case .arithmetic, .comparison, .and, .or: "(\(words))"
    default: words
    }
  }
}

extension Arithmetic {
  fileprivate func words(of part: (Expression) -> String) -> String {
    var words = ""
    for (index, term) in terms.enumerated() {
      let sign =
        switch kind {
        case .sum: term.isInverse ? "-" : "+"
        case .product: term.isInverse ? "/" : "*"
        }
      if index > 0 { words += " \(sign) " } else if term.isInverse { words += sign }
      words += part(term.expression)
    }
    return words
  }
}
