import Foundation
import OpenSSL
@testable import Signing
import SigningTestSupport
import TestSupport
import Testing

/// Authorities with certificates by each other.
private struct Authorities {
  let keys: [PrivateKey]
  let names: [DistinguishedName]

  init(_ count: Int) throws {
    keys = try (0..<count).map { _ in try PrivateKey.make(.p256) }
    names = try (0..<count).map { try DistinguishedName(["CN": "Authority \($0)"]) }
  }

  /// A certificate for an authority by another.
  func certificate(
    _ subject: Int, by issuer: Int, usage: KeyUsage? = .certificateSigning,
    isExpired: Bool = false, holder: NewCertificate.Holder = .authority(length: nil)
  ) throws -> Certificate {
    var new = new(for: names[subject], by: issuer)
    if isExpired { new.validTo -= 86_400 + 3600 }
    (new.holder, new.keyUsage) = (holder, usage)
    return try new.signed(for: keys[subject].publicKey, by: keys[issuer], digest: .sha256)
  }

  /// A signer's certificate.
  func leaf(_ key: PrivateKey, by issuer: Int) throws -> Certificate {
    var new = new(for: try DistinguishedName(["CN": "Ola Nordmann"]), by: issuer)
    new.holder = .unsaid
    return try new.signed(for: key.publicKey, by: keys[issuer], digest: .sha256)
  }

  private func new(for subject: DistinguishedName, by issuer: Int) -> NewCertificate {
    let now = Int(TestAuthority.now.timeIntervalSince1970)
    return NewCertificate(
      subject: subject, issuer: names[issuer], validFrom: now - 86_400, validTo: now + 86_400)
  }

  /// All certificates by each for each other.
  func mesh(_ range: Range<Int>) throws -> [Certificate] {
    try range.flatMap { subject in
      try range.filter { $0 != subject }.map { try certificate(subject, by: $0) }
    }
  }
}

@Suite(.timeLimit(.minutes(30)))
struct TrustTests {
  private let key: PrivateKey

  init() throws {
    key = try TestKeys.key(.p256)
  }

