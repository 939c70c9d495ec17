import Diagnostics
import Foundation
import OpenSSL
@testable import Signing
import SigningTestSupport
import TestSupport
import Testing

struct VerifierTests {
  private let authority: TestAuthority

  init() throws {
    authority = try TestAuthority()
  }

  private func verify(_ bytes: [UInt8], trusting: Bool = true) async throws -> [SignatureStatus] {
    try await SignatureVerifier.verify(
      pdf: bytes, named: "letter.pdf", trust: trusting ? [authority.root] : [],
      at: TestAuthority.now)
  }

  @Test("a signed file is good", arguments: CMSSignerTests.kinds, [false, true])
  func good(kind: KeyKind, isHashedBefore: Bool) async throws {
    let signer = try CMSSigner(try authority.identity(key: kind))
    let document = try TestDocument(
      signedBy: signer, form: SignatureForm(isHashedBefore: isHashedBefore))
    let statuses = try await verify(document.bytes)
    let status = try #require(statuses.first)
    #expect(statuses.count == 1)
    #expect(status.field == "Seal")
    #expect(status.isIntact && status.isValid && status.isSound && status.isAcceptable)
    #expect(status.coverage == .wholeFile)
    #expect(status.trust == .trusted(by: "Root"))
    #expect(status.level == "B-B")
    #expect(status.claimedTime == "2020-08-19T12:00:00+02:00")
    #expect(status.signer?.name == "Ola Nordmann")
    #expect(status.faults.isEmpty && status.formFaults.isEmpty)
    #expect(status.method == "\(kind), \(kind.digest)")
  }

  @Test("poppler calls a signed file valid, and all of it signed")
  func poppler() throws {
    let document = try TestDocument(signedBy: try CMSSigner(try authority.identity()))
    let folder = try TemporaryFolder()
    try folder.write(Data(document.bytes), to: "letter.pdf")
    let outcome = try Program("pdfsig").run(["-nocert", "letter.pdf"], in: folder.url)
    #expect(outcome.text.contains("Signature Validation: Signature is Valid."))
    #expect(outcome.text.contains("Total document signed"))
    #expect(outcome.text.contains("Signature Type: ETSI.CAdES.detached"))
  }

  @Test("an unsigned file has no signatures")
  func unsigned() async throws {
    #expect(try await verify(try TestDocument().bytes).isEmpty)
  }

  @Test("without trusted certificates trust is not judged")
  func notJudged() async throws {
    let document = try TestDocument(signedBy: try CMSSigner(try authority.identity()))
    let status = try #require(try await verify(document.bytes, trusting: false).first)
    #expect(status.trust == .notJudged)
    #expect(status.isAcceptable)
  }

  @Test("a stranger's chain is not trusted")
  func stranger() async throws {
    let document = try TestDocument(signedBy: try CMSSigner(try TestAuthority().identity()))
    let status = try #require(try await verify(document.bytes).first)
    #expect(status.isSound)
    #expect(status.trust != .notJudged)
    #expect(!status.isAcceptable)
    #expect(status.verdict == "not trusted")
  }

  @Test(
    "a signer's certificate must be valid and for signing",
    arguments: [
      (TestCertificate.expired, "the signer's certificate expired on "),
      (.notYetValid, "the signer's certificate is not valid before "),
      (.wrongUsage, "the signer's certificate does not allow its key to sign documents"),
    ])
  func unsuitable(kind: TestCertificate, reason: String) async throws {
    let document = try TestDocument(signedBy: try CMSSigner(try authority.identity(kind)))
    let status = try #require(try await verify(document.bytes).first)
    guard case .untrusted(let found) = status.trust else {
      Issue.record("\(kind) is \(status.trust)")
      return
    }
    #expect(found.hasPrefix(reason))
    #expect(status.isSound && !status.isAcceptable)
  }

  @Test(
    "certificates that may sign documents are trusted",
    arguments: [TestCertificate.onlySignature, .plain, .documents])
  func suitable(kind: TestCertificate) async throws {
    let document = try TestDocument(signedBy: try CMSSigner(try authority.identity(kind)))
    let status = try #require(try await verify(document.bytes).first)
    #expect(status.trust == .trusted(by: "Root"))
  }

  @Test(
    "a form other than PAdES baseline is told, and is no fault of the content",
    arguments: [
      (
        "/SubFilter/adbe.pkcs7.detached/M(D:20200819)",
        ["SubFilter is /adbe.pkcs7.detached, not /ETSI.CAdES.detached"]
      ),
      ("/SubFilter/ETSI.CAdES.detached", ["no /M, the claimed time"]),
      (
        "/SubFilter/ETSI.CAdES.detached/M(D:2020)/Cert(x)", ["/Cert stands in the dictionary"]
      ),
    ])
  func form(entries: String, faults: [String]) async throws {
    let document = try TestDocument(
      signedBy: try CMSSigner(try authority.identity()), form: SignatureForm(entries: entries))
    let status = try #require(try await verify(document.bytes).first)
    #expect(status.formFaults == faults)
    #expect(status.level == nil)
    #expect(status.isAcceptable)
  }

  @Test("a second signature in a field made beforehand is allowed, and seen as what it is")
  func signedAgain() async throws {
    let signer = try CMSSigner(try authority.identity())
    var document = try TestDocument(signedBy: signer)
    try document.signAgain(
      "Approval", by: try CMSSigner(try authority.identity(key: .rsa(bits: 2048))))
    let statuses = try await verify(document.bytes)
    #expect(statuses.map(\.field) == ["Seal", "Approval"])
    #expect(statuses.map(\.coverage) == [.laterSignatures(fields: ["Approval"]), .wholeFile])
    #expect(statuses.map(\.isAcceptable) == [true, true])
  }

