import OpenSSL
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

  /// id-mgf1 (RFC 8017, appendix C).
  static let maskGeneration: ASN1ObjectIdentifier = [1, 2, 840, 113549, 1, 1, 8]
  /// id-Ed25519 (RFC 8410, 3).
  static let edwards25519: ASN1ObjectIdentifier = [1, 3, 101, 112]
  /// id-ct-TSTInfo (RFC 3161, 2.4.2).
  static let timeStampContent: ASN1ObjectIdentifier = [1, 2, 840, 113549, 1, 9, 16, 1, 4]
  /// id-aa-CMSAlgorithmProtection (RFC 6211, 2).
  static let algorithmProtection: ASN1ObjectIdentifier = [1, 2, 840, 113549, 1, 9, 52]

  /// The digests of signatures that others made (RFC 3370, 2.1; RFC 5754, 2; RFC 8702, 2).
  static let digests: [ASN1ObjectIdentifier: SignatureDigest] = [
    [1, 3, 14, 3, 2, 26]: .sha1, [2, 16, 840, 1, 101, 3, 4, 2, 4]: .sha224,
    sha256: .sha256, sha384: .sha384, sha512: .sha512,
    [2, 16, 840, 1, 101, 3, 4, 2, 7]: .sha3With224, [2, 16, 840, 1, 101, 3, 4, 2, 8]: .sha3With256,
    [2, 16, 840, 1, 101, 3, 4, 2, 9]: .sha3With384,
    [2, 16, 840, 1, 101, 3, 4, 2, 10]: .sha3With512,
  ]
  /// RSA signatures after PKCS#1 v1.5 that name their digest (RFC 8017, appendix C).
  static let rsaWithDigest: [ASN1ObjectIdentifier: SignatureDigest] = [
    [1, 2, 840, 113549, 1, 1, 5]: .sha1, [1, 2, 840, 113549, 1, 1, 14]: .sha224,
    rsaWithSHA256: .sha256, rsaWithSHA384: .sha384, rsaWithSHA512: .sha512,
    [2, 16, 840, 1, 101, 3, 4, 3, 13]: .sha3With224,
    [2, 16, 840, 1, 101, 3, 4, 3, 14]: .sha3With256,
    [2, 16, 840, 1, 101, 3, 4, 3, 15]: .sha3With384,
    [2, 16, 840, 1, 101, 3, 4, 3, 16]: .sha3With512,
  ]
  /// ECDSA signatures (RFC 5758, 3.2).
  static let ecdsaWithDigest: [ASN1ObjectIdentifier: SignatureDigest] = [
    [1, 2, 840, 10045, 4, 1]: .sha1, [1, 2, 840, 10045, 4, 3, 1]: .sha224,
    ecdsaWithSHA256: .sha256, ecdsaWithSHA384: .sha384, ecdsaWithSHA512: .sha512,
    [2, 16, 840, 1, 101, 3, 4, 3, 9]: .sha3With224,
    [2, 16, 840, 1, 101, 3, 4, 3, 10]: .sha3With256,
    [2, 16, 840, 1, 101, 3, 4, 3, 11]: .sha3With384,
    [2, 16, 840, 1, 101, 3, 4, 3, 12]: .sha3With512,
  ]
}
