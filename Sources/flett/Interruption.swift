import Dispatch
import Foundation
import Glibc
import Synchronization

/// What Ctrl-C does: the first ends the work in good order, the second at once.
enum Interruption {
  /// Does a piece of work; SIGINT and SIGTERM cancel it, with a word on what happens then.
  ///
  /// Cut off at once, a run loses nothing but time: files appear whole or not at all, and what the ledger
  /// does not know is made again.
  static func stopping<Output: Sendable>(
    saying words: String = "stopping after the letters in hand; once more stops at once",
    _ work: @escaping @Sendable () async throws -> Output
  ) async throws -> Output {
    let state = Asked(saying: words)
    // A queue of its own has a thread at once; those of the global queues may all be making letters.
    let queue = DispatchQueue(label: "flett.interruption")
    let sources = [SIGINT, SIGTERM].map { number in
      let source = DispatchSource.makeSignalSource(signal: number, queue: queue)
      source.setEventHandler { state.ask(number) }
      return source
    }
    await begin(sources, on: queue)
    defer { sources.forEach { $0.cancel() } }
    let task = Task { try await work() }
    state.tell { task.cancel() }
    return try await task.value
  }

  /// Waits until signals are heard: before that they end the process.
  private static func begin(_ sources: [any DispatchSourceSignal], on queue: DispatchQueue) async {
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

  /// Whether the work was asked to end, and how that is told.
  private final class Asked: Sendable {
    private struct State {
      var isAsked = false
      var cancel: (@Sendable () -> Void)?
    }

    private let state = Mutex(State())
    private let words: String

    init(saying words: String) {
      self.words = words
    }

    /// Takes in a signal.
    func ask(_ signal: Int32) {
      let (again, cancel) = state.withLock { state in
        defer { state.isAsked = true }
        return (state.isAsked, state.cancel)
      }
      if again { _exit(128 + signal) }
      StandardStream.error.write("\n\(words)\n")
      cancel?()
    }

    /// Notes what ends the work.
    func tell(_ cancel: @escaping @Sendable () -> Void) {
      let isAsked = state.withLock { state in
        state.cancel = cancel
        return state.isAsked
      }
      if isAsked { cancel() }
    }
  }
}
