import Foundation
import OpenSSL
import TestSupport
import Testing

/// Whether a chain holds (RFC 5280, 6).
struct ChainTests {
  private let keys: [PrivateKey]

  init() throws {
    keys = try (0..<4).map { _ in try PrivateKey.make(.p256) }
  }

  private func certificate(
    _ subject: Int, by issuer: Int, _ holder: NewCertificate.Holder = .authority(length: nil),
    usage: KeyUsage? = .certificateSigning, namesKeys: Bool = true, signer: Int? = nil
  ) throws -> Certificate {
    var new = NewCertificate(
      subject: try DistinguishedName(["CN": "Number \(subject)"]),
      issuer: try DistinguishedName(["CN": "Number \(issuer)"]), validFrom: 0, validTo: 1)
    (new.holder, new.keyUsage, new.namesKeys) = (holder, usage, namesKeys)
    return try new.signed(for: keys[subject].publicKey, by: keys[signer ?? issuer], digest: .sha256)
  }

  private func leaf(by issuer: Int) throws -> Certificate {
    try certificate(0, by: issuer, .signer, usage: .digitalSignature)
  }

  @Test("authorities vouch for others, whether they vouch for themselves or not, at any time")
  func good() throws {
    let chain = [try leaf(by: 1), try certificate(1, by: 2), try certificate(2, by: 3)]
    #expect(CertificateChain(Array(chain.prefix(2))).isValid)
    #expect(CertificateChain(chain).isValid)
    #expect(CertificateChain(chain + [try certificate(3, by: 3)]).isValid)
  }

  @Test("who is no authority vouches for nobody")
  func authorities() throws {
    let leaf = try leaf(by: 1)
    for holder in [NewCertificate.Holder.signer, .unsaid] {
      #expect(!CertificateChain([leaf, try certificate(1, by: 1, holder)]).isValid)
      #expect(
        !CertificateChain([leaf, try certificate(1, by: 2, holder), try certificate(2, by: 2)])
          .isValid)
    }
    #expect(!CertificateChain([]).isValid)
  }

  @Test("an authority's limit to the length of the chain counts", arguments: [0, 1, 2])
  func length(limit: Int) throws {
    let chain = [
      try leaf(by: 1), try certificate(1, by: 2), try certificate(2, by: 3),
      try certificate(3, by: 3, .authority(length: limit)),
    ]
    #expect(CertificateChain(chain).isValid == (limit >= 2))
  }

  @Test("a signature by another key, or under another name, is none")
  func signatures() throws {
    let root = try certificate(1, by: 1)
    #expect(!CertificateChain([try leaf(by: 2), root]).isValid)
    let other = try certificate(0, by: 1, .signer, namesKeys: false, signer: 2)
    #expect(!CertificateChain([other, root]).isValid)
    #expect(!other.isSigned(by: root))
  }

  @Test("keys that are called otherwise are the same keys")
  func identifiers() throws {
    // It names the key of its issuer; the issuer's certificate does not.
    let issuer = try certificate(1, by: 1, namesKeys: false)
    #expect(CertificateChain([try leaf(by: 1), issuer]).isValid)
  }

  @Test(
    "limits that nobody knows, weak keys and weak digests end a chain",
    arguments: [
      ("", "rsa:2048", "-sha256", true),
      ("1.2.3.4=critical,ASN1:NULL", "rsa:2048", "-sha256", false),
      ("1.2.3.4=ASN1:NULL", "rsa:2048", "-sha256", true),
      ("", "rsa:1024", "-sha256", false), ("", "rsa:2048", "-sha1", false),
      ("", "rsa:2048", "-md5", false),
      ("extendedKeyUsage=critical,emailProtection", "rsa:2048", "-sha256", true),
    ])
  func strength(line: String, kind: String, digest: String, isValid: Bool) throws {
    let (leaf, root) = try issued(line, rootKey: kind, digest: digest)
    #expect(CertificateChain([leaf, root]).isValid == isValid)
    #expect(leaf.serialNumber == "07")
    #expect(leaf.weakDigest == ["-sha1": "SHA-1", "-md5": "MD5"][digest])
  }

  @Test(
    "an authority's limits to names count",
    arguments: [("ola@a.example", true), ("ola@b.example", false), ("ola@x.a.example", false)])
  func names(address: String, isValid: Bool) throws {
    let (leaf, root) = try issued(
      "subjectAltName=email:\(address)",
      rootLine: "nameConstraints=critical,permitted;email:a.example")
    #expect(CertificateChain([leaf, root]).isValid == isValid)
  }

  /// A signer's certificate with a line of extensions more, and the authority's that issued it, made by the
  /// command of OpenSSL.
  private func issued(
    _ line: String, rootKey: String = "rsa:2048", rootLine: String? = nil,
    digest: String = "-sha256"
  ) throws -> (leaf: Certificate, root: Certificate) {
    let folder = try TemporaryFolder()
    func run(_ arguments: [String]) throws {
      let outcome = try Program("openssl").run(arguments, in: folder.url)
      try #require(outcome.status == 0, "\(outcome.text)")
    }
    func read(_ name: String) throws -> Certificate {
      try Certificate([UInt8](try Data(contentsOf: folder.url.appending(path: name))))
    }
    try run(
      [
        "req", "-x509", "-newkey", rootKey, "-nodes", "-keyout", "root.key", "-out", "root.pem",
        "-subj", "/CN=Root", "-sha256",
      ] + (rootLine.map { ["-addext", $0] } ?? []))
    try run([
      "req", "-new", "-newkey", "rsa:2048", "-nodes", "-keyout", "key.pem", "-subj", "/CN=Ola",
      "-out", "request.pem",
    ])
    try folder.write("basicConstraints=critical,CA:false\n\(line)\n", to: "extensions")
    try run([
      "x509", "-req", "-in", "request.pem", "-CA", "root.pem", "-CAkey", "root.key", digest,
      "-outform", "DER", "-out", "leaf", "-set_serial", "7", "-extfile", "extensions",
    ])
    try run(["x509", "-in", "root.pem", "-outform", "DER", "-out", "root"])
    return (try read("leaf"), try read("root"))
  }
}
