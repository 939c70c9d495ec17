import Diagnostics
import DisplayList
import Foundation
import OpenSSL
import Signing
import SigningTestSupport
import Synchronization
import TestSupport
import Testing
import Verification

@testable import Batch
@testable import Composition

/// Runs that sign: which key, whether it may, when, and what becomes of a run whose key is gone.
struct SigningRunTests {
  private let authority: TestAuthority
  private let mailing: MailingFixture

  init() throws {
    authority = try TestAuthority()
    mailing = try MailingFixture()
  }

  /// A run that signs as `seal`.
  private func request(
    _ kind: TestCertificate = .good, of mailing: MailingFixture? = nil,
    _ change: (inout RunRequest) -> Void = { _ in }
  ) throws -> RunRequest {
    let identities = TestIdentities(["seal": try authority.identity(kind)])
    return (mailing ?? self.mailing).request {
      $0.renderer = .archive
      $0.signing.choice = .key("seal")
      $0.signing.identities = identities
      change(&$0)
    }
  }

  private func statuses(_ mailing: MailingFixture? = nil) async throws -> [SignatureStatus] {
    var statuses: [SignatureStatus] = []
    for (name, contents) in try (mailing ?? self.mailing).contents() {
      statuses += try await SignatureVerifier.verify(
        pdf: [UInt8](contents), named: name, trust: [authority.root],
        at: TestAuthority.now)
    }
    return statuses
  }

  // MARK: Who signs

  @Test("every letter of the run is signed, and the second run finds them so")
  func signed() async throws {
    let request = try request()
    #expect(try await Run(request).make().diagnostics == [])
    let statuses = try await statuses()
    #expect(statuses.count == 3 && statuses.allSatisfy(\.isAcceptable), "\(statuses)")
    #expect(statuses.allSatisfy { $0.level == "B-B" && $0.signer?.name == "Ola Nordmann" })
    #expect(try await Run(request).make().current == 3)
  }

  @Test(
    "the mailing says who signs, unless the run says otherwise",
    arguments: [
      ("sign: seal\n", SigningRequest.Choice.asMailing, ["seal"], 3),
      ("sign: seal\n", .key("other"), ["other"], 3), ("sign: seal\n", .unsigned, [], 0),
      ("sign: {reason: x}\n", .key("other"), ["other"], 3), ("", .asMailing, [], 0),
      ("", .key("seal"), ["seal"], 3), ("sign: no\n", .asMailing, [], 0),
    ] as [(String, SigningRequest.Choice, [String], Int)])
  func choice(
    _ settings: String, _ choice: SigningRequest.Choice, _ opened: [String], _ count: Int
  ) async throws {
    let mailing = try MailingFixture(settings: settings)
    let identity = try authority.identity()
    let identities = TestIdentities(["seal": identity, "other": identity])
    _ = try await mailing.make {
      $0.renderer = .archive
      $0.signing.choice = choice
      $0.signing.identities = identities
    }
    #expect(identities.opened.withLock { $0 } == opened)
    #expect(try await statuses(mailing).count == count)
  }

