import OpenSSL
import SwiftASN1
import X509

// The cryptographic part: digest, certificate, signature (RFC 5652, 5.4 to 5.6).
extension SignatureCheck {
  /// Finds the signer's certificate and checks the signature over the signed attributes.
  mutating func checkSigner(_ signer: SignerInfo, of data: SignedData) {
    guard
      let certificate = certificates.first(where: { (try? $0.isNamed(by: signer.signer)) == true })
    else {
      status.faults.append("the signer's certificate is not in the signature")
      return
    }
    note(certificate)
    guard let digest = signer.digestAlgorithm.digest else {
      status.faults.append("the digest is neither SHA-256, SHA-384 nor SHA-512")
      return
    }
    guard let bytes = try? certificate.publicKeyBytes(), let key = try? PublicKey(bytes) else {
      status.faults.append("the public key in the signer's certificate cannot be read")
      return
    }
    status.method = "\(key.kindName), \(digest)"
    guard let scheme = scheme(signer.signatureAlgorithm, digest) else {
      status.faults.append("the signature algorithm is unknown, or does not fit the digest")
      return
    }
    status.isValid =
      key.verifies(signer.signature, over: signer.signedBytes, digest: digest, scheme: scheme)
      && statesItsContent(signer, data) && namesItsCertificate(signer, certificate)
    guard !status.isValid, status.faults.isEmpty else { return }
    status.faults.append("the signature was not made by the key of the signer's certificate")
  }

  /// Checks that the covered bytes have the digest that was signed.
  mutating func checkContent(
    _ signer: SignerInfo, _ method: DigestMethod, _ file: [UInt8], _ range: ByteRange
  ) {
    var digest = ContentDigest(method)
    digest.update(file[..<range.holeStart])
    digest.update(file[range.holeEnd..<range.end])
    let signed = try? signer.attributes.value(of: ObjectIdentifiers.messageDigest)
      .map { try ASN1OctetString(asn1Any: $0) }
    status.isIntact = signed.map { Array($0.bytes) == digest.finish() } ?? false
    if !status.isIntact { status.faults.append("the content is not what was signed") }
  }

  /// Whether the signed attributes say that the content is plain data, as they must.
  private mutating func statesItsContent(_ signer: SignerInfo, _ data: SignedData) -> Bool {
    let stated = try? signer.attributes.value(of: ObjectIdentifiers.contentType)
      .map { try ASN1ObjectIdentifier(asn1Any: $0) }
    if stated == ObjectIdentifiers.data, data.contentType == ObjectIdentifiers.data { return true }
    status.faults.append("the signed attributes do not state the kind of content")
    return false
  }

  /// Whether the signed attribute about the certificate, if there is one, names this one.
  private mutating func namesItsCertificate(
    _ signer: SignerInfo, _ certificate: EncodedCertificate
  ) -> Bool {
    do {
      guard let value = try signer.attributes.value(of: ObjectIdentifiers.signingCertificateV2)
      else { return true }  // a fault of form only
      if try SigningCertificateV2(asn1Any: value).names(certificate.bytes) { return true }
    } catch {}
    status.faults.append("the signed attributes name another certificate than the signer's")
    return false
  }

  private func scheme(
    _ algorithm: AlgorithmIdentifier, _ digest: DigestMethod
  ) -> PublicKey.Scheme? {
    switch (algorithm.algorithm, digest) {
    case (ObjectIdentifiers.rsa, _),
      (ObjectIdentifiers.rsaWithSHA256, .sha256), (ObjectIdentifiers.rsaWithSHA384, .sha384),
      (ObjectIdentifiers.rsaWithSHA512, .sha512), (ObjectIdentifiers.ecdsaWithSHA256, .sha256),
      (ObjectIdentifiers.ecdsaWithSHA384, .sha384), (ObjectIdentifiers.ecdsaWithSHA512, .sha512):
      .ordinary
    case (ObjectIdentifiers.rsaProbabilistic, _): .probabilistic
    default: nil
    }
  }
}

extension DigestMethod: CustomStringConvertible {
  /// The digest's name in tools and standards.
  package var description: String {
    switch self {
    case .sha256: "SHA-256"
    case .sha384: "SHA-384"
    case .sha512: "SHA-512"
    }
  }
}
