package import Foundation
package import OpenSSL
package import Signing

/// A throw-away public key infrastructure, made anew by each test that asks.
///
/// It has a root, an authority below it, and what the authority issues.
package struct TestAuthority: Sendable {
  /// The certificate to trust.
  package let root: Certificate
  /// The authority between the root and the signers.
  package let intermediate: Certificate
  private let key: PrivateKey

  /// When everything was made: certificates are valid around it unless they say otherwise.
  package static let now = Date()

  package init() throws {
    let rootKey = try PrivateKey.make(.p256)
    key = try PrivateKey.make(.p256)
    root = try TestCertificate.authority.certificate(
      "Root", for: rootKey, issuer: "Root", issuerKey: rootKey)
    intermediate = try TestCertificate.authority.certificate(
      "Authority", for: key, issuer: "Root", issuerKey: rootKey)
  }

  /// Issues a certificate for a key.
  package func issue(_ kind: TestCertificate, for key: PrivateKey) throws -> Certificate {
    try kind.certificate("Ola Nordmann", for: key, issuer: "Authority", issuerKey: self.key)
  }

  /// A new identity.
  package func identity(
    _ kind: TestCertificate = .good, key kindOfKey: KeyKind = .p256
  ) throws -> SigningIdentity {
    let key = try TestKeys.key(kindOfKey)
    return try SigningIdentity(
      named: "test", certificates: [root, intermediate, try issue(kind, for: key)],
      key: LocalKey(key))
  }
}

/// The signers' keys, each kind made once, since RSA keys take their time.
package enum TestKeys {
  private static let keys: [KeyKind: PrivateKey] = {
    var keys: [KeyKind: PrivateKey] = [:]
    for kind in [KeyKind.p256, .p384, .rsa(bits: 2048), .rsa(bits: 3072), .rsa(bits: 4096)] {
      keys[kind] = try? PrivateKey.make(kind)
    }
    return keys
  }()

  /// The key of a kind.
  package static func key(_ kind: KeyKind) throws -> PrivateKey {
    try keys[kind] ?? PrivateKey.make(kind)
  }
}

/// The certificates of the infrastructure, by what is special about them.
package enum TestCertificate: String, CaseIterable, Sendable {
  case good, authority, expired, notYetValid, expiringSoon, wrongUsage, webServer, documents
  case onlySignature, plain

  private var days: (from: Int, to: Int) {
    switch self {
    case .expired: (-400, -35)
    case .notYetValid: (35, 400)
    case .expiringSoon: (-300, 8)
    default: (-2, 400)
    }
  }

  private var usage: KeyUsage? {
    switch self {
    case .authority: [.certificateSigning, .listSigning]
    case .wrongUsage: .keyEncipherment
    case .onlySignature: .digitalSignature
    case .plain: nil
    default: [.digitalSignature, .nonRepudiation]
    }
  }

  private var purposes: [String] {
    switch self {
    case .webServer: ["serverAuth", "codeSigning"]
    case .documents: ["serverAuth", "1.3.6.1.5.5.7.3.36"]
    default: []
    }
  }

  func certificate(
    _ subject: String, for key: PrivateKey, issuer: String, issuerKey: PrivateKey
  ) throws -> Certificate {
    let now = Int(TestAuthority.now.timeIntervalSince1970)
    var new = NewCertificate(
      subject: try name(subject), issuer: try name(issuer),
      validFrom: now + days.from * 86_400, validTo: now + days.to * 86_400)
    new.holder = self == .authority ? .authority(length: nil) : .signer
    new.keyUsage = usage
    new.purposes = purposes
    return try new.signed(for: key.publicKey, by: issuerKey, digest: .sha256)
  }

  private func name(_ commonName: String) throws -> DistinguishedName {
    try DistinguishedName(["C": "NO", "O": "Flett tests", "CN": commonName])
  }
}
