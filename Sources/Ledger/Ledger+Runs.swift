package import Diagnostics
import SQLite

/// The runs of a folder, and what they leave behind.
extension Ledger {
  /// Notes that a run begins.
  ///
  /// - Returns: Its number.
  package func beginRun(_ run: RunDescription, at time: Double) throws(DiagnosticsError) -> Int64 {
    try write { database in
      let last = try StoredRun.last(in: database) { _ in true }?.entry.id ?? 0
      guard Plausible.id.contains(last + 1) else { throw SQLiteError.damage }
      let entry = RunEntry(
        id: last + 1, description: run, isWhole: false, state: .running, started: time)
      try StoredRun(entry).write(to: database)
      return entry.id
    }
  }

  /// Notes that the folder's plan was made of the whole list by a run.
  package func markWhole(_ run: Int64) throws(DiagnosticsError) {
    try write { try Ledger.markWhole($0, run) }
  }

  static func markWhole(_ database: Connection, _ run: Int64) throws {
    try StoredRun.change(run, in: database) { $0.isWhole = true }
  }

  /// Notes how far a run came.
  package func endRun(_ run: Int64, _ state: RunState, at time: Double) throws(DiagnosticsError) {
    try write { database in
      try StoredRun.change(run, in: database) { ($0.state, $0.ended) = (state, time) }
    }
  }

  /// The last run.
  ///
  /// - Parameter isWhole: Whether only runs count that made the folder's plan of the whole list.
  /// - Returns: The run; nil if there was none.
  /// - Throws: ``DiagnosticsError`` if the ledger cannot be read.
  package func lastRun(isWhole: Bool = false) throws(DiagnosticsError) -> RunEntry? {
    try read { database in
      try StoredRun.last(in: database) { $0.isWhole || !isWhole }?.entry
    }
  }

  /// The files that runs made and that belong to no letter any more, in the order of their names: those
  /// of letters that are gone, and those that letters had before their names changed.
  ///
  /// - Throws: ``DiagnosticsError`` if the ledger cannot be read.
  package func strayFiles() throws(DiagnosticsError) -> [StrayFile] {
    var files = Dictionary(try filesLeft().map { ($0.file, $0) }) { first, _ in first }
    guard !files.isEmpty else { return [] }
    try forEachEntry { entry throws(DiagnosticsError) in
      if entry.state != .failed { files[entry.file] = nil }
    }
    return files.values.sorted { $0.file < $1.file }
  }

  /// All files that letters left, also those that other letters have now.
  private func filesLeft() throws(DiagnosticsError) -> [StrayFile] {
    try read { database in
      let gone = try database.map(
        "SELECT \(StoredLetter.columns) FROM letter WHERE gone = 1 AND file <> ''"
      ) { row in
        let letter = try StoredLetter(row)
        return StrayFile(file: letter.file, digest: letter.made?.digest, key: letter.key)
      }
      return try StoredStray.all(in: database) + gone
    }
  }

  /// Forgets the files that belong to no letter any more, and the letters that are gone.
  package func forgetStrays() throws(DiagnosticsError) {
    try write { try $0.execute("DELETE FROM stray; DELETE FROM letter WHERE gone = 1") }
  }

  /// Puts letters in as a manifest has them, in place of what was known of them; those without an outcome are
  /// to be made.
  package func adopt(_ letters: [(PlannedEntry, LetterOutcome?)]) throws(DiagnosticsError) {
    try gather(letters.map(\.0))
    try adoptPlan(run: 0, seen: NumberSet(), isWhole: false)
    try record(letters.compactMap(\.1), at: 0)
  }
}
