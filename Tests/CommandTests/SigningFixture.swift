import Foundation
import OpenSSL
import Signing
import SigningTestSupport
import TestSupport

/// A mailing, and keys of a throw-away authority in a store of their own.
struct SigningFixture {
  let command: Command
  let authority: TestAuthority

  /// A fixture whose letters have these settings besides the usual ones.
  init(settings: String = "", mailing: Bool = true) throws {
    command = try Command()
    authority = try TestAuthority()
    if mailing {
      try command.writeMailing(
        settings: "closing: Med vennlig hilsen\nsigners: [Kari Lunde]\n" + settings)
    }
    try command.folder.write(authority.root.pem, to: "root.pem")
  }

  /// Adds a key to the store.
  ///
  /// - Parameters:
  ///   - name: Its name.
  ///   - certificate: What is special about its certificate.
  ///   - kind: What kind of key it is.
  ///   - passPhrase: How it is encrypted; nil if it is not.
  ///   - source: Where the pass phrase comes from, as `identity.yaml` says it.
  /// - Throws: What writing it throws.
  func addKey(
    _ name: String, _ certificate: TestCertificate = .good, kind: KeyKind = .p256,
    passPhrase: String? = nil, source: String? = nil
  ) throws {
    let key = try TestKeys.key(kind)
    let own = try authority.issue(certificate, for: key)
    let file = try command.folder.write(
      Data(try key.pem(passPhrase: passPhrase.map { Array($0.utf8) })), to: "keys/\(name)/key.pem")
    try protect(file)
    try command.folder.write(own.pem + authority.intermediate.pem, to: "keys/\(name)/chain.pem")
    try command.folder.write(
      "key: key.pem\ncertificates: chain.pem\n" + (source.map { "pass phrase: \($0)\n" } ?? ""),
      to: "keys/\(name)/identity.yaml")
  }

  /// Lets nobody but the owner read a file, or others too.
  func protect(_ file: URL, mode: Int = 0o600) throws {
    try FileManager.default.setAttributes(
      [.posixPermissions: mode], ofItemAtPath: file.path(percentEncoded: false))
  }

  /// The letter's bytes.
  func letter(_ name: String = "Rødt") throws -> [UInt8] {
    [UInt8](try Data(contentsOf: command.folder.url.appending(path: "m/Output/\(name).pdf")))
  }
}
