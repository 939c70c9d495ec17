import Glibc
import Synchronization

/// The connections that are open, so many at most.
///
/// Where there is no room, the connection that has waited longest for a request is ended: first those
/// that nobody admitted has used. So whoever holds connections open without asking for anything never
/// keeps the page from being answered.
final class ConnectionTable: Sendable {
  private struct Entry {
    /// When it began to wait, counted; nil while it is being answered.
    var waitingSince: Int?
    var isAdmitted = false
    /// Whether it was told to end.
    var isEnding = false
  }

  private struct State {
    var entries: [Int32: Entry] = [:]
    var count = 0
  }

  private let limit: Int
  private let state = Mutex(State())

  /// A table with room for so many.
  init(limit: Int) {
    self.limit = limit
  }

  /// Takes in a connection; false if there is no room, and none that waits.
  func add(_ file: Int32) -> Bool {
    state.withLock { state in
      if state.entries.count >= limit, !ConnectionTable.endOne(&state) { return false }
      state.count += 1
      state.entries[file] = Entry(waitingSince: state.count)
      return true
    }
  }

  /// Takes in what a connection does.
  func note(_ doing: ConnectionActivity, on file: Int32) {
    state.withLock { state in
      state.count += 1
      switch doing {
      case .waiting: state.entries[file]?.waitingSince = state.count
      case .answering: state.entries[file]?.waitingSince = nil
      case .admitted: state.entries[file]?.isAdmitted = true
      }
    }
  }

  /// Forgets a connection; from here on its file may be closed.
  func remove(_ file: Int32) {
    state.withLock { _ = $0.entries.removeValue(forKey: file) }
  }

  /// Ends the connection that has waited longest, if there is one.
  @discardableResult
  func makeRoom() -> Bool { state.withLock { ConnectionTable.endOne(&$0) } }

  /// Its own task finds the connection ended, and closes it.
  private static func endOne(_ state: inout State) -> Bool {
    let waiting = state.entries.filter { $0.value.waitingSince != nil && !$0.value.isEnding }
    let oldest = waiting.min { left, right in
      let (left, right) = (left.value, right.value)
      guard left.isAdmitted == right.isAdmitted else { return right.isAdmitted }
      return (left.waitingSince ?? 0) < (right.waitingSince ?? 0)
    }
    guard let oldest else { return false }
    state.entries[oldest.key]?.isEnding = true
    shutdown(oldest.key, Int32(SHUT_RDWR))
    return true
  }
}
