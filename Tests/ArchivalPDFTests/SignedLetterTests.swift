import ArchivalPDF
import Bytes
import Diagnostics
import DisplayList
import Foundation
import OpenSSL
import Signing
import SigningTestSupport
import TestSupport
import Testing

/// Signed letters: what stays the same, and what does not.
struct SignedLetterTests {
  private let authority: TestAuthority

  init() throws {
    authority = try TestAuthority()
  }

  @Test("what is signed at another time, by another key, has the same content digest")
  func contentDigest() throws {
    let letter = try SignedLetters.prepared(try Corpus.everyday("Rødt"))
    let first = try ArchivalWriter(try SignedLetters.options(authority))
    let second = try ArchivalWriter(try SignedLetters.options(authority, key: .rsa(bits: 2048)))
    let one = try first.write(letter, signedAt: SignedLetters.time)
    let again = try first.write(letter, signedAt: SignedLetters.later)
    let other = try second.write(letter, signedAt: SignedLetters.later)
    #expect(one.contentDigest == again.contentDigest)
    #expect(one.contentDigest == other.contentDigest)
    #expect(one.bytes != again.bytes)
    for file in [again, other] {
      let common = zip(one.bytes, file.bytes).prefix { $0 == $1 }.count
      let ends = one.bytes.indices.filter { one.bytes[..<$0].ends(with: "endobj\n") }
      let covered = ends.first {
        Digest.of(one.bytes[..<$0]) == one.contentDigest
      }
      #expect(try #require(covered) <= common)
    }
    let identifier = one.contentDigest.prefix(16).hexadecimalText.uppercased()
    #expect(one.bytes.contains("/ID[<\(identifier)><\(identifier)>]"))
  }

