import Diagnostics
import Dispatch
import Foundation
import Ledger
import Synchronization

/// Makes letters safe on the disk and notes them in the ledger, some hundred at a time.
///
/// First the disk has the files, then the ledger has their names: what the ledger says is there is there,
/// whenever the power fails. It works beside the workers, and they wait when it falls far behind.
final class GroupCommit: Sendable {
  private struct State {
    var batch: [LetterOutcome] = []
    var committed = 0
    var failure: DiagnosticsError?
  }

  private let folder: LetterFolder
  private let isSmall: Bool
  private let stop: StopSign
  private let queue = DispatchQueue(label: "flett.commit")
  private let slots = DispatchSemaphore(value: 2)
  private let state = Mutex(State())

  /// How many letters are made safe at once.
  private static let size = 512

  /// Commits to a folder; `stop` is set when it fails.
  ///
  /// In a small run the bytes of each file are safe already: making the whole disk safe can take longer, as
  /// it waits for what other programs write.
  init(_ folder: LetterFolder, isSmall: Bool, stop: StopSign) {
    (self.folder, self.isSmall, self.stop) = (folder, isSmall, stop)
  }

  /// Takes in what came of a letter.
  func add(_ outcome: LetterOutcome) {
    let batch = state.withLock { state -> [LetterOutcome]? in
      state.batch.append(outcome)
      guard state.batch.count >= GroupCommit.size else { return nil }
      defer { state.batch.removeAll(keepingCapacity: true) }
      return state.batch
    }
    guard let batch else { return }
    slots.wait()
    queue.async { [self] in
      commit(batch)
      slots.signal()
    }
  }

  /// Commits what is left.
  ///
  /// - Returns: How many letters were noted in all.
  /// - Throws: ``DiagnosticsError`` with the first failure.
  func finish() throws(DiagnosticsError) -> Int {
    queue.sync {
      let rest = state.withLock { state in
        defer { state.batch.removeAll() }
        return state.batch
      }
      if !rest.isEmpty { commit(rest) }
    }
    let (committed, failure) = state.withLock { ($0.committed, $0.failure) }
    if let failure { throw failure }
    return committed
  }

  /// Makes a batch safe, then notes it; after a failure nothing more is noted.
  ///
  /// The disk tells only once of bytes that it lost, and those of a later batch may have been among them: its
  /// letters are made again by the next run.
  private func commit(_ batch: [LetterOutcome]) {
    guard state.withLock({ $0.failure == nil }) else { return }
    do throws(DiagnosticsError) {
      if isSmall { try folder.disk.waitForNames() } else { try folder.disk.waitForFiles() }
      try folder.ledger.record(batch, at: Date().timeIntervalSince1970)
      state.withLock { $0.committed += batch.count { $0.made != nil } }
    } catch {
      state.withLock { $0.failure = error }
      stop.set()
    }
  }
}
