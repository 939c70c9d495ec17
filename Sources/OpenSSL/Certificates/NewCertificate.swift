import COpenSSL

/// What a new certificate says.
package struct NewCertificate: Sendable {
  /// Whom a certificate can be for.
  package enum Holder: Hashable, Sendable {
    /// Somebody who issues no certificates.
    case signer
    /// An authority, and how many others may stand between it and a signer; nil for any number.
    case authority(length: Int?)
    /// Not said.
    case unsaid
  }

  /// Who has the key, and who says so.
  package var subject, issuer: DistinguishedName
  /// The first and the last second at which it is valid, counted from 1970 in UTC.
  package var validFrom, validTo: Int
  /// Whom it is for.
  package var holder = Holder.signer
  /// What the key may be used for; nil if that is not to be said.
  package var keyUsage: KeyUsage?
  /// What else it may be used for: object identifiers with dots; none if that is not to be said.
  package var purposes: [String] = []
  /// Whether it holds the identifiers of its key and its issuer's.
  package var namesKeys = false

  /// A certificate for somebody by somebody.
  package init(
    subject: DistinguishedName, issuer: DistinguishedName, validFrom: Int, validTo: Int
  ) {
    (self.subject, self.issuer) = (subject, issuer)
    (self.validFrom, self.validTo) = (validFrom, validTo)
  }

  /// Makes the certificate for a key.
  ///
  /// Its serial number is random, of 16 bytes (RFC 5280, 4.1.2.2, allows 20).
  ///
  /// - Parameters:
  ///   - key: Whose certificate it is.
  ///   - issuer: The issuer's key.
  ///   - digest: The digest to sign.
  /// - Returns: The certificate.
  /// - Throws: ``OpenSSLError/library(step:reason:)``.
  package func signed(
    for key: PublicKey, by issuer: PrivateKey, digest: DigestMethod
  ) throws(OpenSSLError) -> Certificate {
    OpenSSLError.clearQueue()
    guard let certificate = X509_new() else { throw .failure(of: NewCertificate.step) }
    do throws(OpenSSLError) {
      try write(to: certificate, for: key)
      try writeExtensions(to: certificate, key, issuer)
      guard X509_sign(certificate, issuer.key, digest.implementation) > 0 else {
        throw .failure(of: NewCertificate.step)
      }
    } catch {
      X509_free(certificate)
      throw error
    }
    return try Certificate(taking: certificate)
  }

  private static let step = "making a certificate"

  private func write(to certificate: OpaquePointer, for key: PublicKey) throws(OpenSSLError) {
    let number = [UInt8.random(in: 1...127)] + (0..<15).map { _ in UInt8.random(in: 0...255) }
    guard X509_set_version(certificate, Int(X509_VERSION_3)) == 1,
      ASN1_STRING_set(X509_get_serialNumber(certificate), number, Int32(number.count)) == 1,
      ASN1_TIME_set(X509_getm_notBefore(certificate), validFrom) != nil,
      ASN1_TIME_set(X509_getm_notAfter(certificate), validTo) != nil,
      try subject.withHandle({ X509_set_subject_name(certificate, $0) == 1 }),
      try issuer.withHandle({ X509_set_issuer_name(certificate, $0) == 1 }),
      X509_set_pubkey(certificate, key.key) == 1
    else { throw .failure(of: NewCertificate.step) }
  }

  private func writeExtensions(
    to certificate: OpaquePointer, _ key: PublicKey, _ issuer: PrivateKey
  ) throws(OpenSSLError) {
    var extensions: [(kind: Int32, value: String)] = []
    switch holder {
    case .signer: extensions.append((NID_basic_constraints, "critical,CA:FALSE"))
    case .authority(let length):
      let limit = length.map { ",pathlen:\($0)" } ?? ""
      extensions.append((NID_basic_constraints, "critical,CA:TRUE\(limit)"))
    case .unsaid: break
    }
    if let keyUsage {
      extensions.append((NID_key_usage, "critical," + keyUsage.words.joined(separator: ",")))
    }
    if !purposes.isEmpty {
      extensions.append((NID_ext_key_usage, "critical," + purposes.joined(separator: ",")))
    }
    for (kind, value) in extensions {
      guard let made = X509V3_EXT_nconf_nid(nil, nil, kind, value) else {
        throw .failure(of: NewCertificate.step)
      }
      defer { X509_EXTENSION_free(made) }
      guard X509_add_ext(certificate, made, -1) == 1 else {
        throw .failure(of: NewCertificate.step)
      }
    }
    if namesKeys { try writeKeyIdentifiers(to: certificate, key, issuer) }
  }

  /// Writes the identifiers of the key and its issuer's (RFC 5280, 4.2.1.1 and 4.2.1.2).
  private func writeKeyIdentifiers(
    to certificate: OpaquePointer, _ key: PublicKey, _ issuer: PrivateKey
  ) throws(OpenSSLError) {
    let own = try OctetString(try key.identifier())
    guard let authority = AUTHORITY_KEYID_new() else { throw .failure(of: NewCertificate.step) }
    defer { AUTHORITY_KEYID_free(authority) }
    authority.pointee.keyid = try OctetString(try issuer.publicKey.identifier()).copy()
    guard authority.pointee.keyid != nil,
      own.addExtension(NID_subject_key_identifier, to: certificate),
      X509_add1_ext_i2d(certificate, NID_authority_key_identifier, authority, 0, 0) == 1
    else { throw .failure(of: NewCertificate.step) }
  }
}