  @Test("a mailing that says how but not with which key is refused, and so is a key nobody knows")
  func noName() async throws {
    let mailing = try MailingFixture(settings: "sign: {reason: Vedtatt}\n")
    #expect(
      await mailing.problems() == [
        """
        m/letter.md:8:7: error: the mailing says how its letters are signed, but not with which \
        key [batch.no-signer]
          hint: name the key here, or with --sign NAME; --unsigned makes letters without
        """
      ])
    let identities = TestIdentities([:])
    let problems = await mailing.problems {
      $0.renderer = .archive
      $0.signing.choice = .key("nobody")
      $0.signing.identities = identities
    }
    #expect(problems == ["error: no 'nobody' [keys.unknown]"])
  }

  @Test("how the letters are signed is as the mailing says")
  func wish() async throws {
    let mailing = try MailingFixture(settings: "sign: {visible: no, certify: yes, reason: x}\n")
    _ = try await Run(try request(of: mailing)).make()
    let statuses = try await statuses(mailing)
    #expect(statuses.count == 3 && statuses.allSatisfy(\.isCertification))
    for contents in try mailing.contents().values {
      #expect(contents.range(of: Data("/Reason(x)".utf8)) != nil)
      #expect(contents.range(of: Data("/P 2/V/1.2".utf8)) != nil)
      #expect(contents.range(of: Data("/Rect[0 0 0 0]".utf8)) != nil)
    }
  }

  // MARK: Whether it may

  @Test(
    "a key that may not sign is refused before any letter is made",
    arguments: [
      (TestCertificate.expired, "keys.expired"), (.notYetValid, "keys.not-yet-valid"),
      (.wrongUsage, "keys.usage"), (.webServer, "keys.extended-usage"),
    ])
  func refused(_ kind: TestCertificate, _ id: String) async throws {
    let error = await #expect(throws: DiagnosticsError.self) {
      try await Run(try request(kind)).make()
    }
    #expect(error?.diagnostics.map(\.id) == [id])
    #expect(error?.failure == .configuration)
    #expect(mailing.files() == [])
  }

  @Test("with a faulty letter and a key that may not sign, both are told")
  func bothTold() async throws {
    let mailing = try MailingFixture(settings: "sign: nobody\n", body: "{{#if name}}Hei.\n")
    let ids = await #expect(throws: DiagnosticsError.self) {
      try await Run(mailing.request { $0.signing.identities = Nobody() }).make()
    }?.diagnostics.map(\.id)
    #expect(ids == ["merge.unclosed-block", "keys.unknown"])
  }

  private struct Nobody: IdentitySource {
    func identity(named name: String) throws(DiagnosticsError) -> SigningIdentity {
      throw DiagnosticsError(.error("keys.unknown", "no '\(name)'", failure: .configuration))
    }
    func summary(named name: String) throws(DiagnosticsError) -> IdentitySummary? {
      _ = try identity(named: name)
      return nil
    }
  }

  @Test("a certificate that expires soon is a warning")
  func expiresSoon() async throws {
    let report = try await Run(try request(.expiringSoon)).make()
    #expect(report.diagnostics.map(\.id) == ["keys.expires-soon"])
    #expect(report.letters == 3)
  }

  @Test("a certificate that expires while the run goes on stops it")
  func expiresMeanwhile() async throws {
    let ticks = Mutex(0)
    let request = try request {
      $0.jobs = 1
      $0.signing.clock = {
        let tick = ticks.withLock { tick in
          tick += 1
          return tick
        }
        // The first look is the run's own; then a letter a day, the third 401 days on.
        return TestAuthority.now.timeIntervalSince1970 + (tick < 4 ? 0 : 401 * 86_400)
      }
    }
    let error = await #expect(throws: DiagnosticsError.self) { try await Run(request).make() }
    #expect(error?.diagnostics.first?.id == "keys.expired")
    #expect(mailing.files().count == 2)
  }

  // MARK: When

  @Test("at another time the letters are others, and their content is the same")
  func time() async throws {
    let start = TestAuthority.now.timeIntervalSince1970
    var digests: [[String?]] = []
    for time in [start, start + 3600] {
      let mailing = try MailingFixture()
      _ = try await Run(try request(of: mailing) { $0.signing.clock = { time } }).make()
      let manifest = try JSONDecoder().decode(
        Listed.self,
        from: try Data(contentsOf: mailing.folder.url.appending(path: "out/manifest.json")))
      digests.append(manifest.letters.map(\.contentSHA256))
      for letter in manifest.letters {
        #expect(letter.signatures.map { String($0.signer.prefix(14)) } == ["Ola Nordmann, "])
      }
    }
    #expect(digests[0] == digests[1] && digests[0].count == 3)
  }

  private struct Listed: Decodable {
    struct Letter: Decodable {
      struct Signature: Decodable { let signer: String }
      let contentSHA256: String?
      let signatures: [Signature]
    }
    let letters: [Letter]
  }

  // MARK: A key that goes away

  @Test("a key that is gone in mid-run stops it; with the key back, the next run completes it")
  func keyGone() async throws {
    let list = "name,city\n" + (1...100).map { "Nr. \($0),Oslo\n" }.joined()
    let mailing = try MailingFixture(list: list)
    let good = try authority.identity()
    let failing = try SigningIdentity(
      named: "seal", certificates: good.certificates,
      key: CardKey(LocalKey(try TestKeys.key(.p256)), signatures: 40))
    let run = { (identity: SigningIdentity) in
      let identities = TestIdentities(["seal": identity])
      return try await mailing.make {
        $0.renderer = .archive
        $0.signing.choice = .key("seal")
        $0.signing.identities = identities
      }
    }
    let error = await #expect(throws: DiagnosticsError.self) { try await run(failing) }
    #expect(error?.diagnostics.map(\.id) == ["sign.key"])
    #expect(error?.failure == .temporary)
    let kept = mailing.files()
    #expect(kept.count <= 40)
    let state = try FolderStatus(of: mailing.path + "out").run?.state
    #expect(state == "failed")
    let report = try await run(good)
    #expect(report.letters == 100 && report.diagnostics.isEmpty)
    #expect(report.current <= kept.count)
    let statuses = try await statuses(mailing)
    #expect(statuses.count == 100 && statuses.allSatisfy(\.isAcceptable))
    let verified = try await FolderVerification.verify(
      mailing.path + "out", by: TrustedCertificates(at: TestAuthority.now))
    #expect(verified.letters == 100 && verified.diagnostics.isEmpty)
    #expect(verified.signatures.groups.map(\.count) == [100])
  }

  @Test("pictures show the box of the letter, and leave the key closed")
  func pictures() throws {
    let identities = TestIdentities(["seal": try authority.identity()])
    let run = try Run(
      mailing.request {
        $0.signing.choice = .key("seal")
        $0.signing.identities = identities
        $0.signing.purpose = .pictures
      })
    let shown = try #require(try run.pagedLetters().first)
    let made = try #require(try Run(try request()).pagedLetters().first)
    #expect(shown.trace == made.trace)
    #expect(shown.pages[0].signatures.count == 1)
    #expect(identities.opened.withLock { $0 } == [])
  }
}
