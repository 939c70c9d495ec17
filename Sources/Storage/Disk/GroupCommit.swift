package import Diagnostics
import Dispatch
import Foundation
package import Ledger
import Synchronization

/// Makes letters safe on the disk, gives them their names and notes them in the ledger, some hundred at a
/// time.
///
/// Each step begins when the one before it is safe, whenever the power fails: first the disk has the bytes
/// of a group's files, then the files get their names, then the disk has the names, then the ledger is told.
/// The disk is waited for once a group, as that makes safe the bytes of this group and all names given before
/// the wait began. All of it happens beside the workers, and names are given while the disk is waited for on
/// behalf of the next group; the workers, which have threads of their own, wait when it falls far behind.
package final class GroupCommit: Sendable {
  private struct Letter {
    var outcome: LetterOutcome
    var file: StagedFile?
  }

  /// Letters whose files are safe, and letters of before whose names are.
  private struct SafeGroup {
    var letters: [Letter]
    var settled: [LetterOutcome]
  }

  private struct State {
    /// Files whose letters have not come in yet, by the letters' keys.
    var staged: [String: StagedFile] = [:]
    var pending: [Letter] = []
    /// Letters whose files have their names, while no wait for the disk has begun since.
    var named: [LetterOutcome] = []
    var committed = 0
    var failure: DiagnosticsError?
  }

  private let folder: LetterFolder
  private let disk: any DiskBarrier
  private let isSmall: Bool
  private let stop: StopFlag
  private let size: Int
  private let budget: DescriptorBudget
  /// Where the disk is waited for.
  private let waiting = DispatchQueue(label: "flett.commit")
  /// Where files get their names and the ledger is told.
  private let naming = DispatchQueue(label: "flett.names")
  private let slots = DispatchSemaphore(value: 3)
  private let state = Mutex(State())

  /// Commits to a folder.
  ///
  /// A very few letters are made safe each by itself: making the whole disk safe can take longer, as it waits
  /// for what other programs write.
  ///
  /// - Parameters:
  ///   - folder: The folder.
  ///   - disk: What makes files safe; nil for the folder's own way.
  ///   - isSmall: Whether there are only a few letters.
  ///   - stop: What is set when a letter cannot be committed.
  ///   - size: How many letters make a group.
  ///   - budget: How many files may be open while they wait.
  package init(
    _ folder: LetterFolder, disk: (any DiskBarrier)? = nil, isSmall: Bool, stop: StopFlag,
    size: Int = 512, budget: DescriptorBudget = DescriptorBudget()
  ) {
    (self.folder, self.disk, self.isSmall) = (folder, disk ?? folder.disk, isSmall)
    (self.stop, self.size, self.budget) = (stop, size, budget)
  }

  /// Takes in the file of a letter, which ``add(_:)`` is told of later.
  ///
  /// - Parameters:
  ///   - file: The letter's file.
  ///   - name: The name it is to have, relative to the folder.
  ///   - key: What tells the letter from the others.
  ///   - pages: How many pages it has.
  /// - Returns: What is to be noted of it.
  /// - Throws: ``DiagnosticsError`` if it cannot be written.
  package func stage(
    _ file: LetterFile, for name: String, key: String, pages: Int
  ) throws(DiagnosticsError) -> MadeFile {
    let staged = try folder.files.stage(file.content, for: name, isSynced: isSmall, budget)
    state.withLock { $0.staged[key] = staged }
    return MadeFile(file, modified: staged.stamp.modified, pages: pages)
  }

  /// Takes in what came of a letter.
  package func add(_ outcome: LetterOutcome) {
    let isFull = state.withLock { state in
      let file = state.staged.removeValue(forKey: outcome.key)
      state.pending.append(Letter(outcome: outcome, file: file))
      return state.pending.count.isMultiple(of: size)
    }
    guard isFull else { return }
    slots.wait()
    waiting.async { [self] in
      let group = makeSafe(isLast: false)
      naming.async { [self] in
        if let group { publish(group) }
        slots.signal()
      }
    }
  }

  /// Waits until the full groups at hand are committed.
  func drain() {
    waiting.sync {}
    naming.sync {}
  }

  /// Commits what is left.
  ///
  /// The last letters are noted in a transaction that is still open, so that the run's end goes into it too.
  ///
  /// - Returns: How many letters were noted in all.
  /// - Throws: ``DiagnosticsError`` with the first failure.
  package func finish() throws(DiagnosticsError) -> Int {
    let group = waiting.sync { makeSafe(isLast: true) }
    naming.sync {
      if let group { publish(group) }
      settleNames()
    }
    let (committed, failure) = state.withLock { ($0.committed, $0.failure) }
    if let failure { throw failure }
    return committed
  }

  /// Waits for the bytes of all letters that are at hand, and with them for the names that were given until now.
  ///
  /// - Returns: nil if there are none, or after a failure.
  private func makeSafe(isLast: Bool) -> SafeGroup? {
    var safe: SafeGroup?
    attempt { () throws(DiagnosticsError) in
      guard let group = take(isLast: isLast) else { return }
      if !isSmall { try disk.waitForFiles() }
      safe = group
    }
    return safe
  }

  /// Notes letters whose names are safe, and gives those their names whose bytes are.
  private func publish(_ group: SafeGroup) {
    attempt { () throws(DiagnosticsError) in
      try record(group.settled)
      for letter in group.letters {
        if let file = letter.file { try folder.files.name(file) }
      }
      state.withLock { $0.named += group.letters.map(\.outcome) }
    }
  }

  /// Notes the last groups, once their names are safe.
  private func settleNames() {
    attempt { () throws(DiagnosticsError) in
      let named = state.withLock { $0.named }
      if !named.isEmpty {
        // In sub-folders, too, there are names, and those of new folders.
        if isSmall { try disk.waitForNames() } else { try disk.waitForFiles() }
      }
      try folder.ledger.hold()
      try record(named)
    }
  }

  /// A group that came while the disk was waited for is taken along with the next one.
  private func take(isLast: Bool) -> SafeGroup? {
    state.withLock { state in
      guard !state.pending.isEmpty, isLast || state.pending.count >= size else { return nil }
      defer { (state.pending, state.named) = ([], []) }
      return SafeGroup(letters: state.pending, settled: state.named)
    }
  }

  private func record(_ outcomes: [LetterOutcome]) throws(DiagnosticsError) {
    guard !outcomes.isEmpty else { return }
    try folder.ledger.record(outcomes, at: Date().timeIntervalSince1970)
    state.withLock { $0.committed += outcomes.count { $0.made != nil } }
  }

  /// Does a step; after a failure no other follows.
  ///
  /// The disk tells only once of bytes that it lost, and those of a later group may have been among them: its
  /// letters are made again by the next run.
  private func attempt(_ step: () throws(DiagnosticsError) -> Void) {
    guard state.withLock({ $0.failure == nil }) else { return }
    do throws(DiagnosticsError) {
      try step()
    } catch {
      state.withLock { $0.failure = $0.failure ?? error }
      stop.set()
    }
  }
}
