import Foundation
import OpenSSL
@testable import Signing
import SigningTestSupport
import SwiftASN1
import TestSupport
import Testing

/// A CMS signature put together part by part, right unless a test says otherwise.
struct TestSignature {
  /// An attribute: its name, and its value in DER.
  typealias Statement = (name: ASN1ObjectIdentifier, value: [UInt8])

  /// The signer's certificate.
  var certificate: Certificate
  /// The digest of the content.
  var digest = SignatureDigest.sha256
  /// The algorithms in DER.
  var digestAlgorithm = algorithm(ObjectIdentifiers.sha256)
  var signatureAlgorithm = algorithm(ObjectIdentifiers.ecdsaWithSHA256)
  /// What is signed, and whether it stands in the signature.
  var contentType = ObjectIdentifiers.data
  var content: [UInt8]?
  /// Whether there are signed attributes.
  var hasAttributes = true
  /// Changes the signed attributes.
  var statements: (inout [Statement]) -> Void = { _ in }
  /// The certificates in DER; the signer's if nil.
  var certificates: [[UInt8]]?
  /// How many times the signer stands there.
  var signers = 1
  /// Signs a message.
  var sign: ([UInt8]) throws -> [UInt8]

  /// The signature in DER over the bytes of a file.
  func encoded(over file: [UInt8]) throws -> [UInt8] {
    let signed = content ?? file
    var statements: [Statement] = [
      (ObjectIdentifiers.contentType, name(contentType)),
      (ObjectIdentifiers.messageDigest, element(4, try digest.digest(of: [signed[...]]))),
    ]
    self.statements(&statements)
    let attributes = statements.map { element(0x30, name($0.name), element(0x31, $0.value)) }
      .flatMap(\.self)
    let message = hasAttributes ? element(0x31, attributes) : signed
    let signer = element(
      0x30, element(2, [1]), try certificate.issuerAndSerialNumber(), digestAlgorithm,
      hasAttributes ? element(0xA0, attributes) : [], signatureAlgorithm,
      element(4, try sign(message)))
    let data = element(
      0x30, element(2, [1]), element(0x31, digestAlgorithm),
      element(0x30, name(contentType), content.map { element(0xA0, element(4, $0)) } ?? []),
      element(0xA0, (certificates ?? [certificate.bytes]).flatMap(\.self)),
      element(0x31, (0..<signers).flatMap { _ in signer }))
    return element(0x30, name(ObjectIdentifiers.signedData), element(0xA0, data))
  }
}

/// A DER element.
func element(_ tag: UInt8, _ parts: [UInt8]...) -> [UInt8] {
  let content = parts.flatMap(\.self)
  switch content.count {
  case ..<128: return [tag, UInt8(content.count)] + content
  case ..<256: return [tag, 0x81, UInt8(content.count)] + content
  default:
    let length = (0..<3).reversed().map { UInt8(content.count >> (8 * $0) & 255) }
    return [tag] + (length[0] == 0 ? [0x82] + length[1...] : [0x83] + length) + content
  }
}

/// An object identifier in DER.
func name(_ identifier: ASN1ObjectIdentifier) -> [UInt8] {
  var coder = DER.Serializer()
  try? coder.serialize(identifier)
  return coder.serializedBytes
}

/// An algorithm's identifier in DER.
func algorithm(_ identifier: ASN1ObjectIdentifier, _ parameters: [UInt8] = []) -> [UInt8] {
  element(0x30, name(identifier), parameters)
}

/// DER with every length left open, as BER allows.
func indefinite(_ bytes: [UInt8]) throws -> [UInt8] { try open(DER.parse(bytes)) }

private func open(_ node: ASN1Node) -> [UInt8] {
  guard case .constructed(let nodes) = node.content, let tag = node.encodedBytes.first else {
    return Array(node.encodedBytes)
  }
  return [tag, 0x80] + nodes.flatMap(open) + [0, 0]
}

/// A key and a certificate in which it vouches for itself.
enum TestSigner {
  static func p256() throws -> TestSignature {
    let key = try PrivateKey.make(.p256)
    let name = try DistinguishedName(["CN": "Kari Nordmann"])
    let now = Int(TestAuthority.now.timeIntervalSince1970)
    var new = NewCertificate(
      subject: name, issuer: name, validFrom: now - 86_400, validTo: now + 86_400)
    new.holder = .unsaid
    let certificate = try new.signed(for: key.publicKey, by: key, digest: .sha256)
    return TestSignature(certificate: certificate) { try key.signature(over: $0, digest: .sha256) }
  }

  /// A key of a kind that letters are not signed with, so that the command of OpenSSL has to.
  static func edwards() throws -> TestSignature {
    let folder = try TemporaryFolder()
    @Sendable func run(_ arguments: [String]) throws -> [UInt8] {
      let outcome = try Program("openssl").run(arguments, in: folder.url)
      try #require(outcome.status == 0, "\(outcome.text)")
      return [UInt8](try Data(contentsOf: folder.url.appending(path: "out")))
    }
    let certificate = try Certificate(
      try run([
        "req", "-x509", "-newkey", "ed25519", "-nodes", "-keyout", "key.pem", "-outform", "DER",
        "-out", "out", "-subj", "/CN=Kari Nordmann",
      ]))
    return TestSignature(
      certificate: certificate, digest: .sha512,
      digestAlgorithm: algorithm(ObjectIdentifiers.sha512),
      signatureAlgorithm: algorithm(ObjectIdentifiers.edwards25519)
    ) { message in
      try folder.write(Data(message), to: "message")
      return try run([
        "pkeyutl", "-sign", "-rawin", "-inkey", "key.pem", "-in", "message", "-out", "out",
      ])
    }
  }
}
