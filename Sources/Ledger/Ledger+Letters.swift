package import Diagnostics
import SQLite

/// What the ledger knows of single letters.
extension Ledger {
  /// The letters of some records by their numbers, in order.
  package func entries(rows: ClosedRange<Int>) throws(DiagnosticsError) -> [LedgerEntry] {
    try read { database in
      try database.map(
        "SELECT \(StoredLetter.columns) FROM letter WHERE row BETWEEN ? AND ? ORDER BY row",
        [rows.lowerBound, rows.upperBound]
      ) { LedgerEntry(try StoredLetter($0)) }
    }
  }

  /// The letters with the given keys, in no particular order; keys without a letter are left out.
  package func entries(keys: [String]) throws(DiagnosticsError) -> [LedgerEntry] {
    try read { database in
      try keys.compactMap { try StoredLetter.find($0, in: database).map { LedgerEntry($0) } }
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
      let portion = try entries(after: last)
      guard let end = portion.last else { return }
      last = (end.row, end.id)
      for entry in portion where includingGone || !entry.isGone { try body(entry) }
    }
  }

  /// Letters that are gone are read, too, so that damage cannot hide a letter by making it look
  /// gone.
  private func entries(after last: (row: Int, id: Int64)) throws(DiagnosticsError) -> [LedgerEntry]
  {
    try read { database in
      try database.map(
        """
        SELECT \(StoredLetter.columns) FROM letter WHERE (row, id) > (?, ?)
        ORDER BY row, id LIMIT 1000
        """, [last.row, last.id]
      ) { LedgerEntry(try StoredLetter($0)) }
    }
  }

  /// Notes what came of making letters.
  ///
  /// Their files must be safe on the disk by now.
  ///
  /// - Throws: ``DiagnosticsError`` if it cannot be written, or if a letter is not there as it was planned;
  ///   none of them is noted then.
  package func record(_ outcomes: [LetterOutcome], at time: Double) throws(DiagnosticsError) {
    try write { database in
      try StoredLetter.record(outcomes, at: time, in: database)
    }
  }

  /// Notes what has changed about letters that need not be made again.
  ///
  /// - Throws: ``DiagnosticsError`` if it cannot be written, or if one of the letters is not there.
  package func refresh(_ entries: [EntryRefresh]) throws(DiagnosticsError) {
    guard !entries.isEmpty else { return }
    try write { database in
      for entry in entries {
        var letter = try StoredLetter.get(entry.id, in: database)
        (letter.row, letter.isGone) = (entry.row, false)
        letter.made?.modified = entry.modified
        try letter.update(in: database)
      }
    }
  }

  /// Whether it knows of no recipient's letter at all.
  package func isEmpty() throws(DiagnosticsError) -> Bool {
    try read { try $0.first("SELECT 1 FROM letter WHERE row > 0 LIMIT 1") { _ in true } == nil }
  }

  /// How many letters the plan has, without a look at each of them: indexes alone tell it.
  package func plannedCount() throws(DiagnosticsError) -> Int {
    try read { database in
      try database.first(
        """
        SELECT (SELECT count(*) FROM letter WHERE row > 0)
          - (SELECT count(*) FROM letter WHERE gone = 1)
        """
      ) { try $0.value(at: 0) } ?? 0
    }
  }

  /// How many letters there are, by what has become of them.
  package func totals() throws(DiagnosticsError) -> LedgerTotals {
    try read { database in
      var totals = LedgerTotals()
      try database.forEach(
        """
        SELECT gone, state, count(*), total(pages), total((pages + 1) / 2), total(size)
        FROM letter NOT INDEXED WHERE row > 0 GROUP BY gone, state
        """
      ) { try totals.add($0) }
      return totals
    }
  }
}

extension LedgerTotals {
  /// Adds letters that are alike in being gone or not and in their state.
  fileprivate mutating func add(_ row: Row) throws {
    let count: Int = try row.value(at: 2)
    let isGone: Bool = try row.value(at: 0)
    guard !isGone else {
      gone += count
      return
    }
    letters += count
    let state: Int = try row.value(at: 1)
    if state == LetterState.failed.rawValue { failed += count }
    guard state == LetterState.made.rawValue else { return }
    made += count
    pages += try LedgerTotals.sum(row, 3)
    sheets += try LedgerTotals.sum(row, 4)
    bytes += try LedgerTotals.sum(row, 5)
  }

  /// Sums are exact up to 2^53, which no folder reaches.
  private static func sum(_ row: Row, _ index: Int) throws -> Int {
    let total: Double = try row.value(at: index)
    guard let sum = Int(exactly: total) else { throw SQLiteError.damage }
    return sum
  }
}
