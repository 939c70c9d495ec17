import Diagnostics
import Foundation
import Records
import TestSupport
import Testing

/// Lists that are asked of a server of PostgreSQL's.
@Suite(.postgreSQL, .timeLimit(.minutes(30)))
struct PostgreSQLListTests {
  private let server: PostgreSQLServer
  private let folder: TemporaryFolder
  private let place = SourceLocation(file: "letter.md", line: 4, column: 20)

  init() throws {
    server = try #require(PostgreSQLServer.current)
    folder = try TemporaryFolder()
    try connect("members: {host: '\(server.host)', dbname: postgres, user: letters}\n")
  }

  /// Says where connections lead.
  private func connect(_ connections: String, mode: Int = 0o600) throws {
    let file = try folder.write(connections, to: "connections.yaml")
    try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: file.path)
  }

  private func open(
    _ query: String, of parts: RecordParts = RecordParts(), connection: String = "members",
    _ change: (inout ListOptions) -> Void = { _ in }
  ) throws -> RecordList {
    var options = ListOptions(query: ListQuery(query, at: place))
    options.connections = folder.url.appending(path: "connections.yaml").path
    change(&options)
    let list = try RecordList.draft(connection: connection, of: parts, options: options).output
    if !list.faults.isEmpty { throw DiagnosticsError(list.faults.diagnostics) }
    return list
  }

  private func failure(
    _ query: String, connection: String = "members",
    _ change: (inout ListOptions) -> Void = { _ in }
  ) throws -> (words: String, status: Failure)? {
    do {
      _ = try open(query, connection: connection, change)
      return nil
    } catch let error as DiagnosticsError {
      return (error.description, error.failure)
    }
  }

  private func rows(_ list: RecordList) throws -> [[String]] {
    var rows: [[String]] = []
    try list.forEach { rows.append($0.values.map(\.testText)) }
    return rows
  }

  @Test("values are what the server's types say they are")
  func types() throws {
    let list = try open(
      """
      select true as a, false as b, 7::int2 as c, -8::int8 as d, 1.10::numeric as e,
        0.1::float8 as f, 1e21::float8 as g, 1.5::float4 as h, date '2026-05-20' as i,
        timestamp '2026-05-20 14:30:00' as j, timestamp '2026-05-20' as k, 'æøå'::text as l,
        null as m, '["a", {"b": 1.10}]'::jsonb as n, '2'::json as o, time '14:30' as p,
        timestamptz '2026-05-20 14:30:05+00' at time zone 'UTC' as q, 'x'::varchar(3) as r
      """)
    #expect(
      try rows(list) == [
        [
          "yes", "no", "#7", "#-8", "#1.10", "#0.1", "#1000000000000000000000", "#1.5",
          "2026-05-20", "2026-05-20 14:30", "2026-05-20", "æøå", "", "[a, {b: #1.10}]", "#2",
          "14:30", "2026-05-20 14:30:05", "x",
        ]
      ])
    try list.forEach { #expect($0.values[8].content == .date("2026-05-20")) }
  }

  @Test("faults of values are told with their rows and columns")
  func faults() throws {
    let query = """
      select 'NaN'::numeric as a, date 'infinity' as b, '\\x00'::bytea as c, '{"a": 1}'::json as d,
        'Infinity'::float8 as e, date '0044-03-15 BC' as f
      """
    let words = try failure(query)?.words.split(separator: "\n").map(String.init)
      .filter { !$0.hasPrefix("  ") }
    #expect(
      words == [
        "members:1:1: error: 'NaN' is no number that can be told [records.endless-number]",
        "members:1:2: error: 'infinity' is no day of the years 1 to 9999 [records.date]",
        "members:1:3: error: the column 'c' holds bytes that are no text, such as a picture "
          + "[records.bytes]",
        "members:1:4: error: 'd' is a group, and a record's values are single or lists "
          + "[records.group]",
        "members:1:5: error: 'Infinity' is no number that can be told [records.endless-number]",
        "members:1:6: error: '0044-03-15 BC' is no day of the years 1 to 9999 [records.date]",
      ])
  }

  @Test(
    "nothing can be changed",
    arguments: [
      "insert into x values (1)", "delete from x", "drop table x", "select 1; drop table x",
      "commit; drop table x", "with d as (delete from x returning a) select * from d",
      "select nextval('s')", "select set_config('transaction_read_only', 'off', false)",
      "select 1 into y", "copy x to '/tmp/never'", "do $$ begin drop table x; end $$",
      "set transaction read write", "select lo_create(0)",
    ])
  func reading(query: String) throws {
    try server.run("create table if not exists x (a int); create sequence if not exists s")
    try server.run("truncate x; insert into x values (1), (2); select setval('s', 1)")
    _ = try failure(query)
    // What a function is allowed in such a transaction is forgotten with it.
    let isForgotten = query.contains("set_config") || query.contains("lo_create")
    #expect(try failure(query) != nil || isForgotten)
    #expect(try server.run("select count(*) from pg_largeobject_metadata") == "0\n")
    #expect(try server.run("select count(*), (select last_value from s) from x") == "2|1\n")
  }

  @Test("what is wrong with a query is told where the mailing asks it")
  func queries() throws {
    let found = try failure("select nr frm members")
    #expect(
      found?.words
        == "letter.md:4:20: error: the database does not understand the query: syntax error at or "
        + "near \"members\", at 'members' [records.query]")
    #expect(found?.status == .data)
    #expect(
      try failure("select 1 as a, 2 as a")?.words.hasPrefix(
        "letter.md:4:20: error: two columns of the query are called 'a'") == true)
    #expect(
      try failure("select 1 as a where false")?.words
        == "letter.md:4:20: error: the query gives no rows [records.no-rows]")
    #expect(
      try failure("select 1 / (3 - n) as a from generate_series(1, 5) n")?.words
        == "letter.md:4:20: error: the database does not understand the query: division by zero "
        + "[records.query]")
  }

  @Test("a query that never ends is ended, whatever it says about that itself")
  func endless() throws {
    for query in [
      "select pg_sleep(3600)", "select count(*) from generate_series(1, 1000000000000) n",
      "select set_config('statement_timeout', '0', false), pg_sleep(n) from generate_series(0, 9) n",
      "with recursive c(x) as (select 1 union all select x from c) select x from c where x > 1",
    ] {
      let found = try failure(query) { $0.longestQuery = .milliseconds(300) }
      #expect(
        found?.words.hasPrefix(
          "letter.md:4:20: error: the query was ended after 0.3 seconds [records.endless-query]")
          == true, "\(found?.words ?? "")")
    }
    let many = try failure("select n from generate_series(1, 1000000) n") { $0.mostRows = 25_000 }
    #expect(many?.words.contains("the query gives more than 25,000 rows") == true)
  }

  @Test("more rows than are fetched at a time come whole, and in order")
  func portions() throws {
    let list = try open("select n, 'x' || n as t from generate_series(1, 30000) n")
    #expect(list.count == 30_000)
    var sum = 0
    try list.forEach { sum += $0.number }
    #expect(sum == 30_000 * 30_001 / 2)
    #expect(try open("select n from generate_series(1, 10000) n").count == 10_000)
  }

  @Test("the list and its tables are of one moment, and all readings of one answer")
  func moment() throws {
    try server.run(
      "create table m (nr int, navn text); insert into m values (7, 'Anna'), (8, 'Bo')")
    defer { _ = try? server.run("drop table m") }
    // The second query waits until the first one's moment is long over; the table is then another.
    try server.run("create table l (medlem int); insert into l values (8), (7), (8)")
    defer { _ = try? server.run("drop table l") }
    var parts = RecordParts(key: "nr")
    var lines = JoinedTable(RowsName("L", at: place), path: nil, key: "medlem", at: place)
    lines.query = ListQuery("select medlem from l", at: place)
    parts.joined = [lines]
    let list = try open("select nr, navn from m order by nr", of: parts)
    try server.run("delete from m; delete from l")
    let expected = [
      ["#7", "Anna", "[{medlem: #7}]"], ["#8", "Bo", "[{medlem: #8}, {medlem: #8}]"],
    ]
    #expect(try rows(list) == expected)
    #expect(try rows(list) == expected)
    #expect(!list.isCurrent)
  }

  @Test("all faults of all queries are told at once")
  func several() throws {
    var parts = RecordParts(key: "nr")
    for query in ["select frm", "select 1 / 0 as nr"] {
      var table = JoinedTable(
        RowsName("L\(parts.joined.count)", at: place), path: nil, key: "nr", at: place)
      table.query = ListQuery(query, at: place)
      parts.joined.append(table)
    }
    do {
      _ = try open("select 1 as nr, 'NaN'::float8 as x", of: parts)
      Issue.record("taken")
    } catch let error as DiagnosticsError {
      #expect(
        error.diagnostics.map(\.id) == ["records.endless-number", "records.query", "records.query"])
    }
  }

  @Test("connections are this machine's affair")
  func connections() throws {
    try connect("members: {host: x, pasword: y}\n")
    #expect(try failure("select 1")?.status == .configuration)
    #expect(try failure("select 1")?.words.contains("has no setting 'pasword'") == true)
    try connect("members: {host: '\(server.host)', dbname: postgres, user: nobody}\n")
    #expect(try failure("select 1")?.status == .permission)
    try connect("members: {host: '\(server.host)', dbname: postgres, sslmode: perhaps}\n")
    #expect(try failure("select 1")?.status == .configuration)
    try connect("membres: {host: x}\n")
    let unknown = try failure("select 1")
    #expect(unknown?.status == .configuration)
    #expect(
      unknown?.words.hasPrefix(
        "letter.md:4:20: error: this machine has no connection 'members' [connections.unknown]\n"
          + "  hint: did you mean 'membres'?\n  hint: write where it leads into ") == true)
    try connect("members: {}\n", mode: 0o640)
    let open = try failure("select 1")
    #expect(open?.status == .permission)
    #expect(open?.words.contains("can be read by others [connections.readable-by-others]") == true)
  }

  @Test("a server that is not there may be there later")
  func away() throws {
    try connect("members: {host: '\(folder.url.path)', dbname: postgres, user: letters}\n")
    let found = try failure("select 1")
    #expect(found?.status == .temporary)
    #expect(
      found?.words.hasPrefix("letter.md:4:20: error: the database 'members' cannot be reached: ")
        == true)
  }

  @Test("a table that may not be read is told so")
  func permission() throws {
    try server.run("create role reader login; create table secret (a int)")
    defer { _ = try? server.run("drop table secret; drop role reader") }
    try connect("members: {host: '\(server.host)', dbname: postgres, user: reader}\n")
    let found = try failure("select * from secret")
    #expect(found?.status == .permission)
    #expect(found?.words.contains("permission denied for table secret") == true)
  }
}
