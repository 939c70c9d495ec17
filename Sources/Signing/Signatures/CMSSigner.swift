package import Diagnostics
package import OpenSSL
import SwiftASN1

/// An identity made ready to sign many files: all that does not depend on a file's digest is encoded
/// once.
///
/// Makes signatures of PAdES baseline level B-B (ETSI EN 319 142-1, 6): detached CMS SignedData with
/// one SignerInfo, the certificate chain, and as signed attributes content-type, message-digest and
/// signing-certificate-v2. There is no signing-time attribute: the claimed time stands in the
/// signature dictionary's `/M`.
package struct CMSSigner: Sendable {
  /// Who signs.
  package let identity: SigningIdentity
  /// The digest to make of a file.
  package let digest: DigestMethod
  /// The most bytes that a signature can have: the size of the hole to leave in the file.
  package let capacity: Int
  private let parts: SignatureParts

  /// Makes an identity ready.
  ///
  /// - Parameters:
  ///   - identity: Who signs.
  ///   - room: Bytes to leave free in the hole, for a time stamp to be added.
  /// - Throws: ``DiagnosticsError`` if the certificate cannot be encoded.
  package init(_ identity: SigningIdentity, room: Int = 0) throws(DiagnosticsError) {
    (self.identity, digest) = (identity, identity.key.kind.digest)
    do {
      parts = try SignatureParts(identity, digest: digest)
      let longest = [UInt8](repeating: 0, count: identity.key.maximumSignatureLength)
      capacity = parts.signedData(signature: longest, digest: parts.emptyDigest).count + room
    } catch {
      throw DiagnosticsError(
        .error(
          "sign.certificate", "the certificate of '\(identity.name)' cannot be encoded: \(error)",
          failure: .configuration))
    }
  }

  /// The CMS signature over a file's digest, for `/Contents`.
  ///
  /// - Throws: ``DiagnosticsError`` if the key fails, or if the digest has the wrong length.
  package func signature(over digest: [UInt8]) throws(DiagnosticsError) -> [UInt8] {
    guard digest.count == self.digest.length else {
      throw DiagnosticsError(
        .error("sign.digest", "the digest has \(digest.count) bytes", failure: .software))
    }
    let signature = try identity.key.signature(
      over: parts.signedAttributes(digest: digest), digest: self.digest)
    return parts.signedData(signature: signature, digest: digest)
  }
}

extension KeyKind {
  /// The digest that is as strong as a key of the kind, SHA-256 at least (NIST SP 800-57-1, 5.6.1).
  package var digest: DigestMethod {
    switch self {
    case .p256: .sha256
    case .p384: .sha384
    case .rsa(let bits): bits > 3072 ? .sha384 : .sha256
    }
  }
}
