import Diagnostics
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

  /// Hands every record of `feed` to `work`, and what comes out to `collect`, in the records' order.
  ///
  /// - Throws: ``DiagnosticsError`` if the list cannot be read to its end.
  func run<Result: Sendable>(
    _ feed: RecordFeed, work: @escaping @Sendable (LetterMaker, Record) -> Result,
    collect: @escaping @Sendable (Result) -> Void
  ) async throws(DiagnosticsError) {
    let queue = RecordQueue(feed)
    let output = OrderedOutput(collect)
    await withTaskGroup(of: Void.self) { group in
      for worker in workers {
        group.addTask {
          while let (number, records) = queue.next(), !Task.isCancelled {
            let results = worker.maker.withLock { maker in records.map { work(maker, $0) } }
            output.add(results, number: number)
          }
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

/// A list of records that several workers take from.
private final class RecordQueue: Sendable {
  private struct State {
    var feed: RecordFeed
    var taken = 0
    var failure: DiagnosticsError?
  }

  private let state: Mutex<State>
  private static let portion = 16

  init(_ feed: RecordFeed) {
    state = Mutex(State(feed: feed))
  }

  /// Why the list could not be read to its end; nil if it could.
  var failure: DiagnosticsError? { state.withLock { $0.failure } }

  /// The next few records and the number of their portion, or nil when there are no more.
  func next() -> (number: Int, records: [Record])? {
    state.withLock { state in
      var records: [Record] = []
      do throws(DiagnosticsError) {
        while state.failure == nil, records.count < RecordQueue.portion,
          let record = try state.feed.next()
        {
          records.append(record)
        }
      } catch {
        state.failure = error
      }
      defer { state.taken += 1 }
      return records.isEmpty ? nil : (state.taken, records)
    }
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
  func add(_ results: [Result], number: Int) {
    state.withLock { state in
      state.waiting[number] = results
      while let results = state.waiting.removeValue(forKey: state.next) {
        results.forEach(collect)
        state.next += 1
      }
    }
  }
}
