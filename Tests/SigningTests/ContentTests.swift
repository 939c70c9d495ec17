import Foundation
import OpenSSL
@testable import Signing
import SigningTestSupport
import SwiftASN1
import TestSupport
import Testing

/// A way to make a signature, and what must be said of it.
struct ContentCase: CustomTestStringConvertible, Sendable {
  let testDescription: String
  let verdict: String
  var subFilter = "ETSI.CAdES.detached"
  var isEdwards = false
  var change: @Sendable (inout TestSignature) throws -> Void = { _ in }
  /// Changes the signature as it is encoded.
  var encode: @Sendable ([UInt8]) throws -> [UInt8] = { $0 }

  init(
    _ description: String, _ verdict: String,
    change: @escaping @Sendable (inout TestSignature) throws -> Void = { _ in }
  ) {
    (testDescription, self.verdict, self.change) = (description, verdict, change)
  }

  func with(_ change: (inout ContentCase) -> Void) -> ContentCase {
    var copy = self
    change(&copy)
    return copy
  }
}

struct ContentTests {
  private static let cases: [ContentCase] = [
    ContentCase("as it should be", "good"),
    ContentCase("Ed25519", "good").with { $0.isEdwards = true },
    ContentCase("Ed25519 without attributes", "good") { $0.hasAttributes = false }
      .with { $0.isEdwards = true },
    ContentCase("without attributes", "good") { $0.hasAttributes = false },
    ContentCase("another kind of PDF signature", "cannot be judged").with {
      $0.subFilter = "foo.bar"
    },
    ContentCase("the oldest kind", "cannot be judged").with { $0.subFilter = "adbe.x509.rsa_sha1" },
    ContentCase("no kind of content", "broken") { $0.statements = { $0.removeFirst() } },
    ContentCase("no digest", "broken") { $0.statements = { $0.removeLast() } },
    ContentCase("a digest twice", "broken") { $0.statements = { $0.append($0[1]) } },
    ContentCase("another digest", "broken") {
      $0.statements = { $0[1].value = element(4, [UInt8](repeating: 0, count: 32)) }
    },
    ContentCase("another kind of content", "broken") {
      $0.contentType = ObjectIdentifiers.timeStampContent
    },
    ContentCase("content of its own", "broken") { $0.content = Array("Pay 999 NOK".utf8) },
    ContentCase("the certificate named by SHA-1", "good") { signature in
      let digest = try SignatureDigest.sha1.digest(of: [signature.certificate.bytes[...]])
      signature.statements = {
        $0.append(
          (
            ObjectIdentifiers.signingCertificate,
            element(0x30, element(0x30, element(0x30, element(4, digest))))
          ))
      }
    },
    ContentCase("another certificate named by SHA-1", "broken") {
      $0.statements = {
        $0.append(
          (
            ObjectIdentifiers.signingCertificate,
            element(0x30, element(0x30, element(0x30, element(4, [1]))))
          ))
      }
    },
    ContentCase("the algorithms protected", "good") { signature in
      let parts = [signature.digestAlgorithm, signature.signatureAlgorithm]
      signature.statements = { $0.append(protection(parts[0], parts[1])) }
    },
    ContentCase("other algorithms protected", "broken") { signature in
      let parts = [algorithm(ObjectIdentifiers.sha512), signature.signatureAlgorithm]
      signature.statements = { $0.append(protection(parts[0], parts[1])) }
    },
    ContentCase("an unknown algorithm", "cannot be judged") {
      $0.signatureAlgorithm = algorithm([1, 2, 3, 4])
    },
    ContentCase("an unknown digest", "cannot be judged") {
      $0.digestAlgorithm = algorithm([1, 2, 840, 113549, 2, 5])
    },
    ContentCase("SHA-1", "broken") {
      $0.digest = .sha1
      $0.digestAlgorithm = algorithm([1, 3, 14, 3, 2, 26])
    },
    ContentCase("an algorithm for another digest", "broken") {
      $0.signatureAlgorithm = algorithm(ObjectIdentifiers.ecdsaWithSHA384)
    },
    ContentCase("an algorithm for another key", "broken") {
      $0.signatureAlgorithm = algorithm(ObjectIdentifiers.rsaWithSHA256)
    },
    ContentCase("a signature of something else", "broken") {
      let sign = $0.sign
      $0.sign = { try sign($0 + [0]) }
    },
    ContentCase("a signature of nothing", "broken") { $0.sign = { _ in [] } },
    ContentCase("two signers", "broken") { $0.signers = 2 },
    ContentCase("no signer", "broken") { $0.signers = 0 },
    ContentCase("no certificate", "broken") { $0.certificates = [] },
    ContentCase("a certificate that cannot be read", "cannot be judged") {
      $0.certificates = [element(0x30, element(2, [1]))]
    },
    ContentCase("BER", "good").with { $0.encode = indefinite },
    ContentCase("cut short", "broken").with { $0.encode = { $0.dropLast(40) } },
    ContentCase("BER without an end", "broken").with {
      $0.encode = { _ in (0..<200).flatMap { _ in [0x30, 0x80] } }
    },
    ContentCase("a length beyond any number", "broken").with {
      $0.encode = { _ in [0x30, 0x88, 255, 255, 255, 255, 255, 255, 255, 255, 0] }
    },
  ]

  private static func protection(
    _ digest: [UInt8], _ signature: [UInt8]
  ) -> TestSignature.Statement {
    (
      ObjectIdentifiers.algorithmProtection,
      element(0x30, digest, [0xA1] + signature.dropFirst())
    )
  }

