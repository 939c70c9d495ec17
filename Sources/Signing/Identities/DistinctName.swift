extension SignerSummary {
  /// The signer's name with the beginning of the certificate's digest: two certificates can have one name.
  package var distinctName: String { distinct(name, fingerprint) }
}

extension IdentitySummary {
  /// The signer's name with the beginning of the certificate's digest, as for a signature by it.
  package var distinctName: String { distinct(commonName, fingerprint) }
}

private func distinct(_ name: String, _ fingerprint: String) -> String {
  "\(name), \(fingerprint.prefix(23))"
}
