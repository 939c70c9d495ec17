import Diagnostics
import Records

extension Evaluation {
  /// What a function makes of its values; blank ones are left out.
  mutating func value(of call: FunctionCall) throws(Unevaluated) -> Evaluated {
    switch call.function {
    case .count: return .number(try count(call), at: call.location)
    case .first, .last: return try end(call)
    case .sum:
      let sum = try total(call)
      return .number(sum.total, at: sum.location ?? call.location)
    case .average: return try average(call)
    case .min, .max: return try extreme(call)
    case .running: return try runningSum(of: call)
    }
  }

  private mutating func count(_ call: FunctionCall) throws(Unevaluated) -> DecimalNumber {
    var count = 0
    try eachValue(of: call) { _, evaluated in
      if !evaluated.isBlank { count += 1 }
    }
    return DecimalNumber(units: Int128(count), scale: 0)
  }

  private mutating func end(_ call: FunctionCall) throws(Unevaluated) -> Evaluated {
    var end: Evaluated?
    try eachValue(of: call) { _, evaluated in
      if end == nil || call.function == .last { end = evaluated }
    }
    return end ?? .blank(at: call.location)
  }

  private typealias Total = (total: DecimalNumber, count: Int, location: SourceLocation?)

  private mutating func total(_ call: FunctionCall) throws(Unevaluated) -> Total {
    var sum: Total = (DecimalNumber(units: 0, scale: 0), 0, nil)
    var failure: Unevaluated?
    try eachFigure(of: call) { evaluation, figure in
      guard failure == nil else { return }
      sum.location = sum.location ?? figure.location
      sum.count += 1
      if let total = sum.total.plus(figure.number) {
        sum.total = total
      } else {
        failure = evaluation.overflow(of: .call(call), at: figure.location, call.location)
      }
    }
    if let failure { throw failure }
    return sum
  }

  private mutating func average(_ call: FunctionCall) throws(Unevaluated) -> Evaluated {
    let sum = try total(call)
    guard let place = sum.location else { return .blank(at: call.location) }
    guard
      let average = sum.total.divided(by: DecimalNumber(units: Int128(sum.count), scale: 0))
    else { throw overflow(of: .call(call), at: place, call.location) }
    return .number(average, at: place)
  }

  /// The least or the greatest of numbers, or of dates: those of a source that knows them as such, and those in a
  /// column that is declared to hold them.
  private mutating func extreme(_ call: FunctionCall) throws(Unevaluated) -> Evaluated {
    var best: (figure: Figure?, date: (CalendarDate, Evaluated)?) = (nil, nil)
    var failure: Unevaluated?
    let isMore = { (isLess: Bool) in isLess == (call.function == .min) }
    try eachValue(of: call) { evaluation, evaluated in
      do throws(Unevaluated) {
        if case .cell(let value, let kind, let reference) = evaluated,
          kind == .date || kind == nil && value.isDate
        {
          guard !value.isEmpty else { return }
          let date = try evaluation.date(in: value, reference)
          if let known = best.date, date == known.0 || !isMore(date < known.0) { return }
          best.date = (date, evaluated)
        } else if let figure = try evaluation.figure(in: evaluated, of: .call(call)) {
          if let known = best.figure,
            figure.number == known.number
              || !isMore(figure.number < known.number)
          {
            return
          }
          best.figure = figure
        }
      } catch {
        failure = error
      }
    }
    if let failure { throw failure }
    if let date = best.date {
      guard best.figure == nil else { throw mixture(call) }
      return date.1
    }
    return best.figure.map { .number($0.number, at: $0.location) } ?? .blank(at: call.location)
  }

  private mutating func mixture(_ call: FunctionCall) -> Unevaluated {
    problems.report(
      .error(
        "merge.comparison",
        "'\(Expression.call(call).words)' is of numbers and of dates, which cannot be compared",
        at: call.location))
    return .faulty
  }

