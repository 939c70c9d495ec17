import OpenSSL
import SwiftASN1

// The cryptographic part: digest, certificate, signature (RFC 5652, 5.4 to 5.6).
extension SignatureCheck {
  /// Finds the signer's certificate and checks what was signed and the signature over it.
  mutating func checkSigner(_ signer: SignerInfo, of data: SignedData, _ file: [UInt8]) {
    guard let digest = signer.digestAlgorithm.signatureDigest else {
      status.unjudged.append("its digest is of a kind that is not known")
      return
    }
    if digest == .sha1 {
      status.faults.append("its digest is SHA-1, which proves nothing any more")
    }
    checkKindOfContent(signer, data)
    checkContent(signer, data, digest, file)
    guard let certificate = certificate(of: signer, in: data) else { return }
    note(certificate)
    guard let key = certificate.publicKey else {
      status.unjudged.append("the public key in the signer's certificate is of a kind not known")
      return
    }
    status.method = "\(key.kindName), \(digest)"
    if key.isTooShort {
      status.faults.append("the signer's key is too short to prove anything: \(key.kindName)")
    }
    checkCertificateName(signer, certificate)
    checkProtection(signer)
    guard let scheme = scheme(signer.signatureAlgorithm, digest, key) else { return }
    let message = signer.attributes == nil ? content(data, file) : signer.signedBytes
    judge(key.verdict(on: signer.signature, over: message, digest: digest, scheme: scheme), signer)
  }

  private mutating func judge(_ verdict: PublicKey.Verdict, _ signer: SignerInfo) {
    switch verdict {
    case .right:
      status.isValid = true
      if signer.attributes == nil { status.isIntact = true }
    case .wrong where signer.attributes == nil:
      status.faults.append("the content is not what was signed by the key of the certificate")
    case .wrong:
      status.faults.append("the signature was not made by the key of the signer's certificate")
    case .unknown:
      status.unjudged.append("such signatures by such a key cannot be checked")
    }
  }

  private mutating func certificate(
    of signer: SignerInfo, in data: SignedData
  ) -> Certificate? {
    if let found = certificates.first(where: { (try? $0.isNamed(by: signer.signer)) == true }) {
      return found
    }
    if certificates.count < data.certificates.count {
      status.unjudged.append("the signer's certificate is of a kind that cannot be read")
    } else {
      status.faults.append("the signer's certificate is not in the signature")
    }
    return nil
  }

  /// What is signed: the file around the hole, or the time stamp's own content.
  private func content(_ data: SignedData, _ file: [UInt8]) -> [UInt8] {
    if kind == .timeStamp { return data.content ?? [] }
    guard let range else { return [] }
    return Array(file[..<range.holeStart] + file[range.holeEnd..<range.end])
  }

  /// Checks that the covered bytes have the digest that was signed.
  private mutating func checkContent(
    _ signer: SignerInfo, _ data: SignedData, _ digest: SignatureDigest, _ file: [UInt8]
  ) {
    guard let range else { return }
    let parts = [file[..<range.holeStart], file[range.holeEnd..<range.end]]
    var isStamped = true
    if kind == .timeStamp { isStamped = checkStamp(data, parts) }
    guard let attributes = signer.attributes else { return }
    let signed = try? attributes.value(of: ObjectIdentifiers.messageDigest)
      .map { Array(try ASN1OctetString(asn1Any: $0).bytes) }
    let content = kind == .timeStamp ? [(data.content ?? [])[...]] : parts
    guard let signed, let found = try? digest.digest(of: content) else {
      status.faults.append("the signed attributes do not hold one digest of the content")
      return
    }
    status.isIntact = isStamped && signed == found
    if signed != found { status.faults.append("the content is not what was signed") }
  }

  /// Whether a time stamp is one of the covered bytes.
  private mutating func checkStamp(_ data: SignedData, _ parts: [ArraySlice<UInt8>]) -> Bool {
    guard let stamp = data.content.flatMap({ try? TimeStampContent($0) }) else {
      status.faults.append("the time stamp's content cannot be read")
      return false
    }
    status.claimedTime = stamp.time
    guard let digest = stamp.digest else {
      status.unjudged.append("the time stamp's digest is of a kind that is not known")
      return false
    }
    if digest == .sha1 {
      status.faults.append("the time stamp's digest is SHA-1, which proves nothing any more")
    }
    if (try? digest.digest(of: parts)) == stamp.imprint { return true }
    status.faults.append("the content is not what was stamped")
    return false
  }

  /// Checks that the content stands where it must, and that the signed attributes state its kind.
  private mutating func checkKindOfContent(_ signer: SignerInfo, _ data: SignedData) {
    let expected =
      kind == .timeStamp ? ObjectIdentifiers.timeStampContent : ObjectIdentifiers.data
    if kind == .document, data.content != nil {
      status.faults.append("the signature brings content of its own instead of the file's")
    }
    if data.contentType != expected {
      status.faults.append("the signature is over another kind of content than a file")
    }
    guard let attributes = signer.attributes else { return }
    let stated = try? attributes.value(of: ObjectIdentifiers.contentType)
      .map { try ASN1ObjectIdentifier(asn1Any: $0) }
    if stated != expected {
      status.faults.append("the signed attributes do not state the kind of content")
    }
  }

  /// Checks that the signed attributes about the certificate, if there are any, name this one.
  private mutating func checkCertificateName(
    _ signer: SignerInfo, _ certificate: Certificate
  ) {
    guard let attributes = signer.attributes else { return }
    do {
      var isNamed = true
      if let value = try attributes.value(of: ObjectIdentifiers.signingCertificateV2) {
        isNamed = try SigningCertificateV2(asn1Any: value).names(certificate.bytes)
      }
      if let value = try attributes.value(of: ObjectIdentifiers.signingCertificate) {
        isNamed =
          try SigningCertificateV2.firstVersion(value, names: certificate.bytes) && isNamed
      }
      if isNamed { return }
    } catch {}
    status.faults.append("the signed attributes name another certificate than the signer's")
  }

  /// Checks the attribute that ties the algorithms to the signature, if there is one (RFC 6211).
  private mutating func checkProtection(_ signer: SignerInfo) {
    guard let attributes = signer.attributes else { return }
    do {
      guard let value = try attributes.value(of: ObjectIdentifiers.algorithmProtection) else {
        return
      }
      let nodes = try children(of: try value.node(), .sequence)
      if nodes.count == 2,
        try AlgorithmIdentifier(derEncoded: nodes[0]).algorithm == signer.digestAlgorithm.algorithm,
        try AlgorithmIdentifier(derEncoded: nodes[1], withIdentifier: .contextual(1))
          == signer.signatureAlgorithm
      {
        return
      }
    } catch {}
    status.faults.append("the signed attributes name other algorithms than the signature")
  }
}
