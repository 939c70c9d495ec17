import Foundation
import Glibc
package import Testing

/// A server of PostgreSQL's with its data in a folder of its own, reached by a socket in that folder.
package final class PostgreSQLServer: Sendable {
  private let folder: TemporaryFolder
  /// Where its socket is.
  package var host: String { folder.url.path }
  private var data: String { folder.url.appending(path: "data").path }

  /// The server of the suite that asks for one by ``Testing/Trait/postgreSQL``.
  @TaskLocal package static var current: PostgreSQLServer?

  /// Makes a server and starts it.
  package init() throws {
    folder = try TemporaryFolder()
    // The server refuses to run as root.
    if getuid() == 0 { try #require(chown(folder.url.path, 65534, 65534) == 0) }
    try PostgreSQLServer.run(
      "initdb", "--pgdata", data, "--auth", "trust", "--username", "letters", "--encoding", "UTF8",
      "--locale", "C", "--no-sync")
    try start()
  }

  /// Starts it, if it does not run.
  package func start() throws {
    let options = "-c listen_addresses= -c fsync=off -c unix_socket_directories=\(host)"
    try PostgreSQLServer.run(
      "pg_ctl", "--pgdata", data, "--wait", "--log", host + "/log", "--options", options, "start")
  }

  /// Stops it, however many are connected.
  package func stop() throws {
    try PostgreSQLServer.run("pg_ctl", "--pgdata", data, "--wait", "--mode", "immediate", "stop")
  }

  /// Runs statements as the owner of everything.
  @discardableResult
  package func run(_ statements: String) throws -> String {
    let arguments = [
      "--host", host, "--username", "letters", "--dbname", "postgres", "--no-psqlrc", "--quiet",
      "--tuples-only", "--no-align", "--set", "ON_ERROR_STOP=1", "--command", statements,
    ]
    return try PostgreSQLServer.run("psql", arguments: arguments)
  }

  /// The folder of Debian's newest version of the server.
  private static var programs: String {
    let root = "/usr/lib/postgresql"
    let versions = (try? FileManager.default.contentsOfDirectory(atPath: root)) ?? []
    return "\(root)/\(versions.compactMap { Int($0) }.max() ?? 0)/bin"
  }

  @discardableResult
  private static func run(_ program: String, _ arguments: String...) throws -> String {
    try run(program, arguments: arguments)
  }

  /// Runs a program to its end; a server goes on behind it.
  private static func run(_ program: String, arguments: [String]) throws -> String {
    let user = ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"]
    let (status, output) = try DetachedProgram.run(
      (getuid() == 0 ? user : []) + ["\(programs)/\(program)"] + arguments, tellsErrors: true)
    try #require(status == 0, "\(program): \(output)")
    return output
  }
}

/// Starts a server before a suite's tests, and stops it after them.
package struct PostgreSQLTrait: SuiteTrait, TestScoping {
  package func provideScope(
    for test: Test, testCase: Test.Case?, performing function: @Sendable () async throws -> Void
  ) async throws {
    let server = try PostgreSQLServer()
    defer { try? server.stop() }
    try await PostgreSQLServer.$current.withValue(server) { try await function() }
  }
}

extension Trait where Self == PostgreSQLTrait {
  /// A server for all tests of a suite, ``PostgreSQLServer/current``.
  package static var postgreSQL: PostgreSQLTrait { PostgreSQLTrait() }
}
