import Foundation
import Synchronization

/// Sends what happens to every page that is open (server-sent events, HTML Living Standard 9.2).
final class EventHub: Sendable {
  private struct State {
    var listeners: [Int: AsyncStream<[UInt8]>.Continuation] = [:]
    var next = 0
    var isClosed = false
  }

  private let state = Mutex(State())

  /// Sends a message to all pages.
  func send(_ event: String, _ json: [UInt8]) {
    let message = EventHub.message(event, json)
    let listeners = state.withLock { Array($0.listeners.values) }
    for listener in listeners { listener.yield(message) }
  }

  /// What one page listens to, beginning with `first`; nothing if the hub is closed.
  func listen(first: [UInt8]) -> AsyncStream<[UInt8]> {
    // A page that cannot keep up misses the oldest; each message says all there is to say.
    let (stream, continuation) = AsyncStream<[UInt8]>.makeStream(
      bufferingPolicy: .bufferingNewest(16))
    let number = state.withLock { state -> Int? in
      guard !state.isClosed else { return nil }
      defer { state.next += 1 }
      state.listeners[state.next] = continuation
      return state.next
    }
    guard let number else {
      continuation.finish()
      return stream
    }
    continuation.onTermination = { [weak self] _ in self?.remove(number) }
    continuation.yield(first)
    return stream
  }

  /// Sends a line that says nothing, so that connections whose page is gone are found out.
  func beat() {
    let listeners = state.withLock { Array($0.listeners.values) }
    for listener in listeners { listener.yield(Array(":\n\n".utf8)) }
  }

  /// Ends all connections.
  func close() {
    let listeners = state.withLock { state in
      state.isClosed = true
      defer { state.listeners = [:] }
      return Array(state.listeners.values)
    }
    for listener in listeners { listener.finish() }
  }

  private func remove(_ number: Int) {
    state.withLock { _ = $0.listeners.removeValue(forKey: number) }
  }

  /// A message in the form in which browsers take it; JSON has no line breaks.
  static func message(_ event: String, _ json: [UInt8]) -> [UInt8] {
    Array("event: \(event)\ndata: ".utf8) + json + Array("\n\n".utf8)
  }
}