  private mutating func date(in value: Value, _ reference: FieldReference) throws(Unevaluated)
    -> CalendarDate
  {
    switch value.content {
    case .text(let text), .date(let text):
      guard let date = date(text, of: value, reference) else { throw .faulty }
      return date
    default:
      problems.report(
        .error(
          "merge.date", "'\(reference.name)' is \(value.noun), and no date", at: value.location,
          hints: ["it is used at \(reference.location)"]))
      throw .faulty
    }
  }
}

// Going over the values that a function is called with.
extension Evaluation {
  /// Hands over every number, blanks left out; every fault among them is noted.
  private mutating func eachFigure(
    of call: FunctionCall, _ take: (inout Evaluation, Figure) -> Void
  ) throws(Unevaluated) {
    var failure: Unevaluated?
    try eachValue(of: call) { evaluation, evaluated in
      do throws(Unevaluated) {
        if let figure = try evaluation.figure(in: evaluated, of: .call(call)) {
          take(&evaluation, figure)
        }
      } catch {
        failure = error
      }
    }
    if let failure { throw failure }
  }

  /// Hands over every value; of a list each item's.
  private mutating func eachValue(
    of call: FunctionCall, _ take: (inout Evaluation, Evaluated) -> Void
  ) throws(Unevaluated) {
    for argument in call.arguments { try eachValue(of: argument, in: call, take) }
  }

  private mutating func eachValue(
    of argument: Expression, in call: FunctionCall,
    _ take: (inout Evaluation, Evaluated) -> Void
  ) throws(Unevaluated) {
    if case .choice(let readings) = argument {
      return try eachValue(of: choose(among: readings), in: call, take)
    }
    if case .field(let reference) = argument {
      let found = try find(reference)
      guard case .cell(let value, let kind, _) = found, let items = value.items(kind) else {
        return take(&self, found)
      }
      try spend(items.count, on: call)
      for item in items { take(&self, .cell(item, nil, reference)) }
      return
    }
    try eachRow(of: argument, in: call, take)
  }

  /// Hands over what an expression comes to, for each item of the list whose values it names, if it names one's.
  private mutating func eachRow(
    of argument: Expression, in call: FunctionCall,
    _ take: (inout Evaluation, Evaluated) -> Void
  ) throws(Unevaluated) {
    let members = argument.members { !readsInRow($0) }
    guard let list = members.first?.list, case .cell(let value, let kind, _) = try find(list),
      let items = value.items(kind)
    else { return take(&self, try self.value(of: argument)) }
    let own = members.filter { $0.list.symbol == list.symbol }
    try spend(items.count, on: call)
    try check(own, in: items, of: value)
    let outer = row
    defer { row = outer }
    var failure: Unevaluated?
    for item in items {
      row = (list.symbol, item)
      do throws(Unevaluated) {
        take(&self, try self.value(of: argument))
      } catch {
        failure = error
      }
    }
    if let failure { throw failure }
  }

  private func readsInRow(_ reference: MemberReference) -> Bool {
    row?.list == reference.list.symbol
  }

  /// Takes so many values off what the functions of this letter may go over.
  private mutating func spend(_ count: Int, on call: FunctionCall) throws(Unevaluated) {
    guard count > valuesLeft else {
      valuesLeft -= count
      return
    }
    problems.report(
      .error(
        "merge.too-long",
        "the functions of this letter go over more than \(Evaluation.maximumValues) values",
        at: call.location, hints: ["compute it once, under 'let' in the front matter"]))
    throw .faulty
  }
}

extension Expression {
  /// The values of lists that it names, however it is read, apart from those of functions within it.
  fileprivate func members(where isWanted: (MemberReference) -> Bool) -> [MemberReference] {
    switch self {
    case .member(let reference): isWanted(reference) ? [reference] : []
    case .call: []
    default: parts.flatMap { $0.members(where: isWanted) }
    }
  }
}
