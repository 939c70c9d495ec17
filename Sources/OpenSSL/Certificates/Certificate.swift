import Bytes
import COpenSSL

/// A certificate (RFC 5280, 4): who has a key, who says so, and for how long.
///
/// Owns an `X509`. It is never changed after `init`; what libcrypto notes beside it when it is asked, it
/// notes under a lock, which is what makes sharing it safe.
package final class Certificate: @unchecked Sendable {
  let handle: OpaquePointer  // owned: X509
  /// The certificate in DER, as it was read: what digests and signatures are made over.
  package let bytes: [UInt8]
  /// Who has the key.
  package let subject: DistinguishedName
  /// Who says so.
  package let issuer: DistinguishedName
  /// The key as a DER SubjectPublicKeyInfo (RFC 5280, 4.1.2.7), of whatever kind it is.
  package let publicKeyBytes: [UInt8]
  /// The first and the last second at which it is valid, counted from 1970 in UTC.
  package let validFrom, validTo: Int

  /// Reads one certificate in DER.
  ///
  /// - Throws: ``OpenSSLError/notACertificate`` if it is none, or something stands behind it.
  package convenience init(_ bytes: [UInt8]) throws(OpenSSLError) {
    guard let read = decoded(bytes, { d2i_X509(nil, $0, $1) }) else { throw .notACertificate }
    try self.init(taking: read.object)
    // What is not in DER has another form when it is written again.
    guard self.bytes == bytes else { throw .notACertificate }
  }

  /// Takes over a certificate.
  ///
  /// - Throws: ``OpenSSLError/notACertificate`` if a name or a time in it breaks the rules.
  init(taking handle: OpaquePointer) throws(OpenSSLError) {
    do throws(OpenSSLError) {
      bytes = try encoded("writing a certificate") { i2d_X509(handle, $0) }
      subject = try DistinguishedName(reading: X509_get_subject_name(handle))
      issuer = try DistinguishedName(reading: X509_get_issuer_name(handle))
      publicKeyBytes = try encoded("writing a public key") {
        i2d_X509_PUBKEY(X509_get_X509_PUBKEY(handle), $0)
      }
      validFrom = try seconds(of: X509_get0_notBefore(handle))
      validTo = try seconds(of: X509_get0_notAfter(handle))
    } catch {
      X509_free(handle)
      throw .notACertificate
    }
    self.handle = handle
  }

  deinit {
    X509_free(handle)
  }

  /// The serial number in hexadecimal, as `openssl x509 -serial` prints it.
  package var serialNumber: String {
    let number = X509_get0_serialNumber(handle)
    let digits = contents(of: number).hexadecimalText.uppercased()
    let isNegative = ASN1_STRING_type(number) & V_ASN1_NEG != 0
    return (isNegative ? "-" : "") + (digits.isEmpty ? "00" : digits)
  }

  /// The serial number in DER.
  ///
  /// - Throws: ``OpenSSLError/library(step:reason:)``.
  package func serialNumberBytes() throws(OpenSSLError) -> [UInt8] {
    try encoded("writing a serial number") { i2d_ASN1_INTEGER(X509_get0_serialNumber(handle), $0) }
  }

  /// The key that it is about; nil if libcrypto knows no keys of its kind.
  package var publicKey: PublicKey? {
    defer { OpenSSLError.clearQueue() }
    return X509_get0_pubkey(handle).map(PublicKey.init(sharing:))
  }
}

extension Certificate: Hashable {
  /// Whether they are the same to the last byte.
  package static func == (left: Certificate, right: Certificate) -> Bool {
    left === right || left.bytes == right.bytes
  }

  package func hash(into hasher: inout Hasher) {
    hasher.combine(bytes)
  }
}

extension Certificate: CustomStringConvertible {
  /// Whom it names, and who says so.
  package var description: String { "certificate of \(subject) by \(issuer)" }
}

/// A time of ASN.1 in seconds from 1970 in UTC.
private func seconds(of time: UnsafePointer<ASN1_TIME>?) throws(OpenSSLError) -> Int {
  guard let start = ASN1_TIME_set(nil, 0) else { throw .failure(of: "reading a time") }
  defer { ASN1_STRING_free(start) }
  var (days, seconds) = (Int32(0), Int32(0))
  guard let time, ASN1_TIME_diff(&days, &seconds, start, time) == 1 else { throw .notACertificate }
  return Int(days) * 86_400 + Int(seconds)
}
