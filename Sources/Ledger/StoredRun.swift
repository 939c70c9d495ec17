import SQLite

/// A row of the table of runs, with its proof.
struct StoredRun {
  var entry: RunEntry

  private static let columns = "id, mailing, list, whole, program, state, started, ended, proof"

  init(_ entry: RunEntry) { self.entry = entry }

  /// Reads a row.
  ///
  /// - Parameters:
  ///   - row: The row, with all columns.
  ///   - isProved: Whether it has a proof; those of form 2 have none.
  /// - Throws: `SQLiteError` if it is damaged.
  private init(_ row: Row, isProved: Bool) throws {
    guard let state = RunState(rawValue: try row.value(at: 5)) else {
      throw SQLiteError.damage
    }
    entry = RunEntry(
      id: try row.value(at: 0),
      description: RunDescription(
        mailing: try row.value(at: 1), list: try row.value(at: 2),
        program: try row.value(at: 4)),
      isWhole: try row.value(at: 3), state: state, started: try row.value(at: 6),
      ended: try row.value(at: 7))
    guard try !isProved || proof.isThat(of: row, atIndex: 8),
      Plausible.time.contains(entry.started), Plausible.time.contains(entry.ended ?? 0)
    else { throw SQLiteError.damage }
  }

  private var proof: RowProof {
    var proof = RowProof(of: "run")
    proof.add(Int(entry.id))
    for text in [entry.description.mailing, entry.description.list, entry.description.program] {
      proof.add(text)
    }
    proof.add(entry.isWhole ? 1 : 0)
    proof.add(entry.state.rawValue)
    proof.add(ifAny: entry.started)
    proof.add(ifAny: entry.ended)
    return proof
  }

  /// The runs from the last one on, up to the first that is asked for; nil if there is none.
  ///
  /// Those on the way are read, too, so that damage to one cannot hide it.
  static func last(in database: Connection, where isWanted: (RunEntry) -> Bool) throws -> StoredRun?
  {
    try database.first("SELECT \(columns) FROM run ORDER BY id DESC") { row in
      let run = try StoredRun(row, isProved: true)
      return isWanted(run.entry) ? run : nil
    }
  }

  /// Changes a run.
  ///
  /// - Throws: `SQLiteError` if it is not there, or is damaged.
  static func change(
    _ id: Int64, in database: Connection, _ change: (inout RunEntry) -> Void
  ) throws {
    let known = try database.first("SELECT \(columns) FROM run WHERE id = ?", [id]) { row in
      try StoredRun(row, isProved: true)
    }
    guard var run = known else { throw SQLiteError.damage }
    change(&run.entry)
    try run.write(to: database)
    try database.requireOneChange()
  }

  /// Gives the runs of form 2 their proofs.
  static func proveAll(in database: Connection) throws {
    let runs = try database.map("SELECT \(columns) FROM run") { row in
      try StoredRun(row, isProved: false)
    }
    for run in runs { try run.write(to: database) }
  }

  /// Puts the run in, or in the place of what was noted of it.
  func write(to database: Connection) throws {
    let run = entry.description
    try database.run(
      "INSERT OR REPLACE INTO run(\(StoredRun.columns)) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
      [
        entry.id, run.mailing, run.list, entry.isWhole, run.program, entry.state.rawValue,
        entry.started, entry.ended, proof.value,
      ])
  }
}
