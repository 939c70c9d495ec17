import Foundation
import OpenSSL
import TestSupport
import Testing

/// A way of storing a key, made by the `openssl` command.
struct StoredKey: CustomTestStringConvertible, Sendable {
  let testDescription: String
  /// Arguments for `openssl`, which writes `key.pem`; `plain.pem` is there.
  let arguments: [String]
  let passPhrase: String?

  init(_ name: String, _ arguments: String, passPhrase: String? = nil) {
    testDescription = name
    self.arguments = arguments.split(separator: " ").map(String.init)
    self.passPhrase = passPhrase
  }
}

struct KeyReadingTests {
  private let folder: TemporaryFolder
  private let plain: PrivateKey

  init() throws {
    folder = try TemporaryFolder()
    plain = try PrivateKey.make(.p256)
    try folder.write(Data(try plain.pem()), to: "plain.pem")
  }

  private func bytes(_ name: String) throws -> [UInt8] {
    [UInt8](try Data(contentsOf: folder.url.appending(path: name)))
  }

  private func openssl(_ arguments: [String]) throws {
    let outcome = try Program("openssl").run(arguments, in: folder.url)
    try #require(outcome.status == 0, "\(outcome.text)")
  }

  private static let stored = [
    StoredKey("PKCS#8", "pkcs8 -topk8 -nocrypt -in plain.pem -out key.pem"),
    StoredKey("traditional", "ec -in plain.pem -out key.pem"),
    StoredKey(
      "traditional, encrypted", "ec -aes256 -passout pass:æble -in plain.pem -out key.pem",
      passPhrase: "æble"),
    StoredKey(
      "PBES2", "pkcs8 -topk8 -v2 aes-256-cbc -passout pass:æble -in plain.pem -out key.pem",
      passPhrase: "æble"),
    StoredKey(
      "scrypt", "pkcs8 -topk8 -scrypt -passout pass:æble -in plain.pem -out key.pem",
      passPhrase: "æble"),
  ]

  @Test("keys are read in every form that OpenSSL writes", arguments: stored)
  func forms(_ form: StoredKey) throws {
    try openssl(form.arguments)
    let file = try bytes("key.pem")
    let key = try PrivateKey(pem: file, passPhrase: form.passPhrase.map { Array($0.utf8) })
    #expect(try key.publicKeyBytes() == plain.publicKeyBytes())
  }

  @Test(
    "encrypted keys are read with their pass phrase alone",
    arguments: stored.filter { $0.passPhrase != nil })
  func passPhrases(_ form: StoredKey) throws {
    try openssl(form.arguments)
    let file = try bytes("key.pem")
    #expect(throws: OpenSSLError.passPhraseMissing) { try PrivateKey(pem: file, passPhrase: nil) }
    #expect(throws: OpenSSLError.passPhraseWrong) {
      try PrivateKey(pem: file, passPhrase: Array("eple".utf8))
    }
  }

  @Test("a traditional RSA key is read")
  func traditionalRSA() throws {
    try openssl(["genrsa", "-traditional", "-out", "rsa.pem", "2048"])
    let file = try bytes("rsa.pem")
    #expect(String(decoding: file, as: UTF8.self).hasPrefix("-----BEGIN RSA PRIVATE KEY"))
    #expect(try PrivateKey(pem: file, passPhrase: nil).kind == .rsa(bits: 2048))
  }

  @Test(
    "what is no key is refused",
    arguments: [
      "", "nonsense", "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n",
      "-----BEGIN PRIVATE KEY-----\n", "-----BEGIN PUBLIC KEY-----\n\n-----END PUBLIC KEY-----\n",
    ])
  func noKey(_ text: String) {
    #expect(throws: OpenSSLError.noKey) { try PrivateKey(pem: Array(text.utf8), passPhrase: nil) }
  }

  @Test(
    "keys that letters are not signed with are refused by their kind",
    arguments: [
      ("genrsa -out key.pem 1024", "an RSA key of 1024 bits"),
      (
        "genpkey -algorithm ED25519 -out key.pem",
        "neither an RSA key nor one on the curve P-256 or P-384"
      ),
      ("ecparam -name secp256k1 -genkey -noout -out key.pem", "on the elliptic curve secp256k1"),
      (
        "genpkey -algorithm RSA-PSS -pkeyopt rsa_keygen_bits:2048 -out key.pem",
        "an RSA key for PSS signatures only"
      ),
    ])
  func unsuitable(arguments: String, kind: String) throws {
    try openssl(arguments.split(separator: " ").map(String.init))
    let file = try bytes("key.pem")
    #expect(throws: OpenSSLError.unsuitableKey(kind)) { try PrivateKey(pem: file, passPhrase: nil) }
  }

  @Test("a key never tells itself")
  func description() throws {
    #expect("\(plain)" == "ECDSA P-256 private key")
    #expect(String(reflecting: plain) == "ECDSA P-256 private key")
    var dumped = ""
    dump(plain, to: &dumped)
    #expect(dumped == "- ECDSA P-256 private key #0\n")
  }

  @Test("a key written with a pass phrase is encrypted")
  func writing() throws {
    let file = try plain.pem(passPhrase: Array("æble".utf8))
    #expect(String(decoding: file, as: UTF8.self).hasPrefix("-----BEGIN ENCRYPTED PRIVATE KEY"))
    let key = try PrivateKey(pem: file, passPhrase: Array("æble".utf8))
    #expect(try key.publicKeyBytes() == plain.publicKeyBytes())
  }
}

