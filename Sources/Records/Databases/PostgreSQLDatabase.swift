import Diagnostics
import Foundation
import PostgreSQL

/// A database behind a server of PostgreSQL's, of which rows are asked.
final class PostgreSQLDatabase: AnsweringDatabase {
  let stamp = DatabaseStamp.unknown
  private let server: ServerConnection
  private let name: String
  private let longestQuery: Duration

  /// Connects as this machine's own settings say.
  ///
  /// - Parameters:
  ///   - name: The connection's name.
  ///   - place: Where it is asked for.
  ///   - options: How lists are read, and where connections are said.
  /// - Throws: ``DiagnosticsError`` if there is no such connection, or the server cannot be reached.
  init(connection name: String, at place: SourceLocation, _ options: ListOptions)
    throws(DiagnosticsError)
  {
    let environment = ProcessInfo.processInfo.environment
    let path = options.connections ?? Connections.path(environment)
    let connections = try Connections(path: path)
    let connection = connections[name]
    (self.name, longestQuery) = (name, connection.longestQuery ?? options.longestQuery)
    do throws(ServerError) {
      server = try ServerConnection(
        PostgreSQLDatabase.completed(connection.settings, environment), within: longestQuery)
    } catch {
      throw DiagnosticsError(
        error.kind == .unknownService
          ? connections.unknown(name, at: place)
          : PostgreSQLDatabase.problem(error, named: name, longestQuery, nil, at: place))
    }
  }

  /// Settings with what we need, and with a bound for how long connecting may take.
  private static func completed(
    _ settings: [(name: String, value: String)], _ environment: [String: String]
  ) -> [(name: String, value: String)] {
    var settings = settings
    let isBounded = settings.contains { $0.name == "connect_timeout" }
    if !isBounded, environment["PGCONNECT_TIMEOUT"] == nil {
      settings.append(("connect_timeout", "10"))
    }
    return settings + [("client_encoding", "UTF8"), ("fallback_application_name", "flett")]
  }

  func rows(of query: ListQuery, named name: String, options: ListOptions)
    throws(DiagnosticsError) -> KeptRows
  {
    let answer: ServerAnswer
    do throws(ServerError) {
      answer = try server.answer(to: query.text, within: longestQuery)
    } catch {
      throw DiagnosticsError(problem(error, of: query))
    }
    var keeper = try AnswerKeeper(
      answer.columns.map(\.name), of: query, named: name, options: options)
    let kinds = answer.columns.map { ColumnKind(type: $0.type) }
    return try keeper.keep { keeper throws(DiagnosticsError) in
      do throws(ServerError) {
        guard try answer.next() else { return false }
      } catch {
        throw DiagnosticsError(problem(error, of: query))
      }
      for (column, kind) in kinds.enumerated() where !answer.isNull(column) {
        keeper.put(answer, column, kind)
      }
      return true
    }
  }
}

/// The kind of values that a column has by its type.
private enum ColumnKind {
  case text, number, real, boolean, date, time, json, bytes

  /// The kind of a type, by its number in the server's catalogue.
  ///
  /// - SeeAlso: PostgreSQL's `src/include/catalog/pg_type.dat`.
  init(type: UInt32) {
    switch type {
    case 16: self = .boolean
    case 17: self = .bytes
    case 20, 21, 23, 26, 1700: self = .number
    case 700, 701: self = .real
    case 1082, 1114, 1184: self = .date
    case 1083: self = .time
    case 114, 3802: self = .json
    default: self = .text
    }
  }
}

extension AnswerKeeper {
  /// Puts what an answer has in a column.
  fileprivate mutating func put(_ answer: ServerAnswer, _ column: Int, _ kind: ColumnKind) {
    if kind == .bytes { return refuseBytes(in: column) }
    if kind == .text { return put(.text, in: column) { answer.append(column, to: &$0) } }
    var bytes: [UInt8] = []
    answer.append(column, to: &bytes)
    switch kind {
    case .boolean: put(.boolean, bytes == [UInt8(ascii: "t")] ? "true" : "false", in: column)
    case .number, .real: put(number: String(decoding: bytes, as: UTF8.self), in: column)
    case .date: put(date: bytes, in: column)
    case .time: put(.text, shortTime(bytes), in: column)
    case .json: put(json: bytes, in: column)
    case .text, .bytes: break
    }
  }

  private mutating func put(number text: String, in column: Int) {
    guard text.utf8.last.map({ (0x30...0x39).contains($0) }) ?? false else {
      return report("records.endless-number", column, "'\(text)' is no number that can be told")
    }
    put(.number, text.contains("e") ? CellNumber.plain(of: text) : text, in: column)
  }

  /// Puts a day or a point in time, of which the zone, the server's own, is left out.
  private mutating func put(date bytes: [UInt8], in column: Int) {
    let zone = bytes.dropFirst(11).firstIndex { $0 == UInt8(ascii: "+") || $0 == UInt8(ascii: "-") }
    guard let date = isoDate(bytes[..<(zone ?? bytes.endIndex)]) else {
      let text = String(decoding: bytes, as: UTF8.self)
      return report("records.date", column, "'\(text)' is no day of the years 1 to 9999")
    }
    put(.date, date, in: column)
  }
}

// What is told of failures.
extension PostgreSQLDatabase {
  private func problem(_ error: ServerError, of query: ListQuery) -> Diagnostic {
    PostgreSQLDatabase.problem(error, named: name, longestQuery, query, at: query.location)
  }

  private static func problem(
    _ error: ServerError, named name: String, _ time: Duration, _ query: ListQuery?,
    at place: SourceLocation
  ) -> Diagnostic {
    switch error.kind {
    case .away:
      .error(
        "records.server-away",
        "the database '\(name)' \(query == nil ? "cannot be reached" : "went away"): \(error.message)",
        at: place, hints: ["run again when it is there"], failure: .temporary)
    case .refused:
      .error(
        "records.server-refused", "the database '\(name)' lets nobody in: \(error.message)",
        at: place, failure: .permission)
    case .settings, .unknownService:
      .error(
        "records.server-settings", "the connection '\(name)' cannot be made: \(error.message)",
        at: place, failure: .configuration)
    case .permission:
      .error(
        "records.server-refused",
        "the database '\(name)' does not let it be read: \(error.message)",
        at: place, failure: .permission)
    case .notReading:
      .error(
        "records.query-not-reading", "the query does more than read: \(error.message)", at: place,
        hints: ["it is one 'select'; nothing can be changed"])
    case .endless:
      .error(
        "records.endless-query", "the query was ended after \(time.words)", at: place,
        hints: ["ask for less, or give the connection more: 'timeout: 600', in seconds"])
    case .statement:
      .error(
        "records.query",
        "the database does not understand the query: \(error.message)\(error.words(of: query))",
        at: place)
    }
  }
}

extension ServerError {
  /// Where in a query the fault is: `, at 'frm members'`.
  fileprivate func words(of query: ListQuery?) -> String {
    guard let position, let query, position <= query.text.unicodeScalars.count else { return "" }
    let rest = query.text.unicodeScalars.dropFirst(position - 1)
    let part = String(String.UnicodeScalarView(rest.prefix(24)))
    return ", at '\(part)\(rest.count > 24 ? "…" : "")'"
  }
}
