package import Diagnostics
import Foundation
import GRDB

/// How a plan comes into the ledger: gathered aside while records are read, then all of it at once.
extension Ledger {
  /// Begins a plan; one that was gathered before is forgotten.
  package func beginPlan() throws(DiagnosticsError) {
    try write { try $0.execute(sql: "DELETE FROM temp.plan") }
  }

  /// Gathers letters that are to be made or cannot be made.
  ///
  /// Nothing of it is kept until ``adoptPlan(run:seen:isWhole:)``.
  package func gather(_ letters: [PlannedEntry]) throws(DiagnosticsError) {
    try write { database in
      let statement = try database.cachedStatement(
        sql: """
          INSERT INTO temp.plan(key, row, file, input, state, diagnostics)
          VALUES (?, ?, ?, ?, ?, ?)
          """)
      for letter in letters {
        let state: LetterState = letter.faults.isEmpty ? .planned : .failed
        try statement.execute(arguments: [
          letter.key, letter.row, letter.file, Data(letter.input), state.rawValue,
          StoredDiagnostic.text(letter.faults),
        ])
      }
    }
  }

  /// The letters outside the plan that have the file of a letter of it.
  ///
  /// - Parameter fold: Gives the form in which names of files are compared.
  /// - Returns: The file with the keys of the planned letter and of the other; of a great many, some.
  /// - Throws: ``DiagnosticsError`` if the ledger cannot be read.
  package func filesOfOthers(comparedBy fold: (String) -> String) throws(DiagnosticsError) -> [(
    file: String, key: String, other: String
  )] {
    var planned: [String: (file: String, key: String)] = [:]
    var keys: Set<String> = []
    for letter in try plannedLetters() {
      planned[fold(letter.file)] = (letter.file, letter.key)
      keys.insert(letter.key)
    }
    var clashes: [(file: String, key: String, other: String)] = []
    guard !planned.isEmpty else { return [] }
    try forEachEntry { entry throws(DiagnosticsError) in
      guard clashes.count < 100, !entry.file.isEmpty, !keys.contains(entry.key),
        let letter = planned[fold(entry.file)]
      else { return }
      clashes.append((letter.file, letter.key, entry.key))
    }
    return clashes
  }

  /// The letters of the gathered plan that have files.
  private func plannedLetters() throws(DiagnosticsError) -> [(file: String, key: String)] {
    try read { database in
      try Row.fetchAll(database, sql: "SELECT file, key FROM temp.plan WHERE file <> ''").map {
        (try $0.decode(atIndex: 0), try $0.decode(atIndex: 1))
      }
    }
  }

  /// Makes the gathered plan the folder's own, in one transaction.
  ///
  /// - Parameters:
  ///   - run: The run whose plan it is.
  ///   - seen: The numbers in the ledger of the letters that need not be made again.
  ///   - isWhole: Whether letters that are neither planned nor seen have no recipient any more.
  /// - Throws: ``DiagnosticsError`` if it cannot be written, or if the ledger is damaged; it is then as it was.
  package func adoptPlan(run: Int64, seen: NumberSet, isWhole: Bool) throws(DiagnosticsError) {
    try write { database in
      var adoption = try PlanAdoption(by: run, in: database)
      try adoption.takePlan()
      if isWhole {
        try adoption.noteGone(seen: seen)
        try Ledger.markWhole(database, run)
      }
      try database.execute(
        sql: "DELETE FROM stray WHERE file IN (SELECT file FROM temp.plan WHERE state = 0)")
      try database.execute(sql: "DELETE FROM temp.plan")
    }
  }
}

/// How a gathered plan becomes the folder's own, letter by letter.
private struct PlanAdoption {
  private let database: Database
  private let run: Int64
  /// Whether the plan is the folder's first, so that no letter of it is known.
  private let isFirst: Bool
  private var nextID: Int64

  init(by run: Int64, in database: Database) throws {
    (self.database, self.run) = (database, run)
    let last = try Int64.fetchOne(database, sql: "SELECT max(id) FROM letter")
    guard last ?? 0 < Plausible.id.upperBound else { throw DatabaseError.damage }
    (isFirst, nextID) = (last == nil, (last ?? 0) + 1)
  }

  /// Takes all of its letters in.
  mutating func takePlan() throws {
    let rows = try Row.fetchCursor(
      database, sql: "SELECT \(PlannedLetterRow.columns) FROM temp.plan ORDER BY rowid")
    while let row = try rows.next() { try take(try PlannedLetterRow(row)) }
  }

  private mutating func take(_ planned: PlannedLetterRow) throws {
    guard !isFirst, var letter = try StoredLetter.find(planned.key, in: database) else {
      try StoredLetter(planned, id: nextID, run: run).insert(into: database)
      nextID += 1
      return
    }
    try leaveFile(of: letter, planned)
    (letter.row, letter.file, letter.input) = (planned.row, planned.file, planned.input)
    (letter.state, letter.diagnostics) = (planned.state, planned.diagnostics)
    (letter.run, letter.isGone, letter.made) = (run, false, nil)
    if planned.state == .failed { letter.attempts += 1 }
    try letter.update(in: database)
  }

  /// A letter that changes its name or can no longer be made leaves its old file behind.
  private func leaveFile(of letter: StoredLetter, _ planned: PlannedLetterRow) throws {
    guard !letter.file.isEmpty, letter.state != .failed,
      letter.file != planned.file || planned.state == .failed
    else { return }
    let file = StrayFile(file: letter.file, digest: letter.made?.digest, key: letter.key)
    try StoredStray(file).write(to: database)
  }

  /// Notes that all other letters have no recipient any more, but for those seen.
  func noteGone(seen: NumberSet) throws {
    let rows = try Row.fetchCursor(
      database, sql: "SELECT id FROM letter WHERE run <> ? AND row > 0 AND gone = 0",
      arguments: [run])
    var gone: [Int64] = []
    while let row = try rows.next() {
      let id: Int64 = try row.decode(atIndex: 0)
      guard Plausible.id.contains(id) else { throw DatabaseError.damage }
      if !seen.contains(Int(id)) { gone.append(id) }
    }
    for id in gone {
      var letter = try StoredLetter.get(id, in: database)
      letter.isGone = true
      try letter.update(in: database)
    }
  }
}
