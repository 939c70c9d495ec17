package import Foundation
package import OpenSSL
package import Signing
import SwiftASN1
import X509

/// A throw-away public key infrastructure, made anew by each test that asks.
///
/// It has a root, an authority below it, and what the authority issues.
package struct TestAuthority: Sendable {
  /// The certificate to trust.
  package let root: EncodedCertificate
  /// The authority between the root and the signers.
  package let intermediate: EncodedCertificate
  private let key: Certificate.PrivateKey

  /// When everything was made: certificates are valid around it unless they say otherwise.
  package static let now = Date()

  package init() throws {
    let rootKey = try PrivateKey.make(.p256).forCertificates()
    key = try PrivateKey.make(.p256).forCertificates()
    root = try EncodedCertificate(
      TestCertificate.authority.certificate(
        "Root", for: rootKey.publicKey, issuer: "Root", issuerKey: rootKey))
    intermediate = try EncodedCertificate(
      TestCertificate.authority.certificate(
        "Authority", for: key.publicKey, issuer: "Root", issuerKey: rootKey))
  }

  /// Issues a certificate for a key.
  package func issue(_ kind: TestCertificate, for key: PrivateKey) throws -> EncodedCertificate {
    let publicKey = try Certificate.PublicKey(derEncoded: try key.publicKeyBytes())
    return try EncodedCertificate(
      kind.certificate("Ola Nordmann", for: publicKey, issuer: "Authority", issuerKey: self.key))
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

  private var days: (from: Double, to: Double) {
    switch self {
    case .expired: (-400, -35)
    case .notYetValid: (35, 400)
    case .expiringSoon: (-300, 8)
    default: (-2, 400)
    }
  }

  private var usage: KeyUsage? {
    switch self {
    case .authority: KeyUsage(keyCertSign: true, cRLSign: true)
    case .wrongUsage: KeyUsage(keyEncipherment: true)
    case .onlySignature: KeyUsage(digitalSignature: true)
    case .plain: nil
    default: KeyUsage(digitalSignature: true, nonRepudiation: true)
    }
  }

  private var purposes: [ExtendedKeyUsage.Usage] {
    switch self {
    case .webServer: [.serverAuth, .codeSigning]
    case .documents: [.serverAuth, ExtendedKeyUsage.Usage(oid: [1, 3, 6, 1, 5, 5, 7, 3, 36])]
    default: []
    }
  }

  func certificate(
    _ subject: String, for key: Certificate.PublicKey, issuer: String,
    issuerKey: Certificate.PrivateKey
  ) throws -> Certificate {
    try Certificate(
      version: .v3, serialNumber: .short(), publicKey: key,
      notValidBefore: TestAuthority.now.addingTimeInterval(days.from * 86_400),
      notValidAfter: TestAuthority.now.addingTimeInterval(days.to * 86_400),
      issuer: try name(issuer), subject: try name(subject), signatureAlgorithm: .ecdsaWithSHA256,
      extensions: try extensions(), issuerPrivateKey: issuerKey)
  }

  private func extensions() throws -> Certificate.Extensions {
    try Certificate.Extensions {
      Critical(
        self == .authority
          ? BasicConstraints.isCertificateAuthority(maxPathLength: nil)
          : BasicConstraints.notCertificateAuthority)
      if let usage { Critical(usage) }
      if !purposes.isEmpty { Critical(try ExtendedKeyUsage(purposes)) }
    }
  }

  private func name(_ commonName: String) throws -> DistinguishedName {
    try DistinguishedName {
      CountryName("NO")
      OrganizationName("Flett tests")
      CommonName(commonName)
    }
  }
}

extension PrivateKey {
  /// The key in the form that issues certificates.
  fileprivate func forCertificates() throws -> Certificate.PrivateKey {
    try Certificate.PrivateKey(pemEncoded: String(decoding: try pem(), as: UTF8.self))
  }
}
