package import Diagnostics
import Foundation
import GRDB

/// The runs of a folder, and what they leave behind.
extension Ledger {
  /// Notes that a run begins.
  ///
  /// - Returns: Its number.
  package func beginRun(_ run: RunDescription, at time: Double) throws(DiagnosticsError) -> Int64 {
    try write { database in
      try database.execute(
        sql: """
          INSERT INTO run(mailing, list, whole, program, state, started) VALUES (?, ?, 0, ?, ?, ?)
          """,
        arguments: [run.mailing, run.list, run.program, RunState.running.rawValue, time])
      return database.lastInsertedRowID
    }
  }

  /// Notes that the folder's plan was made of the whole list by a run.
  package func markWhole(_ run: Int64) throws(DiagnosticsError) {
    try write { try Ledger.markWhole($0, run) }
  }

  static func markWhole(_ database: Database, _ run: Int64) throws {
    try database.execute(sql: "UPDATE run SET whole = 1 WHERE id = ?", arguments: [run])
  }

  /// Notes how far a run came.
  package func endRun(_ run: Int64, _ state: RunState, at time: Double) throws(DiagnosticsError) {
    try write { database in
      try database.execute(
        sql: "UPDATE run SET state = ?, ended = ? WHERE id = ?",
        arguments: [state.rawValue, time, run])
    }
  }

  /// The last run.
  ///
  /// - Parameter isWhole: Whether only runs count that made the folder's plan of the whole list.
  /// - Returns: The run; nil if there was none.
  /// - Throws: ``DiagnosticsError`` if the ledger cannot be read.
  package func lastRun(isWhole: Bool = false) throws(DiagnosticsError) -> RunEntry? {
    try read { database in
      let row = try Row.fetchOne(
        database,
        sql: """
          SELECT id, mailing, list, whole, program, state, started, ended FROM run
          WHERE whole >= ? ORDER BY id DESC LIMIT 1
          """, arguments: [isWhole ? 1 : 0])
      return try row.map { row in
        RunEntry(
          id: try row.decode(atIndex: 0),
          description: RunDescription(
            mailing: try row.decode(atIndex: 1), list: try row.decode(atIndex: 2),
            program: try row.decode(atIndex: 4)),
          isWhole: try row.decode(atIndex: 3),
          state: RunState(rawValue: try row.decode(atIndex: 5)) ?? .failed,
          started: try row.decode(atIndex: 6), ended: try row.decode(atIndex: 7))
      }
    }
  }

  /// The files that runs made and that belong to no letter any more, in the order of their names: those
  /// of letters that are gone, and those that letters had before their names changed.
  package func strayFiles() throws(DiagnosticsError) -> [StrayFile] {
    try read { database in
      try Row.fetchAll(
        database,
        sql: """
          SELECT old.file, old.digest, old.key FROM (
            SELECT file, digest, key FROM stray
            UNION SELECT file, digest, key FROM letter WHERE gone = 1 AND file <> ''
          ) AS old
          LEFT JOIN letter ON letter.file = old.file AND letter.gone = 0 AND letter.state <> 2
          WHERE letter.id IS NULL ORDER BY old.file
          """
      ).map { row in
        let digest: Data? = try row.decode(atIndex: 1)
        return StrayFile(
          file: try row.decode(atIndex: 0), digest: digest.map { [UInt8]($0) },
          key: try row.decode(atIndex: 2))
      }
    }
  }

  /// Forgets the files that belong to no letter any more, and the letters that are gone.
  package func forgetStrays() throws(DiagnosticsError) {
    try write { try $0.execute(sql: "DELETE FROM stray; DELETE FROM letter WHERE gone = 1") }
  }

  /// Puts letters in as a manifest has them, in place of what was known of them; those without an outcome are
  /// to be made.
  package func adopt(_ letters: [(PlannedEntry, LetterOutcome?)]) throws(DiagnosticsError) {
    try gather(letters.map(\.0))
    try adoptPlan(run: 0, seen: NumberSet(), isWhole: false)
    try record(letters.compactMap(\.1), at: 0)
  }
}
