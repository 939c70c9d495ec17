import Diagnostics
import Foundation
import OpenSSL
@testable import Signing
import SigningTestSupport
import SwiftASN1
import TestSupport
import Testing

struct CMSSignerTests {
  static let kinds = [
    KeyKind.p256, .p384, .rsa(bits: 2048), .rsa(bits: 3072), .rsa(bits: 4096),
  ]
  private let authority: TestAuthority
  private let content = Array("Vedtak".utf8)

  init() throws {
    authority = try TestAuthority()
  }

  @Test("openssl accepts the signatures as CAdES", arguments: kinds)
  func openssl(kind: KeyKind) throws {
    let signer = try CMSSigner(try authority.identity(key: kind))
    let signature = try signer.signature(over: Digest.of(content, signer.digest))
    let folder = try TemporaryFolder()
    try folder.write(Data(signature), to: "signature.der")
    try folder.write(Data(content), to: "content")
    try folder.write(authority.root.pem, to: "root.pem")
    let arguments = [
      "cms", "-verify", "-cades", "-binary", "-inform", "DER", "-in", "signature.der", "-content",
      "content", "-CAfile", "root.pem", "-purpose", "any", "-out", "/dev/null",
    ]
    let outcome = try Program("openssl").run(arguments, in: folder.url)
    #expect(outcome.status == 0, "\(outcome.text)")
    try folder.write(Data(content + [0]), to: "content")
    #expect(try Program("openssl").run(arguments, in: folder.url).status != 0)
  }

  @Test("a signature has what PAdES asks for and nothing more", arguments: kinds)
  func structure(kind: KeyKind) throws {
    let identity = try authority.identity(key: kind)
    let signer = try CMSSigner(identity)
    let digest = Digest.of(content, signer.digest)
    let data = try SignedData(contents: try signer.signature(over: digest)[...])
    #expect(data.content == nil && data.isDistinguished)
    #expect(data.contentType == ObjectIdentifiers.data)
    #expect(data.digestAlgorithms == [AlgorithmIdentifier(kind.digest)])
    #expect(Set(data.certificates) == Set(identity.certificates.map(\.bytes)))
    #expect(data.certificates.count == 3)
    let info = try #require(data.signers.first)
    #expect(data.signers.count == 1)
    #expect(info.version == 1)
    #expect(info.unsignedAttributes.attributes.isEmpty)
    #expect(
      info.attributes?.attributes.map(\.type) == [
        ObjectIdentifiers.contentType, ObjectIdentifiers.messageDigest,
        ObjectIdentifiers.signingCertificateV2,
      ])
    let value = try #require(try info.attributes?.value(of: ObjectIdentifiers.messageDigest))
    #expect(Array(try ASN1OctetString(asn1Any: value).bytes) == digest)
    let named = try #require(try info.attributes?.value(of: ObjectIdentifiers.signingCertificateV2))
    #expect(try SigningCertificateV2(asn1Any: named).names(identity.signerCertificate.bytes))
    #expect(try !SigningCertificateV2(asn1Any: named).names(authority.root.bytes))
  }

  @Test("the signed attributes stand in the order of DER", arguments: kinds)
  func order(kind: KeyKind) throws {
    let signer = try CMSSigner(try authority.identity(key: kind))
    let digest = Digest.of(content, signer.digest)
    let data = try SignedData(contents: try signer.signature(over: digest)[...])
    // swift-asn1 refuses a SET OF that is not in order.
    let info = try #require(data.signers.first)
    let list = try DER.parse(info.signedBytes)
    #expect(try DER.set(of: ASN1Any.self, identifier: .set, rootNode: list).count == 3)
  }

  @Test("the digest is as strong as the key")
  func digests() {
    #expect(CMSSignerTests.kinds.map(\.digest) == [.sha256, .sha384, .sha256, .sha256, .sha384])
  }

  @Test("no signature is longer than its hole", arguments: [KeyKind.p256, .p384, .rsa(bits: 2048)])
  func capacity(kind: KeyKind) throws {
    let signer = try CMSSigner(try authority.identity(key: kind))
    var lengths: Set<Int> = []
    for number in 0..<(kind == .rsa(bits: 2048) ? 3 : 200) {
      let digest = Digest.of(Array("\(number)".utf8), signer.digest)
      lengths.insert(try signer.signature(over: digest).count)
    }
    #expect(lengths.allSatisfy { $0 <= signer.capacity })
    #expect(lengths.contains { $0 >= signer.capacity - 4 })
    #expect(try CMSSigner(signer.identity, room: 5000).capacity == signer.capacity + 5000)
  }

  @Test("a digest of the wrong length is our mistake")
  func wrongDigest() throws {
    let signer = try CMSSigner(try authority.identity())
    let error = #expect(throws: DiagnosticsError.self) {
      try signer.signature(over: [1, 2, 3])
    }
    #expect(error?.failure == .software)
  }
}

struct SigningHoleTests {
  @Test("the range has room for any file")
  func width() {
    let short = ByteRange(holeStart: 0, holeEnd: 0, end: 0).text
    let long = ByteRange(
      holeStart: 999_999_999_999, holeEnd: 999_999_999_999, end: 1_999_999_999_998
    ).text
    #expect(short.count == ByteRange.width)
    #expect(long.count == ByteRange.width)
    #expect(
      String(decoding: long, as: UTF8.self)
        == "[0 999999999999 999999999999 999999999999           ]")
  }

  @Test("a hole that is too small is our mistake, and the file stays as it was")
  func tooSmall() throws {
    let signer = try CMSSigner(try TestAuthority().identity())
    let hole = SigningHole(capacity: 100)
    var file = hole.entries
    let error = #expect(throws: DiagnosticsError.self) { try hole.fill(&file, at: 0, by: signer) }
    #expect(error?.failure == .software)
    #expect(error?.diagnostics.map(\.id) == ["sign.hole"])
    #expect(file.suffix(202) == hole.entries.suffix(202))
  }

  @Test("a file without the hole is our mistake", arguments: [-1, 1, 5000])
  func noHole(offset: Int) throws {
    let signer = try CMSSigner(try TestAuthority().identity())
    let hole = SigningHole(capacity: signer.capacity)
    var file = hole.entries
    let error = #expect(throws: DiagnosticsError.self) {
      try hole.fill(&file, at: offset, by: signer)
    }
    #expect(error?.failure == .software)
  }
}
