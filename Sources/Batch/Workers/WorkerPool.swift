import Composition
import Diagnostics
import Foundation
import Storage
import Synchronization

/// Workers that take portions of work from one source and do them side by side.
///
/// Each has its own text layout and painter, which are not shared between threads and which keep what
/// is the same in all letters. What comes out depends neither on how many there are nor on their order.
final class WorkerPool: Sendable {
  private let workers: [Worker]

  /// One worker; the lock is never waited for, as each task has a worker of its own.
  private final class Worker: Sendable {
    let maker: Mutex<LetterMaker>

    init(_ maker: sending LetterMaker) {
      self.maker = Mutex(maker)
    }
  }

  /// So many workers, each with a maker of its own.
  init(count: Int, make: () throws(DiagnosticsError) -> sending LetterMaker)
    throws(DiagnosticsError)
  {
    var workers: [Worker] = []
    for _ in 0..<max(1, count) { workers.append(Worker(try make())) }
    self.workers = workers
  }

  /// Hands every portion of `source` to `work`, and what comes out to `collect`, in the portions' order.
  ///
  /// Ends early, after the portions at hand, when the task is cancelled or `stop` is set. No worker runs
  /// far ahead of a slow one, so what waits for its turn is bounded. Workers wait for each other and for disks,
  /// so they have threads of their own.
  ///
  /// - Parameters:
  ///   - source: The work.
  ///   - stop: What ends it early.
  ///   - state: What `collect` begins with.
  ///   - work: Does a portion.
  ///   - collect: Takes in what came of a portion; it is called for one at a time, and may write to a disk.
  /// - Returns: What `collect` made of the state.
  /// - Throws: ``DiagnosticsError`` if the source fails before its end.
  func run<Source: PortionSource, Result: Sendable, State>(
    _ source: Source, stop: StopFlag, into state: sending State,
    work: @escaping @Sendable (LetterMaker, Source.Portion) -> Result,
    collect: @escaping @Sendable (inout State, Result) -> Void
  ) async throws(DiagnosticsError) -> State {
    let queue = PortionQueue(source, lead: 4 * workers.count)
    let output = OrderedOutput(into: state, collect)
    await withTaskExecutorPreference(WorkThreads.shared) {
      await withTaskGroup(of: Void.self) { group in
        for worker in workers {
          group.addTask {
            while !Task.isCancelled, !stop.isSet, let (number, portion) = queue.next() {
              let result = worker.maker.withLock { maker in work(maker, portion) }
              output.add(result, number: number, finished: queue.finished)
            }
            queue.leave()
          }
        }
      }
    }
    if let failure = queue.failure { throw failure }
    return output.finish()
  }

  /// Makes something of no record, such as the master copy, with the first worker.
  func withMaker<Result: Sendable>(_ work: (LetterMaker) -> Result) -> Result {
    workers[0].maker.withLock { work($0) }
  }
}

/// Work that several workers share, a portion at a time.
protocol PortionSource: Sendable {
  associatedtype Portion: Sendable

  /// The next portion, or nil after the last one.
  mutating func next() throws(DiagnosticsError) -> Portion?
}

/// A source that several workers take from.
///
/// Everything below the condition is read and changed only while it is locked.
private final class PortionQueue<Source: PortionSource>: @unchecked Sendable {
  private let condition = NSCondition()
  private let lead: Int
  private var source: Source
  private var taken = 0
  private var finished = 0
  private var isLeft = false
  private var problem: DiagnosticsError?

  /// A queue that hands out no more than `lead` portions ahead of the first that is not finished.
  init(_ source: Source, lead: Int) {
    (self.source, self.lead) = (source, lead)
  }

  /// Why the source failed before its end; nil if it did not.
  var failure: DiagnosticsError? {
    condition.withLock { problem }
  }

  /// The next portion and its number, or nil when there are no more.
  func next() -> (number: Int, portion: Source.Portion)? {
    condition.withLock {
      // The worker that is behind is at work on another thread, so the wait ends.
      while taken - finished >= lead, !isLeft { condition.wait() }
      guard problem == nil else { return nil }
      do throws(DiagnosticsError) {
        guard let portion = try source.next() else { return nil }
        defer { taken += 1 }
        return (taken, portion)
      } catch {
        problem = error
        return nil
      }
    }
  }

  /// Notes that all portions before `number` are done with.
  func finished(_ number: Int) {
    condition.withLock {
      finished = max(finished, number)
      condition.broadcast()
    }
  }

  /// Notes that a worker takes no more, so that none waits for it.
  func leave() {
    condition.withLock {
      isLeft = true
      condition.broadcast()
    }
  }
}
