import Diagnostics
import Foundation
import OpenSSL
import Signing
import SigningTestSupport
import TestSupport
import Testing

struct IdentityTests {
  private let authority: TestAuthority
  private let folder: TemporaryFolder

  init() throws {
    authority = try TestAuthority()
    folder = try TemporaryFolder()
  }

  private func store(_ contents: [UInt8], as name: String, mode: Int = 0o600) throws -> String {
    let file = try folder.write(Data(contents), to: name)
    try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: file.path)
    return file.path
  }

  private func storeIdentity(passPhrase: String? = nil) throws -> KeySource {
    let key = try TestKeys.key(.p256)
    let certificate = try authority.issue(.good, for: key)
    return KeySource(
      key: try store(try key.pem(passPhrase: passPhrase.map { Array($0.utf8) }), as: "key.pem"),
      certificates: try store(
        Array((authority.intermediate.pem + "\nBag Attributes: x\n" + certificate.pem).utf8),
        as: "chain.pem", mode: 0o644))
  }

  private func identity(
    _ source: KeySource, environment: [String: String] = [:],
    prompt: PassPhrase.Prompt = { _ in nil }
  ) throws -> SigningIdentity {
    try source.identity(named: "seal", environment: environment, prompt: prompt)
  }

  @Test("the chain starts with the signer's certificate, and strangers stay outside")
  func chain() throws {
    let key = try TestKeys.key(.p256)
    let own = try authority.issue(.good, for: key)
    let identity = try SigningIdentity(
      named: "seal",
      certificates: [try TestAuthority().root, authority.root, own, authority.intermediate],
      key: LocalKey(key))
    #expect(identity.certificates == [own, authority.intermediate, authority.root])
    #expect(!identity.isDemonstration)
  }

  @Test("a key and another key's certificate do not go together")
  func mismatch() throws {
    let own = try authority.issue(.good, for: try TestKeys.key(.p256))
    let error = #expect(throws: DiagnosticsError.self) {
      try SigningIdentity(
        named: "seal", certificates: [own], key: LocalKey(try TestKeys.key(.p384)))
    }
    #expect(
      error?.diagnostics.map(\.message) == ["no certificate of 'seal' belongs to its key"])
    #expect(error?.failure == .configuration)
  }

  @Test("key and certificates are read from files")
  func files() throws {
    #expect(try identity(try storeIdentity()).certificates.count == 2)
  }

  @Test("the pass phrase comes from a variable, a file or the terminal")
  func passPhrases() throws {
    var source = try storeIdentity(passPhrase: "blåbær")
    source.passPhrase = .environment("SEAL")
    #expect(try identity(source, environment: ["SEAL": "blåbær"]).certificates.count == 2)
    source.passPhrase = .file(try store(Array("blåbær\r\nmore".utf8), as: "phrase"))
    #expect(try identity(source).certificates.count == 2)
    source.passPhrase = .prompt
    #expect(
      try identity(source) { question in
        question == "Pass phrase of 'seal': " ? Array("blåbær".utf8) : nil
      }.certificates.count == 2)
  }

  @Test(
    "what is wrong with a pass phrase is told",
    arguments: [
      (PassPhrase.none, "keys.pass-phrase-missing"),
      (.environment("SEAL"), "keys.pass-phrase-wrong"),
      (.environment("OTHER"), "keys.pass-phrase-variable"), (.file("/nowhere"), "keys.unreadable"),
      (.prompt, "keys.pass-phrase-unanswered"),
    ])
  func passPhraseFaults(passPhrase: PassPhrase, id: String) throws {
    var source = try storeIdentity(passPhrase: "blåbær")
    source.passPhrase = passPhrase
    let error = #expect(throws: DiagnosticsError.self) {
      try identity(source, environment: ["SEAL": "eple"])
    }
    #expect(error?.diagnostics.map(\.id) == [id])
    #expect(error?.description.contains("eple") == false)
  }

  @Test("a key file that others can read is refused", arguments: [0o640, 0o604, 0o660, 0o644])
  func permissions(mode: Int) throws {
    let source = try storeIdentity()
    let path = try store(try TestKeys.key(.p256).pem(), as: "open.pem", mode: mode)
    let error = #expect(throws: DiagnosticsError.self) {
      try identity(KeySource(key: path, certificates: source.certificates))
    }
    #expect(error?.failure == .permission)
    #expect(
      error?.diagnostics.first?.description == """
        error: the key file '\(path)' can be read by others [keys.readable-by-others]
          hint: take that away: chmod 600 '\(path)'
        """)
    var phrase = source
    phrase.passPhrase = .file(try store([], as: "phrase", mode: mode))
    let other = #expect(throws: DiagnosticsError.self) { try identity(phrase) }
    #expect(other?.failure == .permission)
  }

  @Test("a missing key file is told, whatever else is there")
  func missing() throws {
    let error = #expect(throws: DiagnosticsError.self) {
      try identity(KeySource(key: "/nowhere/key.pem"))
    }
    #expect(error?.failure == .input)
    #expect(
      error?.diagnostics.map(\.message) == ["the key file '/nowhere/key.pem' is not there"])
  }

  @Test("a key without any certificate is told")
  func withoutCertificate() throws {
    let path = try store(try TestKeys.key(.p256).pem(), as: "alone.pem")
    let error = #expect(throws: DiagnosticsError.self) { try identity(KeySource(key: path)) }
    #expect(
      error?.diagnostics.map(\.message) == ["there is no certificate for the key of 'seal'"])
  }

  @Test("a bundle gives an identity, and one without a key says so")
  func bundles() throws {
    let source = try storeIdentity()
    let arguments = ["pkcs12", "-export", "-passout", "pass:x", "-out", "seal.p12"]
    let openssl = Program("openssl")
    try openssl.run(
      arguments + ["-inkey", "key.pem", "-in", source.certificates ?? ""], in: folder.url)
    let bundle = try store(
      [UInt8](try Data(contentsOf: folder.url.appending(path: "seal.p12"))), as: "seal.p12")
    let phrase = PassPhrase.environment("SEAL")
    let environment = ["SEAL": "x"]
    let found = try identity(
      KeySource(key: bundle, passPhrase: phrase), environment: environment)
    #expect(found.certificates.count == 2)
    try openssl.run(
      arguments + ["-nokeys", "-in", source.certificates ?? ""], in: folder.url)
    let error = #expect(throws: DiagnosticsError.self) {
      try identity(KeySource(key: bundle, passPhrase: phrase), environment: environment)
    }
    #expect(
      error?.diagnostics.map(\.message) == [
        "the key file '\(bundle)' cannot be used: there is no private key in it"
      ])
  }

  @Test(
    "what forbids signing is told before a run",
    arguments: [
      (TestCertificate.expired, ["keys.expired"]), (.notYetValid, ["keys.not-yet-valid"]),
      (.wrongUsage, ["keys.usage"]), (.webServer, ["keys.extended-usage"]),
    ])
  func forbidden(kind: TestCertificate, ids: [String]) throws {
    let identity = try authority.identity(kind)
    let error = #expect(throws: DiagnosticsError.self) { try identity.check(at: TestAuthority.now) }
    #expect(error?.diagnostics.map(\.id) == ids)
    #expect(error?.failure == .configuration)
  }

  @Test(
    "what allows signing passes, with a warning where it ends soon",
    arguments: [
      (TestCertificate.good, []), (.plain, []), (.onlySignature, []), (.documents, []),
      (.expiringSoon, ["keys.expires-soon"]),
    ])
  func allowed(kind: TestCertificate, ids: [String]) throws {
    let warnings = try authority.identity(kind).check(at: TestAuthority.now)
    #expect(warnings.map(\.id) == ids)
  }

  @Test("the time of signing is what counts")
  func time() throws {
    let identity = try authority.identity(.good)
    func warnings(days: Double) throws -> [String] {
      try identity.check(at: TestAuthority.now.addingTimeInterval(days * 86_400)).map(\.id)
    }
    #expect(try warnings(days: 0) == [])
    #expect(try warnings(days: 380) == ["keys.expires-soon"])
    let error = #expect(throws: DiagnosticsError.self) { try warnings(days: 500) }
    #expect(
      error?.diagnostics.map(\.id) == [
        "keys.expired", "keys.issuer-not-valid", "keys.issuer-not-valid",
      ])
  }
}
