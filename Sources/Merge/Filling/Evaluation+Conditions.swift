import Diagnostics
import Records

/// One side of a comparison, read as what it is.
private enum Operand {
  case text(String)
  case number(DecimalNumber)
  case date(CalendarDate)
  case boolean(Bool)
  case empty
  /// A field of a record, on the master copy.
  case unknown
  /// Its fault is noted.
  case faulty

  var noun: String {
    switch self {
    case .text: "a text"
    case .number: "a number"
    case .date: "a date"
    case .boolean: "yes or no"
    case .empty, .unknown, .faulty: "blank"
    }
  }
}

extension Evaluation {
  /// Whether a test holds; on the master copy, what depends on a record does not.
  mutating func holds(_ condition: Expression) -> Bool { truth(of: condition) ?? false }

  /// Whether a test holds; nil if that depends on a record that is not known, or cannot be told.
  mutating func truth(of condition: Expression) -> Bool? {
    switch condition {
    case .comparison(let comparison): return truth(of: comparison)
    case .not(let inner): return truth(of: inner).map { !$0 }
    case .and(let parts): return truth(of: parts, decidedBy: false)
    case .or(let parts): return truth(of: parts, decidedBy: true)
    case .choice(let readings): return truth(of: choose(among: readings))
    default:
      guard let evaluated = try? value(of: condition) else { return nil }
      return isPresent(evaluated)
    }
  }

  /// Whether several tests hold, or one of them does; those behind the one that decides are not looked at.
  private mutating func truth(of parts: [Expression], decidedBy decisive: Bool) -> Bool? {
    var truth: Bool? = !decisive
    for part in parts {
      let found = self.truth(of: part)
      if found == decisive { return decisive }
      if found == nil { truth = nil }
    }
    return truth
  }

  private mutating func isPresent(_ evaluated: Evaluated) -> Bool? {
    guard case .cell(let value, let type, let reference) = evaluated else {
      if case .boolean(let isTrue, _) = evaluated { return isTrue }
      return !evaluated.isBlank
    }
    switch value.content {
    case .boolean(let isTrue): return isTrue
    case .text(let text) where type == .boolean: return boolean(text, of: value, reference)
    case .number(let text) where type == .boolean:
      return boolean(number: text, of: value, reference)
    case .text(let text) where type == nil, .number(let text) where type == nil:
      warn(ofDenial: text, value, reference)
    default: break
    }
    return !value.isEmpty
  }

  /// Warns that a text that says no is not blank, and so passes a test.
  private mutating func warn(
    ofDenial text: String, _ value: Value, _ reference: FieldReference
  ) {
    guard (1...5).contains(text.utf8.count),
      ["no", "false", "nei", "usann", "0"].contains(text.lowercased())
    else { return }
    problems.report(
      .warning(
        "merge.denial",
        "'\(reference.name)' is '\(text)', which counts as yes since it is not blank",
        at: value.location,
        hints: [
          "it is tested at \(reference.location)",
          "declare the column: data: {columns: {\(reference.name): boolean}}",
        ]))
  }

  /// What a value says; nil, with the fault noted, for one that says neither yes nor no.
  mutating func boolean(_ value: Value, _ reference: FieldReference) -> Bool? {
    switch value.content {
    case .text(let text), .date(let text): boolean(text, of: value, reference)
    case .number(let text): boolean(number: text, of: value, reference)
    case .boolean(let isTrue): isTrue
    case .list, .group: nil
    }
  }

  private mutating func boolean(_ text: String, of value: Value, _ reference: FieldReference)
    -> Bool?
  {
    if value.isEmpty { return false }
    if let isTrue = BooleanWords.meaning(of: text.trimmingSpaces) { return isTrue }
    reportNeither(text, value, reference)
    return nil
  }

  /// What a number says, as the columns of 0 and 1 that programs write have it.
  private mutating func boolean(number text: String, of value: Value, _ reference: FieldReference)
    -> Bool?
  {
    let number = try? DecimalNumber(json: text)
    if number == DecimalNumber(units: 0, scale: 0) { return false }
    if number == DecimalNumber(units: 1, scale: 0) { return true }
    reportNeither(text, value, reference, hints: ["of numbers 0 is no, and 1 is yes"])
    return nil
  }

  private mutating func reportNeither(
    _ text: String, _ value: Value, _ reference: FieldReference, hints: [String] = []
  ) {
    problems.report(
      .error(
        "merge.boolean", "'\(reference.name)' is neither yes nor no: '\(text)'",
        at: value.location, hints: ["it is used at \(reference.location)"] + hints))
  }

  private mutating func truth(of comparison: Comparison) -> Bool? {
    let left = operand(comparison.left)
    let right = operand(comparison.right)
    switch (left, right) {
    case (.faulty, _), (_, .faulty), (.unknown, _), (_, .unknown): return nil
    case (.number(let one), .number(let other)): return compare(one, other, comparison.relation)
    case (.date(let one), .date(let other)): return compare(one, other, comparison.relation)
    case (.date(let date), .text(let text)):
      return compare(date, text, comparison, isSwapped: false)
    case (.text(let text), .date(let date)): return compare(date, text, comparison, isSwapped: true)
    default: break
    }
    if !comparison.relation.needsOrder {
      switch (left, right) {
      case (.text(let one), .text(let other)):
        return (one == other) == (comparison.relation == .equal)
      case (.empty, .empty): return comparison.relation == .equal
      case (.boolean(let one), .boolean(let other)):
        return (one == other) == (comparison.relation == .equal)
      case (.empty, _), (_, .empty): return comparison.relation == .notEqual
      default: break
      }
    }
    report(comparison, left, right)
    return nil
  }

