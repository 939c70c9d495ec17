import Diagnostics

/// Finds, once a list is known, the names that stand for nothing, and what stands for two things.
struct NameCheck {
  private let binding: Binding
  /// What was found.
  private(set) var found: [Diagnostic] = []

  init(_ binding: Binding) { self.binding = binding }

  /// Looks through an expression.
  ///
  /// - Parameters:
  ///   - expression: What is looked through.
  ///   - lists: The lists of the `{{#each}}` that it stands in, the innermost last.
  mutating func note(_ expression: Expression, inItemsOf lists: [FieldReference]) {
    switch expression {
    case .field(let reference): note(reference, inItemsOf: lists)
    case .member(let reference):
      note(reference.list, inItemsOf: lists)
      if let unknown = binding.unknownMember(reference, inItemsOf: lists) { found.append(unknown) }
    case .number(_, let written, let place): noteNumber(written, at: place)
    case .choice(let readings):
      note(readings, inItemsOf: lists)
    default: for part in expression.parts { note(part, inItemsOf: lists) }
    }
  }

  private mutating func note(_ readings: [Expression], inItemsOf lists: [FieldReference]) {
    if lists.isEmpty {
      if let rival = readings.ambiguity(isKnown: binding.isKnown) { found.append(rival) }
      return note(readings.likeliest(isKnown: binding.isKnown), inItemsOf: lists)
    }
    // What counts, and what is ambiguous, may differ from item to item.
    let likeliest = readings.likeliest { binding.mayBeKnown($0, inItemsOf: lists) }
    note(likeliest, inItemsOf: lists)
    for reading in readings where reading != likeliest { noteNumbers(in: reading) }
  }

  private mutating func noteNumbers(in expression: Expression) {
    if case .number(_, let written, let place) = expression { noteNumber(written, at: place) }
    for part in expression.parts { noteNumbers(in: part) }
  }

  private mutating func note(_ reference: FieldReference, inItemsOf lists: [FieldReference]) {
    if lists.isEmpty {
      guard !reference.name.isEmpty, !binding.isKnown(reference) else { return }
      found.append(binding.unknownField(reference))
    } else if let unknown = binding.unknownField(reference, inItemsOf: lists) {
      found.append(unknown)
    }
  }

  private mutating func noteNumber(_ written: String, at place: SourceLocation) {
    guard binding.names.contains(written) else { return }
    found.append(
      .error(
        "merge.ambiguous-name",
        "\(written) is a number here, but there is a field of that name too", at: place,
        hints: ["write [\(written)] for the field", "or \(written).0 for the number"]))
  }
}

extension [Expression] {
  /// The way to read that counts: the first of whose names all stand for something; nil if there is none.
  func chosen(isKnown: (FieldReference) -> Bool) -> Expression? {
    first { $0.isKnown(isKnown) }
  }

  /// The way to read that counts or, if none does, that was most likely meant.
  func likeliest(isKnown: (FieldReference) -> Bool) -> Expression {
    if let chosen = chosen(isKnown: isKnown) { return chosen }
    if let partly = first(where: { $0.hasName(where: isKnown) }) { return partly }
    guard let whole = first else { return .faulty }
    guard case .field(let reference) = whole, !reference.name.looksComputed else {
      return first { !$0.isName } ?? whole
    }
    return whole
  }

  /// The problem of characters that are a name, and a computation of other names too.
  func ambiguity(isKnown: (FieldReference) -> Bool) -> Diagnostic? {
    guard let chosen = chosen(isKnown: isKnown), let place = chosen.location,
      let rival = first(where: {
        $0 != chosen && !$0.isName && $0.hasName { _ in true } && $0.isKnown(isKnown)
      })
    else { return nil }
    let (name, computed) = chosen.difference(from: rival)
    return .error(
      "merge.ambiguous-name",
      "'\(name.words)' is the name of a field, and can be computed of other fields too",
      at: name.location ?? place,
      hints: ["write [\(name.words)] for the field", "or \(computed.bracketedWords) to compute it"])
  }
}

extension Expression {
  /// The first part in which two ways to read the same characters differ: the name, and what it is otherwise.
  fileprivate func difference(from other: Expression) -> (Expression, Expression) {
    if case .field = self { return (self, other) }
    let (mine, others) = (parts, other.parts)
    guard mine.count == others.count,
      let (one, two) = zip(mine, others).first(where: { $0 != $1 })
    else { return (self, other) }
    return one.difference(from: two)
  }

  /// Whether all its names stand for something.
  fileprivate func isKnown(_ isKnown: (FieldReference) -> Bool) -> Bool {
    switch self {
    case .field(let reference): isKnown(reference)
    case .member(let reference): isKnown(reference.list)
    case .choice(let readings): readings.contains { $0.isKnown(isKnown) }
    default: parts.allSatisfy { $0.isKnown(isKnown) }
    }
  }
}

extension String {
  /// Whether it has signs of arithmetic with spaces around them, or the parentheses of a function.
  fileprivate var looksComputed: Bool {
    [" + ", " - ", " * ", " / "].contains { contains($0) }
      || FunctionCall.Function.allCases.contains { hasPrefix($0.rawValue + "(") }
  }
}
