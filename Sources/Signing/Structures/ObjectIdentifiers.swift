import SwiftASN1

/// The names of things in a signature; each with the document that gives it.
enum ObjectIdentifiers {
  /// id-data (RFC 5652, 4).
  static let data: ASN1ObjectIdentifier = [1, 2, 840, 113549, 1, 7, 1]
  /// id-signedData (RFC 5652, 5.1).
  static let signedData: ASN1ObjectIdentifier = [1, 2, 840, 113549, 1, 7, 2]
  /// id-contentType (RFC 5652, 11.1).
  static let contentType: ASN1ObjectIdentifier = [1, 2, 840, 113549, 1, 9, 3]
  /// id-messageDigest (RFC 5652, 11.2).
  static let messageDigest: ASN1ObjectIdentifier = [1, 2, 840, 113549, 1, 9, 4]
  /// id-signingTime (RFC 5652, 11.3), which PAdES forbids.
  static let signingTime: ASN1ObjectIdentifier = [1, 2, 840, 113549, 1, 9, 5]
  /// id-aa-signingCertificate (RFC 2634, 5.4), with SHA-1.
  static let signingCertificate: ASN1ObjectIdentifier = [1, 2, 840, 113549, 1, 9, 16, 2, 12]
  /// id-aa-signingCertificateV2 (RFC 5035, 3).
  static let signingCertificateV2: ASN1ObjectIdentifier = [1, 2, 840, 113549, 1, 9, 16, 2, 47]
  /// id-aa-timeStampToken (RFC 3161, appendix A).
  static let timeStampToken: ASN1ObjectIdentifier = [1, 2, 840, 113549, 1, 9, 16, 2, 14]

  /// id-sha256 (RFC 5754, 2.2).
  static let sha256: ASN1ObjectIdentifier = [2, 16, 840, 1, 101, 3, 4, 2, 1]
  /// id-sha384 (RFC 5754, 2.3).
  static let sha384: ASN1ObjectIdentifier = [2, 16, 840, 1, 101, 3, 4, 2, 2]
  /// id-sha512 (RFC 5754, 2.4).
  static let sha512: ASN1ObjectIdentifier = [2, 16, 840, 1, 101, 3, 4, 2, 3]

  /// rsaEncryption (RFC 8017, appendix C).
  static let rsa: ASN1ObjectIdentifier = [1, 2, 840, 113549, 1, 1, 1]
  /// id-RSASSA-PSS (RFC 8017, appendix C).
  static let rsaProbabilistic: ASN1ObjectIdentifier = [1, 2, 840, 113549, 1, 1, 10]
  /// sha256WithRSAEncryption (RFC 8017, appendix C).
  static let rsaWithSHA256: ASN1ObjectIdentifier = [1, 2, 840, 113549, 1, 1, 11]
  /// sha384WithRSAEncryption (RFC 8017, appendix C).
  static let rsaWithSHA384: ASN1ObjectIdentifier = [1, 2, 840, 113549, 1, 1, 12]
  /// sha512WithRSAEncryption (RFC 8017, appendix C).
  static let rsaWithSHA512: ASN1ObjectIdentifier = [1, 2, 840, 113549, 1, 1, 13]
  /// ecdsa-with-SHA256 (RFC 5758, 3.2).
  static let ecdsaWithSHA256: ASN1ObjectIdentifier = [1, 2, 840, 10045, 4, 3, 2]
  /// ecdsa-with-SHA384 (RFC 5758, 3.2).
  static let ecdsaWithSHA384: ASN1ObjectIdentifier = [1, 2, 840, 10045, 4, 3, 3]
  /// ecdsa-with-SHA512 (RFC 5758, 3.2).
  static let ecdsaWithSHA512: ASN1ObjectIdentifier = [1, 2, 840, 10045, 4, 3, 4]
}
