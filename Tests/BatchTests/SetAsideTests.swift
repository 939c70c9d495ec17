import Composition
import Diagnostics
import Foundation
import TestSupport
import Testing

@testable import Batch
@testable import Composition

/// Letters that are set aside between looking at them and making them.
struct SetAsideTests {
  @Test(
    "a disk too full for what is prepared ends the run before the first letter",
    .enabled(if: SmallDisk.isPossible))
  func fullDisk() async throws {
    let mailing = try MailingFixture(
      list: "name,city\n" + (1...2000).map { "\($0),Oslo\n" }.joined())
    let disk = try SmallDisk(megabytes: 1)
    let output = disk.url.appending(path: "letters").path
    let error = await #expect(throws: DiagnosticsError.self) {
      try await mailing.make {
        $0.output = output
        $0.heldBytes = 0
      }
    }
    #expect(error?.failure == .inputOutput)
    #expect(
      error?.diagnostics.map(\.message)
        == ["what was prepared cannot be set aside in '\(output)': the disk is full"])
    #expect(!FileManager.default.fileExists(atPath: output))
  }

  @Test(
    "letters that waited in a file are the letters that waited in memory",
    arguments: Renderer.allCases)
  func letters(_ renderer: Renderer) async throws {
    let mailing = try MailingFixture(
      body: "Hei, {{name}} i {{city}}.{{#if open}} Saken er åpen.{{/if}}\n",
      list: "name,city,open\n"
        + (1...50).map { "N \($0),By \($0 % 7),\($0 % 3 == 0 ? "nei" : "")\n" }.joined())
    for (name, bytes) in [("memory", 1 << 20), ("file", 0), ("both", 40_000)] {
      let report = try await mailing.make {
        $0.renderer = renderer
        $0.output = mailing.path + name
        $0.heldBytes = bytes
        $0.jobs = 2
      }
      #expect(report.letters == 50)
      #expect(!report.diagnostics.isEmpty)
    }
    let expected = try mailing.contents(of: "memory")
    #expect(expected.count == 50)
    let manifest = try mailing.text(of: "memory/manifest.json")
    #expect(manifest.contains("merge.denial"))
    for name in ["file", "both"] {
      #expect(try mailing.contents(of: name) == expected)
      #expect(try mailing.text(of: "\(name)/manifest.json") == manifest)
    }
  }
}

extension MailingFixture {
  /// The text of a file.
  fileprivate func text(of name: String) throws -> String {
    try String(contentsOf: folder.url.appending(path: name), encoding: .utf8)
  }
}
