package import Diagnostics
import SQLite

/// How a plan comes into the ledger: gathered aside while records are read, then all of it at once.
extension Ledger {
  /// Begins a plan; one that was gathered before is forgotten.
  package func beginPlan() throws(DiagnosticsError) {
    try write { try $0.execute("DELETE FROM temp.plan; DELETE FROM temp.omitted") }
  }

  /// Gathers letters that are to be made or cannot be made.
  ///
  /// Nothing of it is kept until ``adoptPlan(run:seen:isWhole:)``.
  package func gather(_ letters: [PlannedEntry]) throws(DiagnosticsError) {
    try write { database in
      for letter in letters {
        let state: LetterState = letter.faults.isEmpty ? .planned : .failed
        let diagnostics = StoredDiagnostic.text(letter.faults)
        let plan = StoredLetter.planProof(
          key: letter.key, row: letter.row, file: letter.file, input: letter.input)
        let outcome = StoredLetter.outcomeProof(
          key: letter.key, state: state, diagnostics: diagnostics)
        try database.run(
          """
          INSERT INTO temp.plan(key, row, file, input, state, diagnostics, plan_proof, outcome_proof)
          VALUES (?, ?, ?, ?, ?, ?, ?, ?)
          """,
          [
            letter.key, letter.row, letter.file, letter.input, state.rawValue, diagnostics,
            plan.value, outcome.value,
          ])
      }
    }
  }

