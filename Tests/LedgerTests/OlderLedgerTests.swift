import Diagnostics
import Foundation
import Ledger
import TestSupport
import Testing

/// A ledger of form 2, as Flett 0.1.0 wrote it: three runs, letters made, failed and gone, and files left.
struct OlderLedgerTests {
  private let folder: TemporaryFolder
  private let path: String
  private let manifest: String

  init() throws {
    folder = try TemporaryFolder()
    let fixtures = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Fixtures")
    path = try folder.write(
      Data(contentsOf: fixtures.appending(path: "form-2.sqlite")), to: "ledger.sqlite"
    ).path
    manifest = try String(contentsOf: fixtures.appending(path: "form-2.json"), encoding: .utf8)
  }

  private func text(_ ledger: Ledger) throws -> String {
    var text = ""
    try ManifestWriter(ledger, program: "Flett 0.1.0").write(
      table: { _ in }, manifest: { text += String(decoding: $0, as: UTF8.self) })
    return text
  }

  private func expectAll(of ledger: Ledger) throws {
    try ledger.verify()
    #expect(try text(ledger) == manifest)
    #expect(
      try ledger.strayFiles().map(\.file) == (1...5).map { "Recipient \($0).pdf" })
    #expect(try ledger.lastRun()?.id == 3)
    #expect(try ledger.setting("mailing.title") == "A reminder")
    #expect(try ledger.totals().gone == 2)
    #expect(try ledger.entries(keys: ["Recipient 3"]).first?.attempts == 2)
  }

  @Test("it is taken over with all that it knows, once")
  func takenOver() throws {
    for _ in 1...2 {
      try expectAll(of: try Ledger(path: path, named: "ledger", for: .writing))
    }
    #expect(try Data(contentsOf: URL(filePath: path))[63] == 3)
  }

  @Test("whoever only reads it finds the same, and leaves it as it was")
  func read() throws {
    let before = try Data(contentsOf: URL(filePath: path))
    try expectAll(of: try Ledger(path: path, named: "ledger", for: .reading))
    #expect(try Data(contentsOf: URL(filePath: path)) == before)
  }

  @Test("its manifest is written anew, as older programs took an incomplete one for current")
  func manifestAnew() throws {
    let ledger = try Ledger(path: path, named: "ledger", for: .writing)
    #expect(try ledger.setting("manifest") == nil)
  }

  @Test("a damaged one is not taken over", arguments: ["digest", "form", "page"])
  func damaged(_ what: String) throws {
    var data = try Data(contentsOf: URL(filePath: path))
    switch what {
    case "digest":
      let digest = try #require([UInt8](hexadecimal: "51c9b8b5927cc71b82e091294fec5bf3"))
      data[try #require(data.range(of: Data(digest))).lowerBound] ^= 1
    case "form": data[63] = 1
    default: data.replaceSubrange(4096..<8192, with: Data(repeating: 7, count: 4096))
    }
    try data.write(to: URL(filePath: path))
    for access in [Ledger.Access.reading, .writing] {
      let error = #expect(throws: DiagnosticsError.self) {
        _ = try Ledger(path: path, named: "ledger", for: access)
      }
      #expect(
        error?.diagnostics.map(\.id) == [what == "form" ? "ledger.older" : "ledger.damaged"])
    }
    #expect(try Data(contentsOf: URL(filePath: path)) == data)
  }

  @Test("a ledger of today that says it is older is told to be damaged")
  func disguised() throws {
    _ = try Ledger(path: path, named: "ledger", for: .writing)
    var data = try Data(contentsOf: URL(filePath: path))
    data[63] = 2
    try data.write(to: URL(filePath: path))
    let error = #expect(throws: DiagnosticsError.self) {
      _ = try Ledger(path: path, named: "ledger", for: .writing)
    }
    #expect(error?.diagnostics.map(\.id) == ["ledger.damaged"])
  }
}
