import CPostgreSQL
import Glibc

/// A connection to a server of PostgreSQL's, of which nothing but rows is asked.
///
/// One transaction spans everything: it can change nothing, and all answers are as of one moment. Not for use by two
/// threads at once.
package final class ServerConnection {
  let handle: OpaquePointer  // owned
  private var cursors = 0

  /// Connects.
  ///
  /// - Parameters:
  ///   - settings: Names of libpq's and their values; what they leave open is taken from libpq's service files, from
  ///     its variables of the environment, and from what it takes for granted.
  ///   - time: How long each statement may take.
  /// - Throws: ``ServerError``.
  /// - SeeAlso: PostgreSQL's documentation, 34.1.2 (parameter key words).
  package init(_ settings: [(name: String, value: String)], within time: Duration)
    throws(ServerError)
  {
    let names = TextList(settings.map(\.name)), values = TextList(settings.map(\.value))
    guard let handle = PQconnectdbParams(names.start, values.start, 0) else {
      throw ServerError(.away, "there is no memory")
    }
    self.handle = handle
    guard PQstatus(handle) == CONNECTION_OK else { throw failure(names, values) }
    // Words that come beside an answer would be printed.
    _ = PQsetNoticeProcessor(handle, { _, _ in }, nil)
    let end = ContinuousClock.now + time
    try run(ServerConnection.beginning(within: time), until: end)
  }

  deinit { PQfinish(handle) }

  /// What is said before the first question: how long one may take, and how values are written.
  private static func beginning(within time: Duration) -> String {
    """
    BEGIN TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY;
    SET LOCAL statement_timeout = \(max(1, time.milliseconds));
    SET LOCAL cursor_tuple_fraction = 1;
    SET LOCAL datestyle = 'ISO, YMD'; SET LOCAL intervalstyle = 'iso_8601';
    SET LOCAL extra_float_digits = 1; SET LOCAL bytea_output = 'hex';
    SAVEPOINT flett;
    """
  }

  /// Why connecting has failed.
  private func failure(_ names: TextList, _ values: TextList) -> ServerError {
    let message = PQerrorMessage(handle).map { String(cString: $0) } ?? ""
    if message.contains("definition of service") { return ServerError(.unknownService, message) }
    // The library tells no more than words; whether anybody is there can be asked.
    return switch PQpingParams(names.start, values.start, 0) {
    case PQPING_OK: ServerError(.refused, message)
    case PQPING_NO_ATTEMPT: ServerError(.settings, message)
    default: ServerError(.away, message)
    }
  }

  /// Begins to read the rows that a query gives.
  ///
  /// - Parameters:
  ///   - query: One `select` or `values`: the server takes nothing else for a cursor.
  ///   - time: How long it may take to give all rows.
  /// - Returns: The rows, of which one is held at a time.
  /// - Throws: ``ServerError``; the connection can be asked again unless it is `away`.
  package func answer(to query: String, within time: Duration) throws(ServerError) -> ServerAnswer {
    let end = ContinuousClock.now + time
    try recover(until: end)
    cursors += 1
    let name = "flett_\(cursors)"
    let declaration = "DECLARE \(name) NO SCROLL CURSOR FOR "
    do throws(ServerError) {
      try send(declaration + query)
      while let result = try nextResult(until: end) { try result.check() }
      return try ServerAnswer(of: self, cursor: name, until: end)
    } catch {
      var error = error
      error.position = error.position.map { $0 - declaration.count }.flatMap { $0 > 0 ? $0 : nil }
      throw error
    }
  }

  /// Forgets what is left of the last answer, and the fault that it may have ended with.
  private func recover(until end: ContinuousClock.Instant) throws(ServerError) {
    while try nextResult(until: end) != nil {}
    if PQtransactionStatus(handle) == PQTRANS_INERROR {
      try run("ROLLBACK TO SAVEPOINT flett", until: end)
    }
  }

  /// Runs statements of our own.
  func run(_ statements: String, until end: ContinuousClock.Instant) throws(ServerError) {
    guard PQsendQuery(handle, statements) == 1 else { throw lost() }
    var failure: ServerError?
    while let result = try nextResult(until: end) {
      do throws(ServerError) { try result.check() } catch { failure = failure ?? error }
    }
    if let failure { throw failure }
  }

  /// Sends one statement; the protocol does not take another one with it.
  func send(_ statement: String) throws(ServerError) {
    guard PQsendQueryParams(handle, statement, 0, nil, nil, nil, nil, 0) == 1 else { throw lost() }
  }

  /// The next part of what the server answers; nil at its end.
  func nextResult(until end: ContinuousClock.Instant) throws(ServerError) -> ServerResult? {
    while PQisBusy(handle) != 0 {
      try wait(until: end)
      guard PQconsumeInput(handle) == 1 else { throw lost() }
    }
    guard let result = PQgetResult(handle) else {
      if PQstatus(handle) != CONNECTION_OK { throw lost() }
      return nil
    }
    return ServerResult(result)
  }

  /// Waits until the server says something.
  private func wait(until end: ContinuousClock.Instant) throws(ServerError) {
    while true {
      let left = (end - .now).milliseconds
      guard left > 0 else { throw cancelled() }
      var descriptor = pollfd(fd: PQsocket(handle), events: Int16(POLLIN), revents: 0)
      // Now and then time is looked at, though nothing comes.
      let status = poll(&descriptor, 1, Int32(min(left, 1000)))
      if status > 0 { return }
      if status < 0, errno != EINTR { throw lost() }
    }
  }

  /// Asks the server to end what it does, which takes longer than it may.
  private func cancelled() -> ServerError {
    if let cancel = PQgetCancel(handle) {
      var words = [CChar](repeating: 0, count: 256)
      _ = PQcancel(cancel, &words, Int32(words.count))
      PQfreeCancel(cancel)
    }
    return ServerError(.endless, "it took too long")
  }

  private func lost() -> ServerError {
    ServerError(.away, PQerrorMessage(handle).map { String(cString: $0) } ?? "")
  }
}

