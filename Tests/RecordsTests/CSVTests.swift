import Diagnostics
import Records
import Testing

struct CSVTests {
  struct Case: CustomTestStringConvertible, Sendable {
    var testDescription: String
    var text: String
    var fields: [String]
    var rows: [[String]]
    var warnings: [String] = []

    init(
      _ name: String, _ text: String, _ fields: [String], _ rows: [[String]],
      _ warnings: [String] = []
    ) {
      (testDescription, self.text, self.fields) = (name, text, fields)
      (self.rows, self.warnings) = (rows, warnings)
    }
  }

  static let longValue = String(repeating: "å", count: 10_000)

  static let cases = [
    Case("commas", "a,b\n1,2\n", ["a", "b"], [["1", "2"]]),
    Case("semicolons", "a;b\n1,5;2\n", ["a", "b"], [["1,5", "2"]]),
    Case("tabs", "a\tb\n1;x\t2,y", ["a", "b"], [["1;x", "2,y"]]),
    Case("one column", "name\nHansen, Kari\nOlsen\n", ["name"], [["Hansen, Kari"], ["Olsen"]]),
    Case("a comma in a header of one column", "Navn, fullt\nKari\n", ["Navn, fullt"], [["Kari"]]),
    Case("semicolons, and commas in the header", "a, b;c\n1;2\n", ["a, b", "c"], [["1", "2"]]),
    Case("separator in quotes", "\"a;b\",c\n\"1;2;3\",4\n", ["a;b", "c"], [["1;2;3", "4"]]),
    Case("sep= line", "sep=;\r\na;b\r\n1,2;3\r\n", ["a", "b"], [["1,2", "3"]]),
    Case("sep= line with a bar", "sep=|\na|b\n1|2\n", ["a", "b"], [["1", "2"]]),
    Case("CRLF", "a,b\r\n1,2\r\n3,4\r\n", ["a", "b"], [["1", "2"], ["3", "4"]]),
    Case("CR", "a,b\r1,2\r3,4\r", ["a", "b"], [["1", "2"], ["3", "4"]]),
    Case("no line end at the end", "a,b\n1,", ["a", "b"], [["1", ""]]),
    Case("doubled quotes", "a,b\n\"say \"\"hi\"\"\",\"\"\n", ["a", "b"], [["say \"hi\"", ""]]),
    Case(
      "line ends in a value", "a,b\n\"1\r\n2\r3\n4\",x\r\n", ["a", "b"], [["1\n2\n3\n4", "x"]]),
    Case("byte order mark", "\u{FEFF}a,b\n1,2\n", ["a", "b"], [["1", "2"]]),
    Case("values stay text", "nr;pct\n0150;1.10\n", ["nr", "pct"], [["0150", "1.10"]]),
    Case("white space stays in values", "a,b\n 1 ,\t2\n", ["a", "b"], [[" 1 ", "\t2"]]),
    Case(
      "header names", " Deres referanse ,\"Sted\nog dato\",A\u{30A}s\n1,2,3\n",
      ["Deres referanse", "Sted og dato", "\u{C5}s"], [["1", "2", "3"]]),
    Case(
      "empty columns at the end", "a,b,,\n1,2,,\n3,4\n", ["a", "b"], [["1", "2"], ["3", "4"]]),
    Case("an empty column between", "a,,b\n1,,2\n", ["a", "b"], [["1", "2"]]),
    Case("trailing blank rows", "a,b\n1,2\n\n,\n , \n", ["a", "b"], [["1", "2"]]),
    Case(
      "blank rows between", "a,b\n1,2\n\n3,4\n,\n,\n5,6\n", ["a", "b"],
      [["1", "2"], ["3", "4"], ["5", "6"]],
      [
        "list.csv:3:1: warning: a blank row is left out [records.blank-row]",
        "list.csv:5:1: warning: 2 blank rows are left out [records.blank-row]",
      ]),
    Case("long values", "a,b\n\(longValue),x\n", ["a", "b"], [[longValue, "x"]]),
    Case("right to left", "a,b\nשלום,مرحبا\n", ["a", "b"], [["שלום", "مرحبا"]]),
    Case("emoji", "a,b\n👩‍👩‍👧🇳🇴,x\n", ["a", "b"], [["👩‍👩‍👧🇳🇴", "x"]]),
    Case(
      "formulas are text", "a,b\n=cmd|' /C calc'!A0,@SUM(1)\n+1,-1\n", ["a", "b"],
      [["=cmd|' /C calc'!A0", "@SUM(1)"], ["+1", "-1"]]),
    Case("markup is text", "a,b\n{{x}},<b>*y*\n", ["a", "b"], [["{{x}}", "<b>*y*"]]),
  ]

  @Test("lists are read", arguments: cases)
  func reading(_ test: Case) throws {
    let reading = try Reading(test.text)
    #expect(reading.problems == test.warnings)
    #expect(reading.fields == test.fields)
    #expect(reading.rows == test.rows)
  }

  @Test("the pieces a list is read in change nothing", arguments: cases)
  func chunks(_ test: Case) throws {
    let whole = try Reading(test.text)
    for size in [1, 2, 3, 7] {
      var options = ListOptions()
      options.chunkSize = size
      let pieces = try Reading(test.text, options: options)
      #expect(pieces.records == whole.records)
      #expect(pieces.problems == whole.problems)
    }
  }

  @Test("UTF-16 is read", arguments: cases, [true, false])
  func wide(_ test: Case, littleEndian: Bool) throws {
    let text = test.text.hasPrefix("\u{FEFF}") ? String(test.text.dropFirst()) : test.text
    for size in [1, 128 << 10] {
      var options = ListOptions()
      options.chunkSize = size
      let reading = try Reading(utf16(text, littleEndian: littleEndian), options: options)
      #expect(reading.rows == test.rows)
      #expect(reading.problems == test.warnings)
    }
  }

  @Test("records, fields and values know their places")
  func places() throws {
    let reading = try Reading("æ;b\r\n\"x\r\ny\";2\r\n\r\nø\tå;\"4\"\r\n")
    let places = reading.records.map { record in
      [record.location.description] + record.values.map(\.location.description)
    }
    #expect(
      places == [
        ["list.csv:2:1", "list.csv:2:1", "list.csv:3:4"],
        ["list.csv:5:1", "list.csv:5:1", "list.csv:5:5"],
      ])
    #expect(reading.records.map(\.number) == [1, 2])
  }
}
