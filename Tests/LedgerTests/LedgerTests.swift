import Bytes
import Diagnostics
import Foundation
import Ledger
import OpenSSL
import TestSupport
import Testing

struct LedgerTests {
  private let folder: TemporaryFolder
  private let ledger: Ledger

  init() throws {
    folder = try TemporaryFolder()
    ledger = try Ledger(
      path: folder.url.appending(path: "ledger.sqlite").path, named: "ledger", for: .writing)
    try ledger.settle()
  }

  private let run = RunDescription(
    mailing: "mailing", list: "list.csv", program: "Flett")

  private func planned(_ key: String, row: Int, file: String? = nil, input: UInt8 = 1)
    -> PlannedEntry
  {
    PlannedEntry(
      key: key, row: row, file: file ?? key + ".pdf", input: [UInt8](repeating: input, count: 32))
  }

  private func made(_ key: String, pages: Int = 3) -> LetterOutcome {
    let file = MadeFile(
      size: 1000, modified: 7, digest: [UInt8](repeating: 9, count: 32), contentDigest: nil,
      pages: pages)
    return LetterOutcome(key: key, made: file, diagnostics: [look])
  }

  private let look = Diagnostic.warning(
    "a.b", "look", at: SourceLocation(file: "a:b.md", line: 3, column: 4))

  private func entries() throws -> [LedgerEntry] {
    var entries: [LedgerEntry] = []
    try ledger.forEachEntry(includingGone: true) { entry throws(DiagnosticsError) in
      entries.append(entry)
    }
    return entries
  }

  /// Plans and makes letters in one run.
  private func makeLetters(_ letters: [PlannedEntry], seen: [Int] = []) throws {
    let number = try ledger.beginRun(run, at: 1)
    try ledger.beginPlan()
    try ledger.gather(letters)
    var numbers = NumberSet()
    seen.forEach { numbers.insert($0) }
    try ledger.adoptPlan(run: number, seen: numbers, isWhole: true)
    try ledger.record(letters.map { made($0.key) }, at: 2)
    try ledger.endRun(number, .complete, at: 3)
  }

  @Test("what is written is what is read, also by another that opens it")
  func roundTrip() throws {
    try makeLetters([planned("b", row: 2), planned("a", row: 1)])
    let other = try Ledger(
      path: folder.url.appending(path: "ledger.sqlite").path, named: "ledger", for: .reading)
    let entries = try other.entries(rows: 1...9)
    #expect(entries.map(\.key) == ["a", "b"])
    #expect(entries.map(\.attempts) == [1, 1])
    #expect(entries[0].made == made("a").made)
    #expect(entries[0].diagnostics == [look])
    #expect(try other.entries(keys: ["b", "nobody"]).map(\.row) == [2])
    #expect(try other.lastRun()?.state == .complete)
    let totals = try other.totals()
    #expect((totals.letters, totals.made, totals.pages, totals.sheets) == (2, 2, 6, 4))
    #expect(totals.isComplete)
  }

  @Test("a plan is nothing until it is adopted, and what was made before it counts no more")
  func plans() throws {
    try makeLetters([planned("a", row: 1)])
    try ledger.gather([planned("a", row: 1, input: 2)])
    #expect(try entries().first?.state == .made)
    try ledger.adoptPlan(run: 1, seen: NumberSet(), isWhole: true)
    #expect(try entries().first?.state == .planned)
    #expect(try entries().first?.made == nil)
    #expect(try ledger.totals().waiting == 1)
  }

