import SQLite

/// How the ledger is stored; see `docs/engineering/runs.md` for what it promises.
enum LedgerSchema {
  /// The number of this form; one with a higher number was written by a newer Flett.
  static let version = 5
  /// The oldest form that is taken over.
  private static let oldest = 2
  /// What tells a ledger from other SQLite files ("Flet").
  static let application = 0x466C_6574

  /// Makes the tables in an empty file.
  static func create(_ database: Connection) throws {
    try database.execute(
      """
      CREATE TABLE run (
        id INTEGER PRIMARY KEY, mailing TEXT NOT NULL, list TEXT NOT NULL, whole INTEGER NOT NULL,
        program TEXT NOT NULL, state TEXT NOT NULL, started REAL NOT NULL, ended REAL,
        proof INTEGER
      );
      CREATE TABLE letter (
        id INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE, row INTEGER NOT NULL,
        file TEXT NOT NULL, input BLOB NOT NULL, state INTEGER NOT NULL,
        attempts INTEGER NOT NULL DEFAULT 0, gone INTEGER NOT NULL DEFAULT 0,
        run INTEGER NOT NULL, size INTEGER, modified INTEGER, digest BLOB, content BLOB,
        pages INTEGER, signatures TEXT, made REAL, diagnostics TEXT,
        plan_proof INTEGER, outcome_proof INTEGER
      );
      CREATE INDEX letter_row ON letter(row);
      CREATE INDEX letter_gone ON letter(file) WHERE gone = 1;
      CREATE TABLE stray (
        file TEXT PRIMARY KEY, digest BLOB, key TEXT NOT NULL, proof INTEGER
      ) WITHOUT ROWID;
      CREATE TABLE setting (
        name TEXT PRIMARY KEY, value TEXT NOT NULL, proof INTEGER
      ) WITHOUT ROWID;
      \(omission);
      PRAGMA application_id = \(application);
      PRAGMA user_version = \(version);
      """)
  }

  /// The table of recipients who get no letter.
  private static let omission = """
    CREATE TABLE omission (
      key TEXT PRIMARY KEY, row INTEGER NOT NULL, reason TEXT NOT NULL, cause TEXT NOT NULL,
      proof INTEGER
    ) WITHOUT ROWID
    """

  /// Makes the tables in which a plan is gathered; they go away with the connection.
  ///
  /// That of letters is without any index: they come in the order in which they leave, and their keys are compared
  /// when they do.
  static func createPlan(_ database: Connection) throws {
    try database.execute(
      """
      CREATE TEMP TABLE plan (
        key TEXT NOT NULL, row INTEGER NOT NULL, file TEXT NOT NULL, input BLOB NOT NULL,
        state INTEGER NOT NULL, diagnostics TEXT,
        plan_proof INTEGER NOT NULL, outcome_proof INTEGER NOT NULL
      );
      CREATE TEMP TABLE omitted (
        key TEXT PRIMARY KEY, row INTEGER NOT NULL, reason TEXT NOT NULL, cause TEXT NOT NULL,
        proof INTEGER
      ) WITHOUT ROWID
      """)
  }

  /// Finds damage in SQLite's own structure, and between tables and indexes.
  ///
  /// - Throws: `SQLiteError` if there is any.
  static func requireSoundness(_ database: Connection) throws {
    let finding: String? = try database.first("PRAGMA integrity_check(1)") { try $0.value(at: 0) }
    guard finding == "ok" else { throw SQLiteError.damage }
  }
}

// MARK: Older forms

extension LedgerSchema {
  /// What a file is.
  struct Form {
    /// The number of its form, 0 for none.
    let version: Int
    private let application: Int
    private let entries: Int
    private let foreignEntries: Int

    /// Looks what the file is.
    init(of database: Connection) throws {
      let form = try database.first(
        """
        SELECT user_version, application_id, (SELECT count(*) FROM sqlite_master),
          (SELECT count(*) FROM sqlite_master WHERE type NOT IN ('table', 'index'))
        FROM pragma_user_version, pragma_application_id
        """
      ) { try Form($0) }
      guard let form else { throw SQLiteError.damage }
      self = form
    }

    private init(_ row: Row) throws {
      version = try row.value(at: 0)
      application = try row.value(at: 1)
      entries = try row.value(at: 2)
      foreignEntries = try row.value(at: 3)
    }

    /// Whether it has nothing in it.
    var isEmpty: Bool { entries == 0 }
    /// Whether it was written by a newer Flett.
    var isNewer: Bool { version > LedgerSchema.version }
    /// Whether it is a ledger, but of a form that is not read.
    var isForeign: Bool { application == LedgerSchema.application && version > 0 && !isKnown }
    /// Whether it is a ledger that can be read; views and triggers are none of ours.
    var isOurs: Bool {
      application == LedgerSchema.application && isKnown && foreignEntries == 0
    }

    private var isKnown: Bool { (LedgerSchema.oldest...LedgerSchema.version).contains(version) }
  }

  /// Brings a ledger of an older form into the form of today.
  ///
  /// Form 2 had proofs of letters that were made alone; in form 3 a letter had one signer and one proof; form 4 knew
  /// of nobody who gets no letter.
  ///
  /// - Parameters:
  ///   - database: The ledger.
  ///   - form: The number of its form.
  /// - Throws: `SQLiteError` if it is damaged: a wrong row would have a right proof afterwards.
  static func renew(_ database: Connection, from form: Int) throws {
    try requireSoundness(database)
    if form == 2 { try proveTables(database) }
    if form < 4 { try renewLetters(database, from: form) }
    let hasOmissions: Bool? = try database.first(
      "SELECT EXISTS (SELECT 1 FROM sqlite_master WHERE name = 'omission')"
    ) { try $0.value(at: 0) }
    guard hasOmissions == false else { throw SQLiteError.damage }
    try database.execute(omission)
    // The manifest has another form now, and programs of form 2 could take an incomplete one for a current one:
    // the next run writes it anew.
    try database.execute("DELETE FROM setting WHERE name = 'manifest'")
    try database.execute("PRAGMA user_version = \(version)")
  }

  /// Gives letters their signatures and two proofs.
  private static func renewLetters(_ database: Connection, from form: Int) throws {
    try database.execute(
      """
      ALTER TABLE letter RENAME COLUMN signer TO signatures;
      ALTER TABLE letter RENAME COLUMN proof TO outcome_proof;
      ALTER TABLE letter ADD COLUMN plan_proof INTEGER
      """)
    let ids: [Int64] = try database.map("SELECT id FROM letter") { try $0.value(at: 0) }
    for id in ids {
      let letter = try database.first(
        "SELECT \(StoredLetter.columns) FROM letter WHERE id = ?", [id]
      ) { try StoredLetter($0, ofForm: form) }
      guard let letter else { throw SQLiteError.damage }
      try letter.update(in: database)
    }
  }

  /// Gives the rows of all tables but the letters their proofs.
  private static func proveTables(_ database: Connection) throws {
    for table in ["run", "stray", "setting"] {
      try database.execute("ALTER TABLE \(table) ADD COLUMN proof INTEGER")
    }
    try StoredRun.proveAll(in: database)
    try StoredStray.proveAll(in: database)
    try StoredSetting.proveAll(in: database)
  }
}
