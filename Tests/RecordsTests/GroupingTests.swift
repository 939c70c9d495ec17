import Diagnostics
import Foundation
import Records
import TestSupport
import Testing

/// Rows with one key that make one record.
struct GroupingTests {
  /// Records of the rows with one key, which are called `Linjer`.
  static func parts(_ key: String = "nr") -> RecordParts {
    var parts = RecordParts(key: key)
    parts.rows = RowsName("Linjer", at: SourceLocation(file: "letter.md", line: 5, column: 30))
    return parts
  }

  private static let rows = [
    ["7", "Anna", "tre", "30"], ["8", "Bo", "en", "5"], ["7", "Anna", "to", "12"],
    ["9", "Eva", "en", "1"], ["8", "Bo", "ti", "50"], ["7", "Anna", "tre", "30"],
  ]
  private static let names = ["nr", "navn", "vare", "pris"]
  /// What all forms of the list give: fields, and the rows of each record.
  private static let expected = [
    "7 Anna tre 30: 7 Anna tre 30/7 Anna to 12/7 Anna tre 30", "8 Bo en 5: 8 Bo en 5/8 Bo ti 50",
    "9 Eva en 1: 9 Eva en 1",
  ]

  private static let csv =
    ([names] + rows).map { $0.joined(separator: ";") + "\n" }.joined()
  private static let json =
    "["
    + rows.map { row in
      "{" + zip(names, row).map { "\"\($0)\": \"\($1)\"" }.joined(separator: ", ") + "}"
    }.joined(separator: ",\n") + "]"
  private static let yaml = rows.map { row in
    "- {" + zip(names, row).map { "\($0): '\($1)'" }.joined(separator: ", ") + "}\n"
  }.joined()
  private static let workbook =
    ([names] + rows).map { row in
      "<row>" + row.map { "<c t=\"str\"><v>\($0)</v></c>" }.joined() + "</row>"
    }.joined()

  static let written: [(name: String, bytes: [UInt8])] = [
    ("list.csv", Array(csv.utf8)), ("list.json", Array(json.utf8)), ("list.yaml", Array(yaml.utf8)),
    ("list.xlsx", (try? WorkbookFile(workbook).bytes()) ?? []),
  ]

  @Test("rows with one key are one record, in every form of a list", arguments: written)
  func forms(_ form: (name: String, bytes: [UInt8])) throws {
    let reading = try Reading(form.bytes, as: form.name, of: GroupingTests.parts())
    #expect(reading.problems == [])
    #expect(reading.fields == GroupingTests.names + ["Linjer"])
    #expect(reading.records.map(\.grouped) == GroupingTests.expected)
    #expect(reading.records.map(\.number) == [1, 2, 3])
  }

  @Test("standard input is grouped too")
  func stream() throws {
    let pipe = Pipe()
    try pipe.fileHandleForWriting.write(contentsOf: Data(GroupingTests.csv.utf8))
    try pipe.fileHandleForWriting.close()
    let list = try RecordList.open(
      spooling: pipe.fileHandleForReading, named: "standard input", of: GroupingTests.parts()
    ).output
    var found: [String] = []
    try list.forEach { found.append($0.grouped) }
    #expect(found == GroupingTests.expected)
    #expect(list.count == 3)
  }

  @Test("rows that stand together are the same records")
  func together() throws {
    let together = [0, 2, 5, 1, 4, 3].map { GroupingTests.rows[$0] }
    let text = ([GroupingTests.names] + together).map { $0.joined(separator: ",") + "\n" }.joined()
    let reading = try Reading(text, of: GroupingTests.parts())
    #expect(reading.records.map(\.grouped) == GroupingTests.expected)
  }

  @Test("keys are compared as everywhere, and rows know where they stand")
  func keys() throws {
    let text = "nr,b\n\u{C5}s ,1\nB,2\nA\u{30A}s,3\n"
    let reading = try Reading(text, of: GroupingTests.parts())
    #expect(reading.problems == [])
    #expect(reading.records.count == 2)
    #expect(reading.records.first?.differences.keys.sorted() == [1])
    guard case .list(let rows)? = reading.records.first?["Linjer"]?.content else {
      Issue.record("there are no rows")
      return
    }
    #expect(rows.map(\.location.line) == [2, 4])
    guard case .group(let last)? = rows.last?.content else { return }
    #expect(last["b"]?.location == SourceLocation(file: "list.csv", line: 4, column: 5))
  }

