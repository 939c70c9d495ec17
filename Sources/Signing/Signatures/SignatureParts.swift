import OpenSSL
import SwiftASN1

/// The encoded pieces of a signature that are the same for every file.
struct SignatureParts: Sendable {
  /// Version, digest algorithms, content type and certificates of SignedData.
  private let head: [UInt8]
  /// Version, signer and digest algorithm of SignerInfo.
  private let signerHead: [UInt8]
  /// The signed attributes with the tag of a SET and an empty digest.
  private let attributes: [UInt8]
  /// Where in ``attributes`` the digest stands.
  private let digestOffset: Int
  /// The signature algorithm.
  private let algorithm: [UInt8]
  /// The content type of ContentInfo.
  private let contentType: [UInt8]
  /// A digest of zeros.
  let emptyDigest: [UInt8]

  init(_ identity: SigningIdentity, digest: DigestMethod) throws {
    emptyDigest = Array(repeating: 0, count: digest.length)
    head = try SignatureParts.head(identity.certificates, digest: digest)
    contentType = try encoded { try $0.serialize(ObjectIdentifiers.signedData) }
    signerHead = try SignatureParts.signerHead(identity.signerCertificate, digest: digest)
    algorithm = try encoded {
      try $0.serialize(AlgorithmIdentifier(identity.key.kind, digest: digest))
    }
    (attributes, digestOffset) = try SignatureParts.attributes(
      identity.signerCertificate, digest: digest)
  }

  /// What the key signs (RFC 5652, 5.4): the attributes, with the tag of a SET.
  func signedAttributes(digest: [UInt8]) -> [UInt8] {
    var bytes = attributes
    bytes.replaceSubrange(digestOffset..<digestOffset + digest.count, with: digest)
    return bytes
  }

  /// The whole signature: ContentInfo with SignedData (RFC 5652, 3 and 5.1).
  ///
  /// Put together by hand, from the outside in, with all lengths known before: it is done for every
  /// letter, and swift-asn1 moves the whole of a structure once for each level it is nested in.
  func signedData(signature: [UInt8], digest: [UInt8]) -> [UInt8] {
    let value = Header(0x04, signature.count)
    let signer = Header(
      0x30, signerHead.count + attributes.count + algorithm.count + value.elementCount)
    let signers = Header(0x31, signer.elementCount)
    let data = Header(0x30, head.count + signers.elementCount)
    let content = Header(0xA0, data.elementCount)
    let whole = Header(0x30, contentType.count + content.elementCount)
    var out: [UInt8] = []
    out.reserveCapacity(whole.elementCount)
    whole.write(to: &out)
    out += contentType
    content.write(to: &out)
    data.write(to: &out)
    out += head
    signers.write(to: &out)
    signer.write(to: &out)
    out += signerHead
    let list = out.count
    out += signedAttributes(digest: digest)
    out[list] = 0xA0  // in SignerInfo the attributes have the tag [0]
    out += algorithm
    value.write(to: &out)
    out += signature
    return out
  }
}

/// The tag and the length of an element (X.690, 8.1).
private struct Header {
  private let tag: UInt8
  private let length: Int

  init(_ tag: UInt8, _ length: Int) {
    (self.tag, self.length) = (tag, length)
  }

  /// How many bytes the length takes after the byte that says so; none for a short one.
  private var width: Int { length < 0x80 ? 0 : (71 - length.leadingZeroBitCount) / 8 }

  /// How many bytes the element has, this header among them.
  var elementCount: Int { 2 + width + length }

  func write(to out: inout [UInt8]) {
    out.append(tag)
    guard width > 0 else { return out.append(UInt8(length)) }
    out.append(0x80 | UInt8(width))
    for index in (0..<width).reversed() {
      out.append(UInt8(truncatingIfNeeded: length >> (8 * index)))
    }
  }
}

// How the pieces are made.
extension SignatureParts {
  private static func head(
    _ certificates: [Certificate], digest: DigestMethod
  ) throws -> [UInt8] {
    try encoded { coder in
      try coder.serialize(1)  // all certificates are X.509, the content is data: version 1
      try coder.serializeSetOf([AlgorithmIdentifier(digest)])
      try coder.appendConstructedNode(identifier: .sequence) { coder in
        try coder.serialize(ObjectIdentifiers.data)
      }
      try coder.serializeSetOf(
        certificates.map { try ASN1Any(derEncoded: $0.bytes) }, identifier: .contextual(0))
    }
  }

  private static func signerHead(
    _ certificate: Certificate, digest: DigestMethod
  ) throws -> [UInt8] {
    try encoded { coder in
      try coder.serialize(1)
      coder.serializeRawBytes(try certificate.issuerAndSerialNumber())
      try coder.serialize(AlgorithmIdentifier(digest))
    }
  }

  private static func attributes(
    _ certificate: Certificate, digest: DigestMethod
  ) throws -> (bytes: [UInt8], digestOffset: Int) {
    let empty = ASN1OctetString(contentBytes: [UInt8](repeating: 0, count: digest.length)[...])
    let messageDigest = try Attribute(ObjectIdentifiers.messageDigest, empty)
    let list = AttributeList([
      try Attribute(ObjectIdentifiers.contentType, ObjectIdentifiers.data),
      messageDigest,
      try Attribute(
        ObjectIdentifiers.signingCertificateV2,
        SigningCertificateV2(certificate: certificate.bytes, digest: digest)),
    ])
    let bytes = try encoded { try $0.serialize(list) }
    let attribute = try encoded { try $0.serialize(messageDigest) }
    guard let start = offset(of: attribute, in: bytes) else { throw StructureFault.kind }
    return (bytes, start + attribute.count - digest.length)
  }

  /// Where one sequence of bytes stands in another.
  private static func offset(of part: [UInt8], in whole: [UInt8]) -> Int? {
    guard part.count <= whole.count else { return nil }
    return (0...(whole.count - part.count)).first { whole[$0...].starts(with: part) }
  }
}

/// What `body` writes, in DER.
private func encoded(_ body: (inout DER.Serializer) throws -> Void) rethrows -> [UInt8] {
  var coder = DER.Serializer()
  try body(&coder)
  return coder.serializedBytes
}
