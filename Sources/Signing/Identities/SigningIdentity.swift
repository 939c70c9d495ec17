package import Diagnostics
package import OpenSSL

/// Who signs: a key and the certificates that say whose it is.
package struct SigningIdentity: Sendable {
  /// What the identity is called here, for messages.
  package let name: String
  /// The certificates: the signer's, then each one's issuer as far as they are known.
  package let certificates: [Certificate]
  package let key: any SignatureKey

  /// Puts a key and certificates together.
  ///
  /// - Parameters:
  ///   - name: What the identity is called, for messages.
  ///   - certificates: The key's certificate and its issuers, in any order; others are left out.
  ///   - key: The key.
  /// - Throws: ``DiagnosticsError`` if none of the certificates is the key's, or the key fails.
  package init(
    named name: String, certificates: [Certificate], key: any SignatureKey
  ) throws(DiagnosticsError) {
    guard let own = try SigningIdentity.certificate(of: key, among: certificates) else {
      throw DiagnosticsError(
        .error(
          "keys.mismatch",
          certificates.isEmpty
            ? "there is no certificate for the key of '\(name)'"
            : "no certificate of '\(name)' belongs to its key",
          hints: ["the certificate must be the one that was issued for this key"],
          failure: .configuration))
    }
    (self.name, self.key) = (name, key)
    self.certificates = SigningIdentity.chain(from: own, among: certificates)
    signerCertificate = own
  }

  /// The signer's own certificate.
  package let signerCertificate: Certificate

  /// Whether it is a demonstration, whose signatures prove nothing outside the machine that made it.
  package var isDemonstration: Bool {
    signerCertificate.isDemonstration
  }

  private static func certificate(
    of key: any SignatureKey, among certificates: [Certificate]
  ) throws(DiagnosticsError) -> Certificate? {
    let bytes = try key.publicKeyBytes()
    guard let publicKey = try? PublicKey(bytes) else { return nil }
    return certificates.first { $0.publicKey.map(publicKey.isSame) == true }
  }

  /// The signer's certificate and those of its issuers, each once.
  private static func chain(
    from certificate: Certificate, among certificates: [Certificate]
  ) -> [Certificate] {
    var chain = [certificate]
    while let last = chain.last,
      let issuer = certificates.first(where: { $0.issued(last) && !chain.contains($0) })
    {
      chain.append(issuer)
    }
    return chain
  }
}
