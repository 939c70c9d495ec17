import COpenSSL

extension PrivateKey {
  /// Makes a new key from the system's source of randomness.
  ///
  /// - Throws: ``OpenSSLError/library(step:reason:)``.
  package static func make(_ kind: KeyKind) throws(OpenSSLError) -> PrivateKey {
    OpenSSLError.clearQueue()
    let type: String
    switch kind {
    case .p256, .p384: type = "EC"
    case .rsa: type = "RSA"
    }
    guard let context = EVP_PKEY_CTX_new_from_name(nil, type, nil) else {
      throw .failure(of: "making a key")
    }
    defer { EVP_PKEY_CTX_free(context) }
    var key: OpaquePointer?
    guard EVP_PKEY_keygen_init(context) == 1, kind.configure(context),
      EVP_PKEY_generate(context, &key) == 1, let key
    else { throw .failure(of: "making a key") }
    return try PrivateKey(taking: key)
  }
}

extension KeyKind {
  /// Tells a context for making keys which kind to make; whether it took it.
  fileprivate func configure(_ context: OpaquePointer) -> Bool {
    switch self {
    case .p256: EVP_PKEY_CTX_set_group_name(context, "P-256") == 1
    case .p384: EVP_PKEY_CTX_set_group_name(context, "P-384") == 1
    case .rsa(let bits): EVP_PKEY_CTX_set_rsa_keygen_bits(context, Int32(bits)) == 1
    }
  }
}
