import OpenSSL
import SwiftASN1

/// How an RSA signature with PSS padding is set (RFC 4055, 3.1).
struct ProbabilisticParameters {
  /// The digest of the message; nil for an unknown one.
  var digest: SignatureDigest?
  /// The digest that makes the mask; nil for an unknown one, or another way to make it.
  var mask: SignatureDigest?
  /// How many bytes of salt there are.
  var saltLength = 20

  /// Reads the parameters of an algorithm.
  ///
  /// - Throws: ``StructureFault`` or an error of swift-asn1 if they are not as they must be.
  init(_ parameters: ASN1Any) throws {
    (digest, mask) = (.sha1, .sha1)
    for node in try children(of: parameters.node(), .sequence) {
      guard case .constructed(let nodes) = node.content,
        let value = nodes.first(where: { _ in true })
      else { throw StructureFault.kind }
      switch node.identifier {
      case .contextual(0): digest = try AlgorithmIdentifier(derEncoded: value).signatureDigest
      case .contextual(1): mask = try ProbabilisticParameters.mask(value)
      case .contextual(2): saltLength = try Int(derEncoded: value)
      case .contextual(3):
        guard try Int(derEncoded: value) == 1 else { throw StructureFault.kind }
      default: throw StructureFault.kind
      }
    }
    guard (0...1024).contains(saltLength) else { throw StructureFault.kind }
  }

  private static func mask(_ node: ASN1Node) throws -> SignatureDigest? {
    let algorithm = try AlgorithmIdentifier(derEncoded: node)
    guard algorithm.algorithm == ObjectIdentifiers.maskGeneration, let own = algorithm.parameters
    else { return nil }
    return try AlgorithmIdentifier(derEncoded: try own.node()).signatureDigest
  }
}
