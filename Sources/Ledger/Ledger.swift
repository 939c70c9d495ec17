package import Diagnostics
import Foundation
import SQLite

/// What a folder of letters knows of itself: its runs, its letters, and what has become of each.
///
/// An SQLite file in the folder. It is written by the one run that holds the folder's lock; others may
/// read it meanwhile. Its journal is a rollback journal, not a write-ahead log: the ledger is one file
/// when nobody writes, works on network file systems, and can be read from a read-only medium.
/// Any thread may use it; its connection serves one after the other.
package final class Ledger: Sendable {
  /// The ledger's name for messages.
  let name: String
  /// The ledger's file; empty for one that is there only for this process.
  private let path: String
  private let connection: SerialConnection

  /// How a ledger is opened.
  package enum Access: Sendable {
    /// To be written by the run that holds the folder's lock; it is made if it is not there.
    case writing
    /// To be read; it must be there.
    case reading
  }

  /// Opens a folder's ledger.
  ///
  /// - Parameters:
  ///   - path: The ledger's file.
  ///   - name: What to call it in messages.
  ///   - access: Whether it is to be written.
  /// - Throws: ``DiagnosticsError`` if it is damaged, from a newer version of Flett, not there, or cannot
  ///   be read or written.
  package init(path: String, named name: String, for access: Access) throws(DiagnosticsError) {
    (self.name, self.path) = (name, path)
    do {
      let connection = try Ledger.connection(path: path, access)
      let form = try Ledger.prepare(connection, named: name, for: access)
      self.connection = SerialConnection(
        form == LedgerSchema.version
          ? connection : try Ledger.renewedCopy(of: connection, form: form))
    } catch {
      throw Ledger.translated(error, named: name, path: path)
    }
  }

  /// Opens a file as ledgers are opened.
  ///
  /// A file that may only be read can be read all the same, unless a killed run left it half-way.
  private static func connection(path: String, _ access: Access) throws -> Connection {
    var mode = Connection.Access.making
    if access == .reading {
      let files = FileManager.default
      guard files.fileExists(atPath: path) else { throw SQLiteError(.cannotOpen) }
      mode = files.isWritableFile(atPath: path) ? .existing : .readOnly
    }
    return try configured(Connection(path: path, mode, patience: 10_000))
  }

  private static func configured(_ connection: Connection) throws -> Connection {
    try StoredLetter.addProofFunction(to: connection)
    // FULL: a transaction is on the disk when it is over. The cache is bounded: 8 MB. What somebody else put
    // into the schema is not run.
    try connection.execute(
      """
      PRAGMA synchronous = FULL; PRAGMA cache_size = -8192;
      PRAGMA trusted_schema = OFF; PRAGMA cell_size_check = ON
      """)
    return connection
  }

  /// A ledger of an older form that is only to be read, in the form of today: a copy that goes away.
  private static func renewedCopy(of old: Connection, form: Int) throws -> Connection {
    let copy = try configured(Connection(path: "", .making, patience: 0))
    try old.copy(to: copy)
    try copy.begin()
    try LedgerSchema.renew(copy, from: form)
    try copy.commit()
    return copy
  }

  /// Looks what the file is, makes the tables of a new one in a transaction that stays open, and brings one of
  /// an older form that is to be written into the form of today.
  ///
  /// - Returns: The number of the ledger's form now.
  private static func prepare(
    _ database: Connection, named name: String, for access: Access
  ) throws -> Int {
    if access == .writing { try database.begin() }
    let form = try LedgerSchema.Form(of: database)
    if form.isForeign { throw DiagnosticsError(foreign(name, isNewer: form.isNewer)) }
    if form.isEmpty {
      // A run that was killed at its very beginning leaves a file with nothing in it.
      guard access == .writing else { throw SQLiteError(.cannotOpen) }
      try LedgerSchema.create(database)
      try LedgerSchema.createPlan(database)
      return LedgerSchema.version
    }
    guard form.isOurs else { throw SQLiteError(.notDatabase) }
    guard access == .writing else { return form.version }
    if form.version < LedgerSchema.version {
      try LedgerSchema.renew(database, from: form.version)
      try database.commit()
    } else {
      database.rollBack()
    }
    try LedgerSchema.createPlan(database)
    return LedgerSchema.version
  }

  /// Keeps back what is written from now on, until ``settle()`` puts all of it on the disk at once.
  ///
  /// Those who read the ledger meanwhile find it as it was. A ledger that was made new keeps back what is
  /// written from the beginning. If something cannot be written, all that was kept back is lost.
  ///
  /// - Throws: ``DiagnosticsError`` if the ledger cannot be written.
  package func hold() throws(DiagnosticsError) {
    try read { database in
      if !database.isInTransaction { try database.begin() }
    }
  }

  /// Puts on the disk what was kept back; does nothing if nothing was.
  ///
  /// - Throws: ``DiagnosticsError`` if it cannot be written; the ledger is then as it was before ``hold()``.
  package func settle() throws(DiagnosticsError) {
    try read { database in
      guard database.isInTransaction else { return }
      do {
        try database.commit()
      } catch {
        database.rollBack()
        throw error
      }
    }
  }

  /// Forgets what was kept back.
  package func abandon() {
    connection.use { $0.rollBack() }
  }

  /// Does a piece of work in one transaction, or as a part of what is kept back: all of it is kept, or none.
  func write<Output>(_ work: (Connection) throws -> Output) throws(DiagnosticsError) -> Output {
    try read { database in
      let isHeld = database.isInTransaction
      if !isHeld { try database.begin() }
      do {
        let output = try work(database)
        if !isHeld { try database.commit() }
        return output
      } catch {
        database.rollBack()
        throw error
      }
    }
  }

  /// Does a piece of work outside a transaction of its own.
  func read<Output>(_ work: (Connection) throws -> Output) throws(DiagnosticsError) -> Output {
    do {
      return try connection.use(work)
    } catch {
      throw Ledger.translated(error, named: name, path: path)
    }
  }
}

