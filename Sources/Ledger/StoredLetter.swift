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

  /// The columns, in the order in which they are read and written.
  private static let names = [
    "id", "key", "row", "file", "input", "state", "attempts", "gone", "run", "size", "modified",
    "digest", "content", "pages", "signatures", "made", "diagnostics", "plan_proof",
    "outcome_proof",
  ]

  /// The columns for a statement that reads letters.
  static let columns = names.map { "letter.\($0)" }.joined(separator: ", ")
}

// MARK: Reading

extension StoredLetter {
  /// Reads a row.
  ///
  /// - Throws: `DatabaseError` or `RowDecodingError` if it is damaged.
  init(_ row: Row) throws {
    guard let signatures = StoredSignatures.signatures(try row.decode(atIndex: 14)) else {
      throw DatabaseError.damage
    }
    try self.init(unproved: row, signatures: signatures)
    guard try planProof.isThat(of: row, atIndex: 17), try outcomeProof.isThat(of: row, atIndex: 18),
      isPlausible
    else { throw DatabaseError.damage }
  }

  /// Reads a row without a look at its proofs and at how its signatures are written.
  init(unproved row: Row, signatures: [LetterSignature]) throws {
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
    made = try StoredLetter.made(row, signatures)
    time = try row.decode(atIndex: 15)
    diagnostics = try row.decode(atIndex: 16)
  }

  private static func made(_ row: Row, _ signatures: [LetterSignature]) throws -> MadeFile? {
    guard let digest = try row.bytes(atIndex: 11) else { return nil }
    return MadeFile(
      size: try row.decode(atIndex: 9), modified: try row.decode(atIndex: 10), digest: digest,
      contentDigest: try row.bytes(atIndex: 12), pages: try row.decode(atIndex: 13),
      signatures: signatures)
  }

  /// Whether a run could have written it.
  var isPlausible: Bool {
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

  /// Notes what came of making letters: their states, their files, what should be looked at.
  ///
  /// What the plan says of them is neither read nor changed; its proof stays.
  ///
  /// - Throws: `DatabaseError` if there is none with a key.
  static func record(
    _ outcomes: [LetterOutcome], at time: Double, in database: Database
  ) throws {
    let statement = try database.cachedStatement(
      sql: """
        UPDATE letter SET state = ?, size = ?, modified = ?, digest = ?, content = ?, pages = ?,
          signatures = ?, made = ?, diagnostics = ?, outcome_proof = ?
        WHERE key = ?
        """)
    for outcome in outcomes {
      let made = outcome.made
      let state: LetterState = made == nil ? .failed : .made
      let signatures = StoredSignatures.text(made?.signatures ?? [])
      let diagnostics = StoredDiagnostic.text(outcome.diagnostics)
      let proof = outcomeProof(
        key: outcome.key, state: state, made: made, signatures: signatures, time: time,
        diagnostics: diagnostics)
      try statement.execute(arguments: [
        state.rawValue, made?.size, made?.modified, made.map { Data($0.digest) },
        made?.contentDigest.map { Data($0) }, made?.pages, signatures, time, diagnostics,
        proof.value, outcome.key,
      ])
      try database.requireOneChange()
    }
  }

  /// Writes what changed about a letter that is there.
  func update(in database: Database) throws {
    let statement = try database.cachedStatement(
      sql: """
        UPDATE letter SET row = ?, file = ?, input = ?, state = ?, attempts = ?, gone = ?, run = ?,
          size = ?, modified = ?, digest = ?, content = ?, pages = ?, signatures = ?, made = ?,
          diagnostics = ?, plan_proof = ?, outcome_proof = ?
        WHERE id = ?
        """)
    try statement.execute(arguments: [
      row, file, Data(input), state.rawValue, attempts, isGone ? 1 : 0, run, made?.size,
      made?.modified, made.map { Data($0.digest) }, made?.contentDigest.map { Data($0) },
      made?.pages, signatures, time, diagnostics, planProof.value, outcomeProof.value, id,
    ])
    try database.requireOneChange()
  }

  /// Its signatures, as they are written.
  var signatures: String? { StoredSignatures.text(made?.signatures ?? []) }
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
