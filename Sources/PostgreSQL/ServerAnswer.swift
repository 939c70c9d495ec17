import CPostgreSQL

/// The rows that a query gives, fetched some thousands at a time and held one at a time.
package final class ServerAnswer {
  /// A column of the rows.
  package struct Column: Hashable, Sendable {
    /// What the query calls it.
    package let name: String
    /// The number of its type in the server's catalogue (`pg_type.oid`).
    package let type: UInt32
  }

  /// The columns in order.
  package let columns: [Column]
  private let connection: ServerConnection
  private let fetching: String
  private let end: ContinuousClock.Instant
  /// The row at hand, or the first one before it is asked for.
  private var row: ServerResult?
  private var isFirst = true
  /// How many rows came since the last time that some were asked for.
  private var count = 0

  /// How many rows are asked for at a time.
  private static let portion = 10_000

  /// Asks for the first rows of a cursor.
  init(of connection: ServerConnection, cursor: String, until end: ContinuousClock.Instant)
    throws(ServerError)
  {
    (self.connection, self.end) = (connection, end)
    fetching = "FETCH FORWARD \(ServerAnswer.portion) FROM \(cursor)"
    try ServerAnswer.fetch(fetching, from: connection)
    let result = try connection.nextResult(until: end)
    try result?.check()
    columns = result.map(ServerAnswer.columns) ?? []
    row = result
  }

  private static func fetch(_ statement: String, from connection: ServerConnection)
    throws(ServerError)
  {
    try connection.send(statement)
    // Otherwise all rows would be held before the first one is given.
    _ = PQsetSingleRowMode(connection.handle)
  }

  private static func columns(of result: ServerResult) -> [Column] {
    (0..<PQnfields(result.handle)).map { index in
      Column(
        name: PQfname(result.handle, index).map { String(cString: $0) } ?? "",
        type: PQftype(result.handle, index))
    }
  }

  /// Goes on to the next row.
  ///
  /// - Returns: Whether there is one.
  /// - Throws: ``ServerError``.
  package func next() throws(ServerError) -> Bool {
    while true {
      if isFirst { isFirst = false } else { row = try connection.nextResult(until: end) }
      if let row {
        try row.check()
        if PQresultStatus(row.handle) == PGRES_SINGLE_TUPLE {
          count += 1
          return true
        }
        continue
      }
      // The server has given what was asked for; if it had no more, that was all.
      guard count == ServerAnswer.portion else { return false }
      count = 0
      try ServerAnswer.fetch(fetching, from: connection)
    }
  }

  /// Whether the value of a column, counted from 0, is nothing in the row at hand.
  package func isNull(_ column: Int) -> Bool {
    row.map { PQgetisnull($0.handle, 0, Int32(column)) != 0 } ?? true
  }

  /// Adds the value of a column to bytes, as the server writes it, in UTF-8.
  package func append(_ column: Int, to bytes: inout [UInt8]) {
    guard let row, let value = PQgetvalue(row.handle, 0, Int32(column)) else { return }
    let count = Int(PQgetlength(row.handle, 0, Int32(column)))
    bytes.append(contentsOf: UnsafeRawBufferPointer(start: value, count: count))
  }
}