  @Test("a file certified as final may not even be signed again")
  func certified() async throws {
    let signer = try CMSSigner(try authority.identity())
    let certification =
      SignatureForm().entries
      + "/Reference[<</Type/SigRef/TransformMethod/DocMDP/TransformParams<</P 1/V/1.2>>>>]"
    var document = try TestDocument(
      signedBy: signer, form: SignatureForm(entries: certification))
    #expect(try await verify(document.bytes).first?.isAcceptable == true)
    #expect(try await verify(document.bytes).first?.isCertification == true)
    try document.signAgain("Approval", by: signer)
    let statuses = try await verify(document.bytes)
    #expect(
      statuses.first?.coverage
        == .changedAfter(["the document was certified as final, then signed again"]))
  }

  /// Objects of a later revision, and what is said of them.
  static let changes = [
    (4, "<</Length 3>>\nstream\nABC\nendstream", "object 4 was changed"),
    (3, "<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>", "object 3 (Page) was changed"),
    (12, "<</Type/Annot>>", "object 12 (Annot) was added"),
    (5, "<</Producer(tests)/Title(Noe annet)>>", "object 5 was changed"),
    (8, "<</Type/Annot/FT/Sig/T(Approval)/Rect[0 0 9 9]>>", "object 8 (Annot) was changed"),
    (
      1, "<</Type/Catalog/Pages 2 0 R/AcroForm<</Fields[6 0 R]>>>>",
      "object 1 (Catalog) was changed"
    ),
    (2, "null", "object 2 (Pages) was removed"),
  ]

  @Test("any other change in a later revision is seen", arguments: changes)
  func changed(number: Int, body: String, change: String) async throws {
    let signer = try CMSSigner(try authority.identity())
    var document = try TestDocument(signedBy: signer)
    document.revise { $0.add(number, body) }
    let status = try #require(try await verify(document.bytes).first)
    #expect(status.isIntact && status.isValid)
    #expect(status.coverage == .changedAfter([change]))
    #expect(status.verdict == "changed after signing")
  }

  // The field 8 is the one that is signed.
  @Test(
    "any other change is seen where a signature came with it",
    arguments: changes.filter { $0.0 != 8 })
  func changedAndSigned(number: Int, body: String, change: String) async throws {
    let signer = try CMSSigner(try authority.identity())
    var document = try TestDocument(signedBy: signer)
    try document.signAgain("Approval", by: signer) { $0.add(number, body) }
    let status = try #require(try await verify(document.bytes).first)
    #expect(!status.coverage.isAcceptable)
  }

  @Test("a new date and producer in the properties are no change")
  func bookkeeping() async throws {
    let signer = try CMSSigner(try authority.identity())
    var document = try TestDocument(signedBy: signer)
    try document.signAgain("Approval", by: signer) {
      $0.add(5, "<</Producer(other)/Title(Vedtak)/ModDate(D:2021)>>")
    }
    #expect(
      try await verify(document.bytes).first?.coverage == .laterSignatures(fields: ["Approval"]))
  }

  @Test("a revision that signs nothing is a change, even if it only dates the properties")
  func onlyBookkeeping() async throws {
    var document = try TestDocument(signedBy: try CMSSigner(try authority.identity()))
    document.revise { $0.add(5, "<</Producer(other)/Title(Vedtak)/ModDate(D:2021)>>") }
    let status = try #require(try await verify(document.bytes).first)
    #expect(status.coverage == .changedAfter(["a revision was added that signs nothing"]))
  }

  @Test("a file of more than 100,000,000 bytes is signed as any other")
  func large() async throws {
    let text = String(repeating: "0123456789", count: 10_100_000)
    let document = try TestDocument(signedBy: try CMSSigner(try authority.identity()), text: text)
    #expect(document.bytes.count > 101_000_000)
    let status = try #require(try await verify(document.bytes).first)
    #expect(status.isAcceptable)
    #expect(status.coverage == .wholeFile)
    var tampered = document.bytes
    tampered[100_500_000] ^= 1
    #expect(try await verify(tampered).first?.isIntact == false)
  }

  @Test("bytes behind the end are a change")
  func appended() async throws {
    let document = try TestDocument(signedBy: try CMSSigner(try authority.identity()))
    let status = try #require(try await verify(document.bytes + Array("\n% more".utf8)).first)
    #expect(
      status.coverage
        == .changedAfter(["bytes were added that do not continue the signed revision"]))
  }

  @Test("a later signature that is broken allows nothing")
  func brokenLater() async throws {
    let signer = try CMSSigner(try authority.identity())
    var document = try TestDocument(signedBy: signer)
    let length = document.bytes.count
    try document.signAgain("Approval", by: signer)
    var bytes = document.bytes
    let place = try #require(bytes.offset(of: "/M(D:2020", from: length))
    bytes[place + 5] = UInt8(ascii: "1")
    let statuses = try await verify(bytes)
    #expect(statuses.map(\.verdict) == ["changed after signing", "broken"])
  }

  @Test("a file that is no whole PDF cannot be checked", arguments: [0, 5, 400])
  func truncated(length: Int) async throws {
    let document = try TestDocument(signedBy: try CMSSigner(try authority.identity()))
    let error = await #expect(throws: DiagnosticsError.self) {
      try await verify(Array(document.bytes.prefix(length)))
    }
    #expect(error?.diagnostics.map(\.id) == ["verify.unreadable"])
    #expect(error?.failure == .data)
    #expect(
      error?.diagnostics.first?.message.hasPrefix("'letter.pdf' cannot be checked: it") == true)
  }
}