  @Test("what is kept back is not there for others, and is there at once")
  func heldBack() throws {
    let path = folder.url.appending(path: "other.sqlite").path
    let new = try Ledger(path: path, named: "other", for: .writing)
    #expect(throws: DiagnosticsError.self) {
      _ = try Ledger(path: path, named: "other", for: .reading)
    }
    _ = try new.beginRun(run, at: 1)
    try new.settle()
    let reader = try Ledger(path: path, named: "other", for: .reading)
    #expect(try reader.lastRun()?.id == 1)
    try new.hold()
    _ = try new.beginRun(run, at: 2)
    try new.hold()
    try new.set("a", to: "b")
    #expect(try new.lastRun()?.id == 2)
    #expect(try reader.lastRun()?.id == 1)
    try new.settle()
    #expect(try reader.lastRun()?.id == 2)
    try new.hold()
    try new.set("a", to: nil)
    new.abandon()
    #expect(try new.setting("a") == "b")
    try new.settle()
    _ = try new.beginRun(run, at: 3)
    #expect(try reader.lastRun()?.id == 3)
  }

  @Test("letters that no plan of the whole list has are gone until they come back")
  func gone() throws {
    try makeLetters([planned("a", row: 1), planned("b", row: 2), planned("c", row: 3)])
    let ids = try entries().map { Int($0.id) }
    try makeLetters([], seen: [ids[0], ids[2]])
    #expect(try entries().map(\.isGone) == [false, true, false])
    #expect(try ledger.strayFiles().map(\.file) == ["b.pdf"])
    try ledger.refresh([EntryRefresh(id: Int64(ids[1]), row: 2, modified: 7)])
    #expect(try ledger.strayFiles().isEmpty)
  }

  @Test("old files are stray, unless another letter has their name now")
  func strays() throws {
    try makeLetters([planned("a", row: 1, file: "x.pdf"), planned("b", row: 2, file: "y.pdf")])
    try makeLetters([
      planned("a", row: 1, file: "z.pdf"), planned("b", row: 2, file: "x.pdf", input: 2),
    ])
    #expect(try ledger.strayFiles().map(\.file) == ["y.pdf"])
    try ledger.forgetStrays()
    #expect(try ledger.strayFiles().isEmpty)
  }

  @Test("a manifest read again is the manifest that was written")
  func manifest() throws {
    try makeLetters([planned("a \"q\"; ø", row: 1, file: "3f/a;b.pdf"), planned("b", row: 2)])
    try ledger.gather([
      PlannedEntry(
        key: "c", row: 3, file: "", input: [1],
        faults: [.error("x.y", "no good", at: SourceLocation(file: "l.csv", line: 4, column: 2))])
    ])
    try ledger.adoptPlan(run: 3, seen: NumberSet(), isWhole: false)
    let writer = try ManifestWriter(ledger, program: "Flett")
    var (written, rows): ([UInt8], [UInt8]) = ([], [])
    try writer.write(table: { rows += $0 }, manifest: { written += $0 })
    let (text, table) = (
      String(decoding: written, as: UTF8.self), String(decoding: rows, as: UTF8.self)
    )
    let file = try folder.write(text, to: "manifest.json")
    let whole = try JSONDecoder().decode(Manifest.self, from: Data(text.utf8))
    let reader = try ManifestReader(path: file.path, named: "manifest.json")
    var lines = try reader.letters()
    var letters: [Manifest.Letter] = []
    while let letter = try lines.next() { letters.append(letter) }
    #expect(letters == whole.letters)
    #expect(letters.map(\.file) == ["3f/a;b.pdf", "b.pdf"])
    #expect(reader.head.failed == whole.failed)
    #expect(whole.failed.first?.errors.first?.place == "l.csv:4:2")
    #expect(whole.complete == false && whole.totals.failed == 1)
    #expect(
      whole.tableSHA256 == Digest.of(rows).map { String(format: "%02x", $0) }.joined())
    #expect(whole.letters[0].warnings?.map(\.warning) == made("").diagnostics)
    #expect(
      table.hasPrefix(
        "row;key;file;pages;sheets;size;sha256;signers;state\r\n1;\"a \"\"q\"\"; ø\";")
    )
    #expect(table.hasSuffix("\r\n3;c;;;;;;;failed\r\n"))
  }

  @Test("the letters' lines are what an encoder of letters writes")
  func manifestLines() throws {
    let keys = [
      "a", "a \"q\"\\/; ø", "\u{1}\u{7}\u{8}\t\n\r\u{1F}\u{7F}\u{85}\u{2028}", "é 👩‍👧 \u{FEFF}", "",
    ]
    try makeLetters(
      keys.enumerated().map { planned($1, row: $0 + 1, file: "x/\"\($0)\\ é.pdf") })
    var signed = made("a", pages: 1234)
    signed.made?.signatures = [LetterSignature(signer: "Kari \"N\" \u{1}")]
    signed.made?.contentDigest = Array(224...255)
    signed.diagnostics = []
    try ledger.record([signed], at: 4)
    var text = ""
    try ManifestWriter(ledger, program: "Flett").write(
      table: { _ in }, manifest: { text += String(decoding: $0, as: UTF8.self) })
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    let lines = try entries().compactMap(Manifest.Letter.init).map { letter in
      String(decoding: try encoder.encode(letter), as: UTF8.self)
    }
    #expect(lines.count == 5)
    #expect(text.contains("[\n    " + lines.joined(separator: ",\n    ") + "\n  ],\n"))
  }

  @Test(
    "a manifest that names files elsewhere is not believed",
    arguments: ["../b.pdf", "/b.pdf", ".flett/lock", "a/b/c.pdf", "a/", "", #"x\u0000.pdf"#])
  func filesElsewhere(_ name: String) throws {
    try makeLetters([planned("a", row: 1, file: "HERE")])
    var text = ""
    try ManifestWriter(ledger, program: "Flett").write(
      table: { _ in }, manifest: { text += String(decoding: $0, as: UTF8.self) })
    let file = try folder.write(text.replacing("HERE", with: name), to: "manifest.json")
    var letters = try ManifestReader(path: file.path, named: "manifest.json").letters()
    let error = #expect(throws: DiagnosticsError.self) { _ = try letters.next() }
    #expect(error?.diagnostics.map(\.id) == ["ledger.bad-manifest"])
  }

  @Test("only a run whose plan was taken over made the plan of the whole list")
  func whole() throws {
    let first = try ledger.beginRun(run, at: 1)
    try ledger.beginPlan()
    try ledger.gather([planned("a", row: 1)])
    try ledger.adoptPlan(run: first, seen: NumberSet(), isWhole: false)
    try ledger.record([made("a")], at: 2)
    let refused = try ledger.beginRun(run, at: 3)
    try ledger.endRun(refused, .refused, at: 3)
    #expect(try ledger.lastRun(isWhole: true) == nil)
    try makeLetters([planned("a", row: 1)])
    #expect(try ledger.lastRun(isWhole: true)?.id == 3)
  }

  @Test("a file that a run was killed over before it had tables is no ledger yet")
  func emptyFile() throws {
    let file = try folder.write("", to: "empty.sqlite").path
    let error = #expect(throws: DiagnosticsError.self) {
      _ = try Ledger(path: file, named: "empty", for: .reading)
    }
    #expect(error?.diagnostics.map(\.id) == ["ledger.missing"])
    _ = try Ledger(path: file, named: "empty", for: .writing)
  }

  @Test(
    "what is no manifest of ours is told",
    arguments: ["", "{}", "[]", "{\"format\": \"other\"}", "{\n  \"letters\": [\n    {},\n  ],\n}"])
  func badManifest(_ text: String) throws {
    let file = try folder.write(text, to: "manifest.json")
    let error = #expect(throws: DiagnosticsError.self) {
      _ = try ManifestReader(path: file.path, named: "manifest.json")
    }
    #expect(error?.diagnostics.map(\.id) == ["ledger.bad-manifest"])
  }

  @Test("numbers are in a set or not")
  func numberSet() {
    var set = NumberSet()
    for number in [0, 63, 64, 1_000_000, 64] { set.insert(number) }
    #expect(set.count == 4)
    #expect([0, 63, 64, 1_000_000].allSatisfy { set.contains($0) })
    #expect(![1, 65, 999_999, 2_000_000, -1].contains { set.contains($0) })
  }

  @Test("bytes survive their hexadecimal form", arguments: [[], [0], [255, 16, 1]] as [[UInt8]])
  func hexadecimal(_ bytes: [UInt8]) {
    #expect([UInt8](hexadecimalText: bytes.hexadecimalText) == bytes)
    #expect([UInt8](hexadecimalText: bytes.hexadecimalText + "g0") == nil)
    #expect([UInt8](hexadecimalText: bytes.hexadecimalText + "0") == nil)
  }
}

