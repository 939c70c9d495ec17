import Batch
import Composition
import Diagnostics
import DisplayList
import FoundationEssentials
import Preview
import Records
import SigningTestSupport
import Synchronization
import Testing
import TestSupport

/// Letters that are signed, before they are made.
struct SignedPreviewTests {
  private let fixture: Fixture
  private let identities: TestIdentities

  init() throws {
    fixture = try Fixture()
    identities = TestIdentities(["seal": try TestAuthority().identity()])
  }

  /// A run that signs as `seal`.
  private var request: RunRequest {
    var request = fixture.request
    request.signing.choice = .key("seal")
    request.signing.identities = identities
    return request
  }

  @Test("a picture of a letter leaves the key closed")
  func pictures() throws {
    var request = request
    request.signing.purpose = .pictures
    var pictures = PictureRequest()
    pictures.png = fixture.folder.url.appending(path: "a.png").path
    #expect(try Run(request).drawPictures(pictures).warnings == [])
    #expect(identities.opened.withLock { $0 } == [])
  }

  @Test("the live page knows signed letters as made, and shows their box")
  func livePage() async throws {
    let edition = try Edition(request)
    #expect(try LetterAccounts(edition)([nil])[0].state == .missing)
    var feed = try edition.list.records()
    let record = try #require(try feed.next())
    _ = try await Run(request).make()
    #expect(try LetterAccounts(edition)([record])[0].state == .made)
    let shown = try await edition.desk().letter(for: record).output
    #expect(shown.pages[0].signatures.count == 1)
    var unsigned = request
    unsigned.signing.choice = .unsigned
    let other = try Edition(unsigned, after: edition)
    #expect(try LetterAccounts(other)([record])[0].state == .changed)
  }
}
