import COpenSSL

extension PublicKey {
  /// How the bytes of a signature are to be understood.
  package enum Scheme: Hashable, Sendable {
    /// ECDSA, or RSA after PKCS#1 v1.5, whichever the key is for.
    case ordinary
    /// RSA with PSS padding (RFC 8017, 8.1): the digest that makes the mask, and the salt's length.
    case probabilistic(mask: SignatureDigest, saltLength: Int)
    /// EdDSA (RFC 8032), which has a digest of its own.
    case edwards
  }

  /// What can be said of a signature.
  package enum Verdict: Hashable, Sendable {
    /// The key made it over the message.
    case right
    /// The key did not make it, or not over the message.
    case wrong
    /// libcrypto cannot tell: it does not check such signatures with such a key.
    case unknown
  }

  /// Whether `signature` is this key's over `message`.
  package func verifies(
    _ signature: [UInt8], over message: [UInt8], digest: SignatureDigest, scheme: Scheme = .ordinary
  ) -> Bool {
    verdict(on: signature, over: message, digest: digest, scheme: scheme) == .right
  }

  /// Judges a signature over `message`.
  package func verdict(
    on signature: [UInt8], over message: [UInt8], digest: SignatureDigest, scheme: Scheme
  ) -> Verdict {
    guard let context = EVP_MD_CTX_new() else { return .unknown }
    defer {
      EVP_MD_CTX_free(context)
      OpenSSLError.clearQueue()
    }
    var settings: OpaquePointer?  // belongs to the context
    let method = scheme == .edwards ? nil : digest.implementation
    guard scheme == .edwards || method != nil,
      EVP_DigestVerifyInit(context, &settings, method, nil, key) == 1
    else { return .unknown }
    if case .probabilistic(let mask, let saltLength) = scheme {
      guard let saltLength = Int32(exactly: saltLength), saltLength >= 0,
        EVP_PKEY_CTX_set_rsa_padding(settings, RSA_PKCS1_PSS_PADDING) == 1,
        EVP_PKEY_CTX_set_rsa_mgf1_md(settings, mask.implementation) == 1,
        EVP_PKEY_CTX_set_rsa_pss_saltlen(settings, saltLength) == 1
      else { return .unknown }
    }
    let isRight = EVP_DigestVerify(context, signature, signature.count, message, message.count) == 1
    return isRight ? .right : .wrong
  }
}
