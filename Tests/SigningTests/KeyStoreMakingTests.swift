import Diagnostics
import Foundation
import OpenSSL
import Signing
import SigningTestSupport
import TestSupport
import Testing

/// Keys that the store makes, and those that it takes over.
struct KeyStoreMakingTests {
  private let folder: TemporaryFolder
  private let store: KeyStore

  init() throws {
    folder = try TemporaryFolder()
    store = KeyStore(folder: folder.url.path + "/keys")
  }

  private func make(
    _ new: NewIdentity, named name: String = "seal", environment: [String: String] = [:],
    prompt: @escaping PassPhrase.Prompt = { _ in nil }
  ) throws(DiagnosticsError) -> SigningIdentity {
    try store.make(
      new, named: name, environment: environment, at: TestAuthority.now, prompt: prompt)
  }

  private func contents(_ file: String, of name: String = "seal") throws -> String {
    try String(contentsOfFile: "\(store.folder)/\(name)/\(file)", encoding: .utf8)
  }

  @Test(
    "a key is made with a certificate and a request",
    arguments: [KeyKind.p256, .p384, .rsa(bits: 2048)])
  func make(kind: KeyKind) throws {
    let made = try make(NewIdentity(commonName: "Økonomi", organization: "Rødt", kind: kind))
    #expect(made.key.kind == kind)
    let identity = try store.identity(named: "seal", environment: [:])
    #expect(identity.certificates == made.certificates)
    #expect(try identity.check(at: TestAuthority.now).isEmpty)
    #expect(!identity.isDemonstration)
    #expect(identity.signerCertificate.subject.description == "CN=Økonomi,O=Rødt")
    let path = "\(store.folder)/seal"
    for file in try FileManager.default.contentsOfDirectory(atPath: path) {
      let attributes = try FileManager.default.attributesOfItem(atPath: "\(path)/\(file)")
      #expect(attributes[.posixPermissions] as? Int == 0o600, "\(file)")
    }
    let request = try Program("openssl").run([
      "req", "-verify", "-noout", "-subject", "-nameopt", "utf8", "-in", "\(path)/request.pem",
    ])
    #expect(request.text.contains("subject=O=Rødt, CN=Økonomi"), "\(request)")
  }

