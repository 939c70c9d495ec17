package import Diagnostics

/// Where identities are found by their names.
package protocol IdentitySource: Sendable {
  /// Opens an identity.
  ///
  /// - Throws: ``DiagnosticsError`` if there is none of that name, or if its key cannot be used.
  func identity(named name: String) throws(DiagnosticsError) -> SigningIdentity

  /// What there is to show of an identity without opening its key; nil if only that can tell.
  ///
  /// - Throws: ``DiagnosticsError`` if there is none of that name.
  func summary(named name: String) throws(DiagnosticsError) -> IdentitySummary?
}

/// The identities of a store, with pass phrases from where each of them says.
package struct StoredIdentities: IdentitySource {
  private let store: KeyStore
  private let environment: [String: String]
  private let prompt: PassPhrase.Prompt

  /// The identities of a store.
  ///
  /// - Parameters:
  ///   - store: The store.
  ///   - environment: The environment's variables, which may hold pass phrases.
  ///   - prompt: How to ask for a pass phrase at the terminal.
  package init(
    _ store: KeyStore, environment: [String: String] = [:],
    prompt: @escaping PassPhrase.Prompt = PassPhrase.askAtTerminal
  ) {
    (self.store, self.environment, self.prompt) = (store, environment, prompt)
  }

  package func identity(named name: String) throws(DiagnosticsError) -> SigningIdentity {
    try store.identity(named: name, environment: environment, prompt: prompt)
  }

  package func summary(named name: String) throws(DiagnosticsError) -> IdentitySummary? {
    try store.summary(named: name)
  }
}
