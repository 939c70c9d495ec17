import Foundation
import OpenSSL
import SwiftASN1
package import X509

/// A certificate with the very bytes it was read from, over which digests are made.
package struct EncodedCertificate: Hashable, Sendable {
  /// The certificate.
  package let certificate: Certificate
  /// The certificate in DER, as it was read.
  package let bytes: [UInt8]

  /// Reads one certificate in DER.
  ///
  /// - Throws: An error of swift-asn1 or swift-certificates if it is none.
  package init(_ bytes: [UInt8]) throws {
    certificate = try Certificate(derEncoded: bytes)
    self.bytes = bytes
  }

  /// Encodes a certificate that was made here.
  package init(_ certificate: Certificate) throws {
    var coder = DER.Serializer()
    try coder.serialize(certificate)
    (self.certificate, bytes) = (certificate, coder.serializedBytes)
  }

  /// The certificates of a file: PEM, with whatever else stands between them, or one in DER.
  ///
  /// - Returns: nil if one of them cannot be read.
  package static func all(in file: [UInt8]) -> [EncodedCertificate]? {
    if file.first == 0x30 { return (try? EncodedCertificate(file)).map { [$0] } }
    var found: [EncodedCertificate] = []
    let text = String(decoding: file, as: UTF8.self)
    for part in text.components(separatedBy: "-----BEGIN CERTIFICATE-----").dropFirst() {
      guard let end = part.range(of: "-----END CERTIFICATE-----"),
        let bytes = Data(
          base64Encoded: String(part[..<end.lowerBound]), options: .ignoreUnknownCharacters),
        let certificate = try? EncodedCertificate([UInt8](bytes))
      else { return nil }
      found.append(certificate)
    }
    return found
  }

  /// The certificate as a PEM block.
  package var pem: String {
    let text = Data(bytes).base64EncodedString(options: [
      .lineLength64Characters, .endLineWithLineFeed,
    ])
    return "-----BEGIN CERTIFICATE-----\n\(text)\n-----END CERTIFICATE-----\n"
  }

  /// The SHA-256 digest of the certificate, by which people tell it from others.
  package var fingerprint: String {
    Digest.of(bytes).map { byte in
      let text = String(byte, radix: 16, uppercase: true)
      return text.count == 1 ? "0" + text : text
    }.joined(separator: ":")
  }

  /// The public key as a DER SubjectPublicKeyInfo, as it stands in the certificate.
  func publicKeyBytes() throws -> [UInt8] {
    Array(try fields()[5].encodedBytes)
  }

  /// IssuerAndSerialNumber (RFC 5652, 10.2.4), made of the certificate's own bytes.
  func issuerAndSerialNumber() throws -> [UInt8] {
    let fields = try fields()
    var coder = DER.Serializer()
    coder.appendConstructedNode(identifier: .sequence) { coder in
      coder.serializeRawBytes(fields[2].encodedBytes)
      coder.serializeRawBytes(fields[0].encodedBytes)
    }
    return coder.serializedBytes
  }

  /// Whether a SignerInfo's `identifier` names this certificate.
  func isNamed(by identifier: SignerIdentifier) throws -> Bool {
    switch identifier {
    case .issuerAndSerialNumber:
      return try SignerIdentifier(derEncoded: DER.parse(try issuerAndSerialNumber())) == identifier
    case .subjectKeyIdentifier(let bytes):
      let own = try? certificate.extensions.subjectKeyIdentifier
      return own.map { Array($0.keyIdentifier) == bytes } ?? false
    }
  }

  /// Serial number, signature algorithm, issuer, validity, subject and public key (RFC 5280, 4.1).
  private func fields() throws -> [ASN1Node] {
    guard let body = try children(of: try DER.parse(bytes), .sequence).first else {
      throw StructureFault.kind
    }
    let fields = try children(of: body, .sequence)
      .drop { $0.identifier == .contextual(0) }  // the version
    guard fields.count >= 6 else { throw StructureFault.kind }
    return Array(fields)
  }
}

extension Certificate.SerialNumber {
  /// A random serial number of 16 bytes.
  ///
  /// The library's own has 20 random bytes, half of which take 21 to encode: more than RFC 5280,
  /// 4.1.2.2, allows, and such certificates NSS does not find again.
  package static func short() -> Certificate.SerialNumber {
    var bytes = (0..<16).map { _ in UInt8.random(in: 0...255) }
    bytes[0] = UInt8.random(in: 1...127)
    return Certificate.SerialNumber(bytes: bytes)
  }
}
