import Diagnostics
import Foundation
import Records
import SQLite
import TestSupport
import Testing

/// Lists that are asked of an SQLite file.
@Suite(.timeLimit(.minutes(30)))
struct SQLiteListTests {
  private let folder: TemporaryFolder
  private let place = SourceLocation(file: "letter.md", line: 4, column: 20)
  private var path: String { folder.url.appending(path: "m.sqlite").path }

  init() throws {
    folder = try TemporaryFolder()
    try change(
      """
      CREATE TABLE m (nr INTEGER, navn TEXT, pris DECIMAL(10, 2), forfall DATE, sist DATETIME,
        styre BOOLEAN, deler JSON, bilde BLOB);
      INSERT INTO m VALUES
        (7, 'Anna', 1250.5, '2026-05-20', '2026-05-20T14:30:00', 1, '["a", {"b": 1.10}]', NULL),
        (8, 'Bo', 0.1, '20.05.2026', '2026-05-20 00:00:00', 0, '2', x'00'),
        (9, NULL, 1e21, '2026-02-30', 12, 2, NULL, x'01');
      CREATE TABLE l (medlem INTEGER, vare TEXT);
      INSERT INTO l VALUES (8, 'Maling'), (7, 'Kost'), (8, 'Spann');
      """)
  }

  private func change(_ statements: String) throws {
    try Connection(path: path, .making, patience: 0).execute(statements)
  }

  private func open(
    _ query: String, of parts: RecordParts = RecordParts(key: "nr"),
    _ change: (inout ListOptions) -> Void = { _ in }
  ) throws -> RecordList {
    var options = ListOptions(query: ListQuery(query, at: place))
    change(&options)
    return try RecordList.open(path: path, named: "m.sqlite", of: parts, options: options).output
  }

  private func problems(
    _ query: String, of parts: RecordParts = RecordParts(key: "nr"),
    _ change: (inout ListOptions) -> Void = { _ in }
  ) throws -> [String] {
    do {
      _ = try open(query, of: parts, change)
      return []
    } catch let error as DiagnosticsError {
      return error.diagnostics.map(\.description)
    }
  }

  private func records(_ list: RecordList) throws -> [Record] {
    var records: [Record] = []
    try list.forEach { records.append($0) }
    return records
  }

