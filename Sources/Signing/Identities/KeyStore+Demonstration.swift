package import Diagnostics
package import Foundation
import OpenSSL

/// What demonstration certificates say of themselves.
package enum Demonstration {
  /// The identity's name in the store.
  package static let name = "demonstration"
  /// The organisation that every demonstration certificate names, so that each viewer shows it.
  static let organization = "Demonstration only: proves nothing outside one machine"
  static let authority = "Flett demonstration authority (proves nothing)"
  static let signer = "Flett demonstration key (proves nothing)"
  /// How long the certificates are valid: five years.
  static let validity = 5 * 365 * 86_400
}

extension Certificate {
  /// Whether the certificate says that it is a demonstration.
  package var isDemonstration: Bool {
    subject.parts.joined().contains { attribute in
      attribute.kind == DistinguishedName.Attribute.organization
        && attribute.text == Demonstration.organization
    }
  }
}

extension KeyStore {
  /// Makes the demonstration identity if it is not there.
  ///
  /// It is an authority and a P-256 key with a certificate from it. The authority's own key is
  /// forgotten at once, so it never issues another.
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
    var new = try demonstrationCertificate(Demonstration.authority, at: time)
    (new.holder, new.keyUsage) = (.authority(length: 0), .certificateSigning)
    let root = try new.signed(for: authority.publicKey, by: authority, digest: .sha256)
    new = try demonstrationCertificate(Demonstration.signer, at: time)
    new.keyUsage = [.digitalSignature, .nonRepudiation]
    let own = try new.signed(for: signer.publicKey, by: authority, digest: .sha256)
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

/// What all demonstration certificates say, the authority's own and those that it issues.
private func demonstrationCertificate(
  _ name: String, at time: Date
) throws(OpenSSLError) -> NewCertificate {
  let now = Int(time.timeIntervalSince1970)
  var new = NewCertificate(
    subject: try demonstrationName(name), issuer: try demonstrationName(Demonstration.authority),
    validFrom: now - 86_400, validTo: now + Demonstration.validity)
  new.namesKeys = true
  return new
}

private func demonstrationName(_ name: String) throws(OpenSSLError) -> DistinguishedName {
  try DistinguishedName(["O": Demonstration.organization, "CN": name])
}
