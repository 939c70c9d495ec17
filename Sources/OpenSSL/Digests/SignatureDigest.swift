import COpenSSL

/// The digests of signatures that others made.
package enum SignatureDigest: Hashable, Sendable, CaseIterable {
  /// SHA-1 (FIPS 180-4), for which other content with the same digest can be found: it proves nothing.
  case sha1
  /// SHA-2 (FIPS 180-4).
  case sha224, sha256, sha384, sha512
  /// SHA-3 (FIPS 202).
  case sha3With224, sha3With256, sha3With384, sha3With512

  /// The digest of a signature of ours.
  package init(_ method: DigestMethod) {
    self =
      switch method {
      case .sha256: .sha256
      case .sha384: .sha384
      case .sha512: .sha512
      }
  }

  /// libcrypto's implementation; nil if it has none.
  var implementation: OpaquePointer? {
    switch self {
    case .sha1: DigestAlgorithm.sha1.handle
    case .sha224: DigestAlgorithm.sha224.handle
    case .sha256: DigestAlgorithm.sha256.handle
    case .sha384: DigestAlgorithm.sha384.handle
    case .sha512: DigestAlgorithm.sha512.handle
    case .sha3With224: DigestAlgorithm.sha3With224.handle
    case .sha3With256: DigestAlgorithm.sha3With256.handle
    case .sha3With384: DigestAlgorithm.sha3With384.handle
    case .sha3With512: DigestAlgorithm.sha3With512.handle
    }
  }

  /// The digest of bytes, one part after the other.
  ///
  /// - Throws: ``OpenSSLError/library(step:reason:)``.
  package func digest(of parts: [ArraySlice<UInt8>]) throws(OpenSSLError) -> [UInt8] {
    guard let context = EVP_MD_CTX_new() else { throw .failure(of: "a digest") }
    defer { EVP_MD_CTX_free(context) }
    guard let implementation, EVP_DigestInit_ex2(context, implementation, nil) == 1 else {
      throw .failure(of: "a digest")
    }
    for part in parts {
      let isDone = part.withUnsafeBytes { EVP_DigestUpdate(context, $0.baseAddress, $0.count) == 1 }
      guard isDone else { throw .failure(of: "a digest") }
    }
    var value = [UInt8](repeating: 0, count: Int(EVP_MAX_MD_SIZE))
    var count = UInt32(0)
    guard EVP_DigestFinal_ex(context, &value, &count) == 1 else { throw .failure(of: "a digest") }
    return Array(value.prefix(Int(count)))
  }
}

extension SignatureDigest: CustomStringConvertible {
  /// The digest's name in tools and standards.
  package var description: String {
    switch self {
    case .sha1: "SHA-1"
    case .sha224: "SHA-224"
    case .sha256: "SHA-256"
    case .sha384: "SHA-384"
    case .sha512: "SHA-512"
    case .sha3With224: "SHA3-224"
    case .sha3With256: "SHA3-256"
    case .sha3With384: "SHA3-384"
    case .sha3With512: "SHA3-512"
    }
  }
}
