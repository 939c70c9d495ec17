package import Diagnostics
import Foundation
import GRDB

/// What a folder of letters knows of itself: its runs, its letters, and what has become of each.
///
/// An SQLite file in the folder. It is written by the one run that holds the folder's lock; others may
/// read it meanwhile. Its journal is a rollback journal, not a write-ahead log: the ledger is one file
/// when nobody writes, works on network file systems, and can be read from a read-only medium.
/// Access is serial: the queue that owns the connection is what makes it safe on any thread.
package final class Ledger: Sendable {
  /// The ledger's name for messages.
  let name: String
  /// The ledger's file; empty for one that is there only for this process.
  private let path: String
  private let queue: DatabaseQueue

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
    var configuration = Configuration()
    configuration.label = "flett.ledger"
    configuration.busyMode = .timeout(10)
    configuration.foreignKeysEnabled = false
    // Between hold() and settle().
    configuration.allowsUnsafeTransactions = true
    configuration.prepareDatabase { database in
      database.add(function: StoredLetter.proofFunction)
      // FULL: a transaction is on the disk when it is over. The cache is bounded: 8 MB. What somebody else put
      // into the schema is not run.
      try database.execute(
        sql: """
          PRAGMA synchronous = FULL; PRAGMA cache_size = -8192;
          PRAGMA trusted_schema = OFF; PRAGMA cell_size_check = ON
          """)
    }
    do {
      let queue = try Ledger.queue(path: path, access, configuration)
      let version = try queue.writeWithoutTransaction { database in
        try Ledger.prepare(database, named: name, for: access)
      }
      self.queue =
        version == LedgerSchema.version
        ? queue : try Ledger.renewedCopy(of: queue, form: version, configuration)
    } catch {
      throw Ledger.translated(error, named: name, path: path)
    }
  }

  /// A ledger of an older form that is only to be read, in the form of today: a copy that goes away.
  private static func renewedCopy(
    of old: DatabaseQueue, form: Int, _ configuration: Configuration
  ) throws -> DatabaseQueue {
    let copy = try DatabaseQueue(path: "", configuration: configuration)
    try old.backup(to: copy)
    try copy.writeWithoutTransaction { database in
      try database.inTransaction(.immediate) {
        try LedgerSchema.renew(database, from: form)
        return .commit
      }
    }
    return copy
  }

  /// A file that may only be read can be read all the same, unless a killed run left it half-way.
  private static func queue(path: String, _ access: Access, _ configuration: Configuration) throws
    -> DatabaseQueue
  {
    var configuration = configuration
    if access == .reading {
      guard FileManager.default.fileExists(atPath: path) else {
        throw DatabaseError(resultCode: .SQLITE_CANTOPEN)
      }
      configuration.readonly = !FileManager.default.isWritableFile(atPath: path)
    }
    return try DatabaseQueue(path: path, configuration: configuration)
  }

  /// Looks what the file is, makes the tables of a new one in a transaction that stays open, and brings one of
  /// an older form that is to be written into the form of today.
  ///
  /// - Returns: The number of the ledger's form now.
  private static func prepare(
    _ database: Database, named name: String, for access: Access
  ) throws -> Int {
    if access == .writing { try database.beginTransaction(.immediate) }
    let form = try LedgerSchema.Form(of: database)
    if form.isForeign { throw DiagnosticsError(foreign(name, isNewer: form.isNewer)) }
    if form.isEmpty {
      // A run that was killed at its very beginning leaves a file with nothing in it.
      guard access == .writing else { throw DatabaseError(resultCode: .SQLITE_CANTOPEN) }
      try LedgerSchema.create(database)
      try LedgerSchema.createPlan(database)
      return LedgerSchema.version
    }
    guard form.isOurs else { throw DatabaseError(resultCode: .SQLITE_NOTADB) }
    guard access == .writing else { return form.version }
    if form.version < LedgerSchema.version {
      try LedgerSchema.renew(database, from: form.version)
      try database.commit()
    } else {
      try database.rollback()
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
      if !database.isInsideTransaction { try database.beginTransaction(.immediate) }
    }
  }

  /// Puts on the disk what was kept back; does nothing if nothing was.
  ///
  /// - Throws: ``DiagnosticsError`` if it cannot be written; the ledger is then as it was before ``hold()``.
  package func settle() throws(DiagnosticsError) {
    try read { database in
      guard database.isInsideTransaction else { return }
      do {
        try database.commit()
      } catch {
        try? database.rollback()
        throw error
      }
    }
  }

  /// Forgets what was kept back.
  package func abandon() {
    try? queue.writeWithoutTransaction { database in
      if database.isInsideTransaction { try database.rollback() }
    }
  }

  /// Does a piece of work in one transaction, or as a part of what is kept back: all of it is kept, or none.
  func write<Output>(_ work: (Database) throws -> Output) throws(DiagnosticsError) -> Output {
    do {
      return try queue.writeWithoutTransaction { database in
        let isHeld = database.isInsideTransaction
        if !isHeld { try database.beginTransaction(.immediate) }
        do {
          let output = try work(database)
          if !isHeld { try database.commit() }
          return output
        } catch {
          try? database.rollback()
          throw error
        }
      }
    } catch {
      throw Ledger.translated(error, named: name, path: path)
    }
  }

  /// Does a piece of work outside a transaction of its own.
  func read<Output>(_ work: (Database) throws -> Output) throws(DiagnosticsError) -> Output {
    do {
      return try queue.writeWithoutTransaction(work)
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
        try database.execute(sql: "DELETE FROM setting WHERE name = ?", arguments: [name])
      }
    }
  }
}
