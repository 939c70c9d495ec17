package import Diagnostics
import Foundation
package import Ledger
import Storage

/// What a folder of letters knows of itself, for people and programs.
package struct FolderStatus: Sendable, Encodable {
  /// How many letters its plan has, and of those how many are made, failed or waiting.
  package let letters, made, failed, waiting: Int
  /// Of the letters made.
  package let pages, sheets, bytes: Int
  /// The last run; nil if there was none.
  package let run: LastRun?
  /// The letters that cannot be made; of a great many, the first.
  package let failures: [Letter]
  /// How many recipients of the list get no letter, by reason.
  package let leftOut: OmissionCounts
  /// Those who get none, in the order of the list; of a great many, the first.
  package let omitted: [Omitted]
  /// Files of earlier runs that belong to no letter any more.
  package let strayFiles: [String]

  package struct LastRun: Sendable, Encodable {
    /// Its number in the folder.
    package let number: Int64
    package let mailing, list: String
    /// `running`, `killed`, `complete`, `faulty`, `refused`, `interrupted`, `failed` or `rebuilt`.
    package let state: String
    /// When it began and ended, in ISO 8601.
    package let started: String
    package let ended: String?
  }

  /// A recipient who gets no letter.
  package struct Omitted: Sendable, Encodable {
    /// What tells the recipient from others.
    package let key: String
    /// The number of the row in the list, as people are told it.
    package let row: Int
    /// `hidden`, `except` or `where`.
    package let reason: String
    /// The place of what is behind that.
    package let cause: String

    fileprivate init(_ entry: OmittedEntry) {
      (key, row, reason, cause) = (entry.key, entry.row, entry.reason.rawValue, entry.cause)
    }
  }

  /// A letter that cannot be made.
  package struct Letter: Sendable, Encodable {
    /// What tells it from the others.
    package let key: String
    /// How often it was tried.
    package let attempts: Int
    /// Why it cannot be made.
    package let errors: [String]
  }

  private static let limit = 100

  /// Looks into a folder; a run may be at work in it.
  ///
  /// - Parameter folder: The folder as the author named it.
  /// - Throws: ``DiagnosticsError`` if it has no ledger, or one that cannot be read.
  package init(of folder: String) throws(DiagnosticsError) {
    let began = LetterFolder.begun(in: folder)
    guard let ledger = try LetterFolder.ledger(of: folder) else {
      guard let began else { throw FolderStatus.unknown(folder) }
      run = LastRun(began.note, number: 1, isHeld: began.isHeld)
      (letters, made, failed, waiting, pages, sheets, bytes) = (0, 0, 0, 0, 0, 0, 0)
      (failures, strayFiles) = ([], [])
      (leftOut, omitted) = (OmissionCounts(), [])
      return
    }
    let totals = try ledger.totals()
    (letters, made, failed) = (totals.letters, totals.made, totals.failed)
    (waiting, pages, sheets, bytes) = (totals.waiting, totals.pages, totals.sheets, totals.bytes)
    let last = try ledger.lastRun()
    if let began, last?.state != .running {
      run = LastRun(began.note, number: (last?.id ?? 0) + 1, isHeld: began.isHeld)
    } else {
      run = last.map { LastRun($0, isHeld: began?.isHeld ?? LetterFolder.isHeld(folder)) }
    }
    var failures: [Letter] = []
    if failed > 0 {
      try ledger.forEachEntry { entry throws(DiagnosticsError) in
        guard entry.state == .failed, failures.count < FolderStatus.limit else { return }
        failures.append(
          Letter(
            key: entry.key, attempts: entry.attempts, errors: entry.diagnostics.map(\.description)))
      }
    }
    self.failures = failures
    var omitted: [Omitted] = []
    try ledger.forEachOmission { entry in
      if omitted.count < FolderStatus.limit { omitted.append(Omitted(entry)) }
    }
    (leftOut, self.omitted) = (try ledger.omissionCounts(), omitted)
    strayFiles = try FolderStrays(of: ledger, in: OutputFolder(existing: folder)).files.map(\.file)
  }
}

extension FolderStatus {
  private static func unknown(_ folder: String) -> DiagnosticsError {
    DiagnosticsError(
      .error(
        "batch.no-ledger", "'\(folder)' is not a folder that 'flett merge' has written into",
        failure: .input))
  }
}

extension LetterFolder {
  /// The run that holds a folder, or was killed while it did; nil if there is none.
  fileprivate static func begun(in folder: String) -> (note: RunNote, isHeld: Bool)? {
    let wasHeld = isHeld(folder)
    // A run may have begun or ended since.
    return note(of: folder).map { ($0, wasHeld || isHeld(folder)) }
  }
}

extension FolderStatus.LastRun {
  /// A run of which the ledger knows nothing yet.
  fileprivate init(_ note: RunNote, number: Int64, isHeld: Bool) {
    self.number = number
    (mailing, list) = (note.run.mailing, note.run.list)
    state = isHeld ? RunState.running.rawValue : "killed"
    started = FolderStatus.LastRun.text(note.started)
    ended = nil
  }

  fileprivate init(_ run: RunEntry, isHeld: Bool) {
    number = run.id
    (mailing, list) = (run.description.mailing, run.description.list)
    state = run.state == .running && !isHeld ? "killed" : run.state.rawValue
    started = FolderStatus.LastRun.text(run.started)
    ended = run.ended.map(FolderStatus.LastRun.text)
  }

  private static func text(_ time: Double) -> String {
    Date(timeIntervalSince1970: time).formatted(.iso8601)
  }
}
