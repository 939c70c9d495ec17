import COpenSSL

/// The digests that are made here, of letters and of what is signed.
package enum DigestMethod: Hashable, Sendable, CaseIterable {
  /// SHA-256 (FIPS 180-4).
  case sha256
  /// SHA-384 (FIPS 180-4).
  case sha384
  /// SHA-512 (FIPS 180-4).
  case sha512

  /// How many bytes a digest has.
  package var length: Int {
    switch self {
    case .sha256: 32
    case .sha384: 48
    case .sha512: 64
    }
  }

  /// libcrypto's implementation; nil if it has none.
  var implementation: OpaquePointer? { SignatureDigest(self).implementation }
}

extension DigestMethod: CustomStringConvertible {
  /// The digest's name in tools and standards.
  package var description: String { SignatureDigest(self).description }
}
