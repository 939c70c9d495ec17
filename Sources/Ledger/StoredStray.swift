import Foundation
import GRDB

/// A row of the table of files that letters left behind, with its proof.
struct StoredStray {
  var stray: StrayFile

  private static let columns = "file, digest, key, proof"

  /// A file that a letter left behind.
  init(_ stray: StrayFile) { self.stray = stray }

  /// Reads a row; those of form 2 have no proof.
  ///
  /// - Throws: `DatabaseError` or `RowDecodingError` if it is damaged, or names a file that no run made.
  private init(_ row: Row, isProved: Bool) throws {
    stray = StrayFile(
      file: try row.decode(atIndex: 0), digest: try row.bytes(atIndex: 1),
      key: try row.decode(atIndex: 2))
    guard try !isProved || proof.isThat(of: row, atIndex: 3), FilePlace.isPossible(stray.file)
    else { throw DatabaseError.damage }
  }

  private var proof: RowProof {
    var proof = RowProof(of: "stray")
    proof.add(stray.file)
    proof.add(ifAny: stray.digest)
    proof.add(stray.key)
    return proof
  }

  /// All of them, in no particular order.
  static func all(in database: Database) throws -> [StrayFile] {
    try rows(in: database).map { try StoredStray($0, isProved: true).stray }
  }

  /// Gives those of form 2 their proofs.
  static func proveAll(in database: Database) throws {
    for row in try rows(in: database) {
      try StoredStray(row, isProved: false).write(to: database)
    }
  }

  private static func rows(in database: Database) throws -> [Row] {
    try Row.fetchAll(database, sql: "SELECT \(columns) FROM stray")
  }

  /// Puts it in, or in the place of what was noted of the file.
  func write(to database: Database) throws {
    let statement = try database.cachedStatement(
      sql: "INSERT OR REPLACE INTO stray(\(StoredStray.columns)) VALUES (?, ?, ?, ?)")
    try statement.execute(arguments: [
      stray.file, stray.digest.map { Data($0) }, stray.key, proof.value,
    ])
  }
}
