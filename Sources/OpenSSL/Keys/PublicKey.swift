import COpenSSL

/// A public key of any kind that libcrypto knows, for checking signatures.
///
/// Owns an `EVP_PKEY`, which is never changed after `init`.
package final class PublicKey: @unchecked Sendable {
  let key: OpaquePointer

  /// Reads a DER SubjectPublicKeyInfo (RFC 5280, 4.1.2.7).
  ///
  /// - Throws: ``OpenSSLError/notAPublicKey``.
  package init(_ bytes: [UInt8]) throws(OpenSSLError) {
    guard let key = decoded(bytes, { d2i_PUBKEY(nil, $0, $1) }) else { throw .notAPublicKey }
    self.key = key.object
  }

  /// Shares a key that libcrypto holds.
  init(sharing key: OpaquePointer) {
    EVP_PKEY_up_ref(key)
    self.key = key
  }

  deinit {
    EVP_PKEY_free(key)
  }

  /// What a key can be used with.
  package enum Family: Hashable, Sendable {
    /// RSA, with either padding.
    case rsa
    /// RSA with PSS padding only.
    case probabilisticRSA
    /// A curve for ECDSA.
    case ellipticCurve
    /// Ed25519 (RFC 8032).
    case edwards
    /// Anything else.
    case other
  }

  /// What the key can be used with.
  package var family: Family {
    switch EVP_PKEY_get_base_id(key) {
    case EVP_PKEY_RSA: .rsa
    case EVP_PKEY_RSA_PSS: .probabilisticRSA
    case EVP_PKEY_EC: .ellipticCurve
    case EVP_PKEY_ED25519: .edwards
    default: .other
    }
  }

  /// Whether a key of its kind and length can be found by others: RSA with less than 2048 bits, or a curve with
  /// less than 224 (NIST SP 800-131A).
  package var isTooShort: Bool {
    switch family {
    case .rsa, .probabilisticRSA: EVP_PKEY_get_bits(key) < 2048
    case .ellipticCurve: EVP_PKEY_get_bits(key) < 224
    case .edwards, .other: false
    }
  }

  /// Whether two keys are the same, however they are encoded.
  package func isSame(as other: PublicKey) -> Bool {
    EVP_PKEY_eq(key, other.key) == 1
  }

  /// The key's kind in words, for people.
  package var kindName: String {
    if let kind = try? KeyKind(key) { return kind.description }
    let name = EVP_PKEY_get0_type_name(key).map { String(cString: $0) } ?? "unknown"
    return "\(name) of \(EVP_PKEY_get_bits(key)) bits"
  }
}
