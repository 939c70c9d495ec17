import Foundation
import GRDB

/// A row of the table of letters: every letter is read and written as one, with all of its columns.
///
/// A row whose proof is wrong is never read, so a change to a letter never hides what happened to it before.
struct StoredLetter {
  var id: Int64
  var key: String
  var row: Int
  var file: String
  var input: [UInt8]
  var state: LetterState
  var attempts: Int
  var isGone: Bool
  /// The run that planned it.
  var run: Int64
  /// Its file; there is one if, and only if, it is made.
  var made: MadeFile?
  /// When it was made or failed.
  var time: Double?
  /// What should be looked at, as ``StoredDiagnostic`` writes it.
  var diagnostics: String?

  /// The columns that say something, in the order in which they are read and written.
  static let values = [
    "id", "key", "row", "file", "input", "state", "attempts", "gone", "run", "size", "modified",
    "digest", "content", "pages", "signer", "made", "diagnostics",
  ]

  /// The columns, in the order in which they are read and written.
  static let columns = (values + ["proof"]).map { "letter.\($0)" }.joined(separator: ", ")

  /// The condition that a row is as it was written.
  static let isAsWritten =
    "letter.proof = letter_proof(\(values.map { "letter.\($0)" }.joined(separator: ", ")))"

}

// MARK: Reading

extension StoredLetter {
  /// Reads a row.
  ///
  /// - Throws: `DatabaseError` or `RowDecodingError` if it is damaged.
  init(_ row: Row) throws {
    try self.init(unproved: row)
    guard try proof.isThat(of: row, atIndex: 17), isPlausible else { throw DatabaseError.damage }
  }

  /// Reads a row of form 2 of the ledger, which proved only what it said of a file.
  init(ofForm2 row: Row) throws {
    try self.init(unproved: row)
    guard try made == nil || proofOfForm2.isThat(of: row, atIndex: 17), isPlausible else {
      throw DatabaseError.damage
    }
  }

  private init(unproved row: Row) throws {
    id = try row.decode(atIndex: 0)
    key = try row.decode(atIndex: 1)
    self.row = try row.decode(atIndex: 2)
    file = try row.decode(atIndex: 3)
    guard let input = try row.bytes(atIndex: 4),
      let state = LetterState(rawValue: try row.decode(atIndex: 5))
    else { throw DatabaseError.damage }
    (self.input, self.state) = (input, state)
    isGone = try row.decode(Int.self, atIndex: 7) != 0
    attempts = try row.decode(atIndex: 6)
    run = try row.decode(atIndex: 8)
    made = try StoredLetter.made(row)
    time = try row.decode(atIndex: 15)
    diagnostics = try row.decode(atIndex: 16)
  }

  private static func made(_ row: Row) throws -> MadeFile? {
    guard let digest = try row.bytes(atIndex: 11) else { return nil }
    return MadeFile(
      size: try row.decode(atIndex: 9), modified: try row.decode(atIndex: 10), digest: digest,
      contentDigest: try row.bytes(atIndex: 12), pages: try row.decode(atIndex: 13),
      signer: try row.decode(atIndex: 14))
  }

  /// Whether a run could have written it.
  private var isPlausible: Bool {
    Plausible.id.contains(id) && Plausible.count.contains(row) && Plausible.count.contains(attempts)
      && (file.isEmpty ? state == .failed : FilePlace.isPossible(file))
      && (state == .made) == (made != nil) && made?.isPlausible != false
  }
}

extension MadeFile {
  /// Whether a run could have made it.
  var isPlausible: Bool {
    Plausible.size.contains(size) && Plausible.count.contains(pages)
      && digest.count == Plausible.digest
      && (contentDigest?.count ?? Plausible.digest) == Plausible.digest
  }
}

// MARK: In and out

extension StoredLetter {
  /// The letter with a key; nil if there is none.
  static func find(_ key: String, in database: Database) throws -> StoredLetter? {
    let statement = try database.cachedStatement(
      sql: "SELECT \(columns) FROM letter WHERE key = ?")
    return try Row.fetchOne(statement, arguments: [key]).map { try StoredLetter($0) }
  }

