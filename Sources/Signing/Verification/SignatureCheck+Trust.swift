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
    let others = certificates.map(\.certificate)
    let isValid = { (other: Certificate) in
      (other.notValidBefore...max(other.notValidBefore, other.notValidAfter)).contains(time)
    }
    var paths = CertificatePaths(
      from: certificate, to: roots.filter(isValid), over: others.filter(isValid))
    for _ in 0..<SignatureCheck.chainLimit {
      guard let path = paths.next() else { break }
      if let root = await root(of: path, at: time) { return .trusted(by: root) }
    }
    if let refusal = paths.refusal { return .untrusted(refusal) }
    if paths.isExhausted {
      return .untrusted("its certificates vouch for each other in more ways than can be followed")
    }
    var anytime = CertificatePaths(from: certificate, to: roots, over: others)
    return .untrusted(
      anytime.next() == nil
        ? "no chain leads to a trusted certificate"
        : "the chain to a trusted certificate is not valid on \(day(time))")
  }

  /// How many chains are tried: only lengths and names that authorities set to each other tell them apart.
  private static let chainLimit = 20

  /// The name of the trusted certificate at the end of a chain; nil if the chain is not valid.
  private func root(of chain: [Certificate], at time: Date) async -> String? {
    guard let certificate = chain.first, let root = chain.last else { return nil }
    var verifier = Verifier(rootCertificates: CertificateStore([root])) {
      RFC5280Policy(fixedExpiryValidationTime: time)
      DocumentPurpose()
    }
    let result = await verifier.validate(
      leaf: certificate, intermediates: CertificateStore(chain.dropFirst().dropLast()))
    guard case .validCertificate = result else { return nil }
    return root.subject.commonName
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