  private func compare<Value: Comparable>(
    _ one: Value, _ other: Value, _ relation: Comparison.Relation
  ) -> Bool {
    switch relation {
    case .equal: one == other
    case .notEqual: one != other
    case .less: one < other
    case .lessOrEqual: one <= other
    case .greater: one > other
    case .greaterOrEqual: one >= other
    }
  }

  /// Compares a date with a text, which must be one too.
  private mutating func compare(
    _ date: CalendarDate, _ text: String, _ comparison: Comparison, isSwapped: Bool
  ) -> Bool? {
    guard let other = try? CalendarDate(text) else {
      let side = isSwapped ? comparison.right : comparison.left
      // Of a column that holds dates and words, nobody has said that all are dates.
      if !comparison.relation.needsOrder, isDateUndeclared(side) {
        return comparison.relation == .notEqual
      }
      problems.report(
        .error(
          "merge.comparison", "a date cannot be compared with '\(text)'", at: comparison.location,
          hints: ["write dates as '2020-08-19' or '19.08.2020'"]))
      return nil
    }
    return isSwapped
      ? compare(other, date, comparison.relation) : compare(date, other, comparison.relation)
  }

  /// Whether something is a date by its source alone.
  private mutating func isDateUndeclared(_ side: Expression) -> Bool {
    guard case .cell(let value, nil, _)? = try? value(of: side) else { return false }
    return value.isDate
  }

  private mutating func operand(_ side: Expression) -> Operand {
    let evaluated: Evaluated
    do throws(Unevaluated) {
      evaluated = try value(of: side)
    } catch {
      return error == .placeholder ? .unknown : .faulty
    }
    switch evaluated {
    case .text(let text, _): return text.isEmpty ? .empty : .text(text)
    case .number(let number, _): return .number(number)
    case .boolean(let isTrue, _): return .boolean(isTrue)
    case .blank: return .empty
    case .cell(let value, let type, let reference): return operand(value, type, reference)
    }
  }

  /// A field's value as its column is declared to hold it.
  private mutating func operand(
    _ value: Value, _ type: Settings.ColumnType?, _ reference: FieldReference
  ) -> Operand {
    if value.isEmpty, type != .boolean { return .empty }
    switch (value.content, type) {
    case (.boolean(let isTrue), _): return .boolean(isTrue)
    case (.number(let text), .boolean):
      return boolean(number: text, of: value, reference).map { .boolean($0) } ?? .faulty
    case (.number(let text), .text): return .text(text)
    case (.number(let text), _), (.text(let text), .number):
      return number(text, of: value, reference).map { .number($0) } ?? .faulty
    case (.date(let text), .text): return .text(text)
    case (.date(let text), .number):
      return number(text, of: value, reference).map { .number($0) } ?? .faulty
    case (.text(let text), .date), (.date(let text), nil), (.date(let text), .date),
      (.date(let text), .list):
      return date(text, of: value, reference).map { .date($0) } ?? .faulty
    case (.text(let text), .boolean), (.date(let text), .boolean):
      return boolean(text, of: value, reference).map { .boolean($0) } ?? .faulty
    case (.text(let text), _): return .text(text)
    case (.list, _), (.group, _):
      problems.report(
        .error(
          "merge.comparison", "'\(reference.name)' is \(value.noun) and cannot be compared",
          at: value.location, hints: ["it is used at \(reference.location)"]))
      return .faulty
    }
  }

  /// Notes that two values cannot be compared, at the field's value if there is one.
  private mutating func report(_ comparison: Comparison, _ left: Operand, _ right: Operand) {
    let sign = comparison.relation.rawValue
    var hints = ["they are compared at \(comparison.location)"]
    var place = comparison.location
    for side in [comparison.left, comparison.right] {
      guard case .cell(let value, let type, let reference)? = try? value(of: side) else { continue }
      place = value.location
      if value.isEmpty {
        hints.append("test it first: {{#if \(reference.name) and \(reference.name) \(sign) …}}")
      } else if type == nil, case .text = value.content {
        hints.append(
          "declare what the column holds: data: {columns: {\(reference.name): number}}")
      }
      break
    }
    problems.report(
      .error(
        "merge.comparison",
        "\(words(comparison.left, left)) and \(words(comparison.right, right)) "
          + "cannot be compared with '\(sign)'", at: place, hints: hints))
  }

  private func words(_ side: Expression, _ operand: Operand) -> String {
    switch side {
    case .text(let text, _): "the text '\(text)'"
    case .number(_, let written, _): "the number \(written)"
    default: "'\(side.words)', which is \(operand.noun),"
    }
  }
}