extension KeyUsage {
  /// The uses, as settings of OpenSSL name them.
  fileprivate var words: [String] {
    let names: [(KeyUsage, String)] = [
      (.digitalSignature, "digitalSignature"), (.nonRepudiation, "nonRepudiation"),
      (.keyEncipherment, "keyEncipherment"), (.certificateSigning, "keyCertSign"),
      (.listSigning, "cRLSign"),
    ]
    return names.filter { contains($0.0) }.map(\.1)
  }
}

extension PublicKey {
  /// The key's identifier in certificates: the SHA-1 of its bits (RFC 5280, 4.2.1.2, method 1),
  /// which proves nothing and need not.
  fileprivate func identifier() throws(OpenSSLError) -> [UInt8] {
    var holder: OpaquePointer?
    defer { X509_PUBKEY_free(holder) }
    var bits: UnsafePointer<UInt8>?
    var count = Int32(0)
    guard X509_PUBKEY_set(&holder, key) == 1,
      X509_PUBKEY_get0_param(nil, &bits, &count, nil, holder) == 1, let bits
    else { throw .failure(of: "naming a key") }
    let bytes = [UInt8](UnsafeBufferPointer(start: bits, count: Int(count)))
    return try SignatureDigest.sha1.digest(of: [bytes[...]])
  }
}

/// Bytes as ASN.1 has them.
///
/// Owns an `ASN1_OCTET_STRING`, which it does not hand out: it might be freed before it is used.
private final class OctetString {
  private let handle: UnsafeMutablePointer<ASN1_OCTET_STRING>

  init(_ bytes: [UInt8]) throws(OpenSSLError) {
    guard let handle = ASN1_OCTET_STRING_new() else { throw .failure(of: "making a certificate") }
    self.handle = handle
    guard ASN1_OCTET_STRING_set(handle, bytes, Int32(bytes.count)) == 1 else {
      throw .failure(of: "making a certificate")
    }
  }

  /// A copy, which is the caller's to free; nil for want of memory.
  func copy() -> UnsafeMutablePointer<ASN1_OCTET_STRING>? {
    ASN1_OCTET_STRING_dup(handle)
  }

  /// Adds the bytes to a certificate as what an extension says; whether that was possible.
  func addExtension(_ kind: Int32, to certificate: OpaquePointer) -> Bool {
    X509_add1_ext_i2d(certificate, kind, handle, 0, 0) == 1
  }

  deinit {
    ASN1_OCTET_STRING_free(handle)
  }
}
