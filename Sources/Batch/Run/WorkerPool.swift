import Diagnostics
import Foundation
import Records
import Synchronization

/// Workers that take records from one list and make letters of them side by side.
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

  /// Hands every record of `feed` to `work`, a few at a time, and what comes out to `collect`, in the
  /// records' order.
  ///
  /// Ends early, after the records at hand, when the task is cancelled or `stop` is set. No worker runs
  /// far ahead of a slow one, so what waits for its turn is bounded.
  ///
  /// - Throws: ``DiagnosticsError`` if the list cannot be read to its end.
  func run<Result: Sendable>(
    _ feed: RecordFeed, portion: Int = 16, stop: StopSign = StopSign(),
    work: @escaping @Sendable (LetterMaker, [Record]) -> [Result],
    collect: @escaping @Sendable (Result) -> Void
  ) async throws(DiagnosticsError) {
    let queue = RecordQueue(feed, portion: portion, lead: 4 * workers.count)
    let output = OrderedOutput(collect)
    await withTaskGroup(of: Void.self) { group in
      for worker in workers {
        group.addTask {
          while !Task.isCancelled, !stop.isSet, let (number, records) = queue.next() {
            let results = worker.maker.withLock { maker in work(maker, records) }
            queue.finished(upTo: output.add(results, number: number))
            // A server may run beside this, on no more threads than there are processors.
            await Task.yield()
          }
          queue.leave()
        }
      }
    }
    if let failure = queue.failure { throw failure }
  }

  /// Makes something of no record, such as the master copy, with the first worker.
  func withMaker<Result: Sendable>(_ work: (LetterMaker) -> Result) -> Result {
    workers[0].maker.withLock { work($0) }
  }
}

/// Tells workers to take no more letters.
final class StopSign: Sendable {
  private let state = Mutex(false)

  /// Whether it is set.
  var isSet: Bool { state.withLock { $0 } }

  /// Sets it, for good.
  func set() { state.withLock { $0 = true } }
}

/// A list of records that several workers take from.
///
/// Everything below the condition is read and changed only while it is locked.
private final class RecordQueue: @unchecked Sendable {
  private let condition = NSCondition()
  private let portion: Int
  private let lead: Int
  private var feed: RecordFeed
  private var taken = 0
  private var finished = 0
  private var isLeft = false
  private var problem: DiagnosticsError?

  /// A queue that hands out `portion` records at a time, and no more than `lead` portions ahead of the
  /// first that is not finished.
  init(_ feed: RecordFeed, portion: Int, lead: Int) {
    (self.feed, self.portion, self.lead) = (feed, portion, lead)
  }

  /// Why the list could not be read to its end; nil if it could.
  var failure: DiagnosticsError? {
    condition.withLock { problem }
  }

  /// The next few records and the number of their portion, or nil when there are no more.
  func next() -> (number: Int, records: [Record])? {
    condition.withLock {
      // The worker that is behind is at work on another thread, so the wait ends.
      while taken - finished >= lead, !isLeft { condition.wait() }
      let records = read()
      guard !records.isEmpty else { return nil }
      defer { taken += 1 }
      return (taken, records)
    }
  }

  /// Notes that all portions before `number` are done with.
  func finished(upTo number: Int) {
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

  private func read() -> [Record] {
    var records: [Record] = []
    records.reserveCapacity(portion)
    do throws(DiagnosticsError) {
      while problem == nil, records.count < portion, let record = try feed.next() {
        records.append(record)
      }
    } catch {
      problem = error
    }
    return records
  }
}

/// Hands on what the workers finish in the order in which they took it.
private final class OrderedOutput<Result: Sendable>: Sendable {
  private struct State {
    var waiting: [Int: [Result]] = [:]
    var next = 0
  }

  private let state = Mutex(State())
  private let collect: @Sendable (Result) -> Void

  init(_ collect: @escaping @Sendable (Result) -> Void) {
    self.collect = collect
  }

  /// Takes in a portion, and hands on all results whose turn has come.
  ///
  /// - Returns: The number of the portion whose turn is next.
  func add(_ results: [Result], number: Int) -> Int {
    state.withLock { state in
      state.waiting[number] = results
      while let results = state.waiting.removeValue(forKey: state.next) {
        results.forEach(collect)
        state.next += 1
      }
      return state.next
    }
  }
}
