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
    saying words: String = "finishing the letters in hand; once more stops at once",
    _ work: @escaping @Sendable () async throws -> Output
  ) async throws -> Output {
    let task = Task { try await work() }
    let isAsked = Mutex(false)
    // A queue of its own has a thread at once; those of the global queues may all be making letters.
    let queue = DispatchQueue(label: "flett.interruption")
    let sources = [SIGINT, SIGTERM].map { number in
      let source = DispatchSource.makeSignalSource(signal: number, queue: queue)
      source.setEventHandler {
        let again = isAsked.withLock { asked in
          defer { asked = true }
          return asked
        }
        if again { _exit(128 + number) }
        FileHandle.standardError.write(
          Data("\n\(words)\n".utf8))
        task.cancel()
      }
      source.resume()
      return source
    }
    defer { sources.forEach { $0.cancel() } }
    return try await task.value
  }
}
