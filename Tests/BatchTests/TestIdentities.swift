import Diagnostics
import Signing
import Synchronization

/// Identities of a test, and whether their keys still sign.
final class TestIdentities: IdentitySource {
  private let identities: [String: SigningIdentity]
  let opened = Mutex<[String]>([])

  init(_ identities: [String: SigningIdentity]) {
    self.identities = identities
  }

  func identity(named name: String) throws(DiagnosticsError) -> SigningIdentity {
    opened.withLock { $0.append(name) }
    if let identity = identities[name] { return identity }
    throw DiagnosticsError(.error("keys.unknown", "no '\(name)'", failure: .configuration))
  }

  func summary(named name: String) throws(DiagnosticsError) -> IdentitySummary? {
    identities[name].map { IdentitySummary($0) }
  }
}
