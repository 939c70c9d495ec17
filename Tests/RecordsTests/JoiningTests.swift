import Diagnostics
import Foundation
import Records
import TestSupport
import Testing

/// Rows of other tables, which belong to the records with the same key.
struct JoiningTests {
  private let place = SourceLocation(file: "letter.md", line: 5, column: 9)
  private let members = "nr,navn\n7,Anna\n8,Bo\n9,Eva\n"
  private let orders = "vare,medlem\nMaling,8\nKost,7\nSpann,8\n"

  /// Files in a folder, and the records of the first one with rows of the others.
  private func read(
    _ files: [(name: String, bytes: [UInt8])], _ change: (inout RecordParts) -> Void = { _ in },
    sheets: [String?] = [], options: ListOptions = ListOptions()
  ) throws -> (records: [String], problems: [String]) {
    let folder = try TemporaryFolder()
    let urls = try files.map { try folder.write(Data($0.bytes), to: $0.name) }
    var parts = RecordParts(key: "nr")
    for url in urls.dropFirst() {
      let name = RowsName("L\(parts.joined.count + 1)", at: place)
      parts.joined.append(JoinedTable(name, path: url.path, key: "medlem", at: place))
    }
    change(&parts)
    let prefix = (urls.first?.deletingLastPathComponent().path ?? "") + "/"
    do {
      let opened = try RecordList.open(
        path: urls[0].path, named: urls[0].path, of: parts, options: options)
      var records: [String] = []
      try opened.output.forEach { records.append($0.values.map(\.testText).joined(separator: " ")) }
      return (records, opened.warnings.map { $0.description.replacing(prefix, with: "") })
    } catch let error as DiagnosticsError {
      return ([], error.diagnostics.map { $0.description.replacing(prefix, with: "") })
    }
  }

  private func read(
    _ members: String, _ orders: String..., change: (inout RecordParts) -> Void = { _ in },
    options: ListOptions = ListOptions()
  ) throws -> (records: [String], problems: [String]) {
    let others = orders.enumerated().map { ("o\($0).csv", Array($1.utf8)) }
    return try read([("m.csv", Array(members.utf8))] + others, change, options: options)
  }

  private let expected = [
    "7 Anna [{medlem: 7, vare: Kost}]",
    "8 Bo [{medlem: 8, vare: Maling}, {medlem: 8, vare: Spann}]", "9 Eva []",
  ]

  @Test("members get their lines, in the lines' order; those without have none")
  func lines() throws {
    let found = try read(members, orders)
    #expect(found.problems == [])
    #expect(found.records == expected)
  }

  @Test("lines in the order of the members are the same")
  func ordered() throws {
    let found = try read(members, "vare,medlem\nKost,7\nMaling,8\nSpann, 8\n")
    #expect(found.problems == [])
    #expect(found.records.map { $0.replacing("medlem:  8", with: "medlem: 8") } == expected)
  }

  @Test("every form of a list joins every other")
  func forms() throws {
    let json =
      #"[{"vare": "Maling", "medlem": 8}, {"vare": "Kost", "medlem": 7}, {"vare": "Spann", "medlem": 8}]"#
    let yaml = "- {nr: 7, navn: Anna}\n- {nr: 8, navn: Bo}\n- {nr: 9, navn: Eva}\n"
    let found = try read([("m.yaml", Array(yaml.utf8)), ("o.json", Array(json.utf8))])
    #expect(found.problems == [])
    #expect(found.records.map { $0.replacing("#", with: "") } == expected)
  }

  @Test("another sheet of the same workbook")
  func sheet() throws {
    func sheet(_ text: String) -> String {
      text.split(separator: "\n").map { row in
        "<row>" + row.split(separator: ",").map { "<c t=\"str\"><v>\($0)</v></c>" }.joined()
          + "</row>"
      }.joined()
    }
    let file = WorkbookFile([("M", "", sheet(members)), ("Ordrer", "", sheet(orders))])
    let found = try read(
      [("m.xlsx", try file.bytes())],
      { parts in
        var table = JoinedTable(RowsName("L", at: place), path: nil, key: "medlem", at: place)
        table.sheet = "Ordrer"
        parts.joined = [table]
      }, options: ListOptions(sheet: "M"))
    #expect(found.problems == [])
    #expect(found.records == expected)
  }

  @Test("several tables, and rows of the list's own")
  func several() throws {
    let found = try read(
      "nr,navn\n7,Anna\n8,Bo\n7,Ann\n", orders, "medlem,dato\n7,mai\n"
    ) { $0.rows = RowsName("R", at: place) }
    #expect(found.problems == [])
    #expect(
      found.records == [
        "7 Anna [{navn: Anna, nr: 7}, {navn: Ann, nr: 7}] [{medlem: 7, vare: Kost}] "
          + "[{dato: mai, medlem: 7}]",
        "8 Bo [{navn: Bo, nr: 8}] [{medlem: 8, vare: Maling}, {medlem: 8, vare: Spann}] []",
      ])
  }

  @Test("lines without a member are told with their cells, or left out if that is said")
  func strangers() throws {
    let orders = "vare,medlem\nMaling,8\nKost,77\nSpann, \nKlut,X y\n"
    #expect(
      try read(members, orders).problems == [
        """
        o0.csv:3:6: error: row 2 belongs to nobody: m.csv has no key '77' [records.unknown-key]
          hint: correct the key, or leave such rows out: {key: medlem, others: ignore}
        """,
        "o0.csv:4:7: error: row 3 has no key: its 'medlem' is blank [records.blank-key]",
        "o0.csv:5:6: error: row 4 belongs to nobody: m.csv has no key 'X y' [records.unknown-key]",
      ])
    let ignoring = try read(members, "vare,medlem\nMaling,8\nKost,77\n") {
      $0.joined[0].ignoresOthers = true
    }
    #expect(ignoring.problems == [])
    #expect(ignoring.records == ["7 Anna []", "8 Bo [{medlem: 8, vare: Maling}]", "9 Eva []"])
  }

  @Test("of a million lines without a member the first hundred are told")
  func flood() throws {
    let found = try read(members, "medlem\n" + String(repeating: "x\n", count: 5000))
    #expect(found.problems.count == 101)
    #expect(found.problems.last?.contains("4,900 more errors") == true)
  }

  @Test("faults of all tables are told at once, in the order of the files")
  func faults() throws {
    let found = try read("nr,navn\n7,Anna\n7,Bo\n", "vare,medlem\nMaling,7\nKost\n", "x,y\n1,2\n") {
      parts in
      parts.joined.append(
        JoinedTable(RowsName("navn", at: place), path: "/nowhere.csv", key: "x", at: place))
    }
    let ids = found.problems.map { $0.split(separator: "[").last?.prefix { $0 != "]" } ?? "" }
    #expect(
      ids == [
        "records.duplicate-key", "records.ragged-row", "records.no-key-field", "records.no-file",
        "records.rows-name",
      ])
    #expect(found.problems[3].hasPrefix("letter.md:5:9: error: there is no file '/nowhere.csv'"))
  }

  @Test("where the list cannot be read as a whole, no line is said to belong to nobody")
  func wholeList() throws {
    let found = try read("navn\nAnna\n", "vare,medlem\nMaling,8\nKost\n")
    let ids = found.problems.map { $0.split(separator: "[").last?.prefix { $0 != "]" } ?? "" }
    #expect(ids == ["records.no-key-field", "records.ragged-row"])
  }
}
