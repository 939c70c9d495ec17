package import Diagnostics
import Foundation
import Ledger
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
    guard let ledger = try LetterFolder.ledger(of: folder) else {
      throw DiagnosticsError(
        .error(
          "batch.no-ledger", "'\(folder)' is not a folder that 'flett merge' has written into",
          failure: .input))
    }
    let isHeld = LetterFolder.isHeld(folder)
    let totals = try ledger.totals()
    (letters, made, failed) = (totals.letters, totals.made, totals.failed)
    (waiting, pages, sheets, bytes) = (totals.waiting, totals.pages, totals.sheets, totals.bytes)
    run = try ledger.lastRun().map { LastRun($0, isHeld: isHeld) }
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
    strayFiles = try FolderStrays(of: ledger, in: OutputFolder(existing: folder)).files.map(\.file)
  }
}

extension FolderStatus.LastRun {
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
