import Diagnostics
import Records

extension Evaluation {
  /// A sum or a product; every fault among its terms is noted.
  mutating func figure(of arithmetic: Arithmetic) throws(Unevaluated) -> Figure {
    var figures: [Figure] = []
    var failure: Unevaluated?
    for term in arithmetic.terms {
      do {
        figures.append(try figure(of: term.expression))
      } catch {
        failure = failure == .faulty ? .faulty : error
      }
    }
    if let failure { throw failure }
    var result = Figure(
      number: DecimalNumber(units: arithmetic.kind == .sum ? 0 : 1, scale: 0),
      location: figures.first?.location ?? arithmetic.location)
    for (term, figure) in zip(arithmetic.terms, figures) {
      result.number = try combine(result, figure, term, in: arithmetic)
    }
    return result
  }

  private mutating func combine(
    _ result: Figure, _ figure: Figure, _ term: Arithmetic.Term, in arithmetic: Arithmetic
  ) throws(Unevaluated) -> DecimalNumber {
    let (one, other) = (result.number, figure.number)
    if arithmetic.kind == .product, term.isInverse, other.units == 0 {
      problems.report(
        .error(
          "merge.division-by-zero",
          "'\(term.expression.words)' is 0, and nothing can be divided by 0", at: figure.location,
          hints: ["it is divided by at \(term.expression.location ?? arithmetic.location)"]))
      throw .faulty
    }
    let number =
      switch (arithmetic.kind, term.isInverse) {
      case (.sum, false): one.plus(other)
      case (.sum, true): one.minus(other)
      case (.product, false): one.times(other)
      case (.product, true): one.divided(by: other)
      }
    guard let number else {
      throw overflow(of: .arithmetic(arithmetic), at: result.location, arithmetic.location)
    }
    return number
  }

  /// Notes that a number has more digits than there is room for.
  mutating func overflow(
    of expression: Expression, at place: SourceLocation, _ use: SourceLocation
  ) -> Unevaluated {
    problems.report(
      .error(
        "merge.overflow",
        "'\(expression.words)' comes to a number with more digits than one may have, "
          + "\(DecimalNumber.mostComputedDigits)", at: place,
        hints: ["it is computed at \(use)"]))
    return .faulty
  }

  /// The number that an expression comes to; what is blank is an error.
  mutating func figure(of expression: Expression) throws(Unevaluated) -> Figure {
    let evaluated = try value(of: expression)
    if let figure = try figure(in: evaluated, of: expression) { return figure }
    let words = expression.words
    problems.report(
      .error(
        "merge.blank-number", "'\(words)' is blank, and a number is computed with it",
        at: evaluated.location,
        hints: [
          "it is computed with at \(expression.location ?? evaluated.location)",
          "write 0 in the list, or test it first with {{#if \(words)}}, "
            + "or leave blanks out with sum(\(words))",
        ]))
    throw .faulty
  }

  /// The number that a value is; nil if it is blank.
  mutating func figure(in evaluated: Evaluated, of expression: Expression) throws(Unevaluated)
    -> Figure?
  {
    switch evaluated {
    case .number(let number, let place): return Figure(number: number, location: place)
    case .blank: return nil
    case .boolean(_, let place):
      throw notANumber("yes or no", expression.words, at: place, expression.location ?? place)
    case .text(let text, let place):
      guard !text.isBlank else { return nil }
      // How it writes numbers is the letter's affair, and what the list means by a comma another.
      throw notANumber("a text", expression.words, at: place, expression.location ?? place)
    case .cell(let value, let kind, let reference): return try figure(in: value, kind, reference)
    }
  }

  private mutating func figure(
    in value: Value, _ kind: Settings.ColumnType?, _ reference: FieldReference
  ) throws(Unevaluated) -> Figure? {
    guard !value.isEmpty else { return nil }
    switch (value.content, kind) {
    case (.number(let text), nil), (.number(let text), .number), (.number(let text), .list),
      (.text(let text), nil), (.text(let text), .number):
      guard let number = number(text, of: value, reference) else { throw .faulty }
      return Figure(number: number, location: value.location)
    case (.number, _), (.text, _):
      let declared = kind.map { "declared \($0.rawValue)" } ?? value.noun
      throw notANumber(declared, reference.name, at: value.location, reference.location)
    case (.date, _), (.boolean, _), (.list, _), (.group, _):
      throw notANumber(value.noun, reference.name, at: value.location, reference.location)
    }
  }

  mutating func notANumber(
    _ noun: String, _ words: String, at place: SourceLocation, _ use: SourceLocation
  ) -> Unevaluated {
    problems.report(
      .error(
        "merge.not-a-number", "'\(words)' is \(noun), and a number is computed with it", at: place,
        hints: ["it is computed with at \(use)"]))
    return .faulty
  }
}
