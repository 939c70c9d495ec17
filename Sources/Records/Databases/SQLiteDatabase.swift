import Diagnostics
import Glibc
import SQLite

/// An SQLite file, of which rows are asked.
final class SQLiteDatabase: AnsweringDatabase {
  let stamp: DatabaseStamp
  private let database: ForeignDatabase
  private let name: String

  /// How long others who write to it are waited for, in milliseconds.
  private static let patience: Int32 = 5000

  /// Opens a file and holds on to what is in it now; nil if it is no database.
  ///
  /// - Parameters:
  ///   - path: The file.
  ///   - name: What it is called in messages.
  ///   - place: Where it is asked for.
  /// - Throws: ``DiagnosticsError`` if it cannot be opened.
  init?(path: String, named name: String, at place: SourceLocation) throws(DiagnosticsError) {
    self.name = name
    guard try SQLiteDatabase.isFile(path, named: name) else { return nil }
    // Before it is opened: what changes from now on is not what is read. Changes that are not in the file yet are
    // in another one beside it.
    let files = [path, path + "-wal"].map { ($0, FileIdentity(path: $0)) }
    stamp = .files(Dictionary(files) { first, _ in first })
    do throws(SQLiteError) {
      database = try ForeignDatabase(path: path, patience: SQLiteDatabase.patience)
    } catch {
      guard error.kind != .notDatabase else { return nil }
      throw DiagnosticsError(SQLiteDatabase.problem(error, named: name, at: place))
    }
  }

  func rows(of query: ListQuery, named name: String, options: ListOptions)
    throws(DiagnosticsError) -> KeptRows
  {
    let answer: Answer
    do throws(QueryFault) {
      answer = try database.answer(to: query.text, within: options.longestQuery)
    } catch {
      throw DiagnosticsError(problem(error, of: query, options))
    }
    var keeper = try AnswerKeeper(
      answer.columns.map(\.name), of: query, named: name, options: options)
    let kinds = answer.columns.map { DeclaredKind($0.type) }
    return try keeper.keep { keeper throws(DiagnosticsError) in
      do throws(QueryFault) {
        guard try answer.next() else { return false }
      } catch {
        throw DiagnosticsError(problem(error, of: query, options))
      }
      for (column, kind) in kinds.enumerated() { keeper.put(answer, column, kind) }
      return true
    }
  }

  /// Whether there is a file, and no pipe or device.
  ///
  /// - Throws: ``DiagnosticsError`` if there is nothing that may be read; SQLite says less of it.
  private static func isFile(_ path: String, named name: String) throws(DiagnosticsError) -> Bool {
    guard let identity = FileIdentity(path: path) else {
      throw DiagnosticsError(
        .error("records.no-file", "there is no file '\(name)'", failure: .input))
    }
    if identity.isFolder {
      throw DiagnosticsError(.error("records.folder", "'\(name)' is a folder", failure: .input))
    }
    guard unsafe access(path, R_OK) == 0 else {
      throw DiagnosticsError(
        .error("records.no-permission", "'\(name)' may not be read", failure: .permission))
    }
    return identity.isRegular
  }
}

/// The kind of values that a table declares a column to have, as far as that says more than the values do.
private enum DeclaredKind {
  case date, boolean, json, other

  /// The kind that a declared type, in capitals, stands for.
  init(_ type: String) {
    switch type.prefix(while: { $0 != "(" && $0 != " " }) {
    case "DATE", "DATETIME", "TIMESTAMP": self = .date
    case "BOOLEAN", "BOOL": self = .boolean
    case "JSON", "JSONB": self = .json
    default: self = .other
    }
  }
}

extension AnswerKeeper {
  /// Puts what an answer has in a column.
  fileprivate mutating func put(_ answer: Answer, _ column: Int, _ kind: DeclaredKind) {
    switch answer.kind(of: column) {
    case .null: break
    case .integer:
      let number = answer.integer(column)
      if kind == .boolean, number == 0 || number == 1 {
        put(.boolean, number == 1 ? "true" : "false", in: column)
      } else {
        put(.number, String(number), in: column)
      }
    case .real:
      guard let text = shortestDecimal(of: answer.real(column)) else {
        return report("records.endless-number", column, "the number is endless")
      }
      put(.number, text, in: column)
    case .text: put(text: answer, column, kind)
    case .bytes: refuseBytes(in: column)
    }
  }

  private mutating func put(text answer: Answer, _ column: Int, _ kind: DeclaredKind) {
    guard kind == .date || kind == .json else {
      return put(.text, in: column) { answer.append(text: column, to: &$0) }
    }
    var bytes: [UInt8] = []
    answer.append(text: column, to: &bytes)
    if kind == .json { return put(json: bytes, in: column) }
    if let date = isoDate(bytes) { return put(.date, date, in: column) }
    put(.text, in: column) { $0 += bytes }
  }
}

// What is told of failures.
extension SQLiteDatabase {
  private func problem(_ fault: QueryFault, of query: ListQuery, _ options: ListOptions)
    -> Diagnostic
  {
    let error = { (id: String, message: String, hint: String) in
      Diagnostic.error(id, message, at: query.location, hints: [hint])
    }
    return switch fault {
    case .failed(let error):
      SQLiteDatabase.problem(error, named: name, at: query.location)
    case .notReading:
      error(
        "records.query-not-reading", "the query does more than read its database",
        "it is one 'select' of the database's own tables; nothing can be changed, attached or set")
    case .none: error("records.no-query", "the query is empty", "write 'select … from …'")
    case .several:
      error("records.query", "another statement follows the query", "ask one question")
    case .open:
      error(
        "records.query", "the query has places for values, such as '?'", "write the values out")
    case .endless:
      error(
        "records.endless-query", "the query was ended after \(options.longestQuery.words)",
        "ask for less, or add an index to the database")
    }
  }

  /// The problem of a file that SQLite cannot read.
  fileprivate static func problem(
    _ error: SQLiteError, named name: String, at place: SourceLocation
  ) -> Diagnostic {
    let words = error.message ?? "unknown reason"
    let copy = "make a copy of it and name that: sqlite3 '\(name)' '.backup copy.db'"
    return switch error.kind {
    case .statement:
      .error("records.query", "the database does not understand the query: \(words)", at: place)
    case .corrupt, .notDatabase:
      .error("records.database-damaged", "the database '\(name)' is damaged: \(words)", at: place)
    case .tooBig:
      .error("records.query", "the query makes a value that is too long", at: place)
    case .busy:
      .error(
        "records.database-busy", "others are writing to '\(name)'", at: place,
        hints: ["run again when they are done"], failure: .temporary)
    case .noMemory, .diskFull:
      .error(
        "records.query", "there is no room for what the query needs: \(words)", at: place,
        failure: .inputOutput)
    case .inputOutput:
      .error(
        "records.reading", "reading '\(name)' broke off: \(words)", at: place,
        failure: .inputOutput)
    default:
      .error(
        "records.database", "the database '\(name)' cannot be opened: \(words)", at: place,
        hints: [copy], failure: .input)
    }
  }
}

extension Duration {
  /// The time for people: `120 seconds`.
  var words: String {
    let seconds = Double(components.seconds) + Double(components.attoseconds) / 1e18
    return "\(shortestDecimal(of: seconds) ?? "") second\(seconds == 1 ? "" : "s")"
  }
}
