package import Diagnostics
package import Foundation
import OpenSSL
import SwiftASN1
import X509

/// What demonstration certificates say of themselves.
package enum Demonstration {
  /// The identity's name in the store.
  package static let name = "demonstration"
  /// The organisation that every demonstration certificate names, so that each viewer shows it.
  static let organization = "Demonstration only: proves nothing outside one machine"
  static let authority = "Flett demonstration authority (proves nothing)"
  static let signer = "Flett demonstration key (proves nothing)"
  /// How long the certificates are valid: five years.
  static let validity: TimeInterval = 5 * 365 * 86_400
}

extension Certificate {
  /// Whether the certificate says that it is a demonstration.
  package var isDemonstration: Bool {
    subject.joined().contains { attribute in
      attribute.type == .RDNAttributeType.organizationName
        && attribute.value.description == Demonstration.organization
    }
  }
}

extension KeyStore {
  /// Makes the demonstration identity if it is not there.
  ///
  /// It is an authority and a P-256 key that the authority vouches for. The authority's own key is
  /// forgotten at once, so it never vouches for another.
  ///
  /// - Parameters:
  ///   - time: When it is made; the certificates are valid from the day before.
  ///   - renew: Make a new one even if one is there.
  /// - Returns: Whether one was made.
  /// - Throws: ``DiagnosticsError`` if it cannot be made or written (``Failure/create``).
  @discardableResult
  package func makeDemonstration(
    at time: Date, renew: Bool = false
  ) throws(DiagnosticsError) -> Bool {
    guard renew || !hasIdentity(Demonstration.name) else { return false }
    let made: DemonstrationFiles
    do {
      made = try DemonstrationFiles(at: time)
    } catch {
      throw DiagnosticsError(
        .error("keys.demonstration", "no key can be made: \(error)", failure: .software))
    }
    do throws(DiagnosticsError) {
      try install(made.files, named: Demonstration.name, replacing: renew)
    } catch {
      // Somebody else made one at the same time.
      if !renew, hasIdentity(Demonstration.name) { return false }
      throw error
    }
    return true
  }

  /// The file with the certificate of the demonstration's authority, to be trusted on this machine.
  package var demonstrationAuthority: String {
    "\(folder)/\(Demonstration.name)/authority.pem"
  }
}

/// The contents of a new demonstration identity's folder.
private struct DemonstrationFiles {
  let files: [IdentityFile]

  init(at time: Date) throws {
    let authority = try PrivateKey.make(.p256)
    let signer = try PrivateKey.make(.p256)
    let issuer = try Certificate.PrivateKey(pemEncoded: text(try authority.pem()))
    let root = try EncodedCertificate(
      certificate(Demonstration.authority, key: issuer.publicKey, issuer: issuer, at: time))
    let key = try Certificate.PrivateKey(pemEncoded: text(try signer.pem()))
    let own = try EncodedCertificate(
      certificate(Demonstration.signer, key: key.publicKey, issuer: issuer, at: time))
    files = [
      ("key.pem", try signer.pem()),
      ("certificates.pem", Array((own.pem + root.pem).utf8)),
      ("authority.pem", Array(root.pem.utf8)),
      ("identity.yaml", Array(DemonstrationFiles.settings.utf8)),
    ]
  }

  private static let settings = """
    # Made by flett for a first try. Signatures by this key prove nothing outside this machine.
    key: key.pem
    certificates: certificates.pem

    """
}

private func text(_ bytes: [UInt8]) -> String {
  String(decoding: bytes, as: UTF8.self)
}

/// A demonstration certificate: the authority's own, or one that it vouches for.
private func certificate(
  _ name: String, key: Certificate.PublicKey, issuer: Certificate.PrivateKey, at time: Date
) throws -> Certificate {
  let isAuthority = key == issuer.publicKey
  return try Certificate(
    version: .v3, serialNumber: .short(), publicKey: key,
    notValidBefore: time.addingTimeInterval(-86_400),
    notValidAfter: time.addingTimeInterval(Demonstration.validity),
    issuer: demonstrationName(Demonstration.authority), subject: demonstrationName(name),
    signatureAlgorithm: .ecdsaWithSHA256,
    extensions: try Certificate.Extensions {
      Critical(
        isAuthority
          ? BasicConstraints.isCertificateAuthority(maxPathLength: 0) : .notCertificateAuthority)
      Critical(
        isAuthority
          ? KeyUsage(keyCertSign: true) : KeyUsage(digitalSignature: true, nonRepudiation: true))
      SubjectKeyIdentifier(hash: key)
      AuthorityKeyIdentifier(
        keyIdentifier: SubjectKeyIdentifier(hash: issuer.publicKey).keyIdentifier)
    }, issuerPrivateKey: issuer)
}

private func demonstrationName(_ name: String) throws -> DistinguishedName {
  try DistinguishedName {
    OrganizationName(Demonstration.organization)
    CommonName(name)
  }
}
