import Diagnostics
import Foundation
import OpenSSL
@testable import Signing
import SigningTestSupport
import Testing

struct RevisionTests {
  private let signers: (first: CMSSigner, second: CMSSigner)

  init() throws {
    signers = (
      try CMSSigner(try TestAuthority().identity()),
      try CMSSigner(try TestAuthority().identity(key: .p384))
    )
  }

  @Test("a value that differs, or cannot be compared, is a change", arguments: RevisionCase.values)
  func values(_ revision: RevisionCase) async throws { try await expectVerdict(on: revision) }

  @Test("a value that is written otherwise is none", arguments: RevisionCase.sameValues)
  func sameValues(_ revision: RevisionCase) async throws { try await expectVerdict(on: revision) }

  @Test("an object that differs, or cannot be read, is a change", arguments: RevisionCase.objects)
  func objects(_ revision: RevisionCase) async throws { try await expectVerdict(on: revision) }

  @Test("what belongs to a later signature is none", arguments: RevisionCase.allowed)
  func allowed(_ revision: RevisionCase) async throws { try await expectVerdict(on: revision) }

  @Test("the document stays what it was", arguments: RevisionCase.document)
  func document(_ revision: RevisionCase) async throws { try await expectVerdict(on: revision) }

  @Test("bytes that no table leads to are a change", arguments: RevisionCase.strays)
  func strays(_ revision: RevisionCase) async throws {
    try await expectVerdict(on: revision)
    let file = try revision.file(signers.first, signers.second)
    let first = try #require(
      try await SignatureVerifier.verify(pdf: file, named: "x.pdf", at: TestAuthority.now).first)
    guard case .changedAfter(let changes) = first.coverage else {
      #expect(revision.verdict == "good")
      return
    }
    #expect(changes.count == 1 && changes.first?.contains("that no table leads to") == true)
  }

  @Test("what readers read otherwise is a change", arguments: RevisionCase.readers)
  func readers(_ revision: RevisionCase) async throws { try await expectVerdict(on: revision) }

  @Test("a signature of one field signs no other")
  func copied() async throws {
    var file = RevisedFile()
    var objects = RevisedFile.objects
    objects[1] = objects[1]?.replacingOccurrences(of: "8 0 R]", with: "8 0 R 12 0 R]")
    objects[12] = RevisedFile.field("Third")
    for (number, body) in objects.sorted(by: { $0.key < $1.key }) { file.add(number, body) }
    try file.sign(7, by: signers.first)
    file.add(8, RevisedFile.field("Approval", "/V 9 0 R"))
    file.add(12, RevisedFile.field("Third", "/V 7 0 R/AP<</N 13 0 R>>"))
    file.add(13, RevisedFile.content("(Approved)Tj"))
    try file.sign(9, by: signers.second)
    let statuses = try await SignatureVerifier.verify(
      pdf: file.bytes, named: "letter.pdf", at: TestAuthority.now)
    #expect(statuses.map(\.field) == ["Seal", "Approval", "Third"])
    #expect(statuses.map(\.isAcceptable) == [false, true, false], "\(statuses)")
  }

  @Test("a file of many fields that share one signature is not read to its end for each")
  func shared() async throws {
    let fields = 20..<1520
    var file = RevisedFile()
    var objects = RevisedFile.objects
    let list = fields.map { "\($0) 0 R" }.joined(separator: " ")
    objects[1] = "<</Type/Catalog/Pages 2 0 R/AcroForm<</SigFlags 3/Fields[\(list)]>>>>"
    objects[4] = RevisedFile.content(String(repeating: "x", count: 4_000_000))
    for number in fields { objects[number] = RevisedFile.field("F\(number)", "/V 7 0 R") }
    for (number, body) in objects.sorted(by: { $0.key < $1.key }) { file.add(number, body) }
    try file.sign(7, by: signers.first)
    let error = await #expect(throws: DiagnosticsError.self) {
      try await SignatureVerifier.verify(
        pdf: file.bytes, named: "letter.pdf", at: TestAuthority.now)
    }
    #expect(error?.diagnostics.first?.message.contains("more work than any honest file") == true)
  }

  @Test(
    "what comes behind the last signature is a change of the first, even if it holds nothing",
    arguments: ["", "\n", "% x\n", "4 0 obj\n(Pay 999 NOK)\nendobj\n"])
  func behindTheLast(added: String) async throws {
    let signed = try RevisionCase("signed again", "good").file(signers.first, signers.second)
    let start = try #require(
      String(decoding: signed.suffix(30), as: UTF8.self).split(separator: "\n").dropLast().last)
    var file = signed + Array(added.utf8)
    let table = file.count
    file += Array("xref\n0 0\ntrailer\n<</Size 10/Root 1 0 R/Info 5 0 R/Prev \(start)>>\n".utf8)
    file += Array("startxref\n\(table)\n%%EOF\n".utf8)
    let statuses = try await SignatureVerifier.verify(
      pdf: file, named: "letter.pdf", at: TestAuthority.now)
    #expect(statuses.map(\.verdict) == ["changed after signing", "changed after signing"])
  }

  @Test("what a signature forbids is forbidden", arguments: RevisionCase.permissions)
  func permissions(_ revision: RevisionCase) async throws { try await expectVerdict(on: revision) }

  @Test("a field's name prints no lines of its own")
  func names() async throws {
    let name = "x: good\n  trusted through Root\u{1B}[2J"
    var revision = RevisionCase(
      "a name", "good", before: [6: RevisedFile.field(name, "/V 7 0 R")])
    revision.after = [:]
    let statuses = try await SignatureVerifier.verify(
      pdf: try revision.file(signers.first, signers.second), named: "letter.pdf",
      at: TestAuthority.now)
    let status = try #require(statuses.first)
    #expect(status.field == "x: good\\n  trusted through Root\\u{1B}[2J")
    let json = String(decoding: try JSONEncoder().encode(statuses), as: UTF8.self)
    for text in [status.description, json] {
      #expect(!text.contains("\u{1B}") && !text.contains("\n  trusted through Root"))
    }
  }

  private func expectVerdict(on revision: RevisionCase) async throws {
    let file = try revision.file(signers.first, signers.second)
    do throws(DiagnosticsError) {
      let statuses = try await SignatureVerifier.verify(
        pdf: file, named: "letter.pdf", at: TestAuthority.now)
      #expect(statuses.first?.verdict == revision.verdict, "\(statuses)")
      #expect(statuses.count == 2 && statuses.allSatisfy { $0.isIntact && $0.isValid })
    } catch {
      #expect(revision.verdict == "cannot be checked", "\(error)")
    }
  }
}