  @Test("authorities that vouch for each other are searched in bounds", arguments: [2, 7, 20])
  func mesh(count: Int) async throws {
    let authorities = try Authorities(count + 1)
    let mesh = try authorities.mesh(0..<count)
    let leaf = try authorities.leaf(key, by: 0)
    let stranger = try authorities.certificate(count, by: count)
    #expect(
      try await trust(leaf, over: mesh, roots: [stranger])
        == .untrusted("no chain leads to a trusted certificate"))
    let root = try authorities.certificate(count - 1, by: count - 1)
    #expect(
      try await trust(leaf, over: mesh, roots: [root]) == .trusted(by: "Authority \(count - 1)"))
  }

  @Test("the search does no more than it may")
  func bounds() throws {
    let authorities = try Authorities(30)
    let leaf = try authorities.leaf(key, by: 0)
    var paths = CertificatePaths(from: leaf, to: [], over: try authorities.mesh(0..<30))
    #expect(paths.next() == nil)
    #expect(paths.checks < 200)
    #expect(!paths.isExhausted)
  }

  @Test("an issuer that may not issue is none")
  func usage() async throws {
    let authorities = try Authorities(2)
    let leaf = try authorities.leaf(key, by: 1)
    let root = try authorities.certificate(0, by: 0)
    for usage in [KeyUsage.digitalSignature, .listSigning] {
      let issuer = try authorities.certificate(1, by: 0, usage: usage)
      #expect(
        try await trust(leaf, over: [issuer], roots: [root])
          == .untrusted("Authority 1 may not issue certificates, and issued one"))
      #expect(try await trust(leaf, over: [], roots: [issuer]) != .trusted(by: "Authority 1"))
    }
    for usage in [KeyUsage.certificateSigning, nil] {
      let issuer = try authorities.certificate(1, by: 0, usage: usage)
      #expect(
        try await trust(leaf, over: [issuer], roots: [root]) == .trusted(by: "Authority 0"))
    }
  }

  @Test("a way over an expired authority is no way, unless there is another")
  func expired() async throws {
    let authorities = try Authorities(2)
    let leaf = try authorities.leaf(key, by: 1)
    let root = try authorities.certificate(0, by: 0)
    let old = try authorities.certificate(1, by: 0, isExpired: true)
    guard case .untrusted(let reason) = try await trust(leaf, over: [old], roots: [root]) else {
      Issue.record("an expired authority is trusted")
      return
    }
    #expect(reason.hasPrefix("the chain to a trusted certificate is not valid on "))
    let new = try authorities.certificate(1, by: 0)
    #expect(
      try await trust(leaf, over: [old, new], roots: [root]) == .trusted(by: "Authority 0"))
  }

  @Test("a certificate that is signed with SHA-1 is not trusted", arguments: ["-sha1", "-sha256"])
  func weak(digest: String) async throws {
    let folder = try TemporaryFolder()
    try folder.write(Data(try key.pem()), to: "key.pem")
    func run(_ arguments: [String]) throws {
      let outcome = try Program("openssl").run(arguments, in: folder.url)
      try #require(outcome.status == 0, "\(outcome.text)")
    }
    try run([
      "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", "root.key", "-out", "root.pem",
      "-subj", "/CN=Root", "-sha256",
    ])
    try run(["req", "-new", "-key", "key.pem", "-subj", "/CN=Ola", "-out", "request.pem"])
    try folder.write("basicConstraints=critical,CA:false\n", to: "extensions")
    try run([
      "x509", "-req", "-in", "request.pem", "-CA", "root.pem", "-CAkey", "root.key", digest,
      "-out", "leaf.pem", "-set_serial", "7", "-extfile", "extensions",
    ])
    func read(_ name: String) throws -> Certificate {
      let data = try Data(contentsOf: folder.url.appending(path: name))
      return try #require(Certificate.all(in: [UInt8](data))?.first)
    }
    let found = try await trust(
      try read("leaf.pem"), over: [], roots: [try read("root.pem")], at: Date() + 3600)
    #expect(
      found
        == (digest == "-sha1"
          ? .untrusted(
            "the certificate of Ola is signed with SHA-1, which proves nothing any more")
          : .trusted(by: "Root")))
  }

  @Test("names in older kinds of string, and names that steer a terminal, are shown as text")
  func names() throws {
    func named(_ tag: UInt8, _ bytes: [UInt8]) throws -> DistinguishedName {
      try DistinguishedName(
        element(0x30, element(0x31, element(0x30, element(6, [0x55, 4, 3]), element(tag, bytes)))))
    }
    #expect(try named(30, [0, 0x4E, 0, 0xF8, 3, 0xA9]).commonName == "NøΩ")
    #expect(try named(30, [0, 0x4E, 0, 0xF8, 3, 0xA9]).words == "CN=NøΩ")
    #expect(try named(28, [0, 0, 0, 0x4E, 0, 1, 0xF6, 0]).commonName == "N😀")
    #expect(try named(20, [0x4E, 0xF8]).commonName == "Nø")
    #expect(try named(12, Array("Nø".utf8)).words == "CN=Nø")
    #expect(try named(12, Array("a\u{1B}[2J\nb".utf8)).commonName == "a\\u{1B}[2J\\nb")
    #expect(try named(30, [0, 0x1B, 0x20, 0x2E]).words == "CN=\\u{1B}\\u{202E}")
    // Half a character, and half a character outside the plane that such strings have.
    for damaged: [UInt8] in [[0x4E], [0xD8, 0x3D, 0xDE, 0x00]] {
      #expect(throws: OpenSSLError.notAName) { try named(30, damaged) }
    }
  }

  private func trust(
    _ leaf: Certificate, over others: [Certificate], roots: [Certificate],
    at time: Date = TestAuthority.now
  ) async throws -> SignatureTrust {
    let file = try RevisedFile.signed(capacity: 400_000) { bytes in
      var signature = TestSignature(certificate: leaf) {
        try key.signature(over: $0, digest: .sha256)
      }
      signature.certificates = [leaf.bytes] + others.map(\.bytes)
      return try signature.encoded(over: bytes)
    }
    let statuses = try await SignatureVerifier.verify(
      pdf: file, named: "letter.pdf", trust: roots, at: time)
    let status = try #require(statuses.first)
    #expect(status.isSound, "\(status)")
    return status.trust
  }
}
