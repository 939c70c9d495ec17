import SwiftASN1

/// One signer's part of a signature (RFC 5652, 5.3), as it is read.
struct SignerInfo: DERParseable {
  /// The version: 1 where the signer is named by issuer and serial number, 3 by key identifier.
  var version: Int
  /// Who signed.
  var signer: SignerIdentifier
  /// The digest of the content.
  var digestAlgorithm: AlgorithmIdentifier
  /// The signed attributes; nil where the content itself is signed.
  var attributes: AttributeList?
  /// The signed attributes as they are signed: with the tag of a SET.
  var signedBytes: [UInt8] = []
  /// How it was signed.
  var signatureAlgorithm: AlgorithmIdentifier
  var signature: [UInt8]
  /// Attributes that are not signed, such as a time stamp.
  var unsignedAttributes: AttributeList

  init(derEncoded node: ASN1Node) throws {
    var nodes = try children(of: node, .sequence).makeIterator()
    version = try Int(derEncoded: try nodes.required())
    signer = try SignerIdentifier(derEncoded: try nodes.required())
    digestAlgorithm = try AlgorithmIdentifier(derEncoded: try nodes.required())
    var next = try nodes.required()
    if next.identifier == .contextual(0) {
      attributes = try AttributeList(derEncoded: next, withIdentifier: .contextual(0))
      signedBytes = [ASN1Identifier.setByte] + next.encodedBytes.dropFirst()
      next = try nodes.required()
    }
    signatureAlgorithm = try AlgorithmIdentifier(derEncoded: next)
    signature = Array(try ASN1OctetString(derEncoded: try nodes.required()).bytes)
    unsignedAttributes =
      try nodes.next().map {
        try AttributeList(derEncoded: $0, withIdentifier: .contextual(1))
      } ?? AttributeList([])
  }
}

/// How a SignerInfo names its signer (RFC 5652, 5.3).
enum SignerIdentifier: Hashable, DERParseable {
  /// By the issuer's name as it is encoded, and the serial number's bytes.
  case issuerAndSerialNumber(issuer: [UInt8], serialNumber: [UInt8])
  /// By the certificate's subject key identifier.
  case subjectKeyIdentifier([UInt8])

  init(derEncoded node: ASN1Node) throws {
    if case .primitive(let bytes) = node.content, node.identifier == .contextual(0) {
      self = .subjectKeyIdentifier(Array(bytes))
      return
    }
    var nodes = try children(of: node, .sequence).makeIterator()
    let issuer = try nodes.required()
    guard case .primitive(let number) = try nodes.required().content else {
      throw StructureFault.kind
    }
    self = .issuerAndSerialNumber(
      issuer: Array(issuer.encodedBytes), serialNumber: Array(number))
  }
}

extension ASN1Identifier {
  /// The first byte of a SET.
  static let setByte: UInt8 = 0x31

  /// The context-specific tag with a number.
  static func contextual(_ number: UInt) -> ASN1Identifier {
    ASN1Identifier(tagWithNumber: number, tagClass: .contextSpecific)
  }
}

extension IteratorProtocol where Element == ASN1Node {
  /// The next node.
  ///
  /// - Throws: ``StructureFault/kind`` if there is none.
  mutating func required() throws -> ASN1Node {
    guard let node = next() else { throw StructureFault.kind }
    return node
  }
}
