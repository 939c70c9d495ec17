package import Diagnostics
import OpenSSL

extension KeyStore {
  /// What there is to show of all identities, and what is wrong with those that cannot be shown.
  ///
  /// No key with a pass phrase to be typed is opened for it.
  package func summaries(
    environment: [String: String]
  ) -> (found: [IdentitySummary], faults: [Diagnostic]) {
    var found: [IdentitySummary] = []
    var problems = DiagnosticCollector()
    for name in names {
      do throws(DiagnosticsError) {
        found.append(try openedSummary(named: name, environment: environment) { _ in nil })
      } catch {
        problems.report(contentsOf: error.diagnostics)
      }
    }
    return (found, problems.diagnostics)
  }

  /// What there is to show of an identity, its key opened if nothing else can tell.
  ///
  /// - Parameters:
  ///   - name: Its name.
  ///   - environment: The environment's variables.
  ///   - prompt: How to ask for a pass phrase at the terminal.
  /// - Returns: The summary.
  /// - Throws: ``DiagnosticsError`` as ``identity(named:environment:prompt:)`` does.
  package func openedSummary(
    named name: String, environment: [String: String],
    prompt: PassPhrase.Prompt = PassPhrase.askAtTerminal
  ) throws(DiagnosticsError) -> IdentitySummary {
    if let summary = try summary(named: name) { return summary }
    return IdentitySummary(
      try identity(named: name, environment: environment, prompt: prompt))
  }
}

extension SigningIdentity {
  /// Has the key sign something that is no letter, to see that it does.
  ///
  /// - Throws: ``DiagnosticsError`` if the key fails, or makes a signature that its certificate denies.
  package func tryOut() throws(DiagnosticsError) {
    let message = Array("flett keys check".utf8)
    let signature = try key.signature(over: message, digest: key.kind.digest)
    guard let publicKey = signerCertificate.publicKey,
      publicKey.verifies(
        signature, over: message, digest: SignatureDigest(key.kind.digest))
    else {
      throw DiagnosticsError(
        .error(
          "keys.signature", "the key of '\(name)' made a signature that its certificate denies",
          failure: .configuration))
    }
  }
}
