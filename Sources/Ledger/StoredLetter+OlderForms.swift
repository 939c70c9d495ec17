import SQLite

/// Letters of older forms of the ledger: a letter had one signer at most, whose name stood as it was, and one
/// proof, which in form 2 was of what is said of a file alone.
extension StoredLetter {
  /// Reads a row of an older form, in the columns of today.
  ///
  /// - Throws: `SQLiteError` if it is damaged.
  init(_ row: Row, ofForm form: Int) throws {
    let signer: String? = try row.value(at: 14)
    try self.init(
      unproved: row, signatures: signer.map { [LetterSignature(signer: $0)] } ?? [])
    let proof = form == 2 ? proofOfForm2(signer) : proofOfForm3(signer)
    let isProved = try form == 2 && made == nil || proof.isThat(of: row, atIndex: 18)
    guard isProved, isPlausible else { throw SQLiteError.damage }
  }

  private func proofOfForm2(_ signer: String?) -> RowProof {
    var proof = RowProof()
    guard let made else { return proof }
    proof.add(key)
    proof.add(made.size)
    proof.add(made.pages)
    proof.add(made.digest)
    proof.add(made.contentDigest ?? [])
    proof.add(signer ?? "")
    proof.add(diagnostics ?? "")
    return proof
  }

  private func proofOfForm3(_ signer: String?) -> RowProof {
    var proof = RowProof(of: "letter")
    proof.add(Int(id))
    proof.add(key)
    proof.add(row)
    proof.add(file)
    proof.add(input)
    for number in [state.rawValue, attempts, isGone ? 1 : 0, Int(run)] { proof.add(number) }
    proof.add(ifAny: made?.digest)
    if let made {
      for number in [made.size, made.modified, made.pages] { proof.add(number) }
      proof.add(ifAny: made.contentDigest)
      proof.add(ifAny: signer)
    }
    proof.add(ifAny: time)
    proof.add(ifAny: diagnostics)
    return proof
  }
}
