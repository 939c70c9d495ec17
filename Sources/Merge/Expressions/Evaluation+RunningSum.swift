import Diagnostics
import Records

/// What a function has summed so far of the items of a list.
struct RunningSum {
  /// The list, by the number of its turn.
  var list: Int
  /// The position of the item that was added last.
  var position: Int
  /// The sum, and where its first value stands.
  var sum: Figure
}

extension Evaluation {
  /// What the values of the items come to down to the one whose turn it is.
  ///
  /// An item counts when its sum is asked for, and once: those that a test leaves out are not in it.
  mutating func runningSum(of call: FunctionCall) throws(Unevaluated) -> Evaluated {
    guard let turn, call.arguments.count == 1, let argument = call.arguments.first else {
      throw misplacedSum(call)
    }
    var run =
      runningSums[call.location].flatMap { $0.list == turn.list ? $0 : nil }
      ?? RunningSum(
        list: turn.list, position: -1,
        sum: Figure(number: DecimalNumber(units: 0, scale: 0), location: call.location))
    if run.position != turn.position {
      let evaluated = try value(of: argument)
      if let figure = try figure(in: evaluated, of: argument) {
        guard let sum = run.sum.number.plus(figure.number) else {
          throw overflow(of: .call(call), at: figure.location, call.location)
        }
        run.sum = Figure(number: sum, location: figure.location)
      }
      run.position = turn.position
      runningSums[call.location] = run
    }
    return .number(run.sum.number, at: run.sum.location)
  }

  private mutating func misplacedSum(_ call: FunctionCall) -> Unevaluated {
    let message =
      turn == nil
      ? "'\(Expression.call(call).words)' stands in no row of a list"
      : "'running' sums one value row by row"
    problems.report(
      .error(
        "merge.running", message, at: call.location,
        hints: ["it is printed between {{#each …}} and {{/each}}, as in {{running(Amount)}}"]))
    return .faulty
  }
}
