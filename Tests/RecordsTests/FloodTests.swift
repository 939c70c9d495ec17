import Foundation
import Records
import TestSupport
import Testing

/// Small or plain files that ask for more work or memory than any list is worth.
@Suite(.timeLimit(.minutes(30)))
struct FloodTests {
  /// The first line of each problem.
  private func heads(_ reading: Reading) -> [String] {
    reading.problems.map { String($0.prefix { $0 != "\n" }) }
  }

  @Test("a row of nothing but separators ends at the most values that a row has")
  func commas() throws {
    let reading = try Reading("a" + String(repeating: ",", count: 5_000_000))
    #expect(
      heads(reading) == [
        "list.csv:1:16386: error: this row has more than 16,384 values [records.too-many-columns]"
      ])
    let below = try Reading("a,b\n" + String(repeating: ",", count: 1_000_000) + "\n1,2\n")
    #expect(
      heads(below) == [
        "list.csv:2:16385: error: this row has more than 16,384 values [records.too-many-columns]"
      ])
  }

  @Test("columns without a name are looked at once a value, not once a row")
  func namelessColumns() throws {
    let commas = String(repeating: ",", count: 16_000)
    let rows = String(repeating: "1,x\n", count: 2_000)
    let reading = try Reading("k,n\(commas)\n" + rows)
    #expect(reading.rows.count == 2_000)
    let last = try Reading("k,n\(commas)\n1,x\(commas)7\n")
    #expect(
      heads(last) == [
        "list.csv:1:16004: error: column 16002 has values but no name [records.blank-column]"
      ])
  }

  @Test(
    "a name that no template would have is told at its place", arguments: ["csv", "json", "yaml"])
  func longNames(_ form: String) throws {
    let name = String(repeating: "x", count: 1025)
    let text = [
      "csv": "a,\(name)\n1,2\n", "json": #"[{"\#(name)": 1}]"#, "yaml": "- ? \(name)\n  : 1\n",
    ]
    let reading = try Reading(try #require(text[form]), as: "list.\(form)")
    #expect(reading.problems.count == 1)
    #expect(reading.problems[0].contains("error: a name is longer than 1,024 bytes"))
    let shorter = text[form]?.replacing(name, with: name.dropLast()) ?? ""
    #expect(try Reading(shorter, as: "list.\(form)").problems == [])
  }

  @Test("a row as long as a book ends reading")
  func longRow() throws {
    let values = Array(repeating: String(repeating: "x", count: 1 << 20), count: 17)
    let reading = try Reading("a,b\n" + values.joined(separator: ",") + "\n")
    #expect(
      heads(reading) == [
        "list.csv:2:1: error: a row is longer than 16,777,216 bytes [records.long-record]"
      ])
  }

  @Test("references of YAML are refused before they unfold, as values and as names")
  func aliases() throws {
    let item = { (name: String) in
      "[" + Array(repeating: name, count: 10).joined(separator: ",") + "]"
    }
    var text = "- a0: &a0 \(item("x"))\n"
    for level in 1...9 { text += "  a\(level): &a\(level) \(item("*a\(level - 1)"))\n" }
    for end in ["", "  ? *a9\n  : v\n", "  ? [*a9, *a9]\n  : v\n", "  ? {*a9 : v}\n  : v\n"] {
      #expect(
        heads(try Reading(text + end, as: "list.yaml")) == [
          "list.yaml:1:7: error: references with '&' and '*' are not understood here [yaml.alias]"
        ])
    }
  }
}

/// Workbooks of the same kind.
extension FloodTests {
  private func cell(_ name: String, _ text: String) -> String {
    #"<c r="\#(name)" t="str"><v>\#(text)</v></c>"#
  }

  private func read(_ data: String, key: String? = nil) throws -> Reading {
    try Reading(try WorkbookFile(data).bytes(), as: "list.xlsx", key: key)
  }

  @Test("a key that is missing at the end of a row is told where it would stand")
  func missingKey() throws {
    let reading = try read(
      #"<row r="1">\#(cell("A1", "Name"))\#(cell("B1", "No"))</row>"#
        + #"<row r="2">\#(cell("A2", "Kari"))\#(cell("B2", "1"))</row>"#
        + #"<row r="3">\#(cell("A3", "Ola"))</row>"#, key: "No")
    #expect(
      reading.problems == [
        "list.xlsx:B3: error: row 3 has no key: its 'No' is blank [records.blank-key]\n  Ark1!B3  No"
      ])
  }

  @Test("cells beyond the header are counted, and nothing is kept for the gap before them")
  func farCells() throws {
    let rows = (2...2_000).map {
      #"<row r="\#($0)">\#(cell("A\($0)", "x"))\#(cell("XFD\($0)", "1"))</row>"#
    }
    let reading = try read(#"<row r="1">\#(cell("A1", "a"))</row>"# + rows.joined())
    #expect(
      heads(reading).first
        == "list.xlsx:A2: error: this row has 16,384 values, but the header has 1 column "
        + "[records.ragged-row]")
    #expect(
      heads(reading).last == "error: 'list.xlsx' has 1,899 more errors like these [records.more]")
  }

  @Test("a header beyond the columns that are read is told at its cell")
  func farHeader() throws {
    let reading = try read(
      #"<row r="1">\#(cell("A1", "a"))\#(cell("XFD1", "b"))</row><row r="2">\#(cell("A2", "x"))</row>"#
    )
    #expect(
      heads(reading) == [
        "list.xlsx:XFD1: error: a value stands in column 16,384, and at most 4,096 columns are read "
          + "[records.too-many-columns]"
      ])
  }

  @Test("elements without end in each other, and parts that unpack without end, are refused")
  func bombs() throws {
    let nested = try read(String(repeating: "<a>", count: 100_000))
    #expect(nested.problems.joined().contains("its elements nest more than 256 deep"))
    let fixtures = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Fixtures")
    let bomb = try Data(contentsOf: fixtures.appending(path: "unpacks-to-85-megabytes.xlsx"))
    #expect(
      try Reading([UInt8](bomb), as: "list.xlsx").problems.joined()
        .contains("it unpacks to more than 200 times its size"))
  }

  @Test("many sheets and references are told apart in one go")
  func manySheets() throws {
    var file = WorkbookFile("")
    let count = 20_000
    file.parts["xl/workbook.xml"] =
      #"<workbook xmlns:r="http://x/relationships"><sheets>"#
      + (1...count).map { #"<sheet name="s\#($0)" r:id="i\#($0)"/>"# }.joined()
      + "</sheets></workbook>"
    file.parts["xl/_rels/workbook.xml.rels"] =
      "<Relationships>"
      + (1...count).reversed().map {
        #"<Relationship Id="i\#($0)" Type="http://x/worksheet" Target="s"/>"#
      }.joined() + "</Relationships>"
    let reading = try Reading(try file.bytes(), as: "list.xlsx")
    #expect(reading.problems.joined().contains("the sheet 's1' is not in it"))
  }
}
