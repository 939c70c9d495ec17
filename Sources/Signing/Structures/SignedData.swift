import SwiftASN1

/// A CMS signature as it is read: a ContentInfo that holds SignedData (RFC 5652, 3 and 5.1).
struct SignedData {
  /// The digests in use.
  var digestAlgorithms: [AlgorithmIdentifier]
  /// What kind of content is signed.
  var contentType: ASN1ObjectIdentifier
  /// Whether the content stands elsewhere: for a PDF file, in the file.
  var isDetached: Bool
  /// The certificates, each in DER.
  var certificates: [[UInt8]]
  /// The signers.
  var signers: [SignerInfo]

  /// Reads a ContentInfo that may have zeros behind it.
  init(contents: ArraySlice<UInt8>) throws {
    let node = try DER.parse(contents.prefix(try elementLength(contents)))
    var outer = try children(of: node, .sequence).makeIterator()
    guard
      try ASN1ObjectIdentifier(derEncoded: try outer.required()) == ObjectIdentifiers.signedData,
      let inner = try children(of: try outer.required(), .contextual(0)).first
    else { throw StructureFault.kind }
    var nodes = try children(of: inner, .sequence).makeIterator()
    _ = try Int(derEncoded: try nodes.required())
    digestAlgorithms = try children(of: try nodes.required(), .set).map {
      try AlgorithmIdentifier(derEncoded: $0)
    }
    let content = try children(of: try nodes.required(), .sequence)
    guard let type = content.first else { throw StructureFault.kind }
    (contentType, isDetached) = (try ASN1ObjectIdentifier(derEncoded: type), content.count == 1)
    (certificates, signers) = ([], [])
    try readRest(&nodes)
  }

  private mutating func readRest(_ nodes: inout some IteratorProtocol<ASN1Node>) throws {
    while let node = nodes.next() {
      switch node.identifier {
      case .contextual(0):
        // Other kinds of certificate have tags of their own (RFC 5652, 10.2.2).
        certificates = try children(of: node, .contextual(0))
          .filter { $0.identifier == .sequence }.map { Array($0.encodedBytes) }
      case .contextual(1): break  // revocation lists
      case .set: signers = try children(of: node, .set).map { try SignerInfo(derEncoded: $0) }
      default: throw StructureFault.kind
      }
    }
  }
}

/// How many bytes the DER element at the start has, its tag and length included.
///
/// - Throws: ``StructureFault/kind`` for an indefinite length or one that runs past the end.
private func elementLength(_ bytes: ArraySlice<UInt8>) throws -> Int {
  let head = Array(bytes.prefix(10))
  guard head.count >= 2 else { throw StructureFault.kind }
  guard head[1] >= 0x80 else { return Int(head[1]) + 2 }
  let count = Int(head[1] & 0x7F)
  guard (1...4).contains(count), head.count >= 2 + count else { throw StructureFault.kind }
  let length = head[2..<(2 + count)].reduce(0) { $0 << 8 | Int($1) }
  guard length <= bytes.count - 2 - count else { throw StructureFault.kind }
  return 2 + count + length
}
