import SwiftASN1

/// A CMS signature as it is read: a ContentInfo that holds SignedData (RFC 5652, 3 and 5.1).
struct SignedData {
  /// The digests in use.
  var digestAlgorithms: [AlgorithmIdentifier]
  /// What kind of content is signed.
  var contentType: ASN1ObjectIdentifier
  /// The content itself, if it stands in the signature; nil where it stands elsewhere: for a PDF file, in
  /// the file.
  var content: [UInt8]?
  /// Whether the bytes are DER, as PDF asks of them (ISO 32000-1, 12.8.3.3.1), and not BER.
  var isDistinguished = true
  /// The certificates, each in DER.
  var certificates: [[UInt8]]
  var signers: [SignerInfo]

  /// Reads a ContentInfo that may have zeros behind it.
  init(contents: ArraySlice<UInt8>) throws {
    let (bytes, length) = try BasicEncoding.distinguished(contents)
    isDistinguished = bytes == contents.prefix(length)
    var outer = try children(of: try DER.parse(bytes), .sequence).makeIterator()
    guard
      try ASN1ObjectIdentifier(derEncoded: try outer.required()) == ObjectIdentifiers.signedData,
      let inner = try children(of: try outer.required(), .contextual(0)).first
    else { throw StructureFault.kind }
    var nodes = try children(of: inner, .sequence).makeIterator()
    _ = try Int(derEncoded: try nodes.required())
    digestAlgorithms = try children(of: try nodes.required(), .set).map {
      try AlgorithmIdentifier(derEncoded: $0)
    }
    (contentType, content) = try SignedData.content(try nodes.required())
    (certificates, signers) = ([], [])
    try readRest(&nodes)
  }

  private static func content(
    _ node: ASN1Node
  ) throws -> (type: ASN1ObjectIdentifier, content: [UInt8]?) {
    var nodes = try children(of: node, .sequence).makeIterator()
    let type = try ASN1ObjectIdentifier(derEncoded: try nodes.required())
    guard let holder = nodes.next() else { return (type, nil) }
    guard let string = try children(of: holder, .contextual(0)).first else {
      throw StructureFault.kind
    }
    return (type, Array(try ASN1OctetString(derEncoded: string).bytes))
  }

  private mutating func readRest(_ nodes: inout some IteratorProtocol<ASN1Node>) throws {
    while let node = nodes.next() {
      switch node.identifier {
      case .contextual(0):
        // Other kinds of certificate have tags of their own (RFC 5652, 10.2.2).
        certificates = try children(of: node, .contextual(0))
          .filter { $0.identifier == .sequence }.map { Array($0.encodedBytes) }
      case .contextual(1): break  // revocation lists
      case .set: signers += try children(of: node, .set).map { try SignerInfo(derEncoded: $0) }
      default: throw StructureFault.kind
      }
    }
  }
}
