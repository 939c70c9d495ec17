import SQLite

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
  /// - Throws: `SQLiteError` if it is damaged.
  init(_ row: Row) throws {
    guard let signatures = StoredSignatures.signatures(try row.value(at: 14)) else {
      throw SQLiteError.damage
    }
    try self.init(unproved: row, signatures: signatures)
    guard try planProof.isThat(of: row, atIndex: 17), try outcomeProof.isThat(of: row, atIndex: 18),
      isPlausible
    else { throw SQLiteError.damage }
  }

  /// Reads a row without a look at its proofs and at how its signatures are written.
  init(unproved row: Row, signatures: [LetterSignature]) throws {
    id = try row.value(at: 0)
    key = try row.value(at: 1)
    self.row = try row.value(at: 2)
    file = try row.value(at: 3)
    input = try row.value(at: 4)
    guard let state = LetterState(rawValue: try row.value(at: 5)) else { throw SQLiteError.damage }
    self.state = state
    isGone = try row.value(at: 7)
    attempts = try row.value(at: 6)
    run = try row.value(at: 8)
    made = try StoredLetter.made(row, signatures)
    time = try row.value(at: 15)
    diagnostics = try row.value(at: 16)
  }

  private static func made(_ row: Row, _ signatures: [LetterSignature]) throws -> MadeFile? {
    guard let digest: [UInt8] = try row.value(at: 11) else { return nil }
    return MadeFile(
      size: try row.value(at: 9), modified: try row.value(at: 10), digest: digest,
      contentDigest: try row.value(at: 12), pages: try row.value(at: 13),
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
  static func find(_ key: String, in database: Connection) throws -> StoredLetter? {
    try database.first("SELECT \(columns) FROM letter WHERE key = ?", [key]) { row in
      try StoredLetter(row)
    }
  }

  /// The letter with a number in the ledger.
  ///
  /// - Throws: `SQLiteError` if there is none: whoever asks has seen it.
  static func get(_ id: Int64, in database: Connection) throws -> StoredLetter {
    let letter = try database.first("SELECT \(columns) FROM letter WHERE id = ?", [id]) { row in
      try StoredLetter(row)
    }
    guard let letter else { throw SQLiteError.damage }
    return letter
  }

  /// Notes what came of making letters: their states, their files, what should be looked at.
  ///
  /// What the plan says of them is neither read nor changed; its proof stays.
  ///
  /// - Throws: `SQLiteError` if there is none with a key.
  static func record(
    _ outcomes: [LetterOutcome], at time: Double, in database: Connection
  ) throws {
    for outcome in outcomes {
      let made = outcome.made
      let state: LetterState = made == nil ? .failed : .made
      let signatures = StoredSignatures.text(made?.signatures ?? [])
      let diagnostics = StoredDiagnostic.text(outcome.diagnostics)
      let proof = outcomeProof(
        key: outcome.key, state: state, made: made, signatures: signatures, time: time,
        diagnostics: diagnostics)
      try database.run(
        """
        UPDATE letter SET state = ?, size = ?, modified = ?, digest = ?, content = ?, pages = ?,
          signatures = ?, made = ?, diagnostics = ?, outcome_proof = ?
        WHERE key = ?
        """,
        [
          state.rawValue, made?.size, made?.modified, made?.digest, made?.contentDigest,
          made?.pages, signatures, time, diagnostics, proof.value, outcome.key,
        ])
      try database.requireOneChange()
    }
  }

  /// Writes what changed about a letter that is there.
  func update(in database: Connection) throws {
    try database.run(
      """
      UPDATE letter SET row = ?, file = ?, input = ?, state = ?, attempts = ?, gone = ?, run = ?,
        size = ?, modified = ?, digest = ?, content = ?, pages = ?, signatures = ?, made = ?,
        diagnostics = ?, plan_proof = ?, outcome_proof = ?
      WHERE id = ?
      """,
      [
        row, file, input, state.rawValue, attempts, isGone, run, made?.size, made?.modified,
        made?.digest, made?.contentDigest, made?.pages, signatures, time, diagnostics,
        planProof.value, outcomeProof.value, id,
      ])
    try database.requireOneChange()
  }

  /// Its signatures, as they are written.
  var signatures: String? { StoredSignatures.text(made?.signatures ?? []) }
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
