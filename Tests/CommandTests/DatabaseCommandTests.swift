import Foundation
import TestSupport
import Testing

/// Mailings that ask databases, as people and programs call them.
@Suite(.postgreSQL, .timeLimit(.minutes(30)))
struct DatabaseCommandTests {
  private let server: PostgreSQLServer
  private var command: Command

  init() throws {
    server = try #require(PostgreSQLServer.current)
    command = try Command()
    command.environment["XDG_CONFIG_HOME"] = command.path + "config"
    try connect("members: {host: '\(server.host)', dbname: postgres, user: letters}\n")
  }

  private func connect(_ connections: String) throws {
    let file = try command.folder.write(connections, to: "config/flett/connections.yaml")
    try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: file.path)
  }

  private func write(_ data: String, values: String = "", body: String) throws {
    try command.writeMailing(body: body)
    let letter = command.folder.url.appending(path: "m/letter.md")
    let text = try String(contentsOf: letter, encoding: .utf8)
    try command.folder.write(
      text.replacing("data: {file: list.csv, key: name}", with: "data: \(data)\n" + values)
        .replacing("{{city}}", with: "{{name}}"),
      to: "m/letter.md")
  }

  @Test("letters are made of what a server answers, and made again only where that has changed")
  func letters() throws {
    try server.run("create table p (name text, day date, paid boolean)")
    defer { _ = try? server.run("drop table p") }
    try server.run("insert into p values ('A', '2026-05-20', true), ('B', '2026-06-20', false)")
    try write(
      "{connection: members, query: select * from p order by name, key: name}",
      body:
        "{{name}} {{day | date: long}}{{#if paid}}, betalt{{/if}}{{#if day < '2026-06-01'}}!{{/if}}\n"
    )
    let first = try command.flett("merge", "m", "--output", "out", "--unsigned")
    #expect(first.status == 0, "\(first)")
    #expect(first.output.contains("2 letters made"), "\(first)")
    try server.run("update p set paid = true where name = 'B'")
    let second = try command.flett("merge", "m", "--output", "out", "--unsigned")
    #expect(second.output.contains("1 letter made"), "\(second)")
  }

  @Test("exit statuses tell what to do about a server")
  func statuses() throws {
    try write("{connection: members, query: select 1 as name, key: name}", body: "{{name}}\n")
    #expect(try command.flett("check", "m").status == 0)
    try connect("members: {host: '\(command.path)', dbname: postgres, user: letters}\n")
    let away = try command.flett("check", "m")
    #expect(away.status == 75)
    #expect(away.errors.contains("[records.server-away]"), "\(away)")
    try connect("other: {}\n")
    let unknown = try command.flett("check", "m")
    #expect(unknown.status == 78)
    #expect(unknown.errors.contains("this machine has no connection 'members'"), "\(unknown)")
    try connect("members: {host: '\(server.host)', dbname: postgres, user: nobody}\n")
    #expect(try command.flett("check", "m").status == 77)
    try write(
      "{connection: members, query: select 1 as name, password: x}", body: "{{name}}\n")
    #expect(try command.flett("check", "m").status == 65)
    #expect(!FileManager.default.fileExists(atPath: command.path + "out"))
  }

  @Test("everything that is wrong with query, values and letter is told at once")
  func oneRound() throws {
    try write(
      "{connection: members, query: \"select 'A' as name, 1.5 as sum union all select 'B', 'NaN'\", "
        + "key: name, columns: {sum: number}}", body: "{{name}} {{nothing}}\n")
    let run = try command.flett("check", "m")
    #expect(run.status == 65)
    #expect(
      run.errors.contains("members:2:2: error: 'NaN' is no number that can be told"), "\(run)")
    #expect(run.errors.contains("  row 2  sum"), "\(run)")
    #expect(run.errors.contains("members has no field 'nothing'"), "\(run)")
  }

  @Test("a column with the name of one of the mailing's values is told")
  func ambiguity() throws {
    try write(
      "{connection: members, query: \"select 'A' as name, 2 as year\", key: name}",
      values: "values: {year: 2026}", body: "{{name}} {{year}}\n")
    let run = try command.flett("check", "m")
    #expect(run.status == 65)
    #expect(run.errors.contains("[merge.ambiguous-name]"), "\(run)")
  }

  @Test("JSON Lines come by standard input, and a form that nothing tells is said")
  func standardInput() throws {
    try write("{file: list.csv, key: name}", body: "{{name}}\n")
    let lines = "{\"name\": \"A\"}\n{\"name\": \"B\"}\n"
    #expect(try command.flett("check", "m", "--data", "-", input: lines).status == 0)
    let yaml = "- name: A\n- name: B\n"
    let said = try command.flett("check", "m", "--data", "-", "--data-format", "yaml", input: yaml)
    #expect(said.status == 0, "\(said)")
    #expect(try command.flett("check", "m", "--data", "-", input: yaml).status == 65)
    let wrong = try command.flett("check", "m", "--data-format", "xml")
    #expect(wrong.status == 64)
  }
}
