import Diagnostics
import OpenSSL
@testable import Signing
import SigningTestSupport
import Testing

@Suite(.timeLimit(.minutes(1)))
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
