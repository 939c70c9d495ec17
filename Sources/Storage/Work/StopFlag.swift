import Synchronization

/// Tells workers to take no more work, whoever of them cannot go on.
package final class StopFlag: Sendable {
  private let state = Mutex(false)

  /// A flag that is not set.
  package init() {}

  /// Whether it is set.
  package var isSet: Bool { state.withLock { $0 } }

  /// Sets it, for good.
  package func set() { state.withLock { $0 = true } }
}