/// What a ledger says that no run could have written.
struct HostileLedgerTests {
  private let folder: TemporaryFolder
  private let path: String

  init() throws {
    folder = try TemporaryFolder()
    path = folder.url.appending(path: "ledger.sqlite").path
  }

  private func plan(_ file: String, pages: Int = 1, size: Int = 1) throws -> Ledger {
    let ledger = try Ledger(path: path, named: "ledger", for: .writing)
    try ledger.settle()
    let run = try ledger.beginRun(
      RunDescription(mailing: "m", list: "l", program: "Flett"), at: 1)
    try ledger.gather([PlannedEntry(key: "a", row: 1, file: file, input: [1])])
    try ledger.adoptPlan(run: run, seen: NumberSet(), isWhole: true)
    let made = MadeFile(
      size: size, modified: 1, digest: [UInt8](repeating: 1, count: 32), contentDigest: nil,
      pages: pages)
    try ledger.record([LetterOutcome(key: "a", made: made, diagnostics: [])], at: 1)
    return ledger
  }

  private func expectDamage(_ work: () throws -> Void) {
    let error = #expect(throws: DiagnosticsError.self) { try work() }
    #expect(error?.diagnostics.map(\.id) == ["ledger.damaged"])
  }

  @Test(
    "names that lead out of the folder, hide a file or steer a terminal are not believed",
    arguments: [
      "../victim.txt", "/etc/passwd", ".flett/lock", "a/../../b.pdf", "a/b/c.pdf", "a/", "/", ".",
      "..", "a//b", ".hidden", "a/.hidden", "", "a\u{1B}[2Jb.pdf", "a\nb.pdf",
      "a\u{202E}fdp.b", "a\u{2028}b.pdf", "a\u{9B}b.pdf",
    ])
  func names(_ file: String) throws {
    expectDamage {
      let ledger = try plan(file)
      try ledger.forEachEntry { _ in }
    }
  }

