import SQLite

/// A row of the table of recipients who get no letter, with its proof.
struct StoredOmission {
  var omission: OmittedEntry

  private static let columns = "key, row, reason, cause, proof"

  /// A recipient who gets no letter.
  init(_ omission: OmittedEntry) { self.omission = omission }

  /// Reads a row.
  ///
  /// - Throws: `SQLiteError` if it is damaged.
  private init(_ row: Row) throws {
    guard let reason = OmissionReason(rawValue: try row.value(at: 2)) else {
      throw SQLiteError.damage
    }
    omission = OmittedEntry(
      key: try row.value(at: 0), row: try row.value(at: 1), reason: reason,
      cause: try row.value(at: 3))
    guard try proof.isThat(of: row, atIndex: 4), Plausible.count.contains(omission.row) else {
      throw SQLiteError.damage
    }
  }

  private var proof: RowProof {
    var proof = RowProof(of: "omission")
    proof.add(omission.key)
    proof.add(omission.row)
    proof.add(omission.reason.rawValue)
    proof.add(omission.cause)
    return proof
  }

  /// Hands over all of them, in the order of the list.
  static func forEach(in database: Connection, _ body: (OmittedEntry) throws -> Void) throws {
    try database.forEach("SELECT \(columns) FROM omission ORDER BY row, key") { row in
      try body(try StoredOmission(row).omission)
    }
  }

  /// Gathers it for the next plan, in place of one with the same key.
  func gather(in database: Connection) throws {
    try database.run(
      "INSERT OR REPLACE INTO temp.omitted(\(StoredOmission.columns)) VALUES (?, ?, ?, ?, ?)",
      [omission.key, omission.row, omission.reason.rawValue, omission.cause, proof.value])
  }

  /// Puts those that were gathered in the place of all that were there.
  static func adoptGathered(in database: Connection) throws {
    try database.execute(
      """
      DELETE FROM omission;
      INSERT INTO omission SELECT \(columns) FROM temp.omitted;
      DELETE FROM temp.omitted
      """)
  }

  /// Whether those that were gathered are those that are there.
  static func areGathered(in database: Connection) throws -> Bool {
    let isSame: Bool? = try database.first(
      """
      SELECT (SELECT count(*) FROM temp.omitted) = (SELECT count(*) FROM omission)
        AND NOT EXISTS (
          SELECT \(columns) FROM temp.omitted EXCEPT SELECT \(columns) FROM omission)
      """
    ) { try $0.value(at: 0) }
    return isSame ?? false
  }
}
