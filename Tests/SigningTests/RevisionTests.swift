import Diagnostics
import Foundation
import OpenSSL
@testable import Signing
import SigningTestSupport
import Testing

struct RevisionTests {
  private let signers: (first: Signer, second: Signer)

  init() throws {
    signers = (
      try Signer(try TestAuthority().identity()),
      try Signer(try TestAuthority().identity(key: .p384))
    )
  }

  @Test("a value that differs, or cannot be compared, is a change", arguments: RevisionCase.values)
  func values(_ revision: RevisionCase) async throws { try await judge(revision) }

  @Test("a value that is written otherwise is none", arguments: RevisionCase.sameValues)
  func sameValues(_ revision: RevisionCase) async throws { try await judge(revision) }

  @Test("an object that differs, or cannot be read, is a change", arguments: RevisionCase.objects)
  func objects(_ revision: RevisionCase) async throws { try await judge(revision) }

  @Test("what belongs to a later signature is none", arguments: RevisionCase.allowed)
  func allowed(_ revision: RevisionCase) async throws { try await judge(revision) }

  @Test("the document stays what it was", arguments: RevisionCase.document)
  func document(_ revision: RevisionCase) async throws { try await judge(revision) }

  @Test("bytes that no table leads to are a change", arguments: RevisionCase.strays)
  func strays(_ revision: RevisionCase) async throws {
    try await judge(revision)
    let file = try revision.file(signers.first, signers.second)
    let first = try #require(
      try await SignatureVerifier.verify(pdf: file, named: "x.pdf", at: TestAuthority.now).first)
    guard case .changedAfter(let changes) = first.coverage else {
      #expect(revision.verdict == "good")
      return
    }
    #expect(changes.count == 1 && changes.first?.contains("that no table leads to") == true)
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
  func permissions(_ revision: RevisionCase) async throws { try await judge(revision) }

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

  private func judge(_ revision: RevisionCase) async throws {
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
