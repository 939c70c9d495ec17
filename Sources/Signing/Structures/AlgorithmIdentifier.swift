import OpenSSL
import SwiftASN1

/// Which algorithm, and how it is set (RFC 5280, 4.1.1.2).
struct AlgorithmIdentifier: Hashable, Sendable, DERImplicitlyTaggable {
  static let defaultIdentifier = ASN1Identifier.sequence

  var algorithm: ASN1ObjectIdentifier
  /// Its settings as they are encoded; nil where they are absent.
  var parameters: ASN1Any?

  init(_ algorithm: ASN1ObjectIdentifier, parameters: ASN1Any? = nil) {
    (self.algorithm, self.parameters) = (algorithm, parameters)
  }

  init(derEncoded node: ASN1Node, withIdentifier identifier: ASN1Identifier) throws {
    self = try DER.sequence(node, identifier: identifier) { nodes in
      let algorithm = try ASN1ObjectIdentifier(derEncoded: &nodes)
      return AlgorithmIdentifier(
        algorithm, parameters: nodes.next().map { ASN1Any(derEncoded: $0) })
    }
  }

  func serialize(into coder: inout DER.Serializer, withIdentifier identifier: ASN1Identifier) throws
  {
    try coder.appendConstructedNode(identifier: identifier) { coder in
      try coder.serialize(algorithm)
      if let parameters { try coder.serialize(parameters) }
    }
  }
}

extension AlgorithmIdentifier {
  /// The identifier of a digest; its parameters are absent (RFC 5754, 2).
  init(_ digest: DigestMethod) {
    switch digest {
    case .sha256: self.init(ObjectIdentifiers.sha256)
    case .sha384: self.init(ObjectIdentifiers.sha384)
    case .sha512: self.init(ObjectIdentifiers.sha512)
    }
  }

  /// The identifier of a signature by a key of some kind: for RSA with NULL as its parameters
  /// (RFC 5754, 3.2), for ECDSA without any (RFC 5758, 3.2).
  init(_ kind: KeyKind, digest: DigestMethod) throws {
    switch (kind, digest) {
    case (.rsa, .sha256): try self.init(ObjectIdentifiers.rsaWithSHA256, parameters: .null)
    case (.rsa, .sha384): try self.init(ObjectIdentifiers.rsaWithSHA384, parameters: .null)
    case (.rsa, .sha512): try self.init(ObjectIdentifiers.rsaWithSHA512, parameters: .null)
    case (_, .sha256): self.init(ObjectIdentifiers.ecdsaWithSHA256)
    case (_, .sha384): self.init(ObjectIdentifiers.ecdsaWithSHA384)
    case (_, .sha512): self.init(ObjectIdentifiers.ecdsaWithSHA512)
    }
  }

  /// The digest that is named; nil for an unknown one.
  var signatureDigest: SignatureDigest? {
    ObjectIdentifiers.digests[algorithm]
  }
}

extension ASN1Any {
  /// ASN.1's NULL.
  fileprivate static var null: ASN1Any {
    get throws { try ASN1Any(erasing: ASN1Null()) }
  }
}
