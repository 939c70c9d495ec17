import Dispatch
import Foundation
import Glibc
import Synchronization
import Terminal

/// What Ctrl-C and SIGTERM do.
///
/// Until something is made they end the process at once, with 130 or 143: nothing would have to be
/// put in order, and work that only reads or computes may not notice a signal for a long time.
/// After that, letters in hand are finished first, and a second signal ends that at once, too. A
/// run then loses nothing but time: files appear whole or not at all, and what the ledger does not
/// know is made again.
enum Interruption {
  private struct State {
    /// The signal that came.
    var signal: Int32?
    /// What a signal is answered with; nil while nothing is made.
    var words: String?
    /// What ends the work in good order.
    var cancel: (@Sendable () -> Void)?
    /// The terminal as it was before anybody was asked anything.
    var terminal: TerminalSettings?
  }

  private static let state = Mutex(State())
  // Queues of their own have threads at once; those of the global queues may all be making letters. Words
  // have another one: where nobody reads them, they must not keep the second signal waiting.
  private static let queue = DispatchQueue(label: "flett.interruption")
  private static let speaking = DispatchQueue(label: "flett.interruption.words")

  /// Begins to hear signals; before that they end the process as they end any.
  static func listen() async {
    state.withLock { $0.terminal = TerminalSettings() }
    let sources = [SIGINT, SIGTERM].map { number in
      let source = DispatchSource.makeSignalSource(signal: number, queue: queue)
      // It is heard as long as its own handler holds it.
      source.setEventHandler { withExtendedLifetime(source) { take(number) } }
      return source
    }
    let group = DispatchGroup()
    for source in sources {
      group.enter()
      source.setRegistrationHandler { group.leave() }
      source.resume()
    }
    await withCheckedContinuation { continuation in
      group.notify(queue: queue) { continuation.resume() }
    }
  }

  /// Does a piece of work that a signal ends in good order, by cancelling it.
  ///
  /// - Parameters:
  ///   - words: What the signal is answered with.
  ///   - work: The work. Until it calls what it is handed, nothing is made, and a signal ends the process.
  /// - Returns: What the work gives.
  /// - Throws: What the work throws.
  static func stopping<Output: Sendable>(
    saying words: String = "stopping after the letters in hand; once more stops at once",
    _ work: @escaping @Sendable (_ begin: @escaping @Sendable () -> Void) async throws -> Output
  ) async throws -> Output {
    let task = Task {
      try await work { state.withLock { $0.words = words } }
    }
    tell { task.cancel() }
    defer {
      state.withLock { ($0.words, $0.cancel) = (nil, nil) }
      speaking.sync {}
    }
    return try await task.value
  }

  /// The exit status of a command that a signal ended before it made anything; nil if none came.
  static var status: Int32? { state.withLock { $0.signal.map { 128 + $0 } } }

  /// Notes what ends the work.
  private static func tell(_ cancel: @escaping @Sendable () -> Void) {
    let isAsked = state.withLock { state in
      state.cancel = cancel
      return state.signal != nil
    }
    if isAsked { cancel() }
  }

  private static func take(_ signal: Int32) {
    let (words, cancel, terminal) = state.withLock { state in
      let words = state.signal == nil ? state.words : nil
      state.signal = signal
      return (words, state.cancel, state.terminal)
    }
    guard let words else {
      terminal?.restore()
      StandardStream.error.endLine()
      _exit(128 + signal)
    }
    cancel?()
    speaking.async { StandardStream.error.write("\n\(words)\n") }
  }
}
