import Dispatch
import Foundation
import Synchronization
import Testing

@testable import Batch
@testable import Storage

/// Workers, and the order of what they do.
struct WorkerTests {
  @Test("letters are made, written and counted on such threads")
  func run() async throws {
    let mailing = try MailingFixture()
    let places = Mutex<[Bool]>([])
    _ = try await Run(mailing.request).make { _ in
      places.withLock { $0.append(WorkThreads.isCurrent) }
    }
    let seen = places.withLock { $0 }
    #expect(seen.count > 1 && seen.allSatisfy { $0 })
  }

  @Test(
    "what is handed on comes in order, and is handed on without a lock", .timeLimit(.minutes(30)))
  func order() throws {
    let count = 200
    let output = OrderedOutput<Int, [Int]>(into: []) { $0.append($1) }
    let isHandingOn = DispatchSemaphore(value: 0)
    let others = DispatchSemaphore(value: 0)
    let first = Thread {
      output.add(0, number: 0) { _ in
        // While this waits, all others leave what they have and go on.
        isHandingOn.signal()
        others.wait()
      }
      isHandingOn.signal()
    }
    first.start()
    isHandingOn.wait()
    for number in (1..<count).reversed() { output.add(number, number: number) { _ in } }
    for _ in 0..<count { others.signal() }
    for _ in 0..<count { isHandingOn.wait() }
    #expect(output.finish() == Array(0..<count))
  }
}
