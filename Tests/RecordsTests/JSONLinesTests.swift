import Diagnostics
import Foundation
import Records
import TestSupport
import Testing

struct JSONLinesTests {
  @Test("objects one after the other are records, however lines end", arguments: [1, 7, 128 << 10])
  func reading(chunkSize: Int) throws {
    let text =
      "{\"navn\": \"Rødt\", \"nr\": 0.10}\r\n\n"
      + "{\"nr\": 2, \"deler\": [1, {\"b\": true}]}\r"
      + "{\n  \"nr\": 3,\n  \"navn\": null\n}{\"nr\": 4}"
    var options = ListOptions()
    options.chunkSize = chunkSize
    let reading = try Reading(text, as: "list.jsonl", key: "nr", options: options)
    #expect(reading.problems == [])
    #expect(reading.fields == ["navn", "nr", "deler"])
    #expect(
      reading.rows == [
        ["Rødt", "#0.10", ""], ["", "#2", "[#1, {b: yes}]"], ["", "#3", ""], ["", "#4", ""],
      ])
    #expect(
      reading.records.map(\.location.description) == [
        "list.jsonl:1:1", "list.jsonl:3:1", "list.jsonl:4:1", "list.jsonl:7:2",
      ])
  }

  @Test("every line at fault is told, and the lines after it are read", arguments: [1, 128 << 10])
  func faults(chunkSize: Int) throws {
    let text = """
      {"nr": 1, "navn": "a}
      {"nr": 2
      {"nr": 3}
      12
      {"nr": 01}
      nr: 4
      {"nr": 5}]
      {"nr": 6, "nr": 7}
      {"nr": 3}
      {"nr": 8, "x": {"y": 1}}
      {"nr"
      """
    var options = ListOptions()
    options.chunkSize = chunkSize
    let problems = try Reading(text, as: "list.ndjson", key: "nr", options: options).problems
    #expect(
      problems.map { $0.split(separator: "\n").first.map(String.init) ?? "" } == [
        "list.ndjson:1:22: error: a line end stands within the text that begins on line 1, column 19 "
          + "[records.json-syntax]",
        "list.ndjson:3:1: error: expected a comma or } after a value, not '{' [records.json-syntax]",
        "list.ndjson:4:1: error: a record must be a group of named values, not a number "
          + "[records.no-record]",
        "list.ndjson:5:8: error: this is not a number as JSON writes it [records.json-syntax]",
        "list.ndjson:6:2: error: expected 'null', not 'r' [records.json-syntax]",
        "list.ndjson:7:10: error: expected a value, not ']' [records.json-syntax]",
        "list.ndjson:8:11: error: a record has two values called 'nr' [records.duplicate-name]",
        "list.ndjson:9:8: error: record 10 has the same key as record 3 on line 3: '3' "
          + "[records.duplicate-key]",
        "list.ndjson:10:16: error: 'x' is a group, and a record's values are single or lists "
          + "[records.group]",
        "list.ndjson:11:6: error: the list breaks off: expected a colon after the name "
          + "[records.json-syntax]",
      ])
    #expect(problems[1].contains("hint: the record begins on line 2, column 1"))
  }

  @Test("a line at fault leaves the records beside it as they are")
  func drafts() throws {
    let folder = try TemporaryFolder()
    let text = "{\"nr\": 1}\n{\"nr\": 2\n{\"nr\": 3}\n[]\n{\"nr\": 5}\n"
    let url = try folder.write(text, to: "a.jsonl")
    let list = try RecordList.draft(
      path: url.path, named: "a.jsonl", of: RecordParts(key: "nr")
    ).output
    var rows: [String] = []
    try list.forEach { record in
      rows.append((list.faults[record.number] == nil ? "" : "!") + record.values[0].testText)
    }
    #expect(rows == ["#1", "!", "#3", "!", "#5"])
  }

  @Test("a list without a telling name is of JSON Lines if it begins with a brace")
  func guessing() throws {
    #expect(try Reading(" \n{\"a\": 1}\n{\"a\": 2}\n", as: "list").rows == [["#1"], ["#2"]])
    #expect(try Reading("[{\"a\": 1}]", as: "list").rows == [["#1"]])
    #expect(
      try Reading("a\n1\n", as: "list", options: ListOptions(format: .ndjson)).problems.first?
        .hasPrefix("list:1:1: error: expected a value, not 'a'") == true)
    #expect(
      try Reading("- a: 1\n", as: "list", options: ListOptions(format: .yaml)).rows == [["1"]])
  }

  @Test("a list of faults alone has no fault of its own")
  func nothingButFaults() throws {
    #expect(
      try Reading("1\n", as: "a.jsonl", key: "nr").problems == [
        "a.jsonl:1:1: error: a record must be a group of named values, not a number "
          + "[records.no-record]"
      ])
    #expect(
      try Reading("\n \n", as: "a.jsonl").problems == [
        "a.jsonl:1:1: error: the list has no records [records.no-rows]"
      ])
  }
}
