import GRDB

/// How the ledger is stored; see `docs/runs.md` for what it promises.
enum LedgerSchema {
  /// The number of this form; one with a higher number was written by a newer Flett.
  static let version = 2
  /// What tells a ledger from other SQLite files ("Flet").
  static let application = 0x466C_6574

  /// Makes the tables in an empty file.
  static func create(_ database: Database) throws {
    try database.execute(
      sql: """
        CREATE TABLE run (
          id INTEGER PRIMARY KEY, mailing TEXT NOT NULL, list TEXT NOT NULL, whole INTEGER NOT NULL,
          program TEXT NOT NULL, state TEXT NOT NULL, started REAL NOT NULL, ended REAL
        );
        CREATE TABLE letter (
          id INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE, row INTEGER NOT NULL,
          file TEXT NOT NULL, input BLOB NOT NULL, state INTEGER NOT NULL,
          attempts INTEGER NOT NULL DEFAULT 0, gone INTEGER NOT NULL DEFAULT 0,
          run INTEGER NOT NULL, size INTEGER, modified INTEGER, digest BLOB, content BLOB,
          pages INTEGER, signer TEXT, made REAL, diagnostics TEXT, proof INTEGER
        );
        CREATE INDEX letter_row ON letter(row);
        CREATE INDEX letter_gone ON letter(file) WHERE gone = 1;
        CREATE TABLE stray (file TEXT PRIMARY KEY, digest BLOB, key TEXT NOT NULL) WITHOUT ROWID;
        CREATE TABLE setting (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
        PRAGMA application_id = \(application);
        PRAGMA user_version = \(version);
        """)
  }

  /// Makes the table in which a plan is gathered; it goes away with the connection.
  ///
  /// Without any index: letters come in the order in which they leave, and their keys are compared when they do.
  static func createPlan(_ database: Database) throws {
    try database.execute(
      sql: """
        CREATE TEMP TABLE plan (
          key TEXT NOT NULL, row INTEGER NOT NULL, file TEXT NOT NULL, input BLOB NOT NULL,
          state INTEGER NOT NULL, diagnostics TEXT
        )
        """)
  }
}
