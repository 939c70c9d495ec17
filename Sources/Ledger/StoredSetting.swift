import SQLite

/// A row of the table of settings, with its proof.
struct StoredSetting {
  var name: String
  var value: String

  private var proof: RowProof {
    var proof = RowProof(of: "setting")
    proof.add(name)
    proof.add(value)
    return proof
  }

  /// All settings: there are a few, and one whose name changed must not pass for one that is not there.
  ///
  /// - Parameters:
  ///   - database: The ledger.
  ///   - isProved: Whether they have proofs; those of form 2 have none.
  /// - Returns: The settings.
  /// - Throws: `SQLiteError` if one is damaged.
  static func all(in database: Connection, isProved: Bool = true) throws -> [StoredSetting] {
    try database.map("SELECT name, value, proof FROM setting") { row in
      let setting = StoredSetting(
        name: try row.value(at: 0), value: try row.value(at: 1))
      guard try !isProved || setting.proof.isThat(of: row, atIndex: 2) else {
        throw SQLiteError.damage
      }
      return setting
    }
  }

  /// Gives those of form 2 their proofs.
  static func proveAll(in database: Connection) throws {
    for setting in try all(in: database, isProved: false) { try setting.write(to: database) }
  }

  /// Puts it in, or in the place of the value that it had.
  func write(to database: Connection) throws {
    try database.run(
      "INSERT OR REPLACE INTO setting(name, value, proof) VALUES (?, ?, ?)",
      [name, value, proof.value])
  }
}
