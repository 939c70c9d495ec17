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
    proof(of: values)?.value
  }

  /// The proof of a row, as ``proof`` makes it; nil if a value is not of its column's kind.
  private static func proof(of values: [DatabaseValue]) -> RowProof? {
    guard values.count == StoredLetter.values.count else { return nil }
    var proof = RowProof(of: "letter")
    var isLetter = proof.add(number: values[0]) && proof.add(text: values[1])
    isLetter = isLetter && proof.add(number: values[2]) && proof.add(text: values[3])
    isLetter = isLetter && proof.add(bytes: values[4])
    for value in values[5...8] { isLetter = isLetter && proof.add(number: value) }
    isLetter = isLetter && proof.add(bytes: values[11], orNone: true)
    if !values[11].isNull {
      for index in [9, 10, 13] { isLetter = isLetter && proof.add(number: values[index]) }
      isLetter = isLetter && proof.add(bytes: values[12], orNone: true)
      isLetter = isLetter && proof.add(text: values[14], orNone: true)
    }
    isLetter = isLetter && proof.add(time: values[15]) && proof.add(text: values[16], orNone: true)
    return isLetter ? proof : nil
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

/// Adds a value of a column; each tells whether it is of the column's kind.
extension RowProof {
  fileprivate mutating func add(number value: DatabaseValue) -> Bool {
    guard case .int64(let number) = value.storage else { return false }
    add(Int(number))
    return true
  }

  fileprivate mutating func add(text value: DatabaseValue, orNone: Bool = false) -> Bool {
    switch value.storage {
    case .string(let text): add(text)
    case .null where orNone: add(-1)
    default: return false
    }
    return true
  }

  fileprivate mutating func add(bytes value: DatabaseValue, orNone: Bool = false) -> Bool {
    switch value.storage {
    case .blob(let data): add(data)
    case .null where orNone: add(-1)
    default: return false
    }
    return true
  }

  fileprivate mutating func add(time value: DatabaseValue) -> Bool {
    switch value.storage {
    case .double(let time): add(ifAny: time)
    case .int64(let time): add(ifAny: Double(time))
    case .null: add(ifAny: nil as Double?)
    default: return false
    }
    return true
  }
}