  @Test(
    "no number is added up beyond what there can be", arguments: [9_223_372_036_854_775_807, -1])
  func numbers(_ number: Int) throws {
    expectDamage { try plan("a.pdf", pages: number).forEachEntry { _ in } }
  }

  @Test("a letter that is not there cannot be noted, whoever asks")
  func missed() throws {
    let ledger = try plan("a.pdf")
    expectDamage {
      try ledger.record([LetterOutcome(key: "b", made: nil, diagnostics: [])], at: 2)
    }
    expectDamage { try ledger.refresh([EntryRefresh(id: 7, row: 1, modified: 1)]) }
    expectDamage { try ledger.endRun(9, .complete, at: 1) }
    expectDamage { try ledger.markWhole(9) }
  }

  @Test("a view or a trigger in its schema is none of ours, and never run")
  func schema() throws {
    _ = try plan("a.pdf")
    let script = """
      import sqlite3, sys
      with sqlite3.connect(sys.argv[1]) as l:
        l.execute("CREATE TRIGGER t AFTER UPDATE ON run BEGIN DELETE FROM letter; END")
      """
    let outcome = try Program("python3").run(["-c", script, path])
    try #require(outcome.status == 0, "\(outcome.text)")
    for access in [Ledger.Access.reading, .writing] {
      expectDamage { _ = try Ledger(path: path, named: "ledger", for: access) }
    }
  }
}
