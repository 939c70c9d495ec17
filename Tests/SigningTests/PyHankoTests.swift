import Diagnostics
import Foundation
import OpenSSL
@testable import Signing
import SigningTestSupport
import SwiftASN1
import TestSupport
import Testing

/// A good file, or one with something done to it; what we and pyHanko say must be the same.
struct CheckedFile: CustomTestStringConvertible {
  let testDescription: String
  let bytes: [UInt8]
  let isGood: Bool
}

@Suite(.enabled(if: PyHanko.isInstalled, "pyHanko is missing: run Scripts/judges/setup"))
struct PyHankoTests {
  private let authority: TestAuthority
  private let folder: TemporaryFolder
  private let root: URL

  init() throws {
    authority = try TestAuthority()
    folder = try TemporaryFolder()
    root = try folder.write(authority.root.pem, to: "root.pem")
  }

  @Test("we and pyHanko agree on good files and on tampered ones")
  func agreement() async throws {
    let files = try goodFiles() + tamperedFiles() + laterRevisions()
    let verdicts = try PyHanko.check(
      try files.enumerated().map { index, file in
        try folder.write(Data(file.bytes), to: "\(index).pdf")
      }, root: root)
    try #require(verdicts.count == files.count)
    for (file, verdict) in zip(files, verdicts) {
      let ours = try? await verify(file.bytes)
      let isGood = ours.map { !$0.isEmpty && $0.allSatisfy { $0.isAcceptable } } ?? false
      #expect(isGood == file.isGood, "ours on \(file.testDescription): \(ours ?? [])")
      #expect(verdict.isGood == file.isGood, "pyHanko on \(file.testDescription): \(verdict)")
    }
  }

