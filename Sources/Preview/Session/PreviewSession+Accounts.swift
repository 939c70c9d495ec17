import Diagnostics
import Foundation
import Records
import Storage

/// What became of letters that were made before.
///
/// The ledger and the files are looked at beside the session, which goes on answering meanwhile.
extension PreviewSession {
  /// What became of a letter; nil if there is no such recipient, or if the ledger cannot be read.
  func account(_ number: Int) async -> AccountAnswer? {
    guard let edition, let found = try? record(number) else { return nil }
    let accounts = await Task.detached(executorPreference: WorkThreads.shared) {
      try? LetterAccounts(edition)([found.record])
    }.value
    return accounts?.first.map(AccountAnswer.init)
  }

  /// The file of a letter that was made; nil if there is none.
  ///
  /// Nothing of a request is in its name but the recipient's number: the ledger has it.
  func madeFile(_ number: Int) async -> (name: String, bytes: Data)? {
    guard let edition, let found = try? record(number) else { return nil }
    return await Task.detached(executorPreference: WorkThreads.shared) {
      edition.madeFile(of: found.record)
    }.value
  }

  /// What became of some letters; nil where that cannot be told.
  func states(of records: [Record?]) async -> [LetterAccount.State?] {
    guard let edition else { return records.map { _ in nil } }
    let accounts = await Task.detached(executorPreference: WorkThreads.shared) {
      try? LetterAccounts(edition)(records)
    }.value
    return accounts?.map(\.state) ?? records.map { _ in nil }
  }

  /// What became of all letters, by their numbers, looked up once for as long as nothing changes.
  func stateOfAll(_ table: RecipientTable) async -> [LetterAccount.State] {
    if let allStates { return allStates }
    guard let edition else { return [] }
    let before = (revision, accountRevision)
    let states = await Task.detached(executorPreference: WorkThreads.shared) {
      (try? PreviewSession.states(of: table, edition)) ?? []
    }.value
    if before == (revision, accountRevision) { allStates = states }
    return states
  }

  private static func states(of table: RecipientTable, _ edition: Edition)
    throws(DiagnosticsError) -> [LetterAccount.State]
  {
    let accounts = try LetterAccounts(edition)
    var states: [LetterAccount.State] = []
    states.reserveCapacity(table.count)
    for start in stride(from: 1, through: table.count, by: 512) {
      let records = try table.records(Array(start..<min(start + 512, table.count + 1)))
      states += try accounts(records).map(\.state)
    }
    return states
  }
}
