import Composition
import Diagnostics
import Foundation
import TestSupport
import Testing

@testable import Batch

/// One file of all letters that would be too large.
struct CombinedTests {
  @Test("letters that one file cannot hold are refused before any is written")
  func limit() async throws {
    let mailing = try MailingFixture()
    let file = mailing.path + "all.pdf"
    func request(_ limit: Int?) -> RunRequest {
      mailing.request {
        $0.renderer = .archive
        $0.combined = CombinedRequest(file: file)
        $0.combined?.objectLimit = limit
      }
    }
    let expected = """
      error: 3 letters have more parts than the 40 that PDF/A allows a file \
      [archive.too-many-objects]
        hint: make 2 files, with --shard 1/2 to --shard 2/2
      """
    let made = await #expect(throws: DiagnosticsError.self) { try await Run(request(40)).make() }
    #expect(made?.description == expected)
    #expect(made?.failure == .data)
    let planned = await #expect(throws: DiagnosticsError.self) { try await Run(request(40)).plan() }
    #expect(planned?.description == expected)
    #expect(mailing.files(in: "") == ["m"])
    #expect(try await Run(request(nil)).make().letters == 3)
    #expect(mailing.files(in: "") == ["all.pdf", "m"])
  }
}
