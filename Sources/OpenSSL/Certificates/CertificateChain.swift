import COpenSSL

/// Certificates each of which was issued by the next.
package struct CertificateChain: Sendable {
  private let certificates: [Certificate]

  /// A chain: the signer's certificate first, the trusted one last.
  package init(_ certificates: [Certificate]) {
    self.certificates = certificates
  }

  /// Whether the last certificate vouches for the first, if it is trusted (RFC 5280, 6).
  ///
  /// Checked are signatures, key lengths, authorities, the length of the chain that each allows,
  /// and the names and policies that they allow each other. A critical extension that libcrypto
  /// does not know is refused. Neither when the certificates are valid nor whether any was revoked
  /// is checked.
  ///
  /// - Complexity: The chain is given, so that nothing is searched.
  package var isValid: Bool {
    defer { OpenSSLError.clearQueue() }
    guard let first = certificates.first, let last = certificates.last,
      !certificates.contains(where: \.breaksItsVersion),
      certificates.dropFirst().allSatisfy(\.isAuthority),
      let store = CertificateStore(trusting: last),
      let others = CertificateStack(Array(certificates.dropFirst().dropLast())),
      let check = ChainCheck(of: first, over: others, in: store)
    else { return false }
    return check.succeeds()
  }
}

/// The certificate to trust.
///
/// Owns an `X509_STORE`.
private final class CertificateStore {
  let handle: OpaquePointer

  init?(trusting certificate: Certificate) {
    guard let handle = X509_STORE_new() else { return nil }
    self.handle = handle
    guard X509_STORE_add_cert(handle, certificate.handle) == 1 else { return nil }
    // The signature says who issued a certificate: a key identifier that does not match the
    // issuer's must not part the two (RFC 5280, 4.2.1.1, is for finding keys).
    X509_STORE_set_check_issued(handle) { _, certificate, issuer in
      let isNamed =
        X509_NAME_cmp(X509_get_issuer_name(certificate), X509_get_subject_name(issuer)) == 0
      return isNamed ? 1 : 0
    }
  }

  deinit {
    X509_STORE_free(handle)
  }
}

/// Certificates for libcrypto to look at.
///
/// Owns a `STACK_OF(X509)`, and keeps what stands in it.
private final class CertificateStack {
  let handle: OpaquePointer
  private let certificates: [Certificate]

  init?(_ certificates: [Certificate]) {
    guard let handle = OPENSSL_sk_new_null() else { return nil }
    (self.handle, self.certificates) = (handle, certificates)
    for certificate in certificates {
      guard OPENSSL_sk_push(handle, UnsafeRawPointer(certificate.handle)) > 0 else { return nil }
    }
  }

  deinit {
    OPENSSL_sk_free(handle)
  }
}

/// One check of a chain.
///
/// Owns an `X509_STORE_CTX`, and keeps what it looks at.
private final class ChainCheck {
  private let handle: OpaquePointer
  private let certificate: Certificate
  private let others: CertificateStack
  private let store: CertificateStore

  /// Keys and digests as strong as 112 bits: RSA with 2048 bits, SHA-224 (NIST SP 800-57-1, 5.6.1).
  private static let strength = Int32(2)

  init?(
    of certificate: Certificate, over others: CertificateStack, in store: CertificateStore
  ) {
    guard let handle = X509_STORE_CTX_new() else { return nil }
    self.handle = handle
    (self.certificate, self.others, self.store) = (certificate, others, store)
    guard X509_STORE_CTX_init(handle, store.handle, certificate.handle, others.handle) == 1,
      let settings = X509_STORE_CTX_get0_param(handle)
    else { return nil }
    let flags = X509_V_FLAG_PARTIAL_CHAIN | X509_V_FLAG_POLICY_CHECK | X509_V_FLAG_NO_CHECK_TIME
    guard X509_VERIFY_PARAM_set_flags(settings, UInt(flags)) == 1 else { return nil }
    X509_VERIFY_PARAM_set_auth_level(settings, ChainCheck.strength)
    X509_VERIFY_PARAM_set_depth(settings, OPENSSL_sk_num(others.handle))
    // A signer is not a host, whose name could break the limits for hosts.
    X509_VERIFY_PARAM_set_hostflags(settings, UInt32(X509_CHECK_FLAG_NEVER_CHECK_SUBJECT))
  }

  deinit {
    X509_STORE_CTX_free(handle)
  }

  func succeeds() -> Bool {
    X509_verify_cert(handle) == 1
  }
}
