package import Diagnostics
import Foundation

/// Threads of our own, for work that waits: for the disk, for a folder's lock, for another worker.
///
/// Swift's own threads are as many as there are processors, and are never to wait: whoever does takes one from
/// everybody, a server beside a run for instance. Here every piece of work that is ready has a thread at once, so
/// one that waits keeps nobody up. How many there are is bounded by the tasks of a run, one a worker and one
/// for the run itself, and by the requests that a preview answers at once.
///
/// Everything below the condition is read and changed only while it is locked.
package final class WorkThreads: TaskExecutor, @unchecked Sendable {
  /// The threads of this process.
  package static let shared = WorkThreads()

  private let condition = NSCondition()
  private var jobs: [UnownedJob] = []
  private var waiting = 0

  /// How long a thread without work stays, in seconds.
  private static let patience = 5.0
  /// What recursion within stated limits needs, with room to spare.
  private static let stackSize = 8 << 20

  /// Whether the caller runs on one of them.
  static var isCurrent: Bool { Thread.current.threadDictionary[sign] != nil }
  private static let sign = "flett.work"

  /// Does a piece of work on these threads, and all tasks within it.
  package static func run<Output: Sendable>(
    _ work: () async throws(DiagnosticsError) -> Output
  ) async throws(DiagnosticsError) -> Output {
    try await withTaskExecutorPreference(shared, operation: work)
  }

  package func enqueue(_ job: consuming ExecutorJob) {
    let job = UnownedJob(job)
    let isTaken = condition.withLock {
      jobs.append(job)
      condition.signal()
      return jobs.count <= waiting
    }
    if !isTaken { addThread() }
  }

  private func addThread() {
    let thread = Thread { [self] in
      Thread.current.threadDictionary[WorkThreads.sign] = true
      while let job = next() { unsafe job.runSynchronously(on: asUnownedTaskExecutor()) }
    }
    thread.stackSize = WorkThreads.stackSize
    thread.start()
  }

  /// The next piece of work; nil if there was none for a while.
  private func next() -> UnownedJob? {
    condition.withLock {
      waiting += 1
      defer { waiting -= 1 }
      let end = Date(timeIntervalSinceNow: WorkThreads.patience)
      while jobs.isEmpty {
        guard condition.wait(until: end) || !jobs.isEmpty else { return nil }
      }
      return jobs.removeFirst()
    }
  }
}