  @Test("values are what the database says they are")
  func types() throws {
    let list = try open("select nr, navn, pris, forfall, sist, styre, deler from m")
    #expect(list.count == 3)
    #expect(list.fields.names == ["nr", "navn", "pris", "forfall", "sist", "styre", "deler"])
    let records = try records(list)
    #expect(
      records.map { $0.values.map(\.testText) } == [
        ["#7", "Anna", "#1250.5", "2026-05-20", "2026-05-20 14:30", "yes", "[a, {b: #1.10}]"],
        ["#8", "Bo", "#0.1", "20.05.2026", "2026-05-20", "no", "#2"],
        ["#9", "", "#1000000000000000000000", "2026-02-30", "#12", "#2", ""],
      ])
    #expect(records[0].values[3].content == .date("2026-05-20"))
    #expect(records[0].values[4].content == .date("2026-05-20 14:30"))
    #expect(records[1].values[3].content == .text("20.05.2026"))
    #expect(records[2].values[3].content == .text("2026-02-30"))
    #expect(records[1].values[1].location.description == "m.sqlite:2:2")
    #expect(records[1].row(ofSheet: list.sheetName) == 2)
  }

  @Test("faults are told with their rows, their columns and what stands there")
  func faults() throws {
    #expect(
      try problems("select nr, bilde, navn from m")
        == [
          """
          m.sqlite:2:2: error: the column 'bilde' holds bytes that are no text, such as a picture \
          [records.bytes]
            row 2  bilde
            hint: leave the column out of the query
          """,
          "'m.sqlite' has 1 more error like these [records.more]",
        ].enumerated().map { $0 == 1 ? "error: " + $1 : $1 })
    #expect(
      try problems("select 7 as nr, navn from m where nr < 9").first?.hasPrefix(
        "m.sqlite:2:1: error: row 2 has the same key as row 1: '7' [records.duplicate-key]\n"
          + "  row 2  nr: 7") == true)
    #expect(
      try problems("select nr, char(1) as x, 'a' || char(0) as y from m limit 1").map {
        $0.split(separator: "\n").prefix(2).joined(separator: "|")
      } == [
        "m.sqlite:1:2: error: the control character U+0001 cannot be printed "
          + "[records.control-character]|  row 1  x: \\u{1}",
        "m.sqlite:1:3: error: the control character U+0000 cannot be printed "
          + "[records.control-character]|  row 1  y: a\\u{0}",
      ])
    #expect(
      try problems("select nr, cast(x'ff41' as text) as x, 9e999 as y from m limit 1").map {
        $0.split(separator: "\n").first.map(String.init)
      } == [
        "m.sqlite:1:2: error: the value is not written in UTF-8 [records.not-utf8]",
        "m.sqlite:1:3: error: the number is endless [records.endless-number]",
      ])
    #expect(
      try problems("select nr, '[1,' as deler from m limit 1").isEmpty, "an expression has no type")
  }

  @Test("what is wrong with a query is told where the mailing asks it")
  func queries() throws {
    func first(_ query: String, key: String = "nr") throws -> String? {
      try problems(query, of: RecordParts(key: key)).first?.split(separator: "\n").first
        .map(String.init)
    }
    let at = "letter.md:4:20: error: "
    #expect(
      try first("select nr, navn as nr from m")
        == at + "two columns of the query are called 'nr' [records.duplicate-column]")
    #expect(
      try first("select nr as ' ' from m")
        == at + "column 1 of the query has no name [records.blank-column]")
    #expect(
      try first("select nr from m where nr > 9")
        == at + "the query gives no rows [records.no-rows]")
    #expect(
      try first("select nr from medlemmer")
        == at + "the database does not understand the query: no such table: medlemmer "
        + "[records.query]")
    #expect(
      try first("delete from m")
        == at + "the query does more than read its database [records.query-not-reading]")
    #expect(
      try first("select navn from m where nr = 7", key: "nr")
        == at + "the list has no column 'nr', which is to be its key [records.no-key-field]")
    #expect(
      try first("attach 'x.sqlite' as x")
        == at + "the query does more than read its database [records.query-not-reading]")
  }

  @Test("a query that never ends is ended, and too many rows are refused")
  func bounds() throws {
    let endless = "with recursive c(x) as (select 1 union all select x + 1 from c) "
    #expect(
      try problems(endless + "select max(x) as nr from c") { $0.longestQuery = .milliseconds(20) }
        .first?.hasPrefix(
          "letter.md:4:20: error: the query was ended after 0.02 seconds [records.endless-query]")
        == true)
    #expect(
      try problems(endless + "select x as nr from c") { $0.mostRows = 1000 }.first?.hasPrefix(
        "letter.md:4:20: error: the query gives more than 1,000 rows") == true)
    #expect(
      try problems(endless + "select x as nr from c") { $0.longestAnswer = 100_000 }.first?
        .hasPrefix("letter.md:4:20: error: the query gives more than 10,000,000 rows, or 100,000 ")
        == true)
    #expect(
      try problems("select 1 as nr, replace(hex(zeroblob(600000)), '0', 'x') as x").first?
        .hasPrefix(
          "m.sqlite:1:2: error: a value is longer than 1,048,576 bytes [records.long-value]")
        == true)
  }

  @Test("all readings are of one answer, whatever others write meanwhile")
  func moment() throws {
    let list = try open("select nr, navn from m")
    #expect(list.isCurrent)
    try change("DELETE FROM m WHERE nr > 7; UPDATE m SET navn = 'Eva'")
    #expect(!list.isCurrent)
    #expect(try records(list).map { $0.values[1].testText } == ["Anna", "Bo", ""])
  }

  @Test("the rows of a join may be another query of the same database")
  func joining() throws {
    var parts = RecordParts(key: "nr")
    var lines = JoinedTable(RowsName("Linjer", at: place), path: nil, key: "medlem", at: place)
    lines.query = ListQuery("select medlem, vare from l", at: place)
    parts.joined = [lines]
    let list = try open("select nr, navn from m", of: parts)
    #expect(
      try records(list).map { $0.values.map(\.testText).joined(separator: " ") } == [
        "#7 Anna [{medlem: #7, vare: Kost}]",
        "#8 Bo [{medlem: #8, vare: Maling}, {medlem: #8, vare: Spann}]", "#9  []",
      ])
    parts.joined[0].query = ListQuery("select 6 as medlem", at: place)
    #expect(
      try problems("select nr from m", of: parts).first?.hasPrefix(
        "m.sqlite (Linjer):1:1: error: row 1 belongs to nobody: m.sqlite has no key '6'") == true)
    parts.joined[0].query = nil
    parts.joined[0].sheet = "l"
    #expect(
      try problems("select nr from m", of: parts).first?.contains("names a sheet") == true)
  }

  @Test("rows with one key make a record")
  func grouping() throws {
    var parts = RecordParts(key: "medlem")
    parts.rows = RowsName("Linjer", at: place)
    let list = try open("select * from l", of: parts)
    #expect(
      try records(list).map { $0.values.map(\.testText).joined(separator: " ") } == [
        "#8 Maling [{medlem: #8, vare: Maling}, {medlem: #8, vare: Spann}]",
        "#7 Kost [{medlem: #7, vare: Kost}]",
      ])
  }

  @Test("a query needs a database, and a database a query")
  func mismatches() throws {
    let list = try folder.write("nr\n1\n", to: "list.csv")
    var options = ListOptions(query: ListQuery("select 1", at: place))
    #expect {
      try RecordList.open(path: list.path, named: "list.csv", options: options)
    } throws: {
      "\($0)".hasPrefix(
        "letter.md:4:20: error: 'list.csv' is no SQLite database, of which a query can be asked")
    }
    options.mayIgnoreQuery = true
    let read = try RecordList.open(path: list.path, named: "list.csv", options: options)
    #expect(read.output.count == 1)
    #expect {
      try RecordList.open(path: path, named: "m.sqlite")
    } throws: {
      "\($0)".contains("this is an SQLite database, not a list [records.not-text]")
        && "\($0)".contains("say which rows are meant: data: {file:")
    }
    let missing = folder.url.appending(path: "missing").path
    #expect {
      try RecordList.open(path: missing, named: "missing", options: options)
    } throws: { ($0 as? DiagnosticsError)?.failure == .input }
  }
}
