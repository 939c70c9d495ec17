import Diagnostics
import Dispatch
import Foundation
import Ledger
import Synchronization

/// Makes letters safe on the disk, gives them their names and notes them in the ledger, some hundred at a
/// time.
///
/// Each step begins when the one before it is safe, whenever the power fails: first the disk has the bytes
/// of a group's files, then the files get their names, then the disk has the names, then the ledger is told.
/// The disk is waited for once a group, as that makes safe the bytes of this group and the names of the one
/// before. All of it happens beside the workers; they wait when it falls far behind.
final class GroupCommit: Sendable {
  private struct Letter {
    var outcome: LetterOutcome
    var file: StagedFile?
  }

  private struct State {
    /// Files whose letters have not come in yet, by the letters' keys.
    var staged: [String: StagedFile] = [:]
    var pending: [Letter] = []
    /// Letters whose files have their names, while the names are not safe.
    var named: [LetterOutcome] = []
    var committed = 0
    var failure: DiagnosticsError?
  }

  private let folder: LetterFolder
  private let disk: any DiskBarrier
  private let isSmall: Bool
  private let stop: StopSign
  private let size: Int
  private let budget: DescriptorBudget
  private let queue = DispatchQueue(label: "flett.commit")
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
  init(
    _ folder: LetterFolder, disk: (any DiskBarrier)? = nil, isSmall: Bool, stop: StopSign,
    size: Int = 512, budget: DescriptorBudget = DescriptorBudget()
  ) {
    (self.folder, self.disk, self.isSmall) = (folder, disk ?? folder.disk, isSmall)
    (self.stop, self.size, self.budget) = (stop, size, budget)
  }

  /// Takes in the file of a letter, which ``add(_:)`` is told of later.
  ///
  /// - Returns: What is to be noted of it.
  /// - Throws: ``DiagnosticsError`` if it cannot be written.
  func stage(_ file: LetterFile, _ letter: ReadyLetter) throws(DiagnosticsError) -> MadeFile {
    let staged = try folder.files.stage(
      file.content, for: letter.place, isSynced: isSmall, budget)
    state.withLock { $0.staged[letter.key] = staged }
    return MadeFile(file, modified: staged.stamp.modified, pages: letter.pages)
  }

  /// Takes in what came of a letter.
  func add(_ outcome: LetterOutcome) {
    let isFull = state.withLock { state in
      let file = state.staged.removeValue(forKey: outcome.key)
      state.pending.append(Letter(outcome: outcome, file: file))
      return state.pending.count.isMultiple(of: size)
    }
    guard isFull else { return }
    slots.wait()
    queue.async { [self] in
      commit(isLast: false)
      slots.signal()
    }
  }

  /// Waits until the full groups at hand are committed.
  func drain() { queue.sync {} }

  /// Commits what is left.
  ///
  /// The last letters are noted in a transaction that is still open, so that the run's end goes into it too.
  ///
  /// - Returns: How many letters were noted in all.
  /// - Throws: ``DiagnosticsError`` with the first failure.
  func finish() throws(DiagnosticsError) -> Int {
    queue.sync {
      commit(isLast: true)
      commitNames()
    }
    let (committed, failure) = state.withLock { ($0.committed, $0.failure) }
    if let failure { throw failure }
    return committed
  }

  /// Gives the files of all letters that wait their names, once their bytes are safe.
  private func commit(isLast: Bool) {
    attempt { () throws(DiagnosticsError) in
      let letters = take(isLast: isLast)
      guard !letters.isEmpty else { return }
      if !isSmall { try disk.waitForFiles() }
      try record()
      for letter in letters {
        if let file = letter.file { try folder.files.name(file) }
      }
      state.withLock { $0.named = letters.map(\.outcome) }
    }
  }

  /// Notes the last group, once its names are safe.
  private func commitNames() {
    attempt { () throws(DiagnosticsError) in
      if state.withLock({ !$0.named.isEmpty }) {
        // In sub-folders, too, there are names, and those of new folders.
        if isSmall { try disk.waitForNames() } else { try disk.waitForFiles() }
      }
      try folder.ledger.hold()
      try record()
    }
  }

  /// A group that came while the disk was waited for is taken along with the next one.
  private func take(isLast: Bool) -> [Letter] {
    state.withLock { state in
      guard isLast || state.pending.count >= size else { return [] }
      defer { state.pending = [] }
      return state.pending
    }
  }

  private func record() throws(DiagnosticsError) {
    let named = state.withLock { state in
      defer { state.named = [] }
      return state.named
    }
    guard !named.isEmpty else { return }
    try folder.ledger.record(named, at: Date().timeIntervalSince1970)
    state.withLock { $0.committed += named.count { $0.made != nil } }
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
      state.withLock { $0.failure = error }
      stop.set()
    }
  }
}
