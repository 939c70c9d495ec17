import Foundation
import OpenSSL
import TestSupport
import Testing

/// Certificates, requests and names, held against the command of OpenSSL.
struct CertificateTests {
  private let key: PrivateKey
  private let name: DistinguishedName

  init() throws {
    key = try PrivateKey.make(.p256)
    name = try DistinguishedName(["C": "NO", "O": "Rødt", "CN": "Økonomi, + \"seksjon\" #2"])
  }

  private func certificate(_ change: (inout NewCertificate) -> Void = { _ in }) throws
    -> Certificate
  {
    var new = NewCertificate(
      subject: name, issuer: name, validFrom: 1_700_000_000, validTo: 2_600_000_000)
    new.keyUsage = [.digitalSignature, .nonRepudiation]
    new.namesKeys = true
    change(&new)
    return try new.signed(for: key.publicKey, by: key, digest: .sha256)
  }

  @Test("a certificate says what it shall, and OpenSSL reads the same")
  func making() throws {
    let made = try certificate { $0.purposes = ["serverAuth", "1.3.6.1.5.5.7.3.36"] }
    #expect(try Certificate(made.bytes) == made)
    #expect(made.subject == name && made.issuer == name)
    #expect((made.validFrom, made.validTo) == (1_700_000_000, 2_600_000_000))
    #expect(made.keyUsage == [.digitalSignature, .nonRepudiation])
    #expect(made.purposes == ["1.3.6.1.5.5.7.3.1", "1.3.6.1.5.5.7.3.36"])
    #expect(made.subjectKeyIdentifier?.count == 20)
    #expect(made.publicKey?.isSame(as: key.publicKey) == true)
    #expect(try made.publicKeyBytes == key.publicKeyBytes())
    #expect(made.isSigned(by: made) && made.weakDigest == nil)
    let folder = try TemporaryFolder()
    try folder.write(Data(made.bytes), to: "made")
    let seen = try Program("openssl").run(
      [
        "x509", "-inform", "DER", "-in", "made", "-noout", "-serial", "-subject", "-nameopt",
        "RFC2253,utf8,-esc_msb", "-startdate", "-ext", "keyUsage,basicConstraints",
      ], in: folder.url
    ).text
    #expect(seen.contains("serial=\(made.serialNumber)\n"), "\(seen)")
    #expect(seen.contains("subject=\(made.subject)\n"), "\(seen)")
    #expect(seen.contains("notBefore=Nov 14 22:13:20 2023 GMT"), "\(seen)")
    #expect(seen.contains("critical\n    Digital Signature, Non Repudiation"), "\(seen)")
    #expect(seen.contains("critical\n    CA:FALSE"), "\(seen)")
  }

  @Test("what is not said is not there")
  func silence() throws {
    let made = try certificate {
      $0.holder = .unsaid
      $0.keyUsage = nil
      $0.namesKeys = false
    }
    #expect(made.keyUsage == nil && made.purposes.isEmpty && made.subjectKeyIdentifier == nil)
  }

  @Test("what is no certificate, or more than one, is refused")
  func refusals() throws {
    let good = try certificate().bytes
    // The outermost length left open, as BER allows.
    let open: [UInt8] = [0x30, 0x80] + good.dropFirst(4) + [0, 0]
    let cut: [[UInt8]] = [[], [0x30], Array(good.dropLast()), Array(good.dropFirst())]
    for bad in cut + [good + [0], open] {
      #expect(throws: OpenSSLError.notACertificate) { try Certificate(bad) }
    }
    for index in stride(from: 0, to: good.count, by: 3) {
      var changed = good
      changed[index] ^= 0x20
      if let read = try? Certificate(changed) { #expect(!read.isSigned(by: try certificate())) }
    }
  }

  @Test("a name has room for what RFC 5280 gives it")
  func lengths() throws {
    _ = try DistinguishedName(["CN": String(repeating: "å", count: 64)])
    #expect(throws: OpenSSLError.self) {
      try DistinguishedName(["CN": String(repeating: "å", count: 65)])
    }
    #expect(throws: OpenSSLError.self) { try DistinguishedName(["C": "Norge"]) }
    #expect(throws: OpenSSLError.notAName) { try DistinguishedName([0x30, 0x01]) }
    #expect(throws: OpenSSLError.notAName) { try DistinguishedName(name.bytes + [0]) }
  }

  @Test(
    "names are written so that they can be told apart",
    arguments: [
      ("Ola", "CN=Ola"), (" # Ola, ", "CN=\\ \\#\\ Ola\\,\\ "), ("<a>\\;", "CN=\\<a\\>\\\\\\;"),
      ("   ", "CN=\\ \\ \\ "), ("a #b", "CN=a #b"),
    ])
  func escapes(text: String, written: String) throws {
    #expect(try DistinguishedName(["CN": text]).description == written)
  }

  @Test("a value that is no text is shown in hexadecimal digits")
  func values() throws {
    // A relative name of two: a bit string for a common name, and a kind without a name.
    let name = try DistinguishedName([
      0x30, 0x18, 0x31, 0x16, 0x30, 0x09, 6, 3, 0x55, 4, 3, 3, 2, 0, 0xA5, 0x30, 0x09, 6, 3, 0x55,
      4, 5, 0x0C, 2, 0x41, 0x42,
    ])
    #expect(name.parts.map(\.count) == [2])
    #expect(name.description == "CN=#030200A5+2.5.4.5=AB")
  }

  @Test(
    "a request is signed by the key that it is for", arguments: [KeyKind.p384, .rsa(bits: 2048)])
  func request(kind: KeyKind) throws {
    let key = try PrivateKey.make(kind)
    let request = try CertificateRequest(for: name, key: key, digest: .sha384)
    let folder = try TemporaryFolder()
    try folder.write(Data(request.pem), to: "request.pem")
    let outcome = try Program("openssl").run(
      ["req", "-in", "request.pem", "-verify", "-noout"], in: folder.url)
    #expect(outcome.status == 0, "\(outcome.text)")
  }
}
