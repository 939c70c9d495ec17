import COpenSSL

/// What a key may be used for (RFC 5280, 4.2.1.3).
package struct KeyUsage: OptionSet, Hashable, Sendable {
  package let rawValue: UInt32

  package init(rawValue: UInt32) {
    self.rawValue = rawValue
  }

  /// Signatures other than those of certificates.
  package static let digitalSignature = KeyUsage(rawValue: UInt32(KU_DIGITAL_SIGNATURE))
  /// Signatures by which somebody is bound.
  package static let nonRepudiation = KeyUsage(rawValue: UInt32(KU_NON_REPUDIATION))
  /// Encrypting keys.
  package static let keyEncipherment = KeyUsage(rawValue: UInt32(KU_KEY_ENCIPHERMENT))
  /// Signatures of certificates.
  package static let certificateSigning = KeyUsage(rawValue: UInt32(KU_KEY_CERT_SIGN))
  /// Signatures of lists of revoked certificates.
  package static let listSigning = KeyUsage(rawValue: UInt32(KU_CRL_SIGN))
}

// What a certificate says beyond whose key it is (RFC 5280, 4.2).
extension Certificate {
  /// What the key may be used for; nil if that is not said, nothing if an extension cannot be read.
  package var keyUsage: KeyUsage? {
    defer { OpenSSLError.clearQueue() }
    let usage = X509_get_key_usage(handle)
    return usage == UInt32.max ? nil : KeyUsage(rawValue: usage)
  }

  /// What else the key may be used for (RFC 5280, 4.2.1.12): object identifiers with dots; none if that
  /// is not said.
  package var purposes: [String] {
    defer { OpenSSLError.clearQueue() }
    guard let extensions = X509_get_ext_d2i(handle, NID_ext_key_usage, nil, nil) else { return [] }
    let stack = OpaquePointer(extensions)
    defer { OPENSSL_sk_pop_free(stack) { ASN1_OBJECT_free($0.map { OpaquePointer($0) }) } }
    return (0..<max(0, OPENSSL_sk_num(stack))).map { index in
      identifier(of: OPENSSL_sk_value(stack, index).map { OpaquePointer($0) })
    }
  }

  /// The name that the certificate has for its key (RFC 5280, 4.2.1.2); nil if none.
  package var subjectKeyIdentifier: [UInt8]? {
    defer { OpenSSLError.clearQueue() }
    return X509_get0_subject_key_id(handle).map { contents(of: $0) }
  }

  /// Whether it says that it is an authority's (RFC 5280, 4.2.1.9); a self-signed one of version 1
  /// counts, as it has no way to say so.
  var isAuthority: Bool {
    defer { OpenSSLError.clearQueue() }
    return [1, 3].contains(X509_check_ca(handle))
  }

  /// Whether it has extensions although it is of version 1.
  var breaksItsVersion: Bool {
    X509_get_version(handle) == X509_VERSION_1 && X509_get_ext_count(handle) > 0
  }
}
