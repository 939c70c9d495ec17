import Foundation
import SwiftASN1
@_spi(FixedExpiryValidationTime) import X509

// Whether the certificate leads to a trusted one (RFC 5280, 6).
extension SignatureCheck {
  /// Looks for a chain from the signer's certificate to one of `roots` that is valid at a time.
  func trust(among roots: [Certificate], at time: Date) async -> SignatureTrust {
    guard !roots.isEmpty else { return .notJudged }
    guard let certificate = signerCertificate?.certificate else {
      return .untrusted("the signer's certificate is not known")
    }
    if let reason = unsuitability(of: certificate, at: time) { return .untrusted(reason) }
    // One that vouches for itself is no authority, which swift-certificates asks of every root.
    if roots.contains(certificate) { return .trusted(by: certificate.subject.commonName) }
    var verifier = Verifier(rootCertificates: CertificateStore(roots)) {
      RFC5280Policy(fixedExpiryValidationTime: time)
      DocumentPurpose()
    }
    let result = await verifier.validate(
      leaf: certificate, intermediates: CertificateStore(certificates.map(\.certificate)))
    switch result {
    case .validCertificate(let chain):
      return .trusted(by: chain.last?.subject.commonName ?? "")
    case .couldNotValidate(let failures):
      return .untrusted(
        failures.isEmpty
          ? "no chain leads to a trusted certificate"
          : "the chain to a trusted certificate is not valid on \(day(time))")
    }
  }

  private func unsuitability(of certificate: Certificate, at time: Date) -> String? {
    if time < certificate.notValidBefore {
      return "the signer's certificate is not valid before \(day(certificate.notValidBefore))"
    }
    if time > certificate.notValidAfter {
      return "the signer's certificate expired on \(day(certificate.notValidAfter))"
    }
    guard certificate.extensions[oid: .X509ExtensionID.keyUsage] != nil else { return nil }
    let usage = try? certificate.extensions.keyUsage
    guard usage?.digitalSignature != true, usage?.nonRepudiation != true else { return nil }
    return "the signer's certificate does not allow its key to sign documents"
  }
}

/// Says that an extended key usage marked critical is understood: it is looked at before a key signs.
private struct DocumentPurpose: VerifierPolicy {
  let verifyingCriticalExtensions: [ASN1ObjectIdentifier] = [.X509ExtensionID.extendedKeyUsage]

  func chainMeetsPolicyRequirements(chain: UnverifiedCertificateChain) -> PolicyEvaluationResult {
    .meetsPolicy
  }
}
