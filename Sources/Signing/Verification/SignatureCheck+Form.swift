import SwiftASN1

// What PAdES baseline asks of a signature's form (ETSI EN 319 142-1, 6.3, table 1).
extension SignatureCheck {
  /// Compares the CMS part with the form; whatever differs is no fault of the content.
  mutating func checkForm(_ signer: SignerInfo, of data: SignedData) {
    let has = { (type: ASN1ObjectIdentifier) in
      signer.attributes?.attributes.contains { $0.type == type } ?? false
    }
    if signer.attributes == nil { status.formFaults.append("no signed attributes") }
    if !data.isDistinguished { status.formFaults.append("the signature is BER, not DER") }
    if has(ObjectIdentifiers.signingTime) {
      status.formFaults.append("a signing-time attribute, where PAdES takes the time from /M")
    }
    if !has(ObjectIdentifiers.signingCertificateV2) {
      status.formFaults.append(
        has(ObjectIdentifiers.signingCertificate)
          ? "the signing-certificate attribute is version 1, with SHA-1"
          : "no signing-certificate-v2 attribute")
    }
    if data.certificates.isEmpty { status.formFaults.append("no certificate in the signature") }
    if status.formFaults.isEmpty, data.signers.count == 1 { status.level = "B-B" }
  }
}
