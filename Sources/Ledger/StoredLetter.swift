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
  static let columns = """
    id, key, row, file, input, state, attempts, gone, run, size, modified, digest, content, pages, signer, \
    made, diagnostics, proof
    """

  /// A letter that a plan is the first to name.
  init(_ planned: PlannedLetterRow, id: Int64, run: Int64) {
    (self.id, key, self.run) = (id, planned.key, run)
    (row, file, input) = (planned.row, planned.file, planned.input)
    diagnostics = planned.diagnostics
    (state, attempts, isGone) = (planned.state, planned.state == .failed ? 1 : 0, false)
  }

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

// MARK: Proofs

extension StoredLetter {
  /// The proof of all columns.
  var proof: RowProof {
    var proof = RowProof(of: "letter")
    proof.add(Int(id))
    proof.add(key)
    proof.add(row)
    proof.add(file)
    proof.add(input)
    for number in [state.rawValue, attempts, isGone ? 1 : 0, Int(run)] { proof.add(number) }
    proof.add(ifAny: made?.digest)
    if let made { proof.add(made) }
    proof.add(ifAny: time)
    proof.add(ifAny: diagnostics)
    return proof
  }

  /// The proof that form 2 had of a letter that was made.
  private var proofOfForm2: RowProof {
    var proof = RowProof()
    guard let made else { return proof }
    proof.add(key)
    proof.add(made.size)
    proof.add(made.pages)
    proof.add(made.digest)
    proof.add(made.contentDigest ?? [])
    proof.add(made.signer ?? "")
    proof.add(diagnostics ?? "")
    return proof
  }
}

extension RowProof {
  /// Adds what is noted of a file beside its digest.
  fileprivate mutating func add(_ made: MadeFile) {
    for number in [made.size, made.modified, made.pages] { add(number) }
    add(ifAny: made.contentDigest)
    add(ifAny: made.signer)
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

  /// Puts a new letter in.
  func insert(into database: Database) throws {
    let statement = try database.cachedStatement(
      sql: """
        INSERT INTO letter(\(StoredLetter.columns))
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """)
    let all: [(any DatabaseValueConvertible)?] = [id, key] + placement + outcome
    try statement.execute(arguments: StatementArguments(all))
  }

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
