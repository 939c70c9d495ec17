import GRDB

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
  /// - Throws: `DatabaseError` or `RowDecodingError` if one is damaged.
  static func all(in database: Database, isProved: Bool = true) throws -> [StoredSetting] {
    try Row.fetchAll(database, sql: "SELECT name, value, proof FROM setting").map { row in
      let setting = StoredSetting(
        name: try row.decode(atIndex: 0), value: try row.decode(atIndex: 1))
      guard try !isProved || setting.proof.isThat(of: row, atIndex: 2) else {
        throw DatabaseError.damage
      }
      return setting
    }
  }

  /// Gives those of form 2 their proofs.
  static func proveAll(in database: Database) throws {
    for setting in try all(in: database, isProved: false) { try setting.write(to: database) }
  }

  /// Puts it in, or in the place of the value that it had.
  func write(to database: Database) throws {
    try database.execute(
      sql: "INSERT OR REPLACE INTO setting(name, value, proof) VALUES (?, ?, ?)",
      arguments: [name, value, proof.value])
  }
}
