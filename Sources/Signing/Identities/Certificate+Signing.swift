import Foundation
import OpenSSL
import SwiftASN1

// What signatures ask of certificates.
extension Certificate {
  /// IssuerAndSerialNumber (RFC 5652, 10.2.4), made of the certificate's own bytes.
  func issuerAndSerialNumber() throws -> [UInt8] {
    let number = try serialNumberBytes()
    var coder = DER.Serializer()
    coder.appendConstructedNode(identifier: .sequence) { coder in
      coder.serializeRawBytes(issuer.bytes)
      coder.serializeRawBytes(number)
    }
    return coder.serializedBytes
  }

  /// Whether a SignerInfo's `identifier` names this certificate.
  func isNamed(by identifier: SignerIdentifier) throws -> Bool {
    switch identifier {
    case .issuerAndSerialNumber:
      return try SignerIdentifier(derEncoded: DER.parse(try issuerAndSerialNumber())) == identifier
    case .subjectKeyIdentifier(let bytes): return subjectKeyIdentifier == bytes
    }
  }

  /// Whether this certificate's key signed `other`.
  func issued(_ other: Certificate) -> Bool {
    subject == other.issuer && other.isSigned(by: self)
  }

  /// Whether it is valid at a time (RFC 5280, 4.1.2.5): both ends count.
  func isValid(at time: Date) -> Bool {
    notValidBefore <= time && time <= notValidAfter
  }

  /// Whether its key may sign documents; it may if the certificate does not say what it is for.
  var allowsDocuments: Bool {
    keyUsage?.isDisjoint(with: [.digitalSignature, .nonRepudiation]) != true
  }
}