  /// The letter with a number in the ledger.
  ///
  /// - Throws: `DatabaseError` if there is none: whoever asks has seen it.
  static func get(_ id: Int64, in database: Database) throws -> StoredLetter {
    let statement = try database.cachedStatement(sql: "SELECT \(columns) FROM letter WHERE id = ?")
    guard let row = try Row.fetchOne(statement, arguments: [id]) else { throw DatabaseError.damage }
    return try StoredLetter(row)
  }

  /// Notes what came of making letters: their states, their files, what should be looked at, one attempt more.
  ///
  /// - Throws: `DatabaseError` if there is none with a key, or if its row is not as it was written.
  static func record(
    _ outcomes: [LetterOutcome], at time: Double, in database: Database
  ) throws {
    let statement = try database.cachedStatement(sql: recording)
    for outcome in outcomes {
      let made = outcome.made
      let state: LetterState = made == nil ? .failed : .made
      try statement.execute(arguments: [
        outcome.key, state.rawValue, made?.size, made?.modified, made.map { Data($0.digest) },
        made?.contentDigest.map { Data($0) }, made?.pages, made?.signer, time,
        StoredDiagnostic.text(outcome.diagnostics),
      ])
      try database.requireOneChange()
    }
  }

  private static let recording = """
    UPDATE letter SET state = ?2, attempts = attempts + 1, size = ?3, modified = ?4, digest = ?5,
      content = ?6, pages = ?7, signer = ?8, made = ?9, diagnostics = ?10,
      proof = letter_proof(id, key, row, file, input, ?2, attempts + 1, gone, run, ?3, ?4, ?5, ?6,
        ?7, ?8, ?9, ?10)
    WHERE key = ?1 AND \(isAsWritten)
    """

  /// Writes what changed about a letter that is there.
  func update(in database: Database) throws {
    try update(
      """
      row = ?, file = ?, input = ?, state = ?, attempts = ?, gone = ?, run = ?, size = ?, modified = ?,
      digest = ?, content = ?, pages = ?, signer = ?, made = ?, diagnostics = ?, proof = ?
      """, placement + outcome, in: database)
  }

  /// Writes what became of a letter that is there, and nothing that an index has.
  func updateOutcome(in database: Database) throws {
    try update(
      """
      state = ?, attempts = ?, size = ?, modified = ?, digest = ?, content = ?, pages = ?, signer = ?,
      made = ?, diagnostics = ?, proof = ?
      """, [state.rawValue, attempts] + outcome, in: database)
  }

  private func update(
    _ columns: String, _ values: [(any DatabaseValueConvertible)?], in database: Database
  ) throws {
    let statement = try database.cachedStatement(sql: "UPDATE letter SET \(columns) WHERE id = ?")
    try statement.execute(arguments: StatementArguments(values + [id]))
    try database.requireOneChange()
  }

  /// From `row` to `run`.
  private var placement: [(any DatabaseValueConvertible)?] {
    [row, file, Data(input), state.rawValue, attempts, isGone ? 1 : 0, run]
  }

  /// From `size` to `proof`.
  private var outcome: [(any DatabaseValueConvertible)?] {
    [
      made?.size, made?.modified, made.map { Data($0.digest) },
      made?.contentDigest.map { Data($0) }, made?.pages, made?.signer, time, diagnostics,
      proof.value,
    ]
  }
}

extension Row {
  /// The bytes of a column; nil for NULL.
  func bytes(atIndex index: Int) throws -> [UInt8]? {
    try withUnsafeData(atIndex: index) { data in
      unsafe data?.withUnsafeBytes { unsafe Array($0) }
    }
  }
}

extension LedgerEntry {
  /// The letter of a row.
  init(_ letter: StoredLetter) {
    self.init(
      id: letter.id, key: letter.key, row: letter.row, file: letter.file, input: letter.input,
      state: letter.state, attempts: letter.attempts, isGone: letter.isGone, made: letter.made,
      diagnostics: StoredDiagnostic.diagnostics(letter.diagnostics))
  }
}