  @Test("a signature is judged by what it is made of", arguments: cases)
  func content(_ example: ContentCase) async throws {
    var signature = example.isEdwards ? try TestSigner.edwards() : try TestSigner.p256()
    try example.change(&signature)
    let file = try RevisedFile.signed(subFilter: example.subFilter) {
      try example.encode(try signature.encoded(over: $0))
    }
    let status = try #require(try await verify(file).first)
    #expect(status.verdict == example.verdict, "\(status)")
    guard example.verdict == "good" else { return }
    let tampered = try #require(
      try await verify(file.replacing("Pay 100", by: "Pay 999")).first)
    #expect(tampered.verdict == "broken" && !tampered.isIntact)
    #expect(!tampered.faults.contains { $0.contains("not made by the key") })
  }

  @Test(
    "a time stamp is judged as one",
    arguments: [
      (SignatureDigest.sha256, ObjectIdentifiers.sha256, "good"),
      (.sha512, ObjectIdentifiers.sha512, "good"), (.sha512, ObjectIdentifiers.sha256, "broken"),
      (.sha1, [1, 3, 14, 3, 2, 26] as ASN1ObjectIdentifier, "broken"),
      (.sha256, [1, 2, 3] as ASN1ObjectIdentifier, "cannot be judged"),
    ])
  func stamps(
    digest: SignatureDigest, name identifier: ASN1ObjectIdentifier, verdict: String
  ) async throws {
    let file = try RevisedFile.signed(subFilter: "ETSI.RFC3161") { bytes in
      var signature = try TestSigner.p256()
      signature.contentType = ObjectIdentifiers.timeStampContent
      signature.content = element(
        0x30, element(2, [1]), name([1, 2, 3]),
        element(0x30, algorithm(identifier), element(4, try digest.digest(of: [bytes[...]]))),
        element(2, [7]), element(0x18, Array("20200819120000Z".utf8)))
      return try signature.encoded(over: bytes)
    }
    let status = try #require(try await verify(file).first)
    #expect(status.verdict == verdict, "\(status)")
    #expect(status.claimedTime == "2020-08-19T12:00:00Z")
    let tampered = try #require(
      try await verify(file.replacing("Pay 100", by: "Pay 999")).first)
    #expect(!tampered.isIntact && tampered.verdict != "good")
  }

  @Test(
    "what OpenSSL signs is judged",
    arguments: [
      (KeyKind.p256, [], "good"), (.rsa(bits: 2048), [], "good"),
      (.rsa(bits: 2048), ["-md", "sha224"], "good"), (.p256, ["-md", "sha224"], "good"),
      (.p256, ["-md", "sha1"], "broken"),
      (.p256, ["-noattr"], "good"), (.rsa(bits: 2048), ["-noattr"], "good"),
      (.p256, ["-nodetach"], "broken"), (.p256, ["-cades"], "good"),
      (.rsa(bits: 2048), ["-keyopt", "rsa_padding_mode:pss"], "good"),
      (.rsa(bits: 2048), ["-md", "sha512", "-keyopt", "rsa_padding_mode:pss"], "good"),
      (
        .rsa(bits: 2048),
        ["-keyopt", "rsa_padding_mode:pss", "-keyopt", "rsa_pss_saltlen:7"], "good"
      ),
      (
        .rsa(bits: 2048),
        ["-keyopt", "rsa_padding_mode:pss", "-keyopt", "rsa_mgf1_md:sha1"], "good"
      ),
    ])
  func command(kind: KeyKind, arguments: [String], verdict: String) async throws {
    let folder = try TemporaryFolder()
    let identity = try TestAuthority().identity(key: kind)
    try folder.write(Data(try TestKeys.key(kind).pem()), to: "key.pem")
    try folder.write(identity.signerCertificate.pem, to: "signer.pem")
    let file = try RevisedFile.signed(subFilter: "adbe.pkcs7.detached") { bytes in
      try folder.write(Data(bytes), to: "content")
      let outcome = try Program("openssl").run(
        [
          "cms", "-sign", "-binary", "-in", "content", "-signer", "signer.pem", "-inkey",
          "key.pem", "-outform", "DER", "-out", "signature",
        ] + arguments, in: folder.url)
      try #require(outcome.status == 0, "\(outcome.text)")
      return [UInt8](try Data(contentsOf: folder.url.appending(path: "signature")))
    }
    let status = try #require(try await verify(file).first)
    #expect(status.verdict == verdict, "\(status)")
  }

  @Test("settings of PSS that name another digest are a fault")
  func settings() throws {
    let sha512 = element(0xA0, algorithm(ObjectIdentifiers.sha512))
    let mask = element(
      0xA1, algorithm(ObjectIdentifiers.maskGeneration, algorithm(ObjectIdentifiers.sha256)))
    func read(_ parts: [UInt8]...) throws -> ProbabilisticParameters {
      try ProbabilisticParameters(ASN1Any(derEncoded: element(0x30, parts.flatMap(\.self))))
    }
    #expect(try read().digest == .sha1)
    #expect(try read().mask == .sha1)
    #expect(try read().saltLength == 20)
    #expect(try read(sha512).digest == .sha512)
    #expect(try read(mask).mask == .sha256)
    #expect(try read(element(0xA2, element(2, [32]))).saltLength == 32)
    #expect(throws: StructureFault.kind) { try read(element(0xA3, element(2, [2]))) }
    #expect(throws: StructureFault.kind) { try read(element(0xA2, element(2, [255]))) }
    #expect(throws: StructureFault.kind) { try read(element(0xA4, element(2, [1]))) }
  }

  private func verify(_ file: [UInt8]) async throws -> [SignatureStatus] {
    try await SignatureVerifier.verify(pdf: file, named: "letter.pdf", at: TestAuthority.now)
  }
}
