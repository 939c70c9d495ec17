import Diagnostics
import OpenSSL
@testable import Signing
import SigningTestSupport
import Testing

@Suite("Certificates that signatures bring")
struct CertificateReaderTests {
  private let authority: TestAuthority
  private let reader = CertificateReader()

  init() throws {
    authority = try TestAuthority()
  }

  @Test("a certificate that comes again is read once")
  func again() throws {
    let first = try #require(reader.certificate(authority.root.bytes))
    let second = try #require(reader.certificate(Array(authority.root.bytes)))
    #expect(first === second && first == authority.root)
    #expect(reader.count == 1)
  }

  @Test("one with the same issuer and serial number and other bytes is another")
  func alike() throws {
    let bytes = authority.intermediate.bytes
    let right = try #require(reader.certificate(bytes))
    let other = try #require(reader.certificate(altered(bytes)))
    #expect(try right.issuerAndSerialNumber() == other.issuerAndSerialNumber())
    #expect(right != other && other.bytes == altered(bytes) && reader.count == 2)
    #expect(authority.root.issued(right) && !authority.root.issued(other))
  }

  @Test("what is no certificate is none each time, also beside one that is kept")
  func none() {
    let bytes = authority.root.bytes
    for _ in 0..<2 {
      #expect(reader.certificate(bytes) != nil)
      #expect(reader.certificate(bytes + [0]) == nil)
      #expect(reader.certificate(bytes.dropLast()) == nil)
      #expect(reader.certificate([]) == nil)
    }
    #expect(reader.count == 1)
  }

  @Test("no more are kept than a stated number, and none that is large")
  func bounds() throws {
    let key = try PrivateKey.make(.p256)
    for index in 0..<(2 * CertificateReader.countLimit + 3) {
      let certificate = try certificate(named: "\(index)", key)
      #expect(reader.certificate(certificate.bytes) == certificate)
      #expect(reader.count <= CertificateReader.countLimit)
    }
    let kept = reader.count
    let large = try certificate(named: "large", key, padding: CertificateReader.sizeLimit)
    #expect(reader.certificate(large.bytes) == large)
    #expect(reader.count == kept)
  }

  private func certificate(
    named name: String, _ key: PrivateKey, padding: Int = 0
  ) throws -> Certificate {
    let name = try DistinguishedName(["CN": name])
    var new = NewCertificate(subject: name, issuer: name, validFrom: 0, validTo: 1)
    new.purposes = (0..<(padding / 4)).map { "1.2.3.\(1_000_000 + $0)" }
    return try new.signed(for: key.publicKey, by: key, digest: .sha256)
  }
}

/// DER with another last byte: of a certificate, with another signature by its issuer.
private func altered(_ bytes: [UInt8]) -> [UInt8] {
  bytes.dropLast() + [(bytes.last ?? 0) ^ 1]
}

@Suite("Letters judged together")
struct LettersTogetherTests {
  private let authority: TestAuthority
  private let key: PrivateKey
  private let certificate: Certificate

  init() throws {
    authority = try TestAuthority()
    key = try PrivateKey.make(.p256)
    certificate = try authority.issue(.good, for: key)
  }

  @Test("each is judged as if it were alone, in whichever order")
  func together() async throws {
    let intermediate = authority.intermediate.bytes
    let letters = [
      try letter([certificate.bytes, intermediate]),
      try letter([altered(certificate.bytes), intermediate]),
      try letter([certificate.bytes, altered(intermediate)]),
      try letter([certificate.bytes]), try letter([intermediate]), try letter([]),
    ]
    var alone: [[SignatureStatus]] = []
    for letter in letters { alone.append(try await verify(letter, trust())) }
    let verdicts = ["good", "not trusted", "not trusted", "not trusted", "broken", "broken"]
    #expect(alone.map { $0.first?.verdict } == verdicts)
    #expect(alone[0].first?.signer != alone[1].first?.signer)

    let trust = trust()
    for index in Array(letters.indices) + letters.indices.reversed() {
      #expect(try await verify(letters[index], trust) == alone[index])
    }
  }

  private func trust() -> TrustedCertificates {
    TrustedCertificates([authority.root], at: TestAuthority.now)
  }

  private func letter(_ certificates: [[UInt8]]) throws -> [UInt8] {
    var signature = TestSignature(certificate: certificate) {
      try key.signature(over: $0, digest: .sha256)
    }
    signature.certificates = certificates
    return try RevisedFile.signed { try signature.encoded(over: $0) }
  }

  private func verify(
    _ letter: [UInt8], _ trust: TrustedCertificates
  ) async throws(DiagnosticsError) -> [SignatureStatus] {
    try await SignatureVerifier.verify(pdf: letter, named: "letter.pdf", by: trust)
  }
}
