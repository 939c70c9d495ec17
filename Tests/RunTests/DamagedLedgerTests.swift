import Foundation
import Glibc
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
    "one bit that changed anywhere never ends well with a wrong manifest",
    arguments: isLong ? 1...200 : 1...12)
  func singleBit(_ seed: Int) throws {
    var random = SplitMix(state: UInt64(seed) << 32)
    // Most of a small ledger is empty: every other bit is one of what is written there.
    let written = ledger.indices.filter { ledger[$0] != 0 }
    let place = try #require(
      seed.isMultiple(of: 2)
        ? written.randomElement(using: &random) : ledger.indices.randomElement(using: &random))
    var damaged = ledger
    damaged[place] ^= 1 << UInt8.random(in: 0...7, using: &random)
    try damaged.write(to: file)
    let forced = try mailing.merge("--only", "Recipient 7", "--force")
    try expectTruth(forced, "byte \(place)", changed: [])
    try damaged.write(to: file)
    try mailing.writeList(amounts: [3: "333"])
    try expectTruth(try mailing.merge(), "byte \(place)", changed: [mailing.file(3)])
  }

  /// A run that ends with 0 has left what an undamaged ledger would have led to.
  private func expectTruth(_ outcome: Outcome, _ place: String, changed: Set<String>) throws {
    guard outcome.status == 0 else { return try expectSense(outcome) }
    let manifests: Set = ["manifest.json", "manifest.csv"]
    let digests = try SampleMailing.digests(of: mailing.output)
    #expect(digests.keys.sorted() == expected.keys.sorted(), "\(place)")
    let other = digests.filter { expected[$0.key] != $0.value }.map(\.key)
    #expect(Set(other).subtracting(changed).subtracting(changed.isEmpty ? [] : manifests) == [])
    #expect(try Command.run(["verify", mailing.output.path]).status == 0, "\(place)")
  }

  @Test(
    "a value that changed without SQLite's notice is found, whatever the run is about",
    arguments: [
      "letter SET digest = zeroblob(32) WHERE row = 7", "letter SET row = 8 WHERE row = 7",
      "letter SET content = zeroblob(32) WHERE row = 7", "letter SET made = 0 WHERE row = 7",
      "letter SET size = 9223372036854775807 WHERE row = 7", "letter SET pages = 7 WHERE row = 7",
      "letter SET signatures = '[{\"signer\":\"N\"}]' WHERE row = 7",
      "letter SET signatures = 'x' WHERE row = 7", "letter SET plan_proof = NULL WHERE row = 7",
      "letter SET outcome_proof = NULL WHERE row = 7", "letter SET plan_proof = 1 WHERE row = 7",
      "letter SET outcome_proof = 1 WHERE row = 7",
      "letter SET id = 4611686018427387904 WHERE row = 7",
      "letter SET id = -9 WHERE row = 7", "letter SET diagnostics = '[]' WHERE row = 7",
      "letter SET file = '../../x' WHERE row = 7", "letter SET input = zeroblob(32) WHERE row = 7",
      "letter SET state = 0 WHERE row = 7", "letter SET state = 99 WHERE row = 7",
      "letter SET key = 'x' WHERE row = 7", "letter SET gone = 1 WHERE row = 7",
      "letter SET attempts = 7 WHERE row = 7", "letter SET run = 7 WHERE row = 7",
      "letter SET modified = modified + 1 WHERE row = 7", "run SET whole = 0",
      "run SET state = 'faulty'", "run SET list = 'x'", "setting SET value = 'x'",
      "setting SET name = 'x' WHERE name = 'mailing.title'",
    ])
  func value(_ change: String) throws {
    try alter("UPDATE \(change)")
    // As after a disk that lost a bit: the file system tells of nothing.
    try mark()
    let status = try Command.run(["status", mailing.output.path])
    #expect([0, 65].contains(status.status))
    try mailing.writeList(amounts: [3: "333"])
    let refused = try mailing.merge()
    #expect(refused.status == 65)
    #expect(refused.errors.contains("is damaged [ledger.damaged]"), "\(refused.errors)")
    try expectSense(try Command.run(["verify", mailing.output.path]))
    #expect(try Command.run(["rebuild", mailing.output.path]).status == 0)
    try mailing.writeList()
    #expect(try mailing.merge().status == 0)
    #expect(try SampleMailing.digests(of: mailing.output) == expected)
  }

  @Test(
    "a ledger that others wrote into since a run closed it is read through",
    arguments: [true, false])
  func notClosed(isClosed: Bool) throws {
    // Nothing has changed of what a run over one letter reads that finds it current.
    try alter("UPDATE letter SET diagnostics = '[]' WHERE row = 7")
    if isClosed { try mark() }
    let outcome = try mailing.merge("--limit", "1")
    #expect(outcome.status == (isClosed ? 0 : 65), "\(outcome.errors)")
  }

  /// Notes that the ledger is as a run left it.
  private func mark() throws {
    var status = stat()
    try #require(lstat(file.path, &status) == 0)
    let (written, changed) = (status.st_mtim, status.st_ctim)
    try Data(
      """
      \(status.st_ino) \(status.st_size) \(written.tv_sec).\(written.tv_nsec) \
      \(changed.tv_sec).\(changed.tv_nsec)

      """.utf8
    ).write(to: mailing.output.appending(path: ".flett/closed"))
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
