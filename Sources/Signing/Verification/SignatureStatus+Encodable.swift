import Diagnostics

extension SignatureStatus: Encodable {
  private enum Key: String, CodingKey {
    case field, verdict, good, intact, valid, coverage, changes, laterSignatures, signer, trust
    case trustedBy, trustReason, level, claimedTime, method, certifies, faults, unjudged, notes
    case formFaults
  }

  /// The status for programs: plain values, and only what can be said.
  package func encode(to encoder: any Encoder) throws {
    var values = encoder.container(keyedBy: Key.self)
    try values.encode(field, forKey: .field)
    try values.encode(verdict, forKey: .verdict)
    try values.encode(isAcceptable, forKey: .good)
    try values.encode(isIntact, forKey: .intact)
    try values.encode(isValid, forKey: .valid)
    try values.encode(coverage.name, forKey: .coverage)
    switch coverage {
    case .changedAfter(let changes): try values.encode(changes, forKey: .changes)
    case .laterSignatures(let fields):
      try values.encode(fields.map(\.onOneLine), forKey: .laterSignatures)
    case .wholeFile, .unclear: break
    }
    try values.encodeIfPresent(signer, forKey: .signer)
    try encodeTrust(to: &values)
    try values.encodeIfPresent(level, forKey: .level)
    try values.encodeIfPresent(claimedTime, forKey: .claimedTime)
    try values.encodeIfPresent(method, forKey: .method)
    try values.encode(isCertification, forKey: .certifies)
    try values.encode(faults, forKey: .faults)
    try values.encode(unjudged, forKey: .unjudged)
    try values.encode(notes, forKey: .notes)
    try values.encode(formFaults, forKey: .formFaults)
  }

  private func encodeTrust(to values: inout KeyedEncodingContainer<Key>) throws {
    try values.encode(trust.name, forKey: .trust)
    switch trust {
    case .trusted(let name): try values.encode(name, forKey: .trustedBy)
    case .untrusted(let reason): try values.encode(reason, forKey: .trustReason)
    case .notJudged: break
    }
  }
}

extension SignatureCoverage {
  /// What it is called in JSON.
  fileprivate var name: String {
    switch self {
    case .wholeFile: "whole file"
    case .laterSignatures: "later signatures"
    case .changedAfter: "changed after"
    case .unclear: "unclear"
    }
  }
}

extension SignatureTrust {
  /// What it is called in JSON.
  fileprivate var name: String {
    switch self {
    case .trusted: "trusted"
    case .untrusted: "not trusted"
    case .notJudged: "not judged"
    }
  }
}