  /// Notes why letters that were gathered as those to be made cannot be made after all.
  ///
  /// - Parameter faults: What is wrong with each, by its key.
  /// - Throws: ``DiagnosticsError`` if it cannot be written, or if one of the letters is not there.
  package func fail(_ faults: [String: [Diagnostic]]) throws(DiagnosticsError) {
    guard !faults.isEmpty else { return }
    try write { database in
      try database.execute(
        """
        CREATE TEMP TABLE fault (
          key TEXT PRIMARY KEY, diagnostics TEXT NOT NULL, outcome_proof INTEGER NOT NULL
        ) WITHOUT ROWID
        """)
      for (key, faults) in faults {
        let diagnostics = StoredDiagnostic.text(faults)
        let outcome = StoredLetter.outcomeProof(key: key, state: .failed, diagnostics: diagnostics)
        try database.run(
          "INSERT INTO temp.fault VALUES (?, ?, ?)", [key, diagnostics, outcome.value])
      }
      // The plan has no index, so that all of them are looked for in one go through it.
      try database.run(
        """
        UPDATE temp.plan SET state = ?, diagnostics = fault.diagnostics,
          outcome_proof = fault.outcome_proof
        FROM temp.fault WHERE plan.key = fault.key
        """, [LetterState.failed.rawValue])
      guard database.changes == faults.count else { throw SQLiteError.damage }
      try database.execute("DROP TABLE temp.fault")
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

  /// The letters of the gathered plan that get files.
  private func plannedLetters() throws(DiagnosticsError) -> [(file: String, key: String)] {
    try read { database in
      try database.map("SELECT file, key FROM temp.plan WHERE file <> '' AND state = 0") {
        (try $0.value(at: 0), try $0.value(at: 1))
      }
    }
  }

  /// Makes the gathered plan the folder's own, in one transaction.
  ///
  /// - Parameters:
  ///   - run: The run whose plan it is.
  ///   - seen: The numbers in the ledger of the letters that need not be made again.
  ///   - isWhole: Whether letters that are neither planned nor seen have no recipient any more.
  ///   - takesOmissions: Whether those who get no letter were gathered, too: what is known of them is replaced, and
  ///     letters that they have got have no recipient any more, whatever the plan is about.
  /// - Throws: ``DiagnosticsError`` if it cannot be written, or if the ledger is damaged; it is then as it was.
  package func adoptPlan(
    run: Int64, seen: NumberSet, isWhole: Bool, takesOmissions: Bool = false
  ) throws(DiagnosticsError) {
    try write { database in
      let adoption = try PlanAdoption(by: run, in: database)
      try adoption.takePlan()
      if takesOmissions { try adoption.takeOmissions(seen: seen) }
      if isWhole {
        try adoption.noteGone(seen: seen)
        try Ledger.markWhole(database, run)
      }
      try database.execute(
        "DELETE FROM stray WHERE file IN (SELECT file FROM temp.plan WHERE state = 0)")
      try database.execute("DELETE FROM temp.plan")
    }
  }
}

/// How a gathered plan becomes the folder's own.
private struct PlanAdoption {
  private let database: Connection
  private let run: Int64
  /// The highest number that a letter has; nil if there is none yet.
  private let last: Int64?

  init(by run: Int64, in database: Connection) throws {
    (self.database, self.run) = (database, run)
    last = try database.first("SELECT max(id) FROM letter") { try $0.value(at: 0) }
    guard Plausible.id.contains(last ?? 1) else { throw SQLiteError.damage }
  }

  /// Takes all of its letters in.
  ///
  /// - Throws: `SQLiteError` if the row of one that is known is not as it was written.
  func takePlan() throws {
    if last != nil { try lookAtKnown() }
    let taken = try (last == nil ? 0 : takeKnown()) + takeNew()
    let planned: Int? = try database.first("SELECT count(*) FROM temp.plan") { try $0.value(at: 0) }
    guard taken == planned else { throw SQLiteError.damage }
  }

  /// Reads the letters that are known, before they change: one that changes its name or can no longer be made
  /// leaves its old file behind.
  private func lookAtKnown() throws {
    try database.forEach(
      """
      SELECT \(StoredLetter.columns), letter.file <> plan.file OR plan.state = 2
      FROM temp.plan JOIN letter USING (key)
      """
    ) { row in
      let letter = try StoredLetter(row)
      let leavesFile: Bool = try row.value(at: row.count - 1)
      guard leavesFile, !letter.file.isEmpty, letter.state != .failed else { return }
      let stray = StrayFile(file: letter.file, digest: letter.made?.digest, key: letter.key)
      try StoredStray(stray).write(to: database)
    }
  }

  /// Takes in the letters that are known; how many.
  private func takeKnown() throws -> Int {
    try database.run(
      """
      UPDATE letter SET row = plan.row, file = plan.file, input = plan.input, state = plan.state,
        attempts = attempts + 1, gone = 0, run = ?1, size = NULL, modified = NULL,
        digest = NULL, content = NULL, pages = NULL, signatures = NULL, made = NULL,
        diagnostics = plan.diagnostics,
        plan_proof = plan_proof(plan.plan_proof, letter.id, letter.attempts + 1, ?1),
        outcome_proof = plan.outcome_proof
      FROM temp.plan WHERE letter.key = plan.key
      """, [run])
    return database.changes
  }

  /// Takes in the letters that this plan is the first to name; how many.
  private func takeNew() throws -> Int {
    // The rows of a plan are numbered from 1; in a new ledger those are the letters' numbers.
    let new =
      last == nil
      ? "SELECT rowid AS number, * FROM temp.plan"
      : """
      SELECT ?2 + row_number() OVER (ORDER BY rowid) AS number, * FROM temp.plan
      WHERE NOT EXISTS (SELECT 1 FROM letter WHERE letter.key = temp.plan.key)
      """
    try database.run(
      """
      INSERT INTO letter(id, key, row, file, input, state, attempts, run, diagnostics, plan_proof,
        outcome_proof)
      SELECT number, key, row, file, input, state, 1, ?1, diagnostics,
        plan_proof(plan_proof, number, 1, ?1), outcome_proof
      FROM (\(new))
      ORDER BY number
      """, last.map { [run, $0] } ?? [run])
    return database.changes
  }

  /// Takes in those who get no letter; letters that they have got have no recipient any more.
  ///
  /// A hidden row may have the key of one that can be seen, whose letter stays.
  func takeOmissions(seen: NumberSet) throws {
    try StoredOmission.adoptGathered(in: database)
    try noteGone(
      "SELECT id FROM letter WHERE run <> ? AND row > 0 AND gone = 0 "
        + "AND key IN (SELECT key FROM omission)", except: seen)
  }

  /// Notes that all other letters have no recipient any more, but for those seen.
  func noteGone(seen: NumberSet) throws {
    try noteGone("SELECT id FROM letter WHERE run <> ? AND row > 0 AND gone = 0", except: seen)
  }

  private func noteGone(_ query: String, except seen: NumberSet) throws {
    var gone: [Int64] = []
    try database.forEach(query, [run]) { row in
      let id: Int64 = try row.value(at: 0)
      guard Plausible.id.contains(id) else { throw SQLiteError.damage }
      if !seen.contains(Int(id)) { gone.append(id) }
    }
    for id in gone {
      var letter = try StoredLetter.get(id, in: database)
      letter.isGone = true
      try letter.update(in: database)
    }
  }
}
