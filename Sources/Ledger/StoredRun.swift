import GRDB

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
  /// - Throws: `DatabaseError` or `RowDecodingError` if it is damaged.
  private init(_ row: Row, isProved: Bool) throws {
    guard let state = RunState(rawValue: try row.decode(atIndex: 5)) else {
      throw DatabaseError.damage
    }
    entry = RunEntry(
      id: try row.decode(atIndex: 0),
      description: RunDescription(
        mailing: try row.decode(atIndex: 1), list: try row.decode(atIndex: 2),
        program: try row.decode(atIndex: 4)),
      isWhole: try row.decode(atIndex: 3), state: state, started: try row.decode(atIndex: 6),
      ended: try row.decode(atIndex: 7))
    guard try !isProved || proof.isThat(of: row, atIndex: 8),
      Plausible.time.contains(entry.started), Plausible.time.contains(entry.ended ?? 0)
    else { throw DatabaseError.damage }
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
  static func last(in database: Database, where isWanted: (RunEntry) -> Bool) throws -> StoredRun? {
    let rows = try Row.fetchCursor(
      database, sql: "SELECT \(columns) FROM run ORDER BY id DESC")
    while let row = try rows.next() {
      let run = try StoredRun(row, isProved: true)
      if isWanted(run.entry) { return run }
    }
    return nil
  }

  /// Changes a run.
  ///
  /// - Throws: `DatabaseError` if it is not there, or is damaged.
  static func change(
    _ id: Int64, in database: Database, _ change: (inout RunEntry) -> Void
  ) throws {
    let row = try Row.fetchOne(
      database, sql: "SELECT \(columns) FROM run WHERE id = ?", arguments: [id])
    guard let row else { throw DatabaseError.damage }
    var run = try StoredRun(row, isProved: true)
    change(&run.entry)
    try run.write(to: database)
    try database.requireOneChange()
  }

  /// Gives the runs of form 2 their proofs.
  static func proveAll(in database: Database) throws {
    let rows = try Row.fetchAll(database, sql: "SELECT \(columns) FROM run")
    for row in rows { try StoredRun(row, isProved: false).write(to: database) }
  }

  /// Puts the run in, or in the place of what was noted of it.
  func write(to database: Database) throws {
    let run = entry.description
    try database.execute(
      sql: "INSERT OR REPLACE INTO run(\(StoredRun.columns)) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
      arguments: [
        entry.id, run.mailing, run.list, entry.isWhole, run.program, entry.state.rawValue,
        entry.started, entry.ended, proof.value,
      ])
  }
}
