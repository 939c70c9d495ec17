import OpenSSL
import SwiftASN1

/// The attribute that ties a signature to one certificate (RFC 5035, 3 and 4): without it, another
/// certificate for the same key could be put in its place.
struct SigningCertificateV2: DERImplicitlyTaggable {
  static let defaultIdentifier = ASN1Identifier.sequence

  /// The certificates' digests, the signer's first.
  var certificates: [CertificateDigest]

  /// The attribute for one certificate, given in DER.
  ///
  /// The optional issuer and serial number are left out: the digest says it all, and CAdES baseline
  /// advises against them (ETSI EN 319 122-1, table 1).
  init(certificate: [UInt8], digest: DigestMethod) {
    certificates = [
      CertificateDigest(
        algorithm: AlgorithmIdentifier(digest),
        value: ASN1OctetString(contentBytes: Digest.of(certificate, digest)[...]))
    ]
  }

  init(derEncoded node: ASN1Node, withIdentifier identifier: ASN1Identifier) throws {
    certificates = try DER.sequence(node, identifier: identifier) { nodes in
      defer { while nodes.next() != nil {} }  // policies, if any
      return try DER.sequence(of: CertificateDigest.self, identifier: .sequence, nodes: &nodes)
    }
  }

  func serialize(into coder: inout DER.Serializer, withIdentifier identifier: ASN1Identifier) throws
  {
    try coder.appendConstructedNode(identifier: identifier) { coder in
      try coder.serializeSequenceOf(certificates)
    }
  }

  /// Whether the attribute names `certificate`, given in DER, as the signer's.
  func names(_ certificate: [UInt8]) -> Bool {
    guard let first = certificates.first, let digest = first.algorithm.signatureDigest else {
      return false
    }
    return (try? digest.digest(of: [certificate[...]])) == Array(first.value.bytes)
  }

  /// Whether an attribute of the first version (RFC 2634, 5.4), whose digests are SHA-1, names `certificate`.
  static func firstVersion(_ attribute: ASN1Any, names certificate: [UInt8]) throws -> Bool {
    guard let list = try children(of: try attribute.node(), .sequence).first,
      let entry = try children(of: list, .sequence).first,
      let digest = try children(of: entry, .sequence).first
    else { throw StructureFault.kind }
    return try SignatureDigest.sha1.digest(of: [certificate[...]])
      == Array(try ASN1OctetString(derEncoded: digest).bytes)
  }
}

/// ESSCertIDv2 (RFC 5035, 4): the digest of one certificate.
struct CertificateDigest: DERImplicitlyTaggable {
  static let defaultIdentifier = ASN1Identifier.sequence
  private static let standard = AlgorithmIdentifier(.sha256)

  /// The digest's algorithm, SHA-256 where none is written.
  var algorithm: AlgorithmIdentifier
  /// The digest of the certificate's DER.
  var value: ASN1OctetString

  init(algorithm: AlgorithmIdentifier, value: ASN1OctetString) {
    (self.algorithm, self.value) = (algorithm, value)
  }

  init(derEncoded node: ASN1Node, withIdentifier identifier: ASN1Identifier) throws {
    (algorithm, value) = try DER.sequence(node, identifier: identifier) { nodes in
      var next = nodes.next()
      var algorithm = CertificateDigest.standard
      if let node = next, node.identifier == .sequence {
        algorithm = try AlgorithmIdentifier(derEncoded: node)
        next = nodes.next()
      }
      guard let node = next else { throw StructureFault.kind }
      _ = nodes.next()  // issuer and serial number, if any
      return (algorithm, try ASN1OctetString(derEncoded: node))
    }
  }

  func serialize(into coder: inout DER.Serializer, withIdentifier identifier: ASN1Identifier) throws
  {
    try coder.appendConstructedNode(identifier: identifier) { coder in
      // A default is not written in DER (X.690, 11.5).
      if algorithm != CertificateDigest.standard { try coder.serialize(algorithm) }
      try coder.serialize(value)
    }
  }
}
