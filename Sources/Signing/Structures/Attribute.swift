import SwiftASN1

/// A statement in a signature: signed or not, by name (RFC 5652, 5.3).
struct Attribute: DERImplicitlyTaggable {
  static let defaultIdentifier = ASN1Identifier.sequence

  /// What is stated.
  var type: ASN1ObjectIdentifier
  /// The values, of which the attributes of PAdES have exactly one.
  var values: [ASN1Any]

  init(_ type: ASN1ObjectIdentifier, _ value: some DERSerializable) throws {
    (self.type, values) = (type, [try ASN1Any(erasing: value)])
  }

  init(derEncoded node: ASN1Node, withIdentifier identifier: ASN1Identifier) throws {
    (type, values) = try DER.sequence(node, identifier: identifier) { nodes in
      let type = try ASN1ObjectIdentifier(derEncoded: &nodes)
      return (type, try DER.set(of: ASN1Any.self, identifier: .set, nodes: &nodes))
    }
  }

  func serialize(into coder: inout DER.Serializer, withIdentifier identifier: ASN1Identifier) throws
  {
    try coder.appendConstructedNode(identifier: identifier) { coder in
      try coder.serialize(type)
      try coder.serializeSetOf(values)
    }
  }
}

/// A list of attributes, in the order of their encodings, which DER asks of a SET OF (X.690, 11.6).
struct AttributeList: DERImplicitlyTaggable {
  static let defaultIdentifier = ASN1Identifier.set

  var attributes: [Attribute]

  init(_ attributes: [Attribute]) {
    self.attributes = attributes
  }

  init(derEncoded node: ASN1Node, withIdentifier identifier: ASN1Identifier) throws {
    // The order is not asked for here: many signers get it wrong, and the bytes are hashed as they are.
    attributes = try children(of: node, identifier).map { try Attribute(derEncoded: $0) }
  }

  func serialize(into coder: inout DER.Serializer, withIdentifier identifier: ASN1Identifier) throws
  {
    try coder.serializeSetOf(attributes, identifier: identifier)
  }

  /// The one value of an attribute; nil where it is absent.
  ///
  /// - Throws: ``StructureFault/repeated`` if it stands there twice or has several values.
  func value(of type: ASN1ObjectIdentifier) throws -> ASN1Any? {
    let found = attributes.filter { $0.type == type }
    guard let first = found.first else { return nil }
    guard found.count == 1, first.values.count == 1 else { throw StructureFault.repeated }
    return first.values[0]
  }
}

/// What is wrong with a structure whose DER is right.
enum StructureFault: Error {
  /// Something that may stand once stands twice, or has several values.
  case repeated
  /// A structure is not of the kind it should be.
  case kind
}

/// The elements of a constructed node of the given kind.
///
/// - Throws: ``StructureFault/kind`` for any other node.
func children(of node: ASN1Node, _ identifier: ASN1Identifier) throws -> [ASN1Node] {
  guard node.identifier == identifier, case .constructed(let nodes) = node.content else {
    throw StructureFault.kind
  }
  return Array(nodes)
}

extension ASN1Any {
  /// The element that it holds.
  func node() throws -> ASN1Node {
    var coder = DER.Serializer()
    try coder.serialize(self)
    return try DER.parse(coder.serializedBytes)
  }
}
