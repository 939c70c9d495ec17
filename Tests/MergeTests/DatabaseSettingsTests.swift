import Diagnostics
import Merge
import Records
import Testing

/// What a mailing says of a database, and what it must not.
struct DatabaseSettingsTests {
  private func parse(_ data: String) throws -> (data: Settings.Data?, problems: [String]) {
    let source = "---\ntitle: x\nlanguage: nb\ndata: \(data)\n---\nHei\n"
    do {
      let template = try Template.parse(source, named: "letter.md", folder: "m").output
      return (template.settings.data, [])
    } catch {
      return (nil, error.diagnostics.map(\.description))
    }
  }

  @Test("a file or a connection, and what is asked of it")
  func settings() throws {
    let file = try parse("{file: m.sqlite, query: select * from m, key: nr}").data
    #expect(file?.file?.path == "m/m.sqlite")
    #expect(file?.query?.text == "select * from m")
    #expect(file?.query?.location.description == "letter.md:4:31")
    #expect(file?.paths == ["m/m.sqlite", "m/m.sqlite-wal"])
    let server = try parse(
      "{connection: medlemmer-1, query: 'select 1', key: nr, with: {L: {query: 'select 2'}, "
        + "M: {connection: b, query: 'select 3', key: x}, N: {file: n.csv}}}"
    ).data
    #expect(server?.connection?.name == "medlemmer-1")
    #expect(server?.name == "medlemmer-1")
    #expect(server?.parts.joined.map(\.connection) == [nil, "b", nil])
    #expect(server?.parts.joined.map(\.query?.text) == ["select 2", "select 3", nil])
    #expect(server?.paths == ["m/n.csv"])
  }

  @Test(
    "where a database is, and how to get in, is no affair of a mailing's",
    arguments: [
      ("{host: db.example.no, query: select 1}", "'host'"),
      ("{connection: m, query: select 1, password: x}", "'password'"),
      ("{connection: m, query: select 1, with: {L: {url: x}}}", "'url'"),
      ("{connection: m, query: select 1, dbname: x}", "'dbname'"),
    ])
  func addresses(data: String, name: String) throws {
    let problem = try parse(data).problems.first { $0.contains("[merge.connection]") }
    #expect(problem?.contains("says where a database is or how to get in (\(name))") == true)
    #expect(problem?.contains("~/.config/flett/connections.yaml") == true)
  }

  @Test(
    "a connection is a name",
    arguments: ["'postgresql://a:b@c/d'", "'host=x dbname=y'", "''", "'../x'", "'a b'"])
  func names(name: String) throws {
    #expect(
      try parse("{connection: \(name), query: select 1}").problems.first?.contains(
        "'connection' of 'data' must be a name, such as 'members' [merge.connection]") == true)
  }

  @Test("what goes together is told where it does not")
  func combinations() throws {
    #expect(
      try parse("{connection: m, key: nr}").problems.first?.hasPrefix(
        "letter.md:4:20: error: 'data' asks nothing of its connection [merge.missing-setting]")
        == true)
    #expect(
      try parse("{file: x.csv, connection: m, query: select 1}").problems.first?.contains(
        "'data' has a 'file' and a 'connection', of which one is the list") == true)
    let unknown = try parse("{conection: m}").problems.first
    #expect(unknown?.contains("did you mean 'connection'?") == true)
    #expect(unknown?.contains("password") == false, "what is refused is no setting")
  }
}
