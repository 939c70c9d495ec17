import OpenSSL

/// What can be said of one signature in a PDF file.
///
/// Checking a signature gives a status; only a file that cannot be read is an error.
package struct SignatureStatus: Hashable, Sendable {
  /// The name of the signature's field.
  package var field: String
  /// Whether the bytes it covers are those that were signed.
  package var isIntact = false
  /// Whether the signature itself is right: made by the certificate's key, over this content.
  package var isValid = false
  /// How much of the file it covers.
  package var coverage = SignatureCoverage.unclear
  /// Who signed; nil if that cannot be read.
  package var signer: SignerSummary?
  /// Whether the signer's certificate leads to one that is trusted.
  package var trust = SignatureTrust.notJudged
  /// The PAdES level of its form: `B-B`; nil for any other form, for reasons in ``formFaults``.
  package var level: String?
  /// The time that the signer claims, as ISO 8601, for which nobody vouches; nil if there is none.
  package var claimedTime: String?
  /// How it was made, such as `ECDSA P-256, SHA-256`; nil if that cannot be read.
  package var method: String?
  /// Whether it certifies the document (DocMDP).
  package var isCertification = false
  /// Why it is not sound, a lowercase phrase each.
  package var faults: [String] = []
  /// Why it cannot be judged, a lowercase phrase each: it may be right or wrong.
  package var unjudged: [String] = []
  /// What is worth knowing and no fault, a lowercase phrase each.
  package var notes: [String] = []
  /// What keeps its form from being PAdES baseline (ETSI EN 319 142-1, 6.3), a lowercase phrase each.
  package var formFaults: [String] = []

  /// A signature in a field, of which nothing is known yet.
  init(field: String) {
    self.field = field
  }

  /// Whether the bytes that it covers are those that were signed, by the certificate's key.
  package var isRight: Bool {
    isIntact && isValid && faults.isEmpty && unjudged.isEmpty
  }

  /// Whether the content is what was signed and nothing but further signatures came after.
  package var isSound: Bool {
    isRight && coverage.isAcceptable
  }

  /// The bottom line: sound, and trusted if trust was asked for.
  package var isAcceptable: Bool {
    switch trust {
    case .trusted, .notJudged: isSound
    case .untrusted: false
    }
  }
}

/// How much of a file a signature covers.
package enum SignatureCoverage: Hashable, Sendable {
  /// The whole file.
  case wholeFile
  /// All that was there when it was made; later, only fields that were there already were signed.
  case laterSignatures(fields: [String])
  /// All that was there when it was made; later, other things were changed: a lowercase phrase each.
  case changedAfter([String])
  /// It does not cover a whole revision of the file.
  case unclear

  /// Whether what came after the signature, if anything, is allowed.
  package var isAcceptable: Bool {
    switch self {
    case .wholeFile, .laterSignatures: true
    case .changedAfter, .unclear: false
    }
  }
}

/// Whether a signer's certificate leads to one that is trusted.
package enum SignatureTrust: Hashable, Sendable {
  /// It does; the name of the trusted certificate.
  case trusted(by: String)
  /// It does not; why, as a lowercase phrase.
  case untrusted(String)
  /// No trusted certificates were given.
  case notJudged
}

/// Who signed, as the certificate says.
package struct SignerSummary: Hashable, Sendable, Encodable {
  /// The whole name.
  package var subject: String
  /// The common name.
  package var name: String
  /// Who issued the certificate.
  package var issuer: String
  /// The certificate's SHA-256 digest.
  package var fingerprint: String
  /// Whether it is a demonstration, which proves nothing outside one machine.
  package var isDemonstration: Bool

  init(_ certificate: Certificate) {
    subject = certificate.subject.words
    name = certificate.subject.commonName
    issuer = certificate.issuer.words
    fingerprint = certificate.fingerprint
    isDemonstration = certificate.isDemonstration
  }
}
