import Diagnostics
import Foundation
import Records
import TestSupport
import Testing

/// A server that goes away while it is asked.
@Suite(.postgreSQL, .timeLimit(.minutes(30)))
struct PostgreSQLGoneTests {
  @Test("a server that ends the connection in the middle of an answer may be there later")
  func gone() throws {
    let server = try #require(PostgreSQLServer.current)
    let folder = try TemporaryFolder()
    let file = try folder.write(
      "m: {host: '\(server.host)', dbname: postgres, user: letters}\n", to: "connections.yaml")
    try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: file.path)
    let place = SourceLocation(file: "letter.md", line: 4, column: 20)
    var options = ListOptions(
      query: ListQuery(
        """
        select n, case when n = 15000 then pg_terminate_backend(pg_backend_pid()) end as x
        from generate_series(1, 30000) n
        """, at: place))
    options.connections = file.path
    #expect {
      try RecordList.draft(connection: "m", options: options)
    } throws: { error in
      let error = error as? DiagnosticsError
      return error?.failure == .temporary
        && error?.description.hasPrefix("letter.md:4:20: error: the database 'm' went away: ")
          == true
    }
  }
}
