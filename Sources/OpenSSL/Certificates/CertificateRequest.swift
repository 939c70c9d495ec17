import COpenSSL

/// A request for a certificate (PKCS#10, RFC 2986).
package struct CertificateRequest: Sendable {
  /// The request as a PEM file.
  package let pem: [UInt8]

  /// Makes a request, signed with the very key it is for.
  ///
  /// - Throws: ``OpenSSLError/library(step:reason:)``.
  package init(
    for subject: DistinguishedName, key: PrivateKey, digest: DigestMethod
  ) throws(OpenSSLError) {
    OpenSSLError.clearQueue()
    guard let request = X509_REQ_new() else { throw .failure(of: "making a request") }
    defer { X509_REQ_free(request) }
    let sink = try MemorySink()
    guard X509_REQ_set_version(request, Int(X509_REQ_VERSION_1)) == 1,
      try subject.withHandle({ X509_REQ_set_subject_name(request, $0) == 1 }),
      X509_REQ_set_pubkey(request, key.key) == 1,
      X509_REQ_sign(request, key.key, digest.implementation) > 0,
      PEM_write_bio_X509_REQ(sink.handle, request) == 1
    else { throw .failure(of: "making a request") }
    pem = sink.take()
  }
}
