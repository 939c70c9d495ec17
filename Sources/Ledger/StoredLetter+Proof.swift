import SQLite

/// What proves that a letter's row is as it was written: one proof for what a plan says, one for what came of it.
///
/// What came of a letter is written without a look at the plan, whose proof goes on proving it.
extension StoredLetter {
  /// The proof of the columns that a plan writes.
  var planProof: RowProof {
    var proof = StoredLetter.planProof(key: key, row: row, file: file, input: input)
    proof.add(id, attempts: attempts, isGone: isGone, run: run)
    return proof
  }

  /// The proof of the columns that say what came of it.
  var outcomeProof: RowProof {
    StoredLetter.outcomeProof(
      key: key, state: state, made: made, signatures: signatures, time: time,
      diagnostics: diagnostics)
  }

  /// The beginning of ``planProof``: what is known of a letter before it has a place in the ledger.
  static func planProof(key: String, row: Int, file: String, input: [UInt8]) -> RowProof {
    var proof = RowProof(of: "letter")
    proof.add(key)
    proof.add(row)
    proof.add(file)
    proof.add(input)
    return proof
  }

  /// The proof of what came of a letter; the key says of which.
  static func outcomeProof(
    key: String, state: LetterState, made: MadeFile? = nil, signatures: String? = nil,
    time: Double? = nil, diagnostics: String?
  ) -> RowProof {
    var proof = RowProof(of: "outcome")
    proof.add(key)
    proof.add(state.rawValue)
    proof.add(ifAny: made?.digest)
    if let made {
      proof.add(made.size)
      proof.add(made.modified)
      proof.add(made.pages)
      proof.add(ifAny: made.contentDigest)
    }
    proof.add(ifAny: signatures)
    proof.add(ifAny: time)
    proof.add(ifAny: diagnostics)
    return proof
  }

  /// `plan_proof(proof, id, attempts, run)`: ``planProof`` from its beginning, for letters that a plan takes in,
  /// all in one statement; NULL if one of them is no number.
  ///
  /// - Throws: `SQLiteError` if there is no memory.
  static func addProofFunction(to database: Connection) throws {
    try database.addFunction("plan_proof", of: 4) { numbers in
      var proof = RowProof(continuing: numbers[0])
      proof.add(numbers[1], attempts: Int(numbers[2]), isGone: false, run: numbers[3])
      return proof.value
    }
  }
}

extension RowProof {
  /// Adds a letter's place in the ledger.
  fileprivate mutating func add(_ id: Int64, attempts: Int, isGone: Bool, run: Int64) {
    for number in [id, Int64(attempts), isGone ? 1 : 0, run] { add(Int(number)) }
  }
}
