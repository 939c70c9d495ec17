import COpenSSL

// By whom a certificate is signed, and with what.
extension Certificate {
  /// Whether the key of another certificate signed this one.
  package func isSigned(by issuer: Certificate) -> Bool {
    defer { OpenSSLError.clearQueue() }
    guard let key = X509_get0_pubkey(issuer.handle) else { return false }
    return X509_verify(handle, key) == 1
  }

  /// The digest that is signed, if other content with the same one can be found: SHA-1 and those before it.
  package var weakDigest: String? {
    defer { OpenSSLError.clearQueue() }
    var digest = NID_undef
    _ = X509_get_signature_info(handle, &digest, nil, nil, nil)
    switch digest {
    case NID_md2, NID_md4, NID_md5, NID_mdc2, NID_md5_sha1, NID_ripemd160:
      return OBJ_nid2sn(digest).map { String(cString: $0) }
    case NID_sha1: return SignatureDigest.sha1.description
    default: return nil
    }
  }
}
