package import Diagnostics
package import Foundation
package import OpenSSL

/// What a new identity is to be.
package struct NewIdentity: Sendable {
  /// Whom its certificate names, and for which organisation; the latter empty if for none.
  package var commonName, organization: String
  /// What kind of key it is to have.
  package var kind: KeyKind
  /// For how many days its self-signed certificate is valid.
  package var days: Int
  /// Where the pass phrase comes from that the key is encrypted with.
  package var passPhrase: PassPhrase

  /// An identity of somebody.
  package init(
    commonName: String, organization: String = "", kind: KeyKind = .p256, days: Int = 365,
    passPhrase: PassPhrase = .none
  ) {
    (self.commonName, self.organization, self.kind) = (commonName, organization, kind)
    (self.days, self.passPhrase) = (days, passPhrase)
  }
}

extension KeyStore {
  /// Makes a key, a self-signed certificate, and a request for one by an authority.
  ///
  /// - Parameters:
  ///   - new: What it is to be.
  ///   - name: What to call it.
  ///   - environment: The environment's variables.
  ///   - time: When it is made; the certificate is valid from an hour before.
  ///   - prompt: How to ask for a pass phrase at the terminal.
  /// - Returns: The identity.
  /// - Throws: ``DiagnosticsError`` if the name is taken or cannot be one, if a certificate cannot
  ///   say what it is to say, if there is no pass phrase, or if nothing can be written.
  package func make(
    _ new: NewIdentity, named name: String, environment: [String: String], at time: Date,
    prompt: PassPhrase.Prompt = PassPhrase.askAtTerminal
  ) throws(DiagnosticsError) -> SigningIdentity {
    try checkFree(name)
    try new.check()
    let phrase = try new.passPhrase.readNew(for: name, environment: environment, prompt: prompt)
    let made: (files: [IdentityFile], certificate: Certificate, key: PrivateKey)
    do {
      made = try new.files(passPhrase: phrase, at: time)
    } catch {
      throw DiagnosticsError(
        .error("keys.make", "no key can be made: \(error)", failure: .software))
    }
    let identity = try SigningIdentity(
      named: name, certificates: [made.certificate], key: LocalKey(made.key))
    try identity.tryOut()
    try install(made.files, named: name)
    return identity
  }
}

extension PassPhrase {
  /// Gets a new pass phrase, twice if it is typed.
  fileprivate func readNew(
    for name: String, environment: [String: String], prompt: Prompt
  ) throws(DiagnosticsError) -> [UInt8]? {
    let phrase = try read(for: name, environment: environment, prompt: prompt)
    if phrase?.isEmpty == true {
      throw DiagnosticsError(
        .error(
          "keys.pass-phrase-empty", "the pass phrase of '\(name)' is empty",
          failure: .configuration))
    }
    if case .prompt = self {
      let again = try read(for: name, environment: environment, prompt: prompt)
      guard again == phrase else {
        throw DiagnosticsError(
          .error(
            "keys.pass-phrase-differs", "the pass phrase of '\(name)' was typed in two ways",
            failure: .configuration))
      }
    }
    return phrase
  }
}

extension NewIdentity {
  /// Whether a certificate can say it (RFC 5280, appendix A.1: names have 1 to 64 characters).
  fileprivate func check() throws(DiagnosticsError) {
    var problems = DiagnosticCollector()
    for (role, text, least) in [("common name", commonName, 1), ("organisation", organization, 0)]
    where !(least...64).contains(text.unicodeScalars.count) {
      problems.report(
        .error(
          "keys.subject", "the \(role) '\(text)' has \(text.unicodeScalars.count) characters",
          hints: ["a certificate has room for \(max(1, least)) to 64"], failure: .usage))
    }
    if !(1...3650).contains(days) {
      problems.report(
        .error(
          "keys.days", "a certificate cannot be made for \(days) days",
          hints: ["1 to 3650"], failure: .usage))
    }
    _ = try problems.finish(())
  }

  fileprivate func files(
    passPhrase: [UInt8]?, at time: Date
  ) throws -> (files: [IdentityFile], certificate: Certificate, key: PrivateKey) {
    let key = try PrivateKey.make(kind)
    let certificate = try certificate(of: key, at: time)
    let request = try CertificateRequest(for: try subject(), key: key, digest: kind.digest)
    let settings = identitySettings(
      key: "key.pem", certificates: "certificates.pem", passPhrase: self.passPhrase)
    return (
      [
        ("key.pem", try key.pem(passPhrase: passPhrase)),
        ("certificates.pem", Array(certificate.pem.utf8)),
        ("request.pem", request.pem),
        ("identity.yaml", settings),
      ], certificate, key
    )
  }

  private func certificate(
    of key: PrivateKey, at time: Date
  ) throws(OpenSSLError) -> Certificate {
    let now = Int(time.timeIntervalSince1970)
    var new = NewCertificate(
      subject: try subject(), issuer: try subject(), validFrom: now - 3600,
      validTo: now + days * 86_400)
    new.keyUsage = [.digitalSignature, .nonRepudiation]
    new.namesKeys = true
    return try new.signed(for: key.publicKey, by: key, digest: kind.digest)
  }

  private func subject() throws(OpenSSLError) -> DistinguishedName {
    organization.isEmpty
      ? try DistinguishedName(["CN": commonName])
      : try DistinguishedName(["O": organization, "CN": commonName])
  }
}

extension KeyKind {
  /// The kind with a name on the command line, such as `p256` or `rsa3072`.
  ///
  /// - Throws: ``DiagnosticsError`` for any other name.
  package init(said name: String) throws(DiagnosticsError) {
    let kinds: [String: KeyKind] = [
      "p256": .p256, "p384": .p384, "rsa2048": .rsa(bits: 2048), "rsa3072": .rsa(bits: 3072),
      "rsa4096": .rsa(bits: 4096),
    ]
    guard let kind = kinds[name] else {
      throw DiagnosticsError(
        .error(
          "keys.kind", "there is no kind of key named '\(name)'",
          hints: ["the kinds are \(kinds.keys.sorted().joined(separator: ", "))"],
          failure: .usage))
    }
    self = kind
  }
}
