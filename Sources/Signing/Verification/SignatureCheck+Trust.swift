import Foundation
import OpenSSL

// Whether the certificate leads to a trusted one (RFC 5280, 6).
extension SignatureCheck {
  /// Looks for a chain from the signer's certificate to one of `roots` that is valid at a time.
  func trust(among roots: [Certificate], at time: Date) -> SignatureTrust {
    guard !roots.isEmpty else { return .notJudged }
    guard let certificate = signerCertificate else {
      return .untrusted("the signer's certificate is not known")
    }
    if let reason = unsuitability(of: certificate, at: time) { return .untrusted(reason) }
    // A self-signed one that is trusted itself is no authority, and every chain ends with an
    // authority.
    if roots.contains(certificate) { return .trusted(by: certificate.subject.commonName) }
    let others = certificates
    var paths = CertificatePaths(
      from: certificate, to: roots.filter { $0.isValid(at: time) },
      over: others.filter { $0.isValid(at: time) })
    for _ in 0..<SignatureCheck.chainLimit {
      guard let path = paths.next(), let root = path.last else { break }
      if CertificateChain(path).isValid { return .trusted(by: root.subject.commonName) }
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

  /// How many chains are tried: only lengths, names and policies that authorities set to each other tell them
  /// apart.
  private static let chainLimit = 20

  private func unsuitability(of certificate: Certificate, at time: Date) -> String? {
    if time < certificate.notValidBefore {
      return "the signer's certificate is not valid before \(day(certificate.notValidBefore))"
    }
    if time > certificate.notValidAfter {
      return "the signer's certificate expired on \(day(certificate.notValidAfter))"
    }
    if certificate.allowsDocuments { return nil }
    return "the signer's certificate does not allow its key to sign documents"
  }
}
