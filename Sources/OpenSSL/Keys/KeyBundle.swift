import COpenSSL

/// What a PKCS#12 bundle holds (RFC 7292): a key and the certificates that go with it.
package struct KeyBundle: Sendable {
  package let key: PrivateKey
  /// The key's certificate, then the others, each in DER.
  package let certificates: [[UInt8]]

  /// Opens a bundle.
  ///
  /// - Throws: ``OpenSSLError``; also if it lacks the key or the key's certificate.
  package init(_ bytes: [UInt8], passPhrase: [UInt8]?) throws(OpenSSLError) {
    let parts = try BundleParts(bytes, passPhrase: passPhrase)
    guard let key = parts.takeKey() else { throw .noKey }
    self.key = try PrivateKey(taking: key)
    guard let certificate = parts.certificate else { throw .noCertificate }
    certificates = try [certificateBytes(certificate)] + parts.otherCertificates()
  }
}

/// The three things that libcrypto takes out of a bundle, freed together.
private final class BundleParts {
  private var key: OpaquePointer?  // owned: EVP_PKEY
  private(set) var certificate: OpaquePointer?  // owned: X509
  private var others: OpaquePointer?  // owned: STACK_OF(X509)

  init(_ bytes: [UInt8], passPhrase: [UInt8]?) throws(OpenSSLError) {
    OpenSSLError.clearQueue()
    let source = try MemorySource(bytes)
    guard let bundle = d2i_PKCS12_bio(source.handle, nil) else {
      OpenSSLError.clearQueue()
      throw .notABundle
    }
    defer { PKCS12_free(bundle) }
    let phrase = passPhrase.map { $0.map(CChar.init(bitPattern:)) + [0] }
    let opened = PKCS12_parse(bundle, phrase, &key, &certificate, &others) == 1
    let reasons = OpenSSLError.takeReasons()
    guard !opened else { return }
    if OpenSSLError.saysUnsupported(reasons) { throw .unsupported }
    guard reasons.contains(Int(PKCS12_R_MAC_VERIFY_FAILURE)) else { throw .notABundle }
    throw passPhrase == nil ? .passPhraseMissing : .passPhraseWrong
  }

  deinit {
    EVP_PKEY_free(key)
    X509_free(certificate)
    // OPENSSL_sk_pop_free wants a function of a raw pointer; X509_free takes a typed one.
    for other in stack { X509_free(other) }
    OPENSSL_sk_free(others)
  }

  /// Hands over the key, which is the caller's to free.
  func takeKey() -> OpaquePointer? {
    defer { key = nil }
    return key
  }

  func otherCertificates() throws(OpenSSLError) -> [[UInt8]] {
    try stack.map(certificateBytes)
  }

  private var stack: [OpaquePointer] {
    (0..<max(0, OPENSSL_sk_num(others))).compactMap { index in
      OPENSSL_sk_value(others, index).map { OpaquePointer($0) }
    }
  }
}

/// A certificate in DER.
private func certificateBytes(_ certificate: OpaquePointer) throws(OpenSSLError) -> [UInt8] {
  try encoded("writing a certificate") { i2d_X509(certificate, $0) }
}