  @Test("a pass phrase encrypts the key with scrypt, and is not kept")
  func passPhrase() throws {
    let new = NewIdentity(commonName: "Ola", passPhrase: .environment("SEAL"))
    _ = try make(new, environment: ["SEAL": "hemmelig"])
    #expect(try contents("key.pem").hasPrefix("-----BEGIN ENCRYPTED PRIVATE KEY-----\n"))
    #expect(
      try contents("identity.yaml") == """
        key: key.pem
        certificates: certificates.pem
        pass phrase: {environment: 'SEAL'}

        """)
    _ = try store.identity(named: "seal", environment: ["SEAL": "hemmelig"])
    let wrong = #expect(throws: DiagnosticsError.self) {
      try store.identity(named: "seal", environment: ["SEAL": "feil"])
    }
    #expect(wrong?.diagnostics.map(\.id) == ["keys.pass-phrase-wrong"])
    let structure = try Program("openssl").run([
      "asn1parse", "-in", "\(store.folder)/seal/key.pem",
    ])
    #expect(structure.text.contains(":scrypt"), "\(structure)")
  }

  @Test("what cannot be made is not, and nothing is written")
  func refusals() throws {
    _ = try make(NewIdentity(commonName: "Ola"))
    let long = String(repeating: "å", count: 65)
    for (new, name, messages) in [
      (NewIdentity(commonName: "Ola"), "seal", ["there is already a key named 'seal'"]),
      (NewIdentity(commonName: "Ola"), "a/b", ["'a/b' cannot be the name of a key"]),
      (
        NewIdentity(commonName: "", organization: long, days: 0), "new",
        [
          "the common name '' has 0 characters", "the organisation '\(long)' has 65 characters",
          "a certificate cannot be made for 0 days",
        ]
      ),
      (
        NewIdentity(commonName: "Ola", passPhrase: .environment("EMPTY")), "new",
        ["the pass phrase of 'new' is empty"]
      ),
      (
        NewIdentity(commonName: "Ola", passPhrase: .prompt), "new",
        ["no pass phrase was typed for 'new'"]
      ),
    ] {
      let error = #expect(throws: DiagnosticsError.self) {
        try make(new, named: name, environment: ["EMPTY": ""])
      }
      let found = error?.diagnostics.map(\.message) ?? []
      #expect(found.count == messages.count && zip(found, messages).allSatisfy { $0.hasPrefix($1) })
    }
    #expect(try FileManager.default.contentsOfDirectory(atPath: store.folder) == ["seal"])
  }

  @Test("a pass phrase that is typed differently the second time is refused")
  func typed() throws {
    let phrases = Answers(["en", "to"])
    let error = #expect(throws: DiagnosticsError.self) {
      try make(NewIdentity(commonName: "Ola", passPhrase: .prompt)) { _ in phrases.next() }
    }
    #expect(error?.diagnostics.map(\.id) == ["keys.pass-phrase-differs"])
    let same = Answers(["en", "en"])
    _ = try make(NewIdentity(commonName: "Ola", passPhrase: .prompt)) { _ in same.next() }
    _ = try store.identity(named: "seal", environment: [:]) { _ in Array("en".utf8) }
  }

  @Test("keys from elsewhere are taken over as they are", arguments: [false, true])
  func add(isBundle: Bool) throws {
    let path = "\(store.folder)/old"
    _ = try make(NewIdentity(commonName: "Ola"), named: "old")
    var source = KeySource(key: "\(path)/key.pem", certificates: "\(path)/certificates.pem")
    if isBundle {
      _ = try Program("openssl").run([
        "pkcs12", "-export", "-passout", "pass:x", "-out", "\(path)/seal.p12", "-inkey", source.key,
        "-in", "\(path)/certificates.pem",
      ])
      source = KeySource(key: "\(path)/seal.p12", passPhrase: .environment("SEAL"))
      try protect(source.key, 0o600)
    }
    let environment = ["SEAL": "x"]
    let added = try store.add(
      source, named: "seal", environment: environment, at: TestAuthority.now)
    #expect(added.warnings.isEmpty)
    let identity = try store.identity(named: "seal", environment: environment)
    #expect(identity.certificates == added.output.certificates)
    let copy = "\(store.folder)/seal/" + (isBundle ? "key.p12" : "key.pem")
    #expect(FileManager.default.contentsEqual(atPath: copy, andPath: source.key))
  }

  @Test("a key that cannot sign is not taken over")
  func addRefusals() throws {
    _ = try make(NewIdentity(commonName: "Ola"), named: "old")
    let path = "\(store.folder)/old"
    let other = try TestAuthority().issue(.good, for: try TestKeys.key(.p384))
    try folder.write(other.pem, to: "other.pem")
    for (certificates, mode, id) in [
      (folder.url.path + "/other.pem", 0o600, "keys.mismatch"),
      ("\(path)/certificates.pem", 0o644, "keys.readable-by-others"),
    ] {
      try protect("\(path)/key.pem", mode)
      let source = KeySource(key: "\(path)/key.pem", certificates: certificates)
      let error = #expect(throws: DiagnosticsError.self) {
        try store.add(source, named: "seal", environment: [:], at: TestAuthority.now)
      }
      #expect(error?.diagnostics.map(\.id) == [id])
    }
    #expect(try FileManager.default.contentsOfDirectory(atPath: store.folder) == ["old"])
  }

  private func protect(_ path: String, _ mode: Int) throws {
    try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: path)
  }

  @Test(
    "where a pass phrase comes from is said in words, which an error does not repeat",
    arguments: [
      ("prompt", PassPhrase.prompt), ("environment:SEAL", .environment("SEAL")),
      ("file:/a/../b:c", .file("/b:c")),
    ])
  func sources(text: String, source: PassPhrase) throws {
    #expect(try PassPhrase(said: text) == source)
    for wrong in ["hemmelig", "pass:hemmelig", "environment:", "", "prompt:hemmelig"] {
      let error = #expect(throws: DiagnosticsError.self) { try PassPhrase(said: wrong) }
      #expect(error?.failure == .usage && error?.description.contains("hemmelig") == false)
    }
  }

  @Test("the kinds of key have names")
  func kinds() throws {
    #expect(try KeyKind(said: "rsa3072") == .rsa(bits: 3072))
    let error = #expect(throws: DiagnosticsError.self) { try KeyKind(said: "dsa") }
    #expect(
      error?.diagnostics.first?.hints == ["the kinds are p256, p384, rsa2048, rsa3072, rsa4096"])
  }
}

/// Somebody at a terminal.
private final class Answers: @unchecked Sendable {
  private var answers: [String]

  init(_ answers: [String]) {
    self.answers = answers
  }

  func next() -> [UInt8]? {
    answers.isEmpty ? nil : Array(answers.removeFirst().utf8)
  }
}