  @Test("columns that do not agree are known with their cells")
  func differences() throws {
    let text = "nr,same,other\n1,a ,x\n2,b,y\n1,a,\n1,\u{200B}a,z\n1,a,x\n"
    let record = try #require(try Reading(text, of: GroupingTests.parts()).records.first)
    #expect(record.differences.keys.sorted() == [2])
    let difference = try #require(record.differences[2])
    #expect(difference.rows == "Linjer")
    #expect(difference.cells.map(\.testText) == ["x", "", "z"])
    #expect(difference.cells.map(\.location.line) == [2, 4, 5])
    #expect(record["other"]?.content == .text("x"))
  }

  @Test("of very many cells that differ the first are told")
  func manyDifferences() throws {
    let text = "nr,b\n" + (1...20_000).map { "1,\($0)\n" }.joined()
    let record = try #require(try Reading(text, of: GroupingTests.parts()).records.first)
    #expect(record.differences[1]?.cells.map(\.testText) == ["1", "2", "3", "4", "5", "6"])
  }

  @Test("a number and a text of the same figures differ; lists and groups are compared within")
  func kinds() throws {
    let text = """
      [{"nr": 1, "a": "5", "b": [1, {"x": "y"}], "c": true, "d": [1]},
      {"nr": 2}, {"nr": "1", "a": 5, "b": [1, {"x": "y "}], "c": true, "d": [2]}]
      """
    let record = try #require(
      try Reading(text, as: "list.json", of: GroupingTests.parts()).records.first)
    #expect(record.differences.keys.sorted() == [0, 1, 4])
    #expect(record.values.last?.testText.hasPrefix("[{a: 5, b: [#1, {x: y}], c: yes") == true)
  }

  @Test("without a name for rows, a key that stands twice tells how to give one")
  func hint() throws {
    let problems = try Reading(GroupingTests.csv, key: "nr").problems
    #expect(problems.count == 3)
    #expect(problems[0].contains("data: {key: nr, rows: Lines}"))
    #expect(problems[0].contains("{{#each Lines}}"))
    #expect(!problems[1].contains("hint"))
  }

  @Test("rows without a key, and ragged ones, are told at their places")
  func faults() throws {
    let text = "nr,b\n1,x\n ,x\n2\n1,y\n"
    #expect(
      try Reading(text, of: GroupingTests.parts()).problems.map { String($0.prefix(60)) } == [
        "list.csv:3:1: error: row 2 has no key: its 'nr' is blank [re",
        "list.csv:4:1: error: this row has 1 value, but the header ha",
      ])
  }

  @Test("rows cannot have the name of a column")
  func name() throws {
    #expect(
      try Reading("nr,Linjer\n1,2\n", of: GroupingTests.parts()).problems == [
        """
        letter.md:5:30: error: 'Linjer' is to be the name of rows, but list.csv has a column of \
        that name [records.rows-name]
          hint: give the rows another name
        """
      ])
  }

  @Test("the rows of one key have a bound, and where it is passed is told, once")
  func bound() throws {
    var options = ListOptions()
    options.longestRecord = 4096
    let text = "nr,b\n2,x\n" + String(repeating: "1,abcdefgh\n", count: 1000)
    #expect(
      try Reading(text, of: GroupingTests.parts(), options: options).problems == [
        """
        list.csv:32:1: error: the rows with the key '1' are together longer than 4,096 bytes, of \
        which each value counts 64 [records.long-record]
          hint: they would all go into one letter; is this the key that tells letters apart?
        """
      ])
  }

  @Test("a list that changes after its rows were sorted is refused")
  func change() throws {
    let folder = try TemporaryFolder()
    let file = try folder.write(GroupingTests.csv, to: "list.csv")
    let list = try RecordList.open(
      path: file.path, named: "list.csv", of: GroupingTests.parts()
    ).output
    try folder.write(GroupingTests.csv + "7;Anna;ny;1\n", to: "list.csv")
    #expect(throws: DiagnosticsError.self) { try list.records() }
  }
}

extension Record {
  /// The record's own values but for its rows, then each row's.
  var grouped: String {
    guard case .list(let rows)? = values.last?.content else { return "no rows" }
    let texts = rows.map { row -> String in
      guard case .group(let group) = row.content else { return "no group" }
      return group.values.map(\.testText).joined(separator: " ")
    }
    return values.dropLast().map(\.testText).joined(separator: " ") + ": "
      + texts.joined(separator: "/")
  }
}