  @Test(
    "what pyHanko signs is good, in tables, streams and revisions",
    arguments: ["table", "streams", "again"])
  func foreign(kind: String) async throws {
    let identity = try authority.identity()
    try storeForPyHanko(identity)
    let isAgain = kind == "again"
    let document = try TestDocument(signedBy: isAgain ? try CMSSigner(identity) : nil)
    try folder.write(Data(document.bytes), to: "source.pdf")
    if kind == "streams" {
      try PyHanko.run(["rewrite", "source.pdf", "streams.pdf"], in: folder.url)
    }
    let source = kind == "streams" ? "streams.pdf" : "source.pdf"
    let field = isAgain ? "Approval" : "Seal"
    try PyHanko.run(
      ["sign", "key.pem", "signer.pem", "chain.pem", field, source, "out.pdf"], in: folder.url)
    let bytes = [UInt8](try Data(contentsOf: folder.url.appending(path: "out.pdf")))
    let statuses = try await verify(bytes)
    #expect(statuses.map(\.isAcceptable) == (isAgain ? [true, true] : [true]), "\(statuses)")
    #expect(statuses.map(\.level) == (isAgain ? ["B-B", "B-B"] : ["B-B"]))
    #expect(
      statuses.map(\.coverage)
        == (isAgain ? [.laterSignatures(fields: ["Approval"]), .wholeFile] : [.wholeFile]))
    #expect(
      statuses.first?.notes
        == (isAgain
          ? [
            "the metadata was written anew when the file was signed again",
            "the file calls itself PDF 2.0 since it was signed again",
          ] : []))
  }

  @Test("object streams are read", arguments: [false, true])
  func objectStreams(isTampered: Bool) async throws {
    let identity = try authority.identity()
    try storeForPyHanko(identity)
    try folder.write(Data(try TestDocument().bytes), to: "source.pdf")
    let outcome = try Program("qpdf").run(
      ["--object-streams=generate", "source.pdf", "packed.pdf"], in: folder.url)
    try #require(outcome.status == 0, "\(outcome.text)")
    try PyHanko.run(
      ["sign", "key.pem", "signer.pem", "chain.pem", "Seal", "packed.pdf", "out.pdf"],
      in: folder.url)
    var bytes = [UInt8](try Data(contentsOf: folder.url.appending(path: "out.pdf")))
    #expect(bytes.offset(of: "/ObjStm") != nil)
    if isTampered { bytes = bytes.replacing("Vedtak", by: "Vedtok") }
    let statuses = try await verify(bytes)
    #expect(statuses.map(\.isAcceptable) == [!isTampered], "\(statuses)")
  }

  @Test("another program's form is told for what it is")
  func foreignForm() async throws {
    let identity = try authority.identity()
    try storeForPyHanko(identity)
    try folder.write(Data(try TestDocument().bytes), to: "source.pdf")
    try PyHanko.run(
      [
        "sign", "key.pem", "signer.pem", "chain.pem", "Seal", "source.pdf", "out.pdf",
        "/adbe.pkcs7.detached",
      ],
      in: folder.url)
    let bytes = [UInt8](try Data(contentsOf: folder.url.appending(path: "out.pdf")))
    let status = try #require(try await verify(bytes).first)
    #expect(status.isAcceptable)
    #expect(status.level == nil)
    #expect(
      status.formFaults.contains("SubFilter is /adbe.pkcs7.detached, not /ETSI.CAdES.detached"))
    #expect(
      status.formFaults.contains("a signing-time attribute, where PAdES takes the time from /M"))
  }

  private func storeForPyHanko(_ identity: SigningIdentity) throws {
    try folder.write(Data(try TestKeys.key(.p256).pem()), to: "key.pem")
    try folder.write(identity.signerCertificate.pem, to: "signer.pem")
    try folder.write(identity.certificates.dropFirst().map(\.pem).joined(), to: "chain.pem")
  }

  private func verify(_ bytes: [UInt8]) async throws -> [SignatureStatus] {
    try await SignatureVerifier.verify(
      pdf: bytes, named: "letter.pdf", trust: [authority.root], at: TestAuthority.now)
  }

  private func goodFiles() throws -> [CheckedFile] {
    try CMSSignerTests.kinds.map { kind in
      let document = try TestDocument(signedBy: try CMSSigner(try authority.identity(key: kind)))
      return CheckedFile(testDescription: "good, \(kind)", bytes: document.bytes, isGood: true)
    } + [
      CheckedFile(testDescription: "unsigned", bytes: try TestDocument().bytes, isGood: false),
      CheckedFile(
        testDescription: "a stranger's",
        bytes: try TestDocument(signedBy: try CMSSigner(try TestAuthority().identity())).bytes,
        isGood: false),
      CheckedFile(
        testDescription: "expired",
        bytes: try TestDocument(signedBy: try CMSSigner(try authority.identity(.expired))).bytes,
        isGood: false),
      CheckedFile(
        testDescription: "wrong usage",
        bytes: try TestDocument(signedBy: try CMSSigner(try authority.identity(.wrongUsage))).bytes,
        isGood: false),
    ]
  }

  private func tamperedFiles() throws -> [CheckedFile] {
    let identity = try authority.identity(key: .rsa(bits: 2048))
    let good = try TestDocument(signedBy: try CMSSigner(identity)).bytes
    let contents = try #require(good.offset(of: "/Contents<")) + 10
    let range = try #require(good.offset(of: "/ByteRange[0 "))
    let behind = try #require(good.offset(of: ">>\nendobj", from: contents))
    func tampered(_ name: String, _ bytes: [UInt8]) -> CheckedFile {
      CheckedFile(testDescription: name, bytes: bytes, isGood: false)
    }
    var signatureByte = good
    let last = try #require(
      good[..<behind].lastIndex { $0 != UInt8(ascii: "0") && $0 != UInt8(ascii: ">") })
    signatureByte[last] = good[last] == UInt8(ascii: "1") ? UInt8(ascii: "2") : UInt8(ascii: "1")
    var beforeHole = good
    beforeHole[contents - 1] = UInt8(ascii: "(")
    return [
      tampered("content changed", good.replacing("Vedtak", by: "Vedtok")),
      tampered("time changed", good.replacing("20200819", by: "20200818")),
      tampered("signature changed", signatureByte),
      tampered("wider hole", try widened(good, range)),
      tampered("certificate hash changed", try withOtherCertificateHash(good, contents)),
      tampered("first half only", Array(good.prefix(good.count / 2))),
      tampered("last bytes missing", Array(good.dropLast(3))),
      tampered("no brackets around the hole", beforeHole),
    ]
  }

  /// The file with the two inner numbers of its byte range moved apart, as an attacker would move
  /// them to make room for content that nobody signed.
  private func widened(_ file: [UInt8], _ range: Int) throws -> [UInt8] {
    let end = try #require(file.offset(of: "]", from: range))
    let numbers = String(decoding: file[(range + 11)..<end], as: UTF8.self)
      .split(separator: " ").compactMap { Int($0) }
    let text = ByteRange(
      holeStart: numbers[2], holeEnd: numbers[1], end: numbers[1] + numbers[3]
    ).text
    var copy = file
    copy.replaceSubrange((range + 10)..<(range + 10 + text.count), with: text)
    return copy
  }

  /// The file with the hash of another certificate in the signed attributes, signed anew by its key.
  private func withOtherCertificateHash(_ file: [UInt8], _ contents: Int) throws -> [UInt8] {
    let end = try #require(file[contents...].firstIndex(of: UInt8(ascii: ">")))
    var signature = stride(from: contents, to: end, by: 2).map { index in
      UInt8(String(decoding: file[index..<(index + 2)], as: UTF8.self), radix: 16) ?? 0
    }
    let before = try #require(try SignedData(contents: signature[...]).signers.first)
    let identity = try authority.identity(key: .rsa(bits: 2048))
    let other = Digest.of(identity.signerCertificate.bytes, .sha256)
    let attribute = try #require(
      try before.attributes?.value(of: ObjectIdentifiers.signingCertificateV2))
    let hash = try SigningCertificateV2(asn1Any: attribute).certificates[0].value.bytes
    try signature.replace(Array(hash), by: other)
    let after = try #require(try SignedData(contents: signature[...]).signers.first)
    let key = try TestKeys.key(.rsa(bits: 2048))
    try signature.replace(
      before.signature, by: try key.signature(over: after.signedBytes, digest: .sha256))
    var copy = file
    try SigningHole(capacity: signature.count).insert(signature, into: &copy, at: contents)
    return copy
  }

  private func laterRevisions() throws -> [CheckedFile] {
    let signer = try CMSSigner(try authority.identity())
    let good = try TestDocument(signedBy: signer)
    var again = good
    try again.signAgain("Approval", by: signer)
    var changed = good
    changed.revise { $0.add(4, "<</Length 3>>\nstream\nABC\nendstream") }
    var both = good
    try both.signAgain("Approval", by: signer) {
      $0.add(3, "<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Annots[6 0 R 8 0 R]>>")
    }
    return [
      CheckedFile(testDescription: "signed again", bytes: again.bytes, isGood: true),
      CheckedFile(testDescription: "content revised", bytes: changed.bytes, isGood: false),
      CheckedFile(testDescription: "page revised and signed", bytes: both.bytes, isGood: false),
    ]
  }
}

extension [UInt8] {
  /// Replaces the one place where `part` stands.
  fileprivate mutating func replace(_ part: [UInt8], by other: [UInt8]) throws {
    let place = try #require(indices.first { self[$0...].starts(with: part) })
    replaceSubrange(place..<(place + part.count), with: other)
  }
}
