import Synchronization

/// Hands on what several workers finish, in the order in which they took it.
///
/// One of them at a time hands on, without a lock: the others leave what they finished and go on with their
/// work, however long handing on takes, as where it writes to a disk.
final class OrderedOutput<Result: Sendable, State>: @unchecked Sendable {
  private struct Order {
    var waiting: [Int: Result] = [:]
    var next = 0
    var isHandedOn = false
  }

  private let order = Mutex(Order())
  private let collect: (inout State, Result) -> Void
  /// What the results become; only the worker that hands on looks at it, and the next one after it.
  private var state: State

  /// Hands on to `collect`, which adds to a state.
  init(into state: sending State, _ collect: @escaping @Sendable (inout State, Result) -> Void) {
    (self.state, self.collect) = (state, collect)
  }

  /// Takes in what came of a portion, and hands on everything whose turn has come, unless another does.
  ///
  /// - Parameters:
  ///   - result: What came of it.
  ///   - number: The portion's number, from 0.
  ///   - finished: Is told the number of the portion whose turn is next, after each.
  func add(_ result: Result, number: Int, finished: (Int) -> Void) {
    let isOurs = order.withLock { order in
      order.waiting[number] = result
      defer { order.isHandedOn = true }
      return !order.isHandedOn
    }
    guard isOurs else { return }
    while let (result, next) = take() {
      collect(&state, result)
      finished(next)
    }
  }

  /// The result whose turn it is; nil if it has not come yet, and then another may hand it on.
  private func take() -> (Result, next: Int)? {
    order.withLock { order in
      guard let result = order.waiting.removeValue(forKey: order.next) else {
        order.isHandedOn = false
        return nil
      }
      order.next += 1
      return (result, order.next)
    }
  }

  /// What all results became, when every worker is done.
  consuming func finish() -> State { state }
}
