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
    OpenSSLError.clearQueue()
    let key = bytes.withUnsafeBufferPointer { buffer in
      var start = buffer.baseAddress
      return d2i_PUBKEY(nil, &start, buffer.count)
    }
    OpenSSLError.clearQueue()
    guard let key else { throw .notAPublicKey }
    self.key = key
  }

  deinit {
    EVP_PKEY_free(key)
  }

  /// How the bytes of a signature are to be understood.
  package enum Scheme: Hashable, Sendable {
    /// ECDSA, or RSA after PKCS#1 v1.5, whichever the key is for.
    case ordinary
    /// RSA with PSS padding (RFC 8017, 8.1), the mask made with the same digest.
    case probabilistic
  }

  /// Whether `signature` is this key's over `message`.
  package func verifies(
    _ signature: [UInt8], over message: [UInt8], digest: DigestMethod, scheme: Scheme = .ordinary
  ) -> Bool {
    guard let context = EVP_MD_CTX_new() else { return false }
    defer {
      EVP_MD_CTX_free(context)
      OpenSSLError.clearQueue()
    }
    var settings: OpaquePointer?  // belongs to the context
    guard EVP_DigestVerifyInit(context, &settings, digest.method, nil, key) == 1 else {
      return false
    }
    if scheme == .probabilistic {
      guard EVP_PKEY_CTX_set_rsa_padding(settings, RSA_PKCS1_PSS_PADDING) == 1 else { return false }
    }
    return EVP_DigestVerify(context, signature, signature.count, message, message.count) == 1
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
