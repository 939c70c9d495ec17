import COpenSSL

/// A digest's implementation, looked up once: doing so anew for each digest takes longer than the digest
/// of a short text.
///
/// Owns an `EVP_MD`, which is never changed and counts its references atomically.
final class DigestAlgorithm: @unchecked Sendable {
  /// Nil if this build of OpenSSL does not offer it.
  let handle: OpaquePointer?  // owned: EVP_MD

  /// Looks a digest up by the name that libcrypto gives it.
  ///
  /// Settings of the machine may leave libcrypto without digests, but not a library context of its own.
  private init(_ name: String) {
    handle = EVP_MD_fetch(nil, name, nil) ?? EVP_MD_fetch(OSSL_LIB_CTX_new(), name, nil)
    OpenSSLError.clearQueue()
  }

  deinit {
    EVP_MD_free(handle)
  }

  static let sha1 = DigestAlgorithm("SHA1")
  static let sha224 = DigestAlgorithm("SHA2-224")
  static let sha256 = DigestAlgorithm("SHA2-256")
  static let sha384 = DigestAlgorithm("SHA2-384")
  static let sha512 = DigestAlgorithm("SHA2-512")
  static let sha3With224 = DigestAlgorithm("SHA3-224")
  static let sha3With256 = DigestAlgorithm("SHA3-256")
  static let sha3With384 = DigestAlgorithm("SHA3-384")
  static let sha3With512 = DigestAlgorithm("SHA3-512")
}
