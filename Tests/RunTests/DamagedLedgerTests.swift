import Foundation
import TestSupport
import Testing

/// Ledgers damaged anywhere: a run works or says what is wrong, and never passes the damage on.
///
/// `FLETT_LONG=1` damages a hundred ledgers in place of twelve.
@Suite(.serialized) struct DamagedLedgerTests {
  private static let isLong = ProcessInfo.processInfo.environment["FLETT_LONG"] != nil
  private let mailing: SampleMailing
  private let expected: [String: String]
  private let ledger: Data
  private var file: URL { mailing.output.appending(path: ".flett/ledger.sqlite") }

  init() throws {
    mailing = try SampleMailing(count: 40)
    try #require(try mailing.merge().status == 0)
    expected = try SampleMailing.digests(of: mailing.output)
    ledger = try Data(contentsOf: mailing.output.appending(path: ".flett/ledger.sqlite"))
  }

  @Test("bytes changed anywhere are told or do no harm", arguments: isLong ? 1...100 : 1...12)
  func anywhere(_ seed: Int) throws {
    var random = SplitMix(state: UInt64(seed))
    var damaged = ledger
    for _ in 0..<[1, 8, 64][seed % 3] {
      damaged[Int.random(in: 0..<damaged.count, using: &random)] = UInt8.random(
        in: 0...255, using: &random)
    }
    try damaged.write(to: file)
    for command in ["status", "verify"] {
      try expectSense(try Command.run([command, mailing.output.path]))
    }
    let run = try mailing.merge()
    try expectSense(run)
    if run.status != 0 {
      #expect(try Command.run(["rebuild", mailing.output.path]).status == 0)
      #expect(try mailing.merge().status == 0)
    }
    #expect(try SampleMailing.digests(of: mailing.output) == expected)
  }

  private func expectSense(_ outcome: Outcome) throws {
    #expect([0, 65, 78].contains(outcome.status), "\(outcome.status): \(outcome.errors)")
    guard outcome.status != 0 else { return }
    #expect(outcome.errors.contains("flett rebuild"), "\(outcome.errors)")
  }

  @Test(
    "a value that changed without SQLite's notice is found",
    arguments: [
      "digest = zeroblob(32)", "content = zeroblob(32)", "size = 9223372036854775807", "pages = 7",
      "signer = 'Nobody'", "proof = NULL", "proof = 1", "id = 4611686018427387904", "id = -9",
      "diagnostics = '[]'",
    ])
  func value(_ change: String) throws {
    try alter("UPDATE letter SET \(change) WHERE row = 7")
    try mailing.writeList(amounts: [3: "333"])
    let refused = try mailing.merge()
    #expect(refused.status == 65)
    #expect(refused.errors.contains("is damaged [ledger.damaged]"), "\(refused.errors)")
  }

  @Test(
    "a letter whose place or input changed in the ledger is made again",
    arguments: ["file = '../../x'", "input = zeroblob(32)", "state = 0", "state = 99", "key = 'x'"])
  func place(_ change: String) throws {
    try alter("UPDATE letter SET \(change) WHERE row = 7")
    let outcome = try mailing.merge()
    #expect(outcome.status == 0 || outcome.errors.contains("[ledger.damaged]"), "\(outcome.errors)")
    if outcome.status != 0 {
      #expect(try Command.run(["rebuild", mailing.output.path]).status == 0)
      #expect(try mailing.merge().status == 0)
    }
    #expect(try SampleMailing.digests(of: mailing.output) == expected)
  }

  private func alter(_ statement: String) throws {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = [
      "python3", "-c",
      "import sqlite3, sys\nwith sqlite3.connect(sys.argv[1]) as l: l.execute(sys.argv[2])",
      file.path, statement,
    ]
    try process.run()
    process.waitUntilExit()
    try #require(process.terminationStatus == 0)
  }
}
