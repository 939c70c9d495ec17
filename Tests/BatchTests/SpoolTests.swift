import Diagnostics
import Foundation
import TestSupport
import Testing

@testable import Batch

/// What a run sets aside between looking at letters and making them.
struct SpoolTests {
  @Test("bytes come back as they were, from memory and from the file")
  func roundTrip() throws {
    let folder = try TemporaryFolder()
    let spool = Spool(in: try OutputFolder(path: folder.url.path, named: "out"), holding: 10)
    let pieces = [Array("in memory".utf8), Array("in the file".utf8), [], [1], Array(0...255)]
    let places = try pieces.map { try #require(try spool.put($0)) }
    for (place, bytes) in zip(places, pieces) { #expect(try spool.take(place) == bytes) }
    for (place, bytes) in zip(places, pieces).reversed() { #expect(try spool.take(place) == bytes) }
    let isHeld = places.map { if case .held = $0 { true } else { false } }
    #expect(isHeld == [true, false, true, true, false])
  }

  @Test("the file has no name")
  func nameless() throws {
    let folder = try TemporaryFolder()
    let spool = Spool(in: try OutputFolder(path: folder.url.path, named: "out"), holding: 0)
    let place = try #require(try spool.put([1, 2, 3]))
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.url.path) == [])
    #expect(try spool.take(place) == [1, 2, 3])
  }

  @Test("nothing is kept once nobody will ask for it")
  func stopped() throws {
    let folder = try TemporaryFolder()
    let spool = Spool(in: try OutputFolder(path: folder.url.path, named: "out"), holding: 100)
    spool.stop()
    #expect(try spool.put([1]) == nil)
  }

  @Test("a file that cannot be made is told")
  func noFile() throws {
    let folder = try TemporaryFolder()
    let spool = Spool(
      in: OutputFolder(existing: folder.url.appending(path: "gone").path), holding: 0)
    let error = #expect(throws: DiagnosticsError.self) { _ = try spool.put([1]) }
    #expect(error?.failure == .create)
    #expect(
      error?.diagnostics.first?.message.hasPrefix("what was prepared cannot be set aside in '")
        == true)
  }

  @Test("a file that is shorter than it was is told")
  func shortened() throws {
    let folder = try TemporaryFolder()
    let spool = Spool(in: try OutputFolder(path: folder.url.path, named: "out"), holding: 0)
    _ = try spool.put([1, 2, 3])
    let error = #expect(throws: DiagnosticsError.self) {
      _ = try spool.take(.written(offset: 1, count: 3))
    }
    #expect(error?.failure == .inputOutput)
    #expect(
      error?.diagnostics.map(\.message)
        == ["what was prepared cannot be read again in 'out': Input/output error"])
  }

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
