import Diagnostics
import Foundation
import Ledger
import TestSupport
import Testing

/// Single bits of a whole ledger changed: what comes of a run is told, or is what would have come without.
///
/// `FLETT_LONG=1` changes every bit of every byte in use, and one of every other, in place of a hundred.
struct BitFlipTests {
  private static let isLong = ProcessInfo.processInfo.environment["FLETT_LONG"] != nil
  private let folder: TemporaryFolder
  private let file: URL
  private let whole: Data

  init() throws {
    folder = try TemporaryFolder()
    file = folder.url.appending(path: "ledger.sqlite")
    let ledger = try Ledger(path: file.path, named: "ledger", for: .writing)
    try ledger.settle()
    let run = try BitFlipTests.begin(ledger)
    try ledger.gather((1...6).map { BitFlipTests.planned($0, input: 1) })
    try ledger.adoptPlan(run: run, seen: NumberSet(), isWhole: true)
    try ledger.record((1...6).map { BitFlipTests.made($0, digest: 1) }, at: 2)
    try ledger.endRun(run, .complete, at: 3)
    try ledger.set("mailing.name", to: "mailing")
    whole = try Data(contentsOf: file)
  }

  private static func planned(_ number: Int, input: UInt8) -> PlannedEntry {
    PlannedEntry(
      key: "Recipient \(number)", row: number, file: "Letter \(number).pdf",
      input: [UInt8](repeating: input, count: 32))
  }

  private static func made(_ number: Int, digest: UInt8) -> LetterOutcome {
    let file = MadeFile(
      size: 20_000 + number, modified: 7, digest: [UInt8](repeating: digest, count: 32),
      contentDigest: [UInt8](repeating: 3, count: 32), pages: 2,
      signatures: [LetterSignature(signer: "Kari")])
    return LetterOutcome(
      key: "Recipient \(number)", made: file, diagnostics: [.warning("a.b", "look")])
  }

  private static func begin(_ ledger: Ledger) throws -> Int64 {
    let run = RunDescription(mailing: "mailing", list: "list.csv", program: "Flett")
    let number = try ledger.beginRun(run, at: 1)
    try ledger.beginPlan()
    return number
  }

  /// What a run is about.
  enum Work: CaseIterable {
    /// One letter, made again in any case.
    case forced
    /// The whole list, of which one record has changed.
    case changed
  }

  /// Does what a run does, and gives the manifest and the files that it would remove.
  private func manifest(after work: Work) throws -> String {
    let ledger = try Ledger(path: file.path, named: "ledger", for: .writing)
    try ledger.verify()
    _ = try ledger.setting("mailing.name")
    var seen = NumberSet()
    var due: [Int] = [4]
    let entries = try ledger.entries(rows: 1...6)
    if work == .changed {
      due = (1...6).filter { number in
        let letter = entries.first { $0.key == BitFlipTests.planned(number, input: 1).key }
        guard number != 4, let letter, letter.made != nil,
          letter.input == BitFlipTests.planned(number, input: 1).input
        else { return true }
        seen.insert(Int(letter.id))
        return false
      }
    }
    let run = try BitFlipTests.begin(ledger)
    try ledger.gather(due.map { BitFlipTests.planned($0, input: $0 == 4 ? 2 : 1) })
    try ledger.adoptPlan(run: run, seen: seen, isWhole: work == .changed)
    try ledger.record(due.map { BitFlipTests.made($0, digest: $0 == 4 ? 2 : 1) }, at: 5)
    var text = ""
    try ManifestWriter(ledger, program: "Flett").write(
      table: { _ in }, manifest: { text += String(decoding: $0, as: UTF8.self) })
    try ledger.endRun(run, .complete, at: 6)
    return text + (try ledger.strayFiles()).map(\.file).joined(separator: "\n")
  }

  /// The bits to change, as the numbers of their bytes and of the bits in them.
  private var bits: [(byte: Int, bit: Int)] {
    var random = SplitMix(state: 14)
    let used = whole.indices.filter { whole[$0] != 0 }
    guard BitFlipTests.isLong else {
      let some = (0..<80).compactMap { _ in used.randomElement(using: &random) }
      let any = (0..<20).compactMap { _ in whole.indices.randomElement(using: &random) }
      return (some + any).map { ($0, Int.random(in: 0...7, using: &random)) }
    }
    let empty = whole.indices.filter { whole[$0] == 0 }
    return used.flatMap { byte in (0...7).map { (byte, $0) } }
      + empty.map { ($0, Int.random(in: 0...7, using: &random)) }
  }

  @Test("no changed bit passes into a manifest", arguments: Work.allCases)
  func everyBit(_ work: Work) throws {
    let expected = try manifest(after: work)
    var found = 0
    for (byte, bit) in bits {
      var damaged = whole
      damaged[byte] ^= 1 << UInt8(bit)
      try damaged.write(to: file)
      do {
        let text = try manifest(after: work)
        #expect(text == expected, "byte \(byte), bit \(bit)")
      } catch let error as DiagnosticsError {
        found += 1
        let isSense = [.data, .configuration].contains(error.failure)
        #expect(isSense, "byte \(byte), bit \(bit): \(error)")
      }
      // A journal that an unreadable ledger left behind belongs to none of the others.
      try? FileManager.default.removeItem(atPath: file.path + "-journal")
    }
    #expect(found > 20)
  }
}