/// A part of what a server answers: an error, a row, or that all rows were given.
final class ServerResult {
  let handle: OpaquePointer  // owned

  init(_ handle: OpaquePointer) { self.handle = handle }

  deinit { PQclear(handle) }

  /// Makes sure that it is no error.
  func check() throws(ServerError) {
    switch PQresultStatus(handle) {
    case PGRES_COMMAND_OK, PGRES_TUPLES_OK, PGRES_SINGLE_TUPLE: return
    case PGRES_FATAL_ERROR, PGRES_BAD_RESPONSE, PGRES_NONFATAL_ERROR:
      throw ServerError(result: handle)
    default: throw ServerError(.statement, "the statement gives no rows")
    }
  }
}

/// Texts as C has lists of them, with a null pointer behind the last.
final class TextList {
  private let pointers: UnsafeMutableBufferPointer<UnsafePointer<CChar>?>  // owned

  init(_ texts: [String]) {
    pointers = .allocate(capacity: texts.count + 1)
    _ = pointers.initialize(from: texts.map { UnsafePointer(strdup($0)) } + [nil])
  }

  deinit {
    for pointer in pointers { free(UnsafeMutablePointer(mutating: pointer)) }
    pointers.deallocate()
  }

  var start: UnsafePointer<UnsafePointer<CChar>?>? {
    pointers.baseAddress.map { UnsafePointer($0) }
  }
}

extension Duration {
  /// How many whole milliseconds it has, at most some days.
  fileprivate var milliseconds: Int {
    let seconds = min(max(components.seconds, 0), 1_000_000)
    return Int(seconds) * 1000 + Int(components.attoseconds / 1_000_000_000_000_000)
  }
}
