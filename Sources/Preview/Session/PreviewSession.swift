package import Batch
import Diagnostics
import Foundation
import Records
import Storage

/// Holds what the page shows: the newest good edition of a mailing, and what is wrong with newer ones.
package actor PreviewSession {
  let request: RunRequest
  let hub = EventHub()
  var edition: Edition?
  var revision = 0
  /// What keeps the files as they are now from being an edition.
  var faults: [Diagnostic] = []
  var table: RecipientTable?
  var board = CheckResults(count: 0)
  var desk: LetterDesk?
  var letters = LetterCache()
  /// For thumbnails, which must not keep the letter on screen waiting.
  var thumbnailDesk: LetterDesk?
  var job: JobAnswer?
  var jobCount = 0
  var isMaking = false
  var order = RecipientMatches()
  /// Counts the runs that were noticed: accounts of the same number are of the same letters.
  var accountRevision = 0
  /// What became of all letters, by their numbers, as far as somebody asked for that.
  var allStates: [LetterAccount.State]?
  var listing: Task<Void, Never>?
  /// Whether the recipients are being listed for the first time.
  var isListing = false
  /// Counts how often they were listed.
  var listings = 0
  /// The run that makes letters, or made them last.
  package var making: Task<Void, Never>?
  private var checking: Task<Void, Never>?
  /// Whether fonts changed since the edition that is shown.
  private var hasOtherFonts = false

  /// A session that has read nothing yet.
  ///
  /// - Parameter request: The mailing, its list, how letters look and where they go.
  package init(_ request: RunRequest) {
    self.request = request
  }

  /// Reads the files as they are now, and tells all pages.
  ///
  /// - Parameter changed: The files that changed; empty if that is not known.
  /// - Returns: The files to watch.
  @discardableResult
  package func reload(changed: Set<String> = []) async -> Edition.Files {
    let files = Edition.files(of: request)
    if changed.contains(where: files.hasFont) { hasOtherFonts = true }
    let (request, previous, keepsFonts) = (request, edition, !hasOtherFonts)
    let read = await Task.detached(executorPreference: WorkThreads.shared, priority: .userInitiated)
    {
      Result { () throws(DiagnosticsError) in
        let edition = try Edition(request, after: previous, keepsFonts: keepsFonts)
        return (edition, try edition.desk())
      }
    }.value
    switch read {
    case .success(let (edition, desk)): show(edition, desk)
    case .failure(let error): faults = error.diagnostics
    }
    announce()
    return files
  }

  /// Ends what goes on in the background; letters that are being made at this moment are finished.
  package func stop() async {
    for task in [listing, checking, making] { task?.cancel() }
    hub.close()
    // While a run reads, nothing of it is there yet.
    if job?.stage != JobAnswer.reading { await making?.value }
  }

  /// Waits until the recipients are listed and all letters were looked at.
  package func settle() async {
    await listing?.value
    await checking?.value
  }

  private func show(_ edition: Edition, _ desk: LetterDesk) {
    let isSameList = edition.listRevision == self.edition?.listRevision
    let hasSameNames = !edition.hasLabel && self.edition?.hasLabel == false
    (self.edition, self.desk) = (edition, desk)
    hasOtherFonts = false
    thumbnailDesk = nil
    revision += 1
    faults = []
    letters = LetterCache()
    order = RecipientMatches()
    allStates = nil
    checking?.cancel()
    board = CheckResults(count: edition.list.count)
    if !isSameList { table = nil }
    if table == nil || !hasSameNames { startListing(edition) }
    startChecking(edition)
  }

  /// Lists the recipients in the background; a first letter can be shown before that, and of a list that is
  /// still the same, the names that recipients had before.
  private func startListing(_ edition: Edition) {
    listing?.cancel()
    isListing = table == nil
    listing = Task(priority: .medium) {
      let made = await Task.detached(executorPreference: WorkThreads.shared, priority: .medium) {
        try? RecipientTable(edition)
      }.value
      guard !Task.isCancelled else { return }
      self.take(made, of: edition)
    }
  }

  /// Takes in the recipients, or that they could not be read after all.
  private func take(_ table: RecipientTable?, of edition: Edition) {
    guard edition.listRevision == self.edition?.listRevision else { return }
    self.table = table
    isListing = false
    listings += 1
    order = RecipientMatches()
    announce()
  }

  /// Looks at all letters in the background, on all processors but one.
  private func startChecking(_ edition: Edition) {
    let (board, count) = (board, edition.list.count)
    let workers = max(1, ProcessInfo.processInfo.activeProcessorCount - 1)
    let portion = max(16, count / 50)
    checking = Task.detached(executorPreference: WorkThreads.shared, priority: .utility) {
      // The letter on screen comes first.
      try? await Task.sleep(for: .milliseconds(150))
      guard !Task.isCancelled else { return }
      var problems: [Diagnostic] = []
      do throws(DiagnosticsError) {
        try await edition.examine(workers: workers) { found in
          let done = board.add(found)
          guard done % portion == 0 else { return }
          Task { await self.announce(progressOf: board) }
        }
      } catch {
        problems = error.diagnostics
      }
      guard !Task.isCancelled else { return }
      board.finish(problems)
      await self.announce(progressOf: board)
    }
  }

  /// Looks at the output folder again, where a run was at work, and tells all pages.
  package func noticeRun() {
    accountRevision += 1
    allStates = nil
    order.forgetProgress()
    announce()
  }

  private func announce(progressOf board: CheckResults) {
    guard board === self.board else { return }
    order.forgetProgress()
    announce()
  }

  /// Tells all pages how things are.
  func announce() {
    hub.send("state", JSON.bytes(state()))
  }
}
