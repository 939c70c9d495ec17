package import Diagnostics
import Foundation
import GRDB

/// What the ledger knows of single letters.
extension Ledger {
  private static let columns = """
    id, key, row, file, input, state, attempts, gone, size, modified, digest, content, pages, signer, \
    diagnostics
    """

  /// The letters of some records by their numbers, in order.
  package func entries(rows: ClosedRange<Int>) throws(DiagnosticsError) -> [LedgerEntry] {
    try read { database in
      let statement = try database.cachedStatement(
        sql: "SELECT \(Ledger.columns) FROM letter WHERE row BETWEEN ? AND ? ORDER BY row")
      let rows = try Row.fetchCursor(statement, arguments: [rows.lowerBound, rows.upperBound])
      var entries: [LedgerEntry] = []
      while let row = try rows.next() { entries.append(Ledger.entry(row)) }
      return entries
    }
  }

  /// The letters with the given keys, in no particular order; keys without a letter are left out.
  package func entries(keys: [String]) throws(DiagnosticsError) -> [LedgerEntry] {
    try read { database in
      let statement = try database.cachedStatement(
        sql: "SELECT \(Ledger.columns) FROM letter WHERE key = ?")
      var entries: [LedgerEntry] = []
      for key in keys {
        if let row = try Row.fetchOne(statement, arguments: [key]) {
          entries.append(Ledger.entry(row))
        }
      }
      return entries
    }
  }

  /// Hands letters to `body`, in the order of their records, a thousand at a time.
  ///
  /// The ledger may be used by others between two of them.
  package func forEachEntry(
    includingGone: Bool = false, _ body: (LedgerEntry) throws(DiagnosticsError) -> Void
  ) throws(DiagnosticsError) {
    var last = (row: -1, id: Int64(-1))
    while true {
      let portion = try read { database in
        let statement = try database.cachedStatement(
          sql: """
            SELECT \(Ledger.columns) FROM letter WHERE (row, id) > (?, ?) AND gone <= ?
            ORDER BY row, id LIMIT 1000
            """)
        let rows = try Row.fetchCursor(
          statement, arguments: [last.row, last.id, includingGone ? 1 : 0])
        var entries: [LedgerEntry] = []
        while let row = try rows.next() { entries.append(Ledger.entry(row)) }
        return entries
      }
      guard let end = portion.last else { return }
      last = (end.row, end.id)
      for entry in portion { try body(entry) }
    }
  }

  private static func entry(_ row: Row) -> LedgerEntry {
    let state = LetterState(rawValue: row[5]) ?? .planned
    var made: MadeFile?
    if state == .made, let digest: Data = row[10] {
      let content: Data? = row[11]
      made = MadeFile(
        size: row[8], modified: row[9], digest: [UInt8](digest),
        contentDigest: content.map { [UInt8]($0) }, pages: row[12], signer: row[13])
    }
    let input: Data = row[4]
    return LedgerEntry(
      id: row[0], key: row[1], row: row[2], file: row[3], input: [UInt8](input),
      state: made == nil && state == .made ? .planned : state, attempts: row[6],
      isGone: row[7] as Int != 0, made: made,
      diagnostics: StoredDiagnostic.diagnostics(row[14]))
  }

  /// Notes what came of making letters.
  ///
  /// Their files must be safe on the disk by now.
  package func record(_ outcomes: [LetterOutcome], at time: Double) throws(DiagnosticsError) {
    try write { database in
      let statement = try database.cachedStatement(
        sql: """
          UPDATE letter SET state = ?, attempts = attempts + 1, size = ?, modified = ?, digest = ?,
            content = ?, pages = ?, signer = ?, made = ?, diagnostics = ? WHERE key = ?
          """)
      for outcome in outcomes {
        let made = outcome.made
        let state: LetterState = made == nil ? .failed : .made
        try statement.execute(arguments: [
          state.rawValue, made?.size, made?.modified, made.map { Data($0.digest) },
          made?.contentDigest.map { Data($0) }, made?.pages, made?.signer, time,
          StoredDiagnostic.text(outcome.diagnostics), outcome.key,
        ])
      }
    }
  }

  /// Notes what is found to be otherwise about letters that need not be made again.
  package func refresh(_ entries: [EntryRefresh]) throws(DiagnosticsError) {
    guard !entries.isEmpty else { return }
    try write { database in
      let statement = try database.cachedStatement(
        sql: "UPDATE letter SET row = ?, modified = ?, gone = 0 WHERE id = ?")
      for entry in entries {
        try statement.execute(arguments: [entry.row, entry.modified, entry.id])
      }
    }
  }

  /// How many letters there are, and what of them.
  package func totals() throws(DiagnosticsError) -> LedgerTotals {
    try read { database in
      var totals = LedgerTotals()
      let rows = try Row.fetchCursor(
        database,
        sql: """
          SELECT gone, state, count(*), total(pages), total((pages + 1) / 2), total(size)
          FROM letter WHERE row > 0 GROUP BY gone, state
          """)
      while let row = try rows.next() {
        let count: Int = row[2]
        guard row[0] as Int == 0 else {
          totals.gone += count
          continue
        }
        totals.letters += count
        if row[1] as Int == LetterState.failed.rawValue { totals.failed += count }
        guard row[1] as Int == LetterState.made.rawValue else { continue }
        totals.made += count
        totals.pages += Int(row[3] as Double)
        totals.sheets += Int(row[4] as Double)
        totals.bytes += Int(row[5] as Double)
      }
      return totals
    }
  }
}
