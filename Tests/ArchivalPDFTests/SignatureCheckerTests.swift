import ArchivalPDF
import DisplayList
import Foundation
import OpenSSL
import Signing
import SigningTestSupport
import TestSupport
import Testing

/// Signed letters before validators and readers of others.
@Suite(.enabled(if: PyHanko.isInstalled, "pyHanko is missing: run Scripts/judges/setup"))
struct SignatureCheckerTests {
  private let authority: TestAuthority
  private let folder: TemporaryFolder
  private let root: URL

  init() throws {
    authority = try TestAuthority()
    folder = try TemporaryFolder()
    root = try folder.write(authority.root.pem, to: "root.pem")
  }

  @Test("signed letters stay PDF/A-2a and PDF/UA-1, and all who check signatures say they are good")
  func others() async throws {
    let files = try letters()
    let broken = try PDFTools.conformance(of: files.map(\.file), explained: true)
    #expect(broken.filter { !$0.value.isEmpty } == [:])
    let complaints = try PDFTools.complaints(about: files.map(\.file))
    #expect(complaints == "")
    let verdicts = try PyHanko.check(files.map(\.file), root: root)
    #expect(verdicts.map(\.isGood) == files.map { _ in true }, "\(verdicts)")
    for (file, isCertified) in files {
      let bytes = [UInt8](try Data(contentsOf: file))
      let statuses = try await SignatureVerifier.verify(
        pdf: bytes, named: file.lastPathComponent, trust: [authority.root],
        at: TestAuthority.now)
      let status = try #require(statuses.first)
      #expect(statuses.count == 1 && status.isAcceptable, "\(status)")
      #expect(status.coverage == .wholeFile && status.level == "B-B", "\(status)")
      #expect(status.claimedTime == "2020-08-19T12:03:30+02:00")
      #expect(status.isCertification == isCertified)
      try expectOthersAgree(on: file, bytes)
    }
  }

  @Test("a file of more than 100 000 000 bytes")
  func large() async throws {
    var builder = LetterBuilder()
    try builder.text(["Stort bilde"], as: .heading(level: 1))
    builder.picture(try TestPicture.padded(by: 100_000_000), alternative: "Et stort bilde")
    let file = try write(
      try SignedLetters.prepared(builder.paged), to: "large.pdf",
      try SignedLetters.options(authority))
    let bytes = [UInt8](try Data(contentsOf: file))
    #expect(bytes.count > 100_000_000)
    let status = try #require(
      try await SignatureVerifier.verify(
        pdf: bytes, named: "large.pdf", trust: [authority.root],
        at: TestAuthority.now
      ).first)
    #expect(status.isAcceptable && status.coverage == .wholeFile, "\(status)")
    #expect(try PyHanko.check([file], root: root).map(\.isGood) == [true])
    try expectOthersAgree(on: file, bytes)
  }

  /// What `pdfsig` and `openssl cms` say.
  private func expectOthersAgree(on file: URL, _ bytes: [UInt8]) throws {
    let name = file.lastPathComponent
    let pdfsig = try PDFTools.run("pdfsig", ["-nocert", file.path]).output
    #expect(pdfsig.contains("Signature Validation: Signature is Valid."), "\(name): \(pdfsig)")
    #expect(pdfsig.contains("Total document signed"), "\(name): \(pdfsig)")
    #expect(pdfsig.contains("ETSI.CAdES.detached"), "\(name): \(pdfsig)")
    let signature = try #require(DetachedSignature(of: bytes))
    try folder.write(Data(signature.content), to: "content")
    try folder.write(Data(signature.signature), to: "signature.der")
    let outcome = try Program("openssl").run(
      [
        "cms", "-verify", "-cades", "-binary", "-inform", "DER", "-in", "signature.der",
        "-content", "content", "-CAfile", root.path, "-purpose", "any", "-out", "/dev/null",
      ], in: folder.url)
    #expect(outcome.status == 0, "\(name): \(outcome.text)")
  }

  /// Every letter of the corpus with a P-256 signature, and one letter signed in every way.
  private func letters() throws -> [(file: URL, isCertified: Bool)] {
    var files: [(URL, Bool)] = []
    let plain = try SignedLetters.options(authority)
    for (name, letter) in try Corpus.letters() {
      let typesetter = Typesetter(face: name == "compact" ? TestFace.compact : TestFace.regular)
      files.append(
        (
          try write(try SignedLetters.prepared(letter, in: typesetter), to: "\(name).pdf", plain),
          false
        ))
    }
    let letter = try Corpus.everyday("Rødt")
    for kind in [KeyKind.p256, .p384, .rsa(bits: 2048), .rsa(bits: 3072), .rsa(bits: 4096)] {
      for isVisible in [true, false] {
        for changes in [nil, SignatureOptions.AllowedChanges.none, .formFilling] {
          let way = SignedLetters.Way(changes: changes, reason: "Godkjent på møte")
          let name = "\(kind) \(isVisible) \(changes.map { "\($0)" } ?? "approval").pdf"
          files.append(
            (
              try write(
                try SignedLetters.prepared(letter, isVisible: isVisible), to: name,
                try SignedLetters.options(authority, key: kind, way)), changes != nil
            ))
        }
      }
    }
    return files
  }

  private func write(
    _ letter: PagedLetter, to name: String, _ options: ArchivalOptions
  ) throws -> URL {
    let bytes = try ArchivalWriter(options).write(letter, signedAt: SignedLetters.time).bytes
    return try folder.write(Data(bytes), to: name)
  }
}

/// A file's signature and the bytes it covers, taken out as anybody would who reads ISO 32000-1, 12.8.1.
private struct DetachedSignature {
  let content: [UInt8]
  let signature: [UInt8]

  init?(of bytes: [UInt8]) {
    let data = Data(bytes)
    guard let key = data.range(of: Data("/ByteRange[".utf8)),
      let end = data[key.upperBound...].firstIndex(of: UInt8(ascii: "]"))
    else { return nil }
    let numbers = String(decoding: data[key.upperBound..<end], as: UTF8.self)
      .split(separator: " ").compactMap { Int($0) }
    guard numbers.count == 4, numbers[2] + numbers[3] == bytes.count else { return nil }
    content = Array(bytes[..<numbers[1]] + bytes[numbers[2]...])
    let digits = bytes[(numbers[1] + 1)..<(numbers[2] - 1)]
    let padded = stride(from: digits.startIndex, to: digits.endIndex, by: 2).compactMap {
      UInt8(String(decoding: digits[$0..<($0 + 2)], as: UTF8.self), radix: 16)
    }
    // The outer sequence says how long it is; zeros stand behind it.
    guard padded.count > 4, padded[0] == 0x30, padded[1] == 0x82 else { return nil }
    signature = Array(padded.prefix(4 + Int(padded[2]) << 8 + Int(padded[3])))
  }
}
