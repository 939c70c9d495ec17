import Foundation
import GRDB

/// What proves that a letter's row is as it was written.
extension StoredLetter {
  /// The proof of all columns.
  var proof: RowProof {
    var proof = RowProof(of: "letter")
    proof.add(Int(id))
    proof.add(key)
    proof.add(row)
    proof.add(file)
    proof.add(input)
    proof.add(state.rawValue)
    proof.add(attempts)
    proof.add(isGone ? 1 : 0)
    proof.add(Int(run))
    proof.add(ifAny: made?.digest)
    if let made { proof.add(made) }
    proof.add(ifAny: time)
    proof.add(ifAny: diagnostics)
    return proof
  }

  /// The proof that form 2 had of a letter that was made.
  var proofOfForm2: RowProof {
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

  /// `letter_proof(id, …, diagnostics)` for statements that change many rows, or one without reading it first:
  /// the proof of a row with these values, NULL if no letter has such.
  static let proofFunction = DatabaseFunction(
    "letter_proof", argumentCount: values.count, pure: true
  ) { values in
    StoredLetter.letter(values)?.proof.value
  }

  /// The letter of a row; nil if a value is not of its column's kind.
  private static func letter(_ values: [DatabaseValue]) -> StoredLetter? {
    guard values.count == StoredLetter.values.count,
      let id = values[0].number, let key = values[1].text, let row = values[2].number,
      let file = values[3].text, let input = values[4].bytes,
      let state = values[5].number.flatMap({ LetterState(rawValue: Int($0)) }),
      let attempts = values[6].number, let gone = values[7].number, let run = values[8].number
    else { return nil }
    let made = StoredLetter.file(values)
    guard made != nil || values[11].isNull else { return nil }
    return StoredLetter(
      id: id, key: key, row: Int(row), file: file, input: input, state: state,
      attempts: Int(attempts), isGone: gone != 0, run: run, made: made, time: values[15].time,
      diagnostics: values[16].text)
  }

  private static func file(_ values: [DatabaseValue]) -> MadeFile? {
    guard let size = values[9].number, let modified = values[10].number,
      let digest = values[11].bytes, let pages = values[13].number
    else { return nil }
    return MadeFile(
      size: Int(size), modified: Int(modified), digest: digest, contentDigest: values[12].bytes,
      pages: Int(pages), signer: values[14].text)
  }
}

extension RowProof {
  /// Adds what is noted of a file beside its digest.
  fileprivate mutating func add(_ made: MadeFile) {
    add(made.size)
    add(made.modified)
    add(made.pages)
    add(ifAny: made.contentDigest)
    add(ifAny: made.signer)
  }
}

/// Values of the kind that a column has; nil for any other, and for NULL.
///
/// Never inlined: the optimiser of Swift 6.3 crashes over many of them in one function.
extension DatabaseValue {
  @inline(never) fileprivate var number: Int64? {
    if case .int64(let number) = storage { number } else { nil }
  }

  @inline(never) fileprivate var text: String? {
    if case .string(let text) = storage { text } else { nil }
  }

  @inline(never) fileprivate var bytes: [UInt8]? {
    if case .blob(let data) = storage { Array(data) } else { nil }
  }

  @inline(never) fileprivate var time: Double? {
    switch storage {
    case .double(let time): time
    case .int64(let time): Double(time)
    default: nil
    }
  }
}
