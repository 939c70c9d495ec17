package import Diagnostics
import Foundation
import GRDB

/// How a plan comes into the ledger: gathered aside while records are read, then all of it at once.
extension Ledger {
  /// Begins a plan; one that was gathered before is forgotten.
  package func beginPlan() throws(DiagnosticsError) {
    try write { try $0.execute(sql: "DELETE FROM temp.plan") }
  }

  /// Gathers letters that are to be made or cannot be made.
  ///
  /// Nothing of it is kept until ``adoptPlan(run:seen:isWhole:)``.
  package func gather(_ letters: [PlannedEntry]) throws(DiagnosticsError) {
    try write { database in
      let statement = try database.cachedStatement(
        sql: """
          INSERT INTO temp.plan(key, row, file, input, state, diagnostics)
          VALUES (?, ?, ?, ?, ?, ?)
          """)
      for letter in letters {
        let state: LetterState = letter.faults.isEmpty ? .planned : .failed
        try statement.execute(arguments: [
          letter.key, letter.row, letter.file, Data(letter.input), state.rawValue,
          StoredDiagnostic.text(letter.faults),
        ])
      }
    }
  }

  /// The letters outside the plan that have the file of a letter of it.
  ///
  /// - Returns: The file with the keys of the planned letter and of the other.
  package func filesOfOthers() throws(DiagnosticsError) -> [(
    file: String, key: String, other: String
  )] {
    try read { database in
      try Row.fetchAll(
        database,
        sql: """
          SELECT plan.file, plan.key, letter.key FROM letter JOIN temp.plan
          ON plan.file = letter.file AND plan.key <> letter.key
          WHERE letter.gone = 0 AND letter.key NOT IN (SELECT key FROM temp.plan)
          ORDER BY plan.row LIMIT 100
          """
      ).map { row in
        (try row.decode(atIndex: 0), try row.decode(atIndex: 1), try row.decode(atIndex: 2))
      }
    }
  }

  /// Makes the gathered plan the folder's own, in one transaction.
  ///
  /// - Parameters:
  ///   - run: The run whose plan it is.
  ///   - seen: The numbers in the ledger of the letters that need not be made again.
  ///   - isWhole: Whether letters that are neither planned nor seen have no recipient any more.
  /// - Throws: ``DiagnosticsError`` if it cannot be written; the ledger is then as it was.
  package func adoptPlan(run: Int64, seen: NumberSet, isWhole: Bool) throws(DiagnosticsError) {
    try write { database in
      try Ledger.noteStrays(database)
      try database.execute(
        sql: """
          INSERT INTO letter(key, row, file, input, state, attempts, run, diagnostics)
          SELECT key, row, file, input, state, state = 2, ?, diagnostics
          FROM temp.plan WHERE true ORDER BY rowid
          ON CONFLICT(key) DO UPDATE SET row = excluded.row, file = excluded.file,
            input = excluded.input, state = excluded.state,
            attempts = attempts + excluded.attempts, run = excluded.run, gone = 0,
            size = NULL, modified = NULL, digest = NULL, content = NULL, pages = NULL, signer = NULL,
            diagnostics = excluded.diagnostics, proof = NULL
          """, arguments: [run])
      if isWhole {
        try Ledger.noteGone(database, run: run, seen: seen)
        try Ledger.markWhole(database, run)
      }
      try database.execute(
        sql: "DELETE FROM stray WHERE file IN (SELECT file FROM temp.plan WHERE state = 0)")
      try database.execute(sql: "DELETE FROM temp.plan")
    }
  }

  /// Letters that change their names or can no longer be made leave their old files behind.
  private static func noteStrays(_ database: Database) throws {
    try database.execute(
      sql: """
        INSERT OR REPLACE INTO stray(file, digest, key)
        SELECT letter.file, letter.digest, letter.key FROM temp.plan JOIN letter USING (key)
        WHERE letter.file <> '' AND letter.state <> 2
          AND (letter.file <> plan.file OR plan.state = 2)
        """)
  }

  private static func noteGone(_ database: Database, run: Int64, seen: NumberSet) throws {
    let rows = try Row.fetchCursor(
      database, sql: "SELECT id FROM letter WHERE run <> ? AND row > 0 AND gone = 0",
      arguments: [run])
    var gone: [Int64] = []
    while let row = try rows.next() {
      let id: Int64 = try row.decode(atIndex: 0)
      if !seen.contains(Int(id)) { gone.append(id) }
    }
    let statement = try database.cachedStatement(sql: "UPDATE letter SET gone = 1 WHERE id = ?")
    for id in gone { try statement.execute(arguments: [id]) }
  }
}
