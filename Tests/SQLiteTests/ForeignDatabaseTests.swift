import Foundation
import SQLite
import TestSupport
import Testing

/// What a database of somebody else's answers, and what it is never made to do.
@Suite(.timeLimit(.minutes(30)))
struct ForeignDatabaseTests {
  private let folder: TemporaryFolder
  private var path: String { folder.url.appending(path: "a list%3F.sqlite").path }

  init() throws {
    folder = try TemporaryFolder()
    let made = try Connection(path: path, .making, patience: 0)
    try made.execute(
      """
      CREATE TABLE t (n INTEGER, d DATE, "a b" varchar(20));
      CREATE INDEX i ON t (n);
      INSERT INTO t VALUES (1, '2026-05-20', 'x'), (2.5, NULL, x'00ff')
      """)
  }

  private func open() throws -> ForeignDatabase { try ForeignDatabase(path: path, patience: 0) }

  private func fault(of query: String, within time: Duration = .seconds(60)) throws -> QueryFault? {
    let database = try open()
    do throws(QueryFault) {
      let answer = try database.answer(to: query, within: time)
      while try answer.next() {}
      return nil
    } catch {
      return error
    }
  }

  @Test("rows come with their columns, whatever the file is called")
  func rows() throws {
    let query = "select n, d, \"a b\", n+1 as m from t"
    let answer = try open().answer(to: query, within: .seconds(60))
    #expect(answer.columns.map(\.name) == ["n", "d", "a b", "m"])
    #expect(answer.columns.map(\.type) == ["INTEGER", "DATE", "VARCHAR(20)", ""])
    #expect(try answer.next())
    #expect((0..<4).map(answer.kind(of:)) == [.integer, .text, .text, .integer])
    var bytes: [UInt8] = []
    answer.append(text: 1, to: &bytes)
    #expect(String(decoding: bytes, as: UTF8.self) == "2026-05-20")
    #expect(try answer.next())
    #expect((0..<3).map(answer.kind(of:)) == [.real, .null, .bytes])
    #expect(answer.real(0) == 2.5)
    #expect(try !answer.next())
  }

  @Test(
    "a statement that does more than read its database is refused",
    arguments: [
      "insert into t values (1, 2, 3)", "update t set n = 1", "delete from t", "drop table t",
      "create table u (a)", "create temp table u (a)", "attach ':memory:' as x",
      "pragma journal_mode = delete", "pragma table_info(t)", "begin", "rollback", "commit",
      "vacuum", "vacuum into '/tmp/never'", "reindex", "analyze", "detach main",
      "select load_extension('x')", "select * from pragma_table_info('t')",
      "with x as (select 1) insert into t select 1, 2, 3 from x",
      "explain update t set n = 1; drop table t",
    ])
  func refusals(query: String) throws {
    let fault = try fault(of: query)
    #expect(fault != nil, "\(query)")
    let made = try Connection(path: path, .existing, patience: 0)
    #expect(try made.first("select count(*) from t") { try $0.value(at: 0) as Int } == 2)
    if !query.contains("load"), !query.hasPrefix("explain") { #expect(fault == .notReading) }
  }

  @Test("one statement is asked, and it is whole")
  func forms() throws {
    #expect(try fault(of: "select 1; select 2") == .several)
    #expect(try fault(of: " -- nothing\n ;") == QueryFault.none)
    #expect(try fault(of: "") == QueryFault.none)
    #expect(try fault(of: "select 1; -- and no more\n ;/* */") == nil)
    #expect(try fault(of: "select ? + :a") == .open)
    guard case .failed(let error)? = try fault(of: "select frm t") else {
      Issue.record("taken")
      return
    }
    #expect(error.kind == .statement)
    #expect(error.message == "no such column: frm" || error.message?.contains("frm") == true)
  }

  @Test(
    "a query that never ends is ended",
    arguments: [
      "with recursive c(x) as (select 1 union all select x + 1 from c) select count(*) from c",
      "with recursive c(x) as (select 1 union all select x from c) select x from c where x > 1",
    ])
  func endless(query: String) throws {
    #expect(try fault(of: query, within: .milliseconds(20)) == .endless)
  }

  @Test("what would take memory without end is refused")
  func bounds() throws {
    for query in [
      "select zeroblob(1000000000)", "select replace(hex(zeroblob(30000000)), '0', 'xxxxxxxx')",
      "select " + String(repeating: "(", count: 500) + "1" + String(repeating: ")", count: 500),
      "select " + Array(repeating: "1", count: 3000).joined(separator: ", "),
      Array(repeating: "select 1", count: 300).joined(separator: " union all "),
    ] {
      guard case .failed? = try fault(of: query) else {
        Issue.record("\(query.prefix(60))")
        continue
      }
    }
  }

  @Test("others go on writing, and what is read stays as it was", arguments: ["delete", "wal"])
  func moment(journal: String) throws {
    let writer = try Connection(path: path, .existing, patience: 0)
    try writer.run("pragma journal_mode = \(journal)")
    let database = try open()
    if journal == "wal" {
      try writer.execute("INSERT INTO t VALUES (3, '', '')")
    } else {
      // Without a log of its own, a database is not written while somebody reads it.
      #expect(throws: SQLiteError.self) { try writer.execute("INSERT INTO t VALUES (3, '', '')") }
    }
    for _ in 1...2 {
      let answer = try database.answer(to: "select count(*) from t", within: .seconds(60))
      #expect(try answer.next())
      #expect(answer.integer(0) == 2)
    }
  }

  @Test("what was written last and not moved into the file is read, too")
  func log() throws {
    let writer = try Connection(path: path, .existing, patience: 0)
    try writer.run("pragma journal_mode = wal")
    try writer.execute("INSERT INTO t VALUES (3, '', '')")
    let answer = try open().answer(to: "select count(*) from t", within: .seconds(60))
    #expect(try answer.next())
    #expect(answer.integer(0) == 3)
  }

  @Test("a file that is no database, or is not there, is not opened, and none is made")
  func noDatabase() throws {
    let text = try folder.write(String(repeating: "nr,navn\n", count: 200), to: "list.csv")
    #expect { try ForeignDatabase(path: text.path, patience: 0) } throws: {
      ($0 as? SQLiteError)?.kind == .notDatabase
    }
    let missing = folder.url.appending(path: "missing.sqlite").path
    #expect { try ForeignDatabase(path: missing, patience: 0) } throws: {
      ($0 as? SQLiteError)?.kind == .cannotOpen
    }
    #expect(!FileManager.default.fileExists(atPath: missing))
  }

  @Test("a damaged file is told, and never read beyond its end")
  func damage() throws {
    let whole = [UInt8](try Data(contentsOf: URL(filePath: path)))
    for place in stride(from: 16, to: whole.count, by: 37) {
      var bytes = whole
      bytes[place] ^= 0xFF
      let file = try folder.write(Data(bytes), to: "damaged.sqlite")
      guard let database = try? ForeignDatabase(path: file.path, patience: 0),
        let answer = try? database.answer(to: "select * from t", within: .seconds(60))
      else { continue }
      var count = 0
      while count < 100, (try? answer.next()) == true { count += 1 }
      #expect(count < 100)
    }
  }
}