extension Ledger {
  /// Finds damage that does not show until something is read: in SQLite's own structure, between tables and
  /// indexes, and in any value.
  ///
  /// - Throws: ``DiagnosticsError`` if there is any.
  package func verify() throws(DiagnosticsError) {
    try verifyAllButLetters()
    try forEachEntry { _ in }
  }

  /// Finds damage as ``verify()`` does, but for the values of the letters, which are looked at when they are
  /// read.
  ///
  /// - Throws: ``DiagnosticsError`` if there is any.
  package func verifyAllButLetters() throws(DiagnosticsError) {
    try read { database in
      try LedgerSchema.requireSoundness(database)
      _ = try StoredSetting.all(in: database)
      _ = try StoredStray.all(in: database)
      try StoredOmission.forEach(in: database) { _ in }
      _ = try StoredRun.last(in: database) { _ in false }
    }
  }

  /// A setting that belongs to the folder, not to a run.
  package func setting(_ name: String) throws(DiagnosticsError) -> String? {
    try read { database in
      try StoredSetting.all(in: database).first { $0.name == name }?.value
    }
  }

  /// Keeps a setting that belongs to the folder; nil takes it away.
  package func set(_ name: String, to value: String?) throws(DiagnosticsError) {
    try write { database in
      if let value {
        try StoredSetting(name: name, value: value).write(to: database)
      } else {
        try database.run("DELETE FROM setting WHERE name = ?", [name])
      }
    }
  }

  private static let nameless = "nameless"

  /// Whether the last run over all of the list met rows that nobody can tell from others by a key.
  package func hasNameless() throws(DiagnosticsError) -> Bool {
    try setting(Ledger.nameless) != nil
  }

  /// Notes how many rows nobody can tell from others by a key.
  package func noteNameless(_ count: Int) throws(DiagnosticsError) {
    try set(Ledger.nameless, to: count == 0 ? nil : String(count))
  }
}
