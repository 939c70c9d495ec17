import COpenSSL

/// The kinds of key that letters are signed with.
package enum KeyKind: Hashable, Sendable {
  /// An elliptic-curve key on NIST's curve P-256 (secp256r1).
  case p256
  /// An elliptic-curve key on NIST's curve P-384 (secp384r1).
  case p384
  /// An RSA key with a modulus of so many bits, 2048 to 4096.
  case rsa(bits: Int)

  /// The kind of a key that libcrypto holds.
  ///
  /// - Throws: ``OpenSSLError/unsuitableKey(_:)`` for any other kind.
  init(_ key: OpaquePointer) throws(OpenSSLError) {
    let bits = Int(EVP_PKEY_get_bits(key))
    switch EVP_PKEY_get_base_id(key) {
    case EVP_PKEY_RSA:
      guard (2048...4096).contains(bits) else {
        throw .unsuitableKey("an RSA key of \(bits) bits")
      }
      self = .rsa(bits: bits)
    case EVP_PKEY_EC:
      self = try KeyKind(curveOf: key)
    case EVP_PKEY_RSA_PSS:
      throw .unsuitableKey("an RSA key for PSS signatures only")
    default:
      throw .unsuitableKey("neither an RSA key nor one on the curve P-256 or P-384")
    }
  }

  private init(curveOf key: OpaquePointer) throws(OpenSSLError) {
    var name = [CChar](repeating: 0, count: 80)
    guard EVP_PKEY_get_group_name(key, &name, name.count, nil) == 1 else {
      throw .unsuitableKey("on an elliptic curve without a name")
    }
    let curve = String(
      decoding: name.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
    switch curve {
    case "prime256v1", "P-256": self = .p256
    case "secp384r1", "P-384": self = .p384
    default: throw .unsuitableKey("on the elliptic curve \(curve)")
    }
  }
}

extension KeyKind: CustomStringConvertible {
  /// The kind in the words of certificates and tools, such as `ECDSA P-256` or `RSA-3072`.
  package var description: String {
    switch self {
    case .p256: "ECDSA P-256"
    case .p384: "ECDSA P-384"
    case .rsa(let bits): "RSA-\(bits)"
    }
  }
}
