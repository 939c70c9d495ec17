package import Diagnostics
import Foundation
import GRDB

/// What the ledger knows of single letters.
extension Ledger {
  private static let columns = """
    id, key, row, file, input, state, attempts, gone, size, modified, digest, content, pages, signer, \
    diagnostics, proof
    """

  /// The letters of some records by their numbers, in order.
  package func entries(rows: ClosedRange<Int>) throws(DiagnosticsError) -> [LedgerEntry] {
    try read { database in
      let statement = try database.cachedStatement(
        sql: "SELECT \(Ledger.columns) FROM letter WHERE row BETWEEN ? AND ? ORDER BY row")
      let rows = try Row.fetchCursor(statement, arguments: [rows.lowerBound, rows.upperBound])
      var entries: [LedgerEntry] = []
      while let row = try rows.next() { entries.append(try LedgerEntry(row)) }
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
          entries.append(try LedgerEntry(row))
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
        while let row = try rows.next() { entries.append(try LedgerEntry(row)) }
        return entries
      }
      guard let end = portion.last else { return }
      last = (end.row, end.id)
      for entry in portion { try body(entry) }
    }
  }

  /// Notes what came of making letters.
  ///
  /// Their files must be safe on the disk by now.
  package func record(_ outcomes: [LetterOutcome], at time: Double) throws(DiagnosticsError) {
    try write { database in
      let statement = try database.cachedStatement(
        sql: """
          UPDATE letter SET state = ?, attempts = attempts + 1, size = ?, modified = ?, digest = ?,
            content = ?, pages = ?, signer = ?, made = ?, diagnostics = ?, proof = ? WHERE key = ?
          """)
      for outcome in outcomes {
        let made = outcome.made
        let state: LetterState = made == nil ? .failed : .made
        let diagnostics = StoredDiagnostic.text(outcome.diagnostics)
        try statement.execute(arguments: [
          state.rawValue, made?.size, made?.modified, made.map { Data($0.digest) },
          made?.contentDigest.map { Data($0) }, made?.pages, made?.signer, time, diagnostics,
          made.map { RowProof(outcome.key, $0, diagnostics).value }, outcome.key,
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

  /// Whether it knows of no recipient's letter at all.
  package func isEmpty() throws(DiagnosticsError) -> Bool {
    try read { try Row.fetchOne($0, sql: "SELECT 1 FROM letter WHERE row > 0 LIMIT 1") == nil }
  }

  /// How many letters the plan has, without a look at each of them: indexes alone tell it.
  package func plannedCount() throws(DiagnosticsError) -> Int {
    try read { database in
      try Int.fetchOne(
        database,
        sql: """
          SELECT (SELECT count(*) FROM letter WHERE row > 0)
            - (SELECT count(*) FROM letter WHERE gone = 1)
          """) ?? 0
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
      while let row = try rows.next() { try totals.add(row) }
      return totals
    }
  }
}

extension LedgerTotals {
  /// Adds letters that are alike in being gone or not and in their state.
  fileprivate mutating func add(_ row: Row) throws {
    let count: Int = try row.decode(atIndex: 2)
    guard try row.decode(Int.self, atIndex: 0) == 0 else {
      gone += count
      return
    }
    letters += count
    let state: Int = try row.decode(atIndex: 1)
    if state == LetterState.failed.rawValue { failed += count }
    guard state == LetterState.made.rawValue else { return }
    made += count
    pages += try LedgerTotals.sum(row, 3)
    sheets += try LedgerTotals.sum(row, 4)
    bytes += try LedgerTotals.sum(row, 5)
  }

  /// Sums are exact up to 2^53, which no folder reaches.
  private static func sum(_ row: Row, _ index: Int) throws -> Int {
    guard let sum = Int(exactly: try row.decode(Double.self, atIndex: index)) else {
      throw DatabaseError(resultCode: .SQLITE_CORRUPT)
    }
    return sum
  }
}
