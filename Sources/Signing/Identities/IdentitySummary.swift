package import Diagnostics
import Foundation
import OpenSSL

/// What there is to show of an identity: all of it public.
package struct IdentitySummary: Hashable, Sendable, Encodable {
  /// What the identity is called on this machine.
  package let name: String
  /// The subject that the certificate names.
  package let subject: String
  /// The subject's common name.
  package let commonName: String
  /// Who issued it.
  package let issuer: String
  /// The serial number in hexadecimal, as OpenSSL prints it.
  package let serialNumber: String
  /// The first and the last day on which the certificate is valid, as ISO 8601 dates in UTC.
  package let validFrom, validTo: String
  /// What kind of key it is, such as `ECDSA P-256`.
  package let algorithm: String
  /// The certificate's SHA-256 digest.
  package let fingerprint: String
  /// Whether it is a demonstration, which proves nothing outside one machine.
  package let isDemonstration: Bool

  /// The summary of an identity that was read.
  package init(_ identity: SigningIdentity) {
    self.init(
      identity.name, identity.signerCertificate, algorithm: identity.key.kind.description)
  }

  init(_ name: String, _ certificate: Certificate, algorithm: String) {
    self.name = name
    subject = certificate.subject.words
    commonName = certificate.subject.commonName
    issuer = certificate.issuer.words
    serialNumber = certificate.serialNumber
    (validFrom, validTo) = (day(certificate.notValidBefore), day(certificate.notValidAfter))
    self.algorithm = algorithm
    fingerprint = certificate.fingerprint
    isDemonstration = certificate.isDemonstration
  }
}

extension IdentitySummary: CustomStringConvertible {
  /// The summary for a terminal: the name, then a line for each thing to know.
  package var description: String {
    var lines = [
      name.onOneLine, "subject: \(subject)", "issuer: \(issuer)", "serial number: \(serialNumber)",
      "valid: \(validFrom) to \(validTo)", "key: \(algorithm)", "SHA-256: \(fingerprint)",
    ]
    if isDemonstration {
      lines.append("a demonstration key: it proves nothing outside the machine that made it")
    }
    return lines.joined(separator: "\n  ")
  }
}

extension KeyStore {
  /// What there is to show of an identity without opening its key.
  ///
  /// - Returns: The summary; nil if the certificates lie beside the key, so that only
  ///   ``IdentitySummary/init(_:)`` can tell.
  /// - Throws: ``DiagnosticsError`` as ``source(named:)`` does, or if the certificates cannot be read.
  package func summary(named name: String) throws(DiagnosticsError) -> IdentitySummary? {
    guard let own = try source(named: name).certificatesOfFile()?.first else { return nil }
    return IdentitySummary(name, own, algorithm: own.publicKey?.kindName ?? "unknown")
  }
}