  @Test("letters of a batch have the same content as alone, signed")
  func batch() throws {
    let letters = try Corpus.batch(["Rødt", "Høyre", "Кремль"]).map {
      try SignedLetters.prepared($0)
    }
    let options = try SignedLetters.options(authority)
    let batch = try ArchivalWriter(options)
    let digests = try letters.map {
      try batch.write($0, signedAt: SignedLetters.time).contentDigest
    }
    for (letter, digest) in zip(letters, digests) {
      #expect(
        try ArchivalWriter(options).write(letter, signedAt: SignedLetters.later).contentDigest
          == digest)
    }
    #expect(Set(digests).count == letters.count)
  }

  @Test(
    "what one worker prepared, another signs; also after it was set aside",
    arguments: [true, false])
  func workers(isVisible: Bool) throws {
    let shared = SharedParts()
    let options = try SignedLetters.options(authority)
    let writer = try ArchivalWriter(options, sharing: shared)
    let other = try ArchivalWriter(options, sharing: shared)
    for letter in try Corpus.batch(["Rødt", "Кремль"]) {
      let letter = try SignedLetters.prepared(letter, isVisible: isVisible)
      let prepared = try writer.prepare(letter)
      let again = try PreparedLetter(
        encoded: try #require(prepared.encoded()), sharing: shared)
      let files = [
        try writer.finish(prepared, signedAt: SignedLetters.time),
        try other.finish(prepared, signedAt: SignedLetters.time),
        try other.finish(again, signedAt: SignedLetters.time),
      ]
      // ECDSA signatures differ each time; what they cover does not.
      let hole = Data("/Contents<".utf8)
      let covered = try files.map { file in
        try #require(Data(file.bytes).range(of: hole)).lowerBound
      }
      #expect(Set(zip(files, covered).map { $0.0.bytes.prefix($0.1) }).count == 1)
      #expect(Set(files.map(\.byteCount)).count == 1)
      for file in files { #expect(Digest.of(file.bytes) == file.digest) }
    }
  }

  @Test("the time stands in the dictionary and in the words for those who cannot see it")
  func time() throws {
    var options = try SignedLetters.options(authority, .init(reason: "Vedtatt (§ 3) ærlig"))
    options.compression = .none
    let writer = try ArchivalWriter(options)
    let letter = try SignedLetters.prepared(try Corpus.everyday("Rødt"))
    let bytes = try writer.write(letter, signedAt: SignedLetters.time).bytes
    #expect(bytes.contains("/M(D:20200819120330+02'00')"))
    #expect(bytes.contains("/Reason<FEFF"))
    #expect(
      bytes.contains("/Alt(Elektronisk signert av Ola Nordmann, 19.08.2020 kl. 12.03 (UTC+02:00))")
        || bytes.contains(
          "/Alt(Elektronisk signert av Ola Nordmann, 19.08.2020 kl. 12.03 \\(UTC+02:00\\))")
    )
    let behind = try writer.write(letter, signedAt: SignedLetters.later).bytes
    #expect(behind.contains("/M(D:20271130064509-09'30')"))
    #expect(behind.contains("30.11.2027 kl. 06.45 \\(UTC-09:30\\)"))
  }

  @Test("a letter that nobody signs has no trace of a signature")
  func unsigned() throws {
    let plain = try Corpus.everyday("Rødt")
    let bytes = try ArchivalWriter(.test).write(try SignedLetters.prepared(plain)).bytes
    #expect(bytes == (try ArchivalWriter(.test).write(plain).bytes))
    #expect(!bytes.contains("/AcroForm"))
  }

  @Test("a letter that has no signature is not signed")
  func withoutDescription() throws {
    let plain = try Corpus.everyday("Rødt")
    let writer = try ArchivalWriter(try SignedLetters.options(authority))
    let bytes = try writer.write(plain, signedAt: SignedLetters.time).bytes
    #expect(bytes == (try ArchivalWriter(.test).write(plain).bytes))
  }

  @Test("a signature without a time is our mistake")
  func withoutTime() throws {
    let writer = try ArchivalWriter(try SignedLetters.options(authority))
    let letter = try SignedLetters.prepared(try Corpus.everyday("Rødt"))
    let error = #expect(throws: DiagnosticsError.self) { try writer.write(letter) }
    #expect(error?.diagnostics.map(\.id) == ["sign.time"])
    #expect(error?.failure == .software)
  }

  @Test("a key that is gone ends the letter with the key's words, and one that lies with ours")
  func failingKeys() throws {
    let letter = try SignedLetters.prepared(try Corpus.everyday("Rødt"))
    let key = LocalKey(try TestKeys.key(.p256))
    let tooLong = [UInt8](repeating: 1, count: key.maximumSignatureLength + 1)
    let cases: [(CardKey, String, Failure)] = [
      (CardKey(key, signatures: 0), "sign.key", .temporary),
      (CardKey(key, signatures: 1, answer: tooLong), "sign.hole", .software),
    ]
    for (key, id, failure) in cases {
      let identity = try authority.identity(.good)
      let failing = try SigningIdentity(
        named: "card", certificates: identity.certificates, key: key)
      var options = ArchivalOptions.test
      options.signing = [SignatureOptions(try CMSSigner(failing))]
      let writer = try ArchivalWriter(options)
      let error = #expect(throws: DiagnosticsError.self) {
        try writer.write(letter, signedAt: SignedLetters.time)
      }
      #expect(error?.diagnostics.map(\.id) == [id])
      #expect(error?.failure == failure)
    }
  }
}

/// Several signatures in one letter, as far as they can be made today.
struct SeveralSignaturesTests {
  @Test("a letter that two are to sign at once is a fault of ours, never a letter that one signed")
  func atOnce() throws {
    var letter = try SignedLetters.prepared(try Corpus.everyday("Rødt"))
    letter.signatures += letter.signatures
    var options = try SignedLetters.options(TestAuthority())
    options.signing += options.signing
    let writer = try ArchivalWriter(options)
    let error = #expect(throws: DiagnosticsError.self) {
      try writer.write(letter, signedAt: SignedLetters.time)
    }
    #expect(error?.diagnostics.map(\.id) == ["sign.several"])
    #expect(error?.failure == .software)
  }
}

extension Collection<UInt8> {
  /// Whether the bytes hold a text.
  func contains(_ text: String) -> Bool { Data(self).range(of: Data(text.utf8)) != nil }

  /// Whether the bytes end with a text.
  func ends(with text: String) -> Bool { suffix(text.utf8.count).elementsEqual(text.utf8) }
}
