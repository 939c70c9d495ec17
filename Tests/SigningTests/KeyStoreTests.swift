import Diagnostics
import Foundation
import OpenSSL
import Signing
import SigningTestSupport
import TestSupport
import Testing

struct KeyStoreTests {
  private let folder: TemporaryFolder
  private let store: KeyStore

  init() throws {
    folder = try TemporaryFolder()
    store = KeyStore(environment: ["FLETT_KEYS": folder.url.path + "/keys", "HOME": "/nowhere"])
  }

  private func mode(_ path: String) throws -> Int? {
    try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
  }

  @Test("without a variable the store is in the user's configuration")
  func place() {
    #expect(KeyStore(environment: ["HOME": "/home/ola"]).folder == "/home/ola/.config/flett/keys")
  }

  @Test("the demonstration key is made once, is its owner's alone, and says what it is")
  func demonstration() async throws {
    #expect(store.names.isEmpty)
    #expect(try store.makeDemonstration(at: TestAuthority.now))
    #expect(store.names == ["demonstration"])
    let place = "\(store.folder)/demonstration"
    let files = try FileManager.default.contentsOfDirectory(atPath: place).sorted()
    #expect(files == ["authority.pem", "certificates.pem", "identity.yaml", "key.pem"])
    #expect(try mode(place) == 0o700)
    for file in files { #expect(try mode("\(place)/\(file)") == 0o600) }
    #expect(try FileManager.default.contentsOfDirectory(atPath: store.folder) == ["demonstration"])

    let identity = try store.identity(named: "demonstration", environment: [:])
    #expect(identity.isDemonstration)
    #expect(try identity.check(at: TestAuthority.now).isEmpty)
    let subject = identity.signerCertificate.subject.description
    #expect(subject.contains("proves nothing"))
    // Not more than 20 bytes when encoded (RFC 5280, 4.1.2.2), whatever their first bit is.
    #expect(
      try identity.certificates.allSatisfy { try $0.serialNumberBytes().count <= 22 })

    #expect(try !store.makeDemonstration(at: TestAuthority.now))
    let same = try store.identity(named: "demonstration", environment: [:])
    #expect(same.certificates == identity.certificates)
    #expect(try store.makeDemonstration(at: TestAuthority.now, renew: true))
    let new = try store.identity(named: "demonstration", environment: [:])
    #expect(new.certificates != identity.certificates)
  }

  @Test("what the demonstration key signs is good where its authority is trusted")
  func demonstrationSigns() async throws {
    try store.makeDemonstration(at: TestAuthority.now)
    let identity = try store.identity(named: "demonstration", environment: [:])
    let document = try TestDocument(signedBy: try CMSSigner(identity))
    let trust = try #require(
      Certificate.all(
        in: [UInt8](try Data(contentsOf: URL(filePath: store.demonstrationAuthority)))))
    let statuses = try await SignatureVerifier.verify(
      pdf: document.bytes, named: "x.pdf", trust: trust, at: TestAuthority.now)
    #expect(statuses.map(\.isAcceptable) == [true])
    #expect(
      statuses.first?.description == """
        Seal: good
          signed by Flett demonstration key (proves nothing), who says at 2020-08-19T12:00:00+02:00
          a demonstration key: this proves nothing outside the machine that made it
          covers the whole file
          trusted through Flett demonstration authority (proves nothing)
          form: PAdES B-B
          method: ECDSA P-256, SHA-256
        """)
  }

  @Test("a summary tells what is public, with the key opened or not")
  func summary() throws {
    try store.makeDemonstration(at: Date(timeIntervalSince1970: 1_800_000_000))
    let identity = try store.identity(named: "demonstration", environment: [:])
    let summary = IdentitySummary(identity)
    #expect(try store.summary(named: "demonstration") == summary)
    #expect(
      summary.description == """
        demonstration
          subject: \(identity.signerCertificate.subject)
          issuer: \(identity.signerCertificate.issuer)
          serial number: \(identity.signerCertificate.serialNumber)
          valid: 2027-01-14 to 2032-01-14
          key: ECDSA P-256
          SHA-256: \(summary.fingerprint)
          a demonstration key: it proves nothing outside the machine that made it
        """)
    #expect(summary.fingerprint.utf8.count == 95)
    let outcome = try Program("openssl").run([
      "x509", "-noout", "-fingerprint", "-sha256", "-in",
      "\(store.folder)/demonstration/certificates.pem",
    ])
    #expect(outcome.text.hasSuffix("=\(summary.fingerprint)\n"))
    let serial = try Program("openssl").run([
      "x509", "-noout", "-serial", "-in", "\(store.folder)/demonstration/certificates.pem",
    ])
    #expect(serial.text == "serial=\(summary.serialNumber)\n")
  }

  @Test(
    "a key that is not there is told, with what is", arguments: ["demonstratoin", "../x", "", "."])
  func unknown(name: String) throws {
    let nothing = #expect(throws: DiagnosticsError.self) { try store.source(named: name) }
    #expect(
      nothing?.diagnostics.first?.hints == [
        "no keys are set up in \(store.folder); for a first try: flett keys demonstration"
      ])
    try store.makeDemonstration(at: TestAuthority.now)
    let error = #expect(throws: DiagnosticsError.self) { try store.source(named: name) }
    #expect(error?.failure == .configuration)
    #expect(error?.diagnostics.map(\.message) == ["there is no key named '\(name)'"])
    #expect(error?.diagnostics.first?.hints.last == "the keys are demonstration")
    #expect((error?.diagnostics.first?.hints.count == 2) == (name == "demonstratoin"))
  }

  @Test(
    "an identity says where things lie",
    arguments: [
      ("key: k.pem\n", KeySource(key: "HERE/k.pem")),
      (
        "key: /etc/k.p12\ncertificates: c.pem\npass phrase: {environment: SEAL}\n",
        KeySource(key: "/etc/k.p12", certificates: "HERE/c.pem", passPhrase: .environment("SEAL"))
      ),
      ("key: k\npass phrase: {file: p}\n", KeySource(key: "HERE/k", passPhrase: .file("HERE/p"))),
      ("key: k\npass phrase: prompt\n", KeySource(key: "HERE/k", passPhrase: .prompt)),
    ])
  func sources(yaml: String, source: KeySource) throws {
    try folder.write(yaml, to: "keys/seal/identity.yaml")
    let found = try store.source(named: "seal")
    func placed(_ path: String) -> String {
      path.replacingOccurrences(of: "HERE", with: "\(store.folder)/seal")
    }
    #expect(found.key == placed(source.key))
    #expect(found.certificates == source.certificates.map(placed))
    if case .file(let path) = source.passPhrase {
      #expect(found.passPhrase == .file(placed(path)))
    } else {
      #expect(found.passPhrase == source.passPhrase)
    }
  }

  @Test(
    "an identity that says it wrongly is told where",
    arguments: [
      ("", ["keys.no-key-file"]), ("key: k\npassphrase: x\n", ["configuration.unknown-name"]),
      ("key: k\npass phrase: hemmelig\n", ["keys.pass-phrase-source"]),
      ("key: k\npass phrase: {variable: X}\n", ["configuration.unknown-name"]),
      ("key: [\n", ["yaml.syntax"]),
    ])
  func faults(yaml: String, ids: [String]) throws {
    try folder.write(yaml, to: "keys/seal/identity.yaml")
    let error = #expect(throws: DiagnosticsError.self) { try store.source(named: "seal") }
    #expect(error?.diagnostics.map(\.id) == ids)
    #expect(error?.description.contains("hemmelig") == false)
  }
}