struct KeyBundleTests {
  private let folder: TemporaryFolder
  private let key: PrivateKey

  init() throws {
    folder = try TemporaryFolder()
    key = try PrivateKey.make(.rsa(bits: 2048))
    try folder.write(Data(try key.pem()), to: "key.pem")
    for name in ["own", "other"] {
      try openssl("req -x509 -key key.pem -out \(name).pem -subj /CN=\(name) -days 1")
    }
  }

  private func openssl(_ arguments: String) throws {
    let outcome = try Program("openssl")
      .run(arguments.split(separator: " ").map(String.init), in: folder.url)
    try #require(outcome.status == 0, "\(outcome.text)")
  }

  private func bundle(_ arguments: String) throws -> [UInt8] {
    try openssl("pkcs12 -export -out bundle.p12 \(arguments)")
    return [UInt8](try Data(contentsOf: folder.url.appending(path: "bundle.p12")))
  }

  @Test("a bundle gives its key and certificates, the key's own first")
  func opening() throws {
    let file = try bundle("-inkey key.pem -in own.pem -certfile other.pem -passout pass:æble")
    let opened = try KeyBundle(file, passPhrase: Array("æble".utf8))
    #expect(try opened.key.publicKeyBytes() == key.publicKeyBytes())
    #expect(opened.certificates.count == 2)
    #expect(String(decoding: opened.certificates[0], as: UTF8.self).contains("own"))
  }

  @Test("a bundle without pass phrase opens without one")
  func empty() throws {
    let file = try bundle("-inkey key.pem -in own.pem -passout pass:")
    #expect(try KeyBundle(file, passPhrase: nil).certificates.count == 1)
  }

  @Test(
    "a bundle that lacks something says what",
    arguments: [
      ("-nokeys -in own.pem", OpenSSLError.noKey),
      ("-inkey key.pem -nocerts", OpenSSLError.noCertificate),
    ])
  func lacking(arguments: String, error: OpenSSLError) throws {
    let file = try bundle("\(arguments) -passout pass:x")
    #expect(throws: error) { try KeyBundle(file, passPhrase: Array("x".utf8)) }
  }

  @Test("a wrong pass phrase is told from a missing one and from a damaged file")
  func faults() throws {
    let file = try bundle("-inkey key.pem -in own.pem -passout pass:x")
    #expect(throws: OpenSSLError.passPhraseWrong) {
      try KeyBundle(file, passPhrase: Array("y".utf8))
    }
    #expect(throws: OpenSSLError.passPhraseMissing) { try KeyBundle(file, passPhrase: nil) }
    #expect(throws: OpenSSLError.notABundle) {
      try KeyBundle(Array(file.prefix(40)), passPhrase: nil)
    }
    #expect(throws: OpenSSLError.notABundle) { try KeyBundle([], passPhrase: nil) }
  }
}
