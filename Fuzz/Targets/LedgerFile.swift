import Diagnostics
import Foundation
import Ledger

/// A folder's ledger.
enum LedgerFile {
  /// Reads it as `flett status` and `flett verify` do, then makes a letter with it as `flett merge` does.
  static func examine(_ bytes: [UInt8]) throws -> Outcome {
    let scratch = try Scratch()
    let path = try scratch.write(bytes, to: "ledger.sqlite").path
    do {
      let words = try read(path)
      try makeLetters(path)
      return .taken(words)
    } catch let error as DiagnosticsError {
      return .refused(error.diagnostics.map { "\($0.id): \($0.message)" })
    }
  }

  private static func read(_ path: String) throws -> [String] {
    let ledger = try Ledger(path: path, named: "ledger", for: .reading)
    try ledger.verify()
    var words = ["\(try ledger.totals())", "\(try ledger.plannedCount())"]
    words.append((try ledger.lastRun()).map { "\($0.state)" } ?? "no run")
    words.append(try ledger.setting("master copy") ?? "")
    for stray in try ledger.strayFiles() { try check(stray.file) }
    var count = 0
    try ledger.forEachEntry(includingGone: true) { entry throws(DiagnosticsError) in
      count += 1
      if count > most { throw endless }
    }
    var entries: [LedgerEntry] = []
    try ledger.forEachEntry { entry throws(DiagnosticsError) in entries.append(entry) }
    for entry in entries where entry.made != nil { try check(entry.file) }
    return words + ["\(count)", "\(entries.hashValue)"]
  }

  /// More letters than so few bytes can hold.
  private static let most = 1 << 16

  private static var endless: DiagnosticsError {
    DiagnosticsError(.error("fuzz.endless", "the letters have no end"))
  }

  private static func check(_ file: String) throws {
    guard ManifestFile.isInFolder(file) else {
      throw Violation("the ledger names a file outside its folder: '\(file)'")
    }
  }

  /// What was noted must be there afterwards, or something is said.
  private static func makeLetters(_ path: String) throws {
    let ledger = try Ledger(path: path, named: "ledger", for: .writing)
    let run = try ledger.beginRun(
      RunDescription(mailing: "m", list: "l", program: "Flett"), at: 1)
    let planned = ["a", "new"].enumerated().map { row, key in
      PlannedEntry(
        key: key, row: row + 1, file: "\(key).pdf", input: [UInt8](repeating: 3, count: 32))
    }
    try ledger.beginPlan()
    try ledger.gather(planned)
    _ = try ledger.filesOfOthers { $0.lowercased() }
    try ledger.adoptPlan(run: run, seen: NumberSet(), isWhole: false)
    let made = MadeFile(
      size: 9, modified: 9, digest: [UInt8](repeating: 7, count: 32), contentDigest: nil, pages: 2)
    try ledger.record(
      planned.map { LetterOutcome(key: $0.key, made: made, diagnostics: []) }, at: 2)
    try ledger.endRun(run, .complete, at: 3)
    let entries = try ledger.entries(keys: planned.map(\.key))
    guard entries.count == planned.count, entries.allSatisfy({ $0.made == made }),
      Set(entries.map(\.file)) == Set(planned.map(\.file))
    else { throw Violation("letters were noted, but the ledger does not know them: \(entries)") }
  }
}
