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
    #expect(status.field == "x: good\\u{A}  trusted through Root\\u{1B}[2J")
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
