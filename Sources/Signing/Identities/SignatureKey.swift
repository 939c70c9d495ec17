package import Diagnostics
package import OpenSSL

/// A key that can sign, wherever it lives: the seam for keys outside this process.
///
/// A key in a smart card, a hardware security module or a signing service is one more conformer. It is
/// asked for a signature over the signed attributes of a letter, some 150 to 250 bytes that hold the
/// letter's digest: never for more of the letter. Workers call it from several threads at once, each
/// waiting for its answer. See `docs/engineering/signing.md`.
package protocol SignatureKey: Sendable {
  /// What kind of key it is.
  var kind: KeyKind { get }

  /// The most bytes that a signature can have.
  var maximumSignatureLength: Int { get }

  /// The public half as a DER SubjectPublicKeyInfo (RFC 5280, 4.1.2.7).
  ///
  /// - Throws: ``DiagnosticsError`` if the key cannot be reached.
  func publicKeyBytes() throws(DiagnosticsError) -> [UInt8]

  /// The signature over `message`: ECDSA as a DER sequence, RSA after PKCS#1 v1.5.
  ///
  /// - Throws: ``DiagnosticsError`` if the key cannot be reached, or does not sign.
  func signature(
    over message: [UInt8], digest: DigestMethod
  ) throws(DiagnosticsError) -> [UInt8]
}

/// A key in this process's memory.
package struct LocalKey: SignatureKey {
  private let key: PrivateKey

  /// A key that was read or made.
  package init(_ key: PrivateKey) {
    self.key = key
  }

  package var kind: KeyKind { key.kind }
  package var maximumSignatureLength: Int { key.maximumSignatureLength }

  package func publicKeyBytes() throws(DiagnosticsError) -> [UInt8] {
    do {
      return try key.publicKeyBytes()
    } catch {
      throw LocalKey.failure(error)
    }
  }

  package func signature(
    over message: [UInt8], digest: DigestMethod
  ) throws(DiagnosticsError) -> [UInt8] {
    do {
      return try key.signature(over: message, digest: digest)
    } catch {
      throw LocalKey.failure(error)
    }
  }

  private static func failure(_ error: OpenSSLError) -> DiagnosticsError {
    DiagnosticsError(.error("sign.key", "the key cannot be used: \(error)", failure: .software))
  }
}
