package import Diagnostics
package import Foundation
import OpenSSL

extension SigningIdentity {
  /// Looks whether letters may be signed with the identity at some time.
  ///
  /// - Parameter time: When the letters are signed.
  /// - Returns: Warnings: the certificate expires within 30 days, or an issuer's is out of date.
  /// - Throws: ``DiagnosticsError`` with everything that forbids it: the certificate is not valid at that
  ///   time (RFC 5280, 4.1.2.5), or not meant for signing documents (4.2.1.3 and 4.2.1.12).
  package func check(at time: Date) throws(DiagnosticsError) -> [Diagnostic] {
    var problems = DiagnosticCollector()
    let certificate = signerCertificate
    checkValidity(of: certificate, at: time, &problems)
    checkKeyUsage(of: certificate, &problems)
    checkExtendedKeyUsage(of: certificate, &problems)
    for issuer in certificates.dropFirst() {
      checkIssuer(issuer, at: time, &problems)
    }
    return try problems.finish(()).warnings
  }

  private func checkValidity(
    of certificate: Certificate, at time: Date, _ problems: inout DiagnosticCollector
  ) {
    if time < certificate.notValidBefore {
      problems.report(
        fault(
          "keys.not-yet-valid",
          "the certificate of '\(name)' is not valid before \(day(certificate.notValidBefore))"))
    } else if time > certificate.notValidAfter {
      problems.report(
        fault(
          "keys.expired",
          "the certificate of '\(name)' expired on \(day(certificate.notValidAfter))",
          hints: isDemonstration
            ? ["make a new demonstration key: flett keys demonstration --renew"]
            : ["ask its issuer for a new one"]))
    } else if certificate.notValidAfter.timeIntervalSince(time) < 30 * 86_400 {
      problems.report(
        .warning(
          "keys.expires-soon",
          "the certificate of '\(name)' expires on \(day(certificate.notValidAfter))"))
    }
  }

  private func checkKeyUsage(of certificate: Certificate, _ problems: inout DiagnosticCollector) {
    guard !certificate.allowsDocuments else { return }
    problems.report(
      fault(
        "keys.usage",
        "the certificate of '\(name)' does not allow its key to sign documents",
        hints: ["its key usage must name digitalSignature or nonRepudiation"]))
  }

  private func checkExtendedKeyUsage(
    of certificate: Certificate, _ problems: inout DiagnosticCollector
  ) {
    let others = certificate.purposes.map { foreignPurposes[$0] }
    let known = others.compactMap(\.self)
    guard !known.isEmpty, known.count == others.count else { return }
    problems.report(
      fault(
        "keys.extended-usage",
        "the certificate of '\(name)' is for \(known.joined(separator: " and ")) only, not for"
          + " documents"))
  }

  private func checkIssuer(
    _ certificate: Certificate, at time: Date, _ problems: inout DiagnosticCollector
  ) {
    guard !certificate.isValid(at: time) else { return }
    problems.report(
      .warning(
        "keys.issuer-not-valid",
        "the certificate of an issuer of '\(name)', \(certificate.subject.commonName), is valid only "
          + "from \(day(certificate.notValidBefore)) to \(day(certificate.notValidAfter))"))
  }

  private func fault(_ id: String, _ message: String, hints: [String] = []) -> Diagnostic {
    .error(id, message, hints: hints, failure: .configuration)
  }
}

/// A date as people and machines read it, in UTC.
func day(_ date: Date) -> String {
  date.formatted(.iso8601.year().month().day())
}

/// What keys can be for besides documents, by its object identifier (RFC 5280, 4.2.1.12; RFC 6962,
/// 3.1).
private let foreignPurposes = [
  "1.3.6.1.5.5.7.3.1": "web servers", "1.3.6.1.5.5.7.3.3": "programs",
  "1.3.6.1.5.5.7.3.8": "time stamps", "1.3.6.1.5.5.7.3.9": "answers about revocation",
  "1.3.6.1.4.1.11129.2.4.4": "logs of certificates",
]
