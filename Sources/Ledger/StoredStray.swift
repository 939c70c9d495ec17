import SQLite

/// A row of the table of files that letters left behind, with its proof.
struct StoredStray {
  var stray: StrayFile

  private static let columns = "file, digest, key, proof"

  /// A file that a letter left behind.
  init(_ stray: StrayFile) { self.stray = stray }

  /// Reads a row; those of form 2 have no proof.
  ///
  /// - Throws: `SQLiteError` if it is damaged, or names a file that no run made.
  private init(_ row: Row, isProved: Bool) throws {
    stray = StrayFile(
      file: try row.value(at: 0), digest: try row.value(at: 1),
      key: try row.value(at: 2))
    guard try !isProved || proof.isThat(of: row, atIndex: 3), FilePlace.isPossible(stray.file)
    else { throw SQLiteError.damage }
  }

  private var proof: RowProof {
    var proof = RowProof(of: "stray")
    proof.add(stray.file)
    proof.add(ifAny: stray.digest)
    proof.add(stray.key)
    return proof
  }

  /// All of them, in no particular order.
  static func all(in database: Connection) throws -> [StrayFile] {
    try all(in: database, isProved: true).map(\.stray)
  }

  /// Gives those of form 2 their proofs.
  static func proveAll(in database: Connection) throws {
    for stray in try all(in: database, isProved: false) { try stray.write(to: database) }
  }

  private static func all(in database: Connection, isProved: Bool) throws -> [StoredStray] {
    try database.map("SELECT \(columns) FROM stray") { try StoredStray($0, isProved: isProved) }
  }

  /// Puts it in, or in the place of what was noted of the file.
  func write(to database: Connection) throws {
    try database.run(
      "INSERT OR REPLACE INTO stray(\(StoredStray.columns)) VALUES (?, ?, ?, ?)",
      [stray.file, stray.digest, stray.key, proof.value])
  }
}
