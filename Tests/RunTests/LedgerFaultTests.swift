import Foundation
import TestSupport
import Testing

/// Ledgers that cannot be used, and how a folder gets a new one.
@Suite(.serialized) struct LedgerFaultTests {
  private func ledger(_ mailing: SampleMailing) -> URL {
    mailing.output.appending(path: ".flett/ledger.sqlite")
  }

  @Test("a ledger from a newer version is refused, and can be rebuilt")
  func newer() throws {
    let mailing = try SampleMailing(count: 5)
    #expect(try mailing.merge().status == 0)
    let expected = try SampleMailing.digests(of: mailing.output)
    let file = ledger(mailing)
    var data = try Data(contentsOf: file)
    // The user version, big-endian at byte 60 (https://www.sqlite.org/fileformat2.html, 1.3).
    data[63] = 6
    try data.write(to: file)
    let refused = try mailing.merge()
    #expect(refused.status == 78)
    #expect(
      refused.errors.hasPrefix(
        "error: the ledger '\(mailing.output.path)/.flett/ledger.sqlite' was written by a newer "
          + "version of flett [ledger.newer]\n"), "\(refused.errors)")
    let rebuilt = try Command.run(["rebuild", mailing.output.path])
    #expect(rebuilt.output == "5 letters are as the manifest says; 0 will be made again\n")
    #expect(try mailing.merge("--json").json()["current"] as? Int == 5)
    #expect(try SampleMailing.digests(of: mailing.output) == expected)
  }

  @Test(
    "a damaged ledger is told, and can be rebuilt",
    arguments: ["overwritten", "cut", "no database"])
  func damaged(_ damage: String) throws {
    let mailing = try SampleMailing(count: 300)
    #expect(try mailing.merge().status == 0)
    let file = ledger(mailing)
    var data = try Data(contentsOf: file)
    switch damage {
    case "overwritten":
      data.replaceSubrange(4096..., with: Data(repeating: 0xA5, count: data.count - 4096))
    case "cut": data.removeLast(data.count / 2)
    default: data = Data("This is not a database, whatever it may say.".utf8)
    }
    try data.write(to: file)
    let refused = try mailing.merge()
    #expect(refused.status == 65, "\(refused.errors)")
    #expect(refused.errors.contains("is damaged [ledger.damaged]"), "\(refused.errors)")
    #expect(refused.errors.contains("'flett rebuild' with the folder"))
    try FileManager.default.removeItem(at: mailing.output.appending(path: mailing.file(9)))
    let rebuilt = try Command.run(["rebuild", mailing.output.path])
    #expect(rebuilt.output == "299 letters are as the manifest says; 1 will be made again\n")
    let status = try Command.run(["status", mailing.output.path]).output
    #expect(status.hasPrefix("300 letters: 299 made, 1 to be made\n"), "\(status)")
    #expect(status.contains("run 1: rebuilt, "))
    #expect(status.contains("\n  'flett merge' with this mailing makes what is missing\n"))
    #expect(try mailing.merge("--json").json()["current"] as? Int == 299)
    #expect(try Command.run(["verify", mailing.output.path]).status == 0)
  }

  @Test("a folder without ledger or manifest is told")
  func noLedger() throws {
    let folder = try TemporaryFolder()
    let status = try Command.run(["status", folder.url.path])
    #expect(status.status == 66)
    #expect(status.errors.contains("is not a folder that 'flett merge' has written into"))
    let verified = try Command.run(["verify", folder.url.path])
    #expect(verified.status == 66)
    #expect(verified.errors.contains("is not a folder of letters: it has no manifest"))
  }

  @Test("a ledger that was lost can be rebuilt, warnings included")
  func rebuiltFromNothing() throws {
    let mailing = try SampleMailing(count: 5)
    try mailing.writeLetter(text: "See [our rules]() for")
    #expect(try mailing.merge().status == 0)
    let expected = try SampleMailing.digests(of: mailing.output)
    try FileManager.default.removeItem(at: mailing.output.appending(path: ".flett"))
    let rebuilt = try Command.run(["rebuild", mailing.output.path])
    #expect(rebuilt.output == "5 letters are as the manifest says; 0 will be made again\n")
    #expect(try mailing.merge("--json").json()["current"] as? Int == 5)
    #expect(try SampleMailing.digests(of: mailing.output) == expected)
  }

  @Test("a ledger that was lost makes all letters again, over the old ones")
  func lost() throws {
    let mailing = try SampleMailing(count: 5)
    #expect(try mailing.merge().status == 0)
    let expected = try SampleMailing.digests(of: mailing.output)
    try FileManager.default.removeItem(at: mailing.output.appending(path: ".flett"))
    #expect(try mailing.merge("--json").json()["current"] as? Int == 0)
    #expect(try SampleMailing.digests(of: mailing.output) == expected)
  }
}
