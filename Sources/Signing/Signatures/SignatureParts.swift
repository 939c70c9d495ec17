import OpenSSL
import SwiftASN1
import X509

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
    for (index, byte) in digest.enumerated() { bytes[digestOffset + index] = byte }
    return bytes
  }

  /// The whole signature: ContentInfo with SignedData (RFC 5652, 3 and 5.1).
  ///
  /// Put together by hand, from the inside out: it is done for every letter, and swift-asn1 moves the
  /// whole of a structure once for each level it is nested in.
  func signedData(signature: [UInt8], digest: [UInt8]) -> [UInt8] {
    var list = signedAttributes(digest: digest)
    list[0] = 0xA0  // in SignerInfo the attributes have the tag [0]
    let value = header(0x04, signature.count) + signature
    let signerCount = signerHead.count + list.count + algorithm.count + value.count
    var start = header(0x30, signerCount)  // SignerInfo
    start = header(0x31, start.count + signerCount) + start  // the set of signers
    start = head + start
    start = header(0x30, start.count + signerCount) + start  // SignedData
    start = contentType + header(0xA0, start.count + signerCount) + start
    start = header(0x30, start.count + signerCount) + start  // ContentInfo
    return start + signerHead + list + algorithm + value
  }
}

/// The tag and the length of an element (X.690, 8.1).
private func header(_ tag: UInt8, _ length: Int) -> [UInt8] {
  guard length >= 0x80 else { return [tag, UInt8(length)] }
  var bytes: [UInt8] = []
  var rest = length
  while rest > 0 {
    bytes.insert(UInt8(rest & 0xFF), at: 0)
    rest >>= 8
  }
  return [tag, 0x80 | UInt8(bytes.count)] + bytes
}

// How the pieces are made.
extension SignatureParts {
  private static func head(
    _ certificates: [EncodedCertificate], digest: DigestMethod
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
    _ certificate: EncodedCertificate, digest: DigestMethod
  ) throws -> [UInt8] {
    try encoded { coder in
      try coder.serialize(1)
      coder.serializeRawBytes(try certificate.issuerAndSerialNumber())
      try coder.serialize(AlgorithmIdentifier(digest))
    }
  }

  private static func attributes(
    _ certificate: EncodedCertificate, digest: DigestMethod
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
