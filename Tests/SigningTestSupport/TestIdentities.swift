package import Diagnostics
package import Signing
package import Synchronization

/// Identities of a test, and whether their keys still sign.
package final class TestIdentities: IdentitySource {
  private let identities: [String: SigningIdentity]
  /// The names that were asked for.
  package let opened = Mutex<[String]>([])

  /// Identities by their names.
  package init(_ identities: [String: SigningIdentity]) {
    self.identities = identities
  }

  package func identity(named name: String) throws(DiagnosticsError) -> SigningIdentity {
    opened.withLock { $0.append(name) }
    if let identity = identities[name] { return identity }
    throw DiagnosticsError(.error("keys.unknown", "no '\(name)'", failure: .configuration))
  }

  package func summary(named name: String) throws(DiagnosticsError) -> IdentitySummary? {
    identities[name].map { IdentitySummary($0) }
  }
}
