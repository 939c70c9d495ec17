import Configuration
package import Diagnostics
package import Foundation

extension KeyStore {
  /// Takes a key that was made elsewhere into the store, once it is found good.
  ///
  /// Its file is copied as it is: a key that is encrypted stays so, and its pass phrase is not kept.
  ///
  /// - Parameters:
  ///   - source: Where key and certificates lie.
  ///   - name: What to call the identity.
  ///   - environment: The environment's variables.
  ///   - time: When letters are to be signed with it, for ``SigningIdentity/check(at:)``.
  ///   - prompt: How to ask for a pass phrase at the terminal.
  /// - Returns: The identity, with what should be looked at.
  /// - Throws: ``DiagnosticsError`` if the name is taken or cannot be one, or as
  ///   ``KeySource/identity(named:environment:prompt:)``, ``SigningIdentity/check(at:)`` and
  ///   ``SigningIdentity/tryOut()`` do. Nothing is written then.
  package func add(
    _ source: KeySource, named name: String, environment: [String: String], at time: Date,
    prompt: PassPhrase.Prompt = PassPhrase.askAtTerminal
  ) throws(DiagnosticsError) -> Warned<SigningIdentity> {
    try checkFree(name)
    let contents = try SecretFile.read(source.key, as: "the key file")
    let identity = try source.identity(named: name, environment: environment, prompt: prompt)
    let warnings = try identity.check(at: time)
    try identity.tryOut()
    let key = contents.first == 0x30 ? "key.p12" : "key.pem"
    let pem = identity.certificates.map(\.pem).joined()
    try install(
      [
        (key, contents), ("certificates.pem", Array(pem.utf8)),
        (
          "identity.yaml",
          identitySettings(
            key: key, certificates: "certificates.pem", passPhrase: source.passPhrase)
        ),
      ], named: name)
    return Warned(identity, warnings: warnings)
  }
}

extension PassPhrase {
  /// Where a pass phrase comes from, as it is said on the command line: `prompt`, `environment:NAME` or
  /// `file:PATH`.
  ///
  /// - Throws: ``DiagnosticsError`` for anything else, which it does not repeat: somebody may have typed
  ///   the pass phrase itself.
  package init(said text: String) throws(DiagnosticsError) {
    let parts = text.split(separator: ":", maxSplits: 1).map(String.init)
    switch (parts.first, parts.dropFirst().first) {
    case ("prompt", nil): self = .prompt
    case ("environment", let name?): self = .environment(name)
    case ("file", let path?):
      self = .file(URL(filePath: path).standardizedFileURL.path(percentEncoded: false))
    default:
      throw DiagnosticsError(
        .error(
          "keys.pass-phrase-source", "that is no place for a pass phrase to come from",
          hints: ["environment:NAME, file:PATH or prompt; never the pass phrase itself"],
          failure: .usage))
    }
  }
}
