import Diagnostics
import Dispatch
import Foundation
import Testing

@testable import Storage

/// Work that waits has threads of its own.
struct WorkThreadsTests {
  @Test(
    "tasks that wait for each other all go on, however many there are", .timeLimit(.minutes(30)))
  func waiting() async throws {
    let count = 4 * ProcessInfo.processInfo.activeProcessorCount + 4
    let arrived = DispatchGroup()
    for _ in 0..<count { arrived.enter() }
    try await WorkThreads.run { () async throws(DiagnosticsError) in
      await withTaskGroup(of: Void.self) { group in
        for _ in 0..<count {
          group.addTask {
            #expect(WorkThreads.isCurrent)
            WorkThreadsTests.meet(arrived)
          }
        }
      }
    }
    #expect(!WorkThreads.isCurrent)
  }

  /// Comes, and waits until all others have.
  private static func meet(_ group: DispatchGroup) {
    group.leave()
    group.wait()
  }
}
