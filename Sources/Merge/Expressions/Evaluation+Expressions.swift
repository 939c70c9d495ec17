import Diagnostics
import Records

extension Evaluation {
  /// What an expression comes to.
  mutating func value(of expression: Expression) throws(Unevaluated) -> Evaluated {
    switch expression {
    case .field(let reference): return try find(reference)
    case .member(let reference): return try value(of: reference)
    case .number(let number, _, let place): return .number(number, at: place)
    case .text(let text, let place): return .text(text, at: place)
    case .arithmetic(let arithmetic):
      let figure = try figure(of: arithmetic)
      return .number(figure.number, at: figure.location)
    case .call(let call): return try value(of: call)
    case .choice(let readings): return try value(of: choose(among: readings))
    case .comparison, .not, .and, .or:
      guard let truth = truth(of: expression) else {
        throw record == nil ? .placeholder : .faulty
      }
      return .boolean(truth, at: expression.location ?? binding.start)
    case .faulty: throw .faulty
    }
  }

  /// The way to read something that counts here.
  mutating func choose(among readings: [Expression]) -> Expression {
    if isWithinItems, let problem = readings.ambiguity(isKnown: { isKnown($0) }) {
      problems.report(problem)
      return .faulty
    }
    return readings.likeliest { isKnown($0) }
  }

  /// The value of a group, or those of a list's items as a list.
  private mutating func value(of reference: MemberReference) throws(Unevaluated) -> Evaluated {
    let kind = binding.kind(of: reference.member, inItemsOf: reference.list)
    if let row, row.list == reference.list.symbol {
      return .cell(try member(reference, of: row.item), kind, reference.whole)
    }
    guard case .cell(let value, let listKind, _) = try find(reference.list) else {
      throw fault(of: reference)
    }
    guard let items = value.items(listKind) else {
      return .cell(try member(reference, of: value), kind, reference.whole)
    }
    try check([reference], in: items, of: value)
    var members: [Value] = []
    for item in items { members.append(try member(reference, of: item)) }
    return .cell(Value(.list(members), at: value.location), kind, reference.whole)
  }

  /// The value that a group has under a name; blank if it has none.
  ///
  /// - Throws: ``Unevaluated/faulty`` with the fault noted if it is no group.
  mutating func member(_ reference: MemberReference, of item: Value) throws(Unevaluated) -> Value {
    guard case .group(let group) = item.content else {
      problems.report(
        .error(
          "merge.not-a-group",
          "'\(reference.list.name)' holds \(item.noun) here, which has no '\(reference.member.name)'",
          at: item.location, hints: ["it is used at \(reference.list.location)"]))
      throw .faulty
    }
    return group[reference.member.name] ?? Value(.text(""), at: item.location)
  }

  private mutating func fault(of reference: MemberReference) -> Unevaluated {
    problems.report(
      .error(
        "merge.not-a-list", "'\(reference.list.name)' is computed, and no list",
        at: reference.list.location))
    return .faulty
  }

  /// Looks whether a list's items have the values that are asked for, each at least in one of them.
  mutating func check(
    _ references: [MemberReference], in items: [Value], of list: Value
  ) throws(Unevaluated) {
    var isMissing = false
    for reference in references {
      var names: [String] = []
      let isThere = items.contains { item in
        guard case .group(let group) = item.content else { return true }
        if names.isEmpty { names = group.fields.names }
        return group.fields.position(of: reference.member.name) != nil
      }
      guard !isThere, !items.isEmpty else { continue }
      isMissing = true
      // What is wrong with all rows was told of the letter.
      problems.report(
        binding.unknownMember(reference, inItemsOf: lists)
          ?? .error(
            "merge.unknown-field",
            "no item of '\(reference.list.name)' has a field '\(reference.member.name)'",
            at: list.location,
            hints: didYouMean(reference.member.name, among: names)
              + ["the field is used at \(reference.list.location)"]))
    }
    if isMissing { throw .faulty }
  }
}
