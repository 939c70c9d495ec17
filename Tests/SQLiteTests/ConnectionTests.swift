import Foundation
import SQLite
import TestSupport
import Testing

/// What a connection keeps, gives back and refuses.
struct ConnectionTests {
  private let database: Connection

  init() throws {
    database = try Connection(path: "", .making, patience: 0)
    try database.execute("CREATE TABLE thing (number, text, bytes, real, flag)")
  }

  private func put(_ values: [any SQLiteValue]) throws {
    try database.run("INSERT INTO thing VALUES (?, ?, ?, ?, ?)", values)
  }

  @Test("values come back as they were put in, to the last bit")
  func values() throws {
    try put([Int64.min, "a\u{0}ø", [UInt8](0...255), -0.1, true])
    try put([7, "", [UInt8](), Double.infinity, false])
    let rows = try database.map("SELECT * FROM thing ORDER BY rowid") { row in
      (
        try row.value(at: 0) as Int64, try row.value(at: 1) as String,
        try row.value(at: 2) as [UInt8], try row.value(at: 3) as Double,
        try row.value(at: 4) as Bool
      )
    }
    #expect(rows.count == 2)
    #expect(rows[0] == (Int64.min, "a\u{0}ø", [UInt8](0...255), -0.1, true))
    #expect(rows[1] == (7, "", [], Double.infinity, false))
  }

  @Test("NULL is nil, and what is not NULL is not")
  func null() throws {
    try put([Int?.none, String?.none, [UInt8]?.none, Double?.some(1), Bool?.none])
    let row = try database.first("SELECT * FROM thing") { row in
      (
        try row.value(at: 0) as Int?, try row.value(at: 1) as String?,
        try row.value(at: 2) as [UInt8]?, try row.value(at: 3) as Double?
      )
    }
    #expect(try #require(row) == (nil, nil, nil, 1))
  }

  @Test("a value of another type, NULL and a column that is not there are a mismatch")
  func mismatch() throws {
    try put(["7", 7, 7, 7, Int?.none])
    let mismatch = SQLiteError(.mismatch)
    try database.forEach("SELECT * FROM thing") { row in
      #expect(throws: mismatch) { try row.value(at: 0) as Int }
      #expect(throws: mismatch) { try row.value(at: 1) as String }
      #expect(throws: mismatch) { try row.value(at: 2) as [UInt8] }
      #expect(throws: mismatch) { try row.value(at: 3) as Double }
      #expect(throws: mismatch) { try row.value(at: 4) as Bool }
      #expect(throws: mismatch) { try row.value(at: 5) as Int? }
      #expect(throws: mismatch) { try row.value(at: -1) as Int? }
    }
  }

  @Test("text that is not UTF-8 is a mismatch")
  func encoding() throws {
    try database.execute("INSERT INTO thing(text) VALUES (CAST(x'FF41' AS TEXT))")
    try database.forEach("SELECT text FROM thing") { row in
      #expect(throws: SQLiteError(.mismatch)) { try row.value(at: 0) as String }
    }
  }

  @Test("a statement may be run while it is running")
  func nested() throws {
    for number in 1...3 { try put([number, "", [UInt8](), 0.0, false]) }
    var seen: [[Int]] = []
    let text = "SELECT number FROM thing WHERE number >= ? ORDER BY number"
    try database.forEach(text, [1]) { row in
      let number: Int = try row.value(at: 0)
      seen.append(try database.map(text, [number]) { try $0.value(at: 0) })
    }
    #expect(seen == [[1, 2, 3], [2, 3], [3]])
  }

  @Test("values of one run are not left for the next")
  func bindings() throws {
    try put([1, "a", [UInt8](), 0.0, false])
    try database.run("INSERT INTO thing VALUES (?, ?, ?, ?, ?)", [2])
    let texts = try database.map("SELECT text FROM thing WHERE number = 2") {
      try $0.value(at: 0) as String?
    }
    #expect(texts == [nil])
    #expect(database.changes == 1)
  }

  @Test("a function of whole numbers is NULL for anything else")
  func function() throws {
    try database.addFunction("total_of", of: 2) { $0.reduce(0, +) }
    let sums = try database.map("SELECT total_of(1, 2) UNION ALL SELECT total_of(1, '2')") {
      try $0.value(at: 0) as Int?
    }
    #expect(sums == [3, nil])
  }

  @Test("what a transaction wrote is forgotten with it")
  func transactions() throws {
    try database.begin()
    #expect(database.isInTransaction)
    try put([1, "", [UInt8](), 0.0, false])
    database.rollBack()
    #expect(!database.isInTransaction)
    database.rollBack()
    try database.begin()
    try put([2, "", [UInt8](), 0.0, false])
    try database.commit()
    #expect(try database.map("SELECT number FROM thing") { try $0.value(at: 0) as Int } == [2])
  }

  @Test("a copy has all that was there, and nothing of its own any more")
  func copy() throws {
    try put([1, "", [UInt8](), 0.0, false])
    let other = try Connection(path: "", .making, patience: 0)
    try other.execute("CREATE TABLE own (a)")
    try database.copy(to: other)
    #expect(
      try other.map("SELECT name FROM sqlite_master") { try $0.value(at: 0) as String } == ["thing"]
    )
  }

  @Test("failures are told by their kind")
  func failures() throws {
    func kind(_ work: () throws -> Void) -> SQLiteError.Kind? {
      do {
        try work()
        return nil
      } catch { return (error as? SQLiteError)?.kind }
    }
    #expect(kind { try database.run("SELECT nonsense FROM nowhere") } == .statement)
    #expect(kind { try database.run("") } == .statement)
    #expect(kind { try database.run("SELECT ?", [1, 2]) } != nil)
    try database.execute("CREATE UNIQUE INDEX one ON thing(number)")
    try put([1, "", [UInt8](), 0.0, false])
    #expect(kind { try put([1, "", [UInt8](), 0.0, false]) } == .constraint)
    let folder = try TemporaryFolder()
    let missing = folder.url.appending(path: "missing").path
    #expect(kind { _ = try Connection(path: missing, .existing, patience: 0) } == .cannotOpen)
    let other = try folder.write(String(repeating: "not a database ", count: 100), to: "other").path
    let file = try Connection(path: other, .existing, patience: 0)
    #expect(kind { try file.execute("SELECT * FROM sqlite_master") } == .notDatabase)
  }
}
