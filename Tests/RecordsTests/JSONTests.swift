import Diagnostics
import Records
import Testing

struct JSONTests {
  @Test("records have the union of all names, and values as written")
  func reading() throws {
    let text = """
      [
        {"navn": "Rødt", "nr": 0.10, "aktiv": true, "tom": null},
        {"nr": -1e+5, "linjer": ["a", {"b": [1], "c": false}], "navn": "\\u00e5\\ud83d\\ude00\\/\\n"}
      ]
      """
    for size in [1, 128 << 10] {
      var options = ListOptions()
      options.chunkSize = size
      let reading = try Reading(text, as: "list.json", key: "navn", options: options)
      #expect(reading.problems == [])
      #expect(reading.fields == ["navn", "nr", "aktiv", "tom", "linjer"])
      #expect(
        reading.rows == [
          ["Rødt", "#0.10", "yes", "", ""],
          ["å😀/\n", "#-1e+5", "", "", "[a, {b: [#1], c: no}]"],
        ])
      #expect(
        reading.records.last?.values.map(\.location.description) == [
          "list.json:3:66", "list.json:3:10", "list.json:3:3", "list.json:3:3", "list.json:3:27",
        ])
    }
  }

  struct Case: CustomTestStringConvertible, Sendable {
    var testDescription: String { text }
    var text: String
    var problems: [String]

    init(_ text: String, _ problems: String...) { (self.text, self.problems) = (text, problems) }
  }

  static let cases = [
    Case(
      "{\"a\": 1}",
      """
      list.json:1:1: error: a JSON list must be an array of objects [records.json-not-array]
        hint: if these are objects one after the other (JSON Lines), name the file .jsonl, or say --data-format ndjson
        hint: it begins with [ and ends with ]
      """),
    Case("[ ]", "list.json:1:1: error: the list has no records [records.no-rows]"),
    Case(
      "[1, \"x\", [], null]",
      "list.json:1:2: error: a record must be a group of named values, not a number "
        + "[records.no-record]",
      "list.json:1:5: error: a record must be a group of named values, not a text "
        + "[records.no-record]",
      "list.json:1:10: error: a record must be a group of named values, not a list "
        + "[records.no-record]",
      "list.json:1:14: error: a record must be a group of named values, not nothing "
        + "[records.no-record]"),
    Case(
      "[{\"a\": 1},]", "list.json:1:11: error: expected a value, not ']' [records.json-syntax]"),
    Case(
      "[{\"a\": 1,}]",
      "list.json:1:10: error: expected a name between quotation marks, not '}' "
        + "[records.json-syntax]"),
    Case(
      "[{\"a\": [1,]}]", "list.json:1:11: error: expected a value, not ']' [records.json-syntax]"),
    Case(
      "[{\"a\": 1}",
      "list.json:1:10: error: the list breaks off: expected a comma or ] after a record "
        + "[records.json-syntax]"),
    Case(
      "[{\"a\": 1}] x",
      "list.json:1:12: error: expected nothing after the list's ], not 'x' [records.json-syntax]"),
    Case(
      "[{\"a\" 1}]",
      "list.json:1:7: error: expected a colon after the name, not '1' [records.json-syntax]"),
    Case("[{\"a\": tru}]", "list.json:1:11: error: expected 'true', not '}' [records.json-syntax]"),
    Case("[{\"a\": NaN}]", "list.json:1:8: error: expected a value, not 'N' [records.json-syntax]"),
    Case(
      "[{\"a\": 0150}]",
      """
      list.json:1:8: error: this is not a number as JSON writes it [records.json-syntax]
        hint: put a value with leading zeros or other characters between quotation marks
      """),
    Case("[{\"a\": 1.}]", "list.json:1:10: error: expected a digit, not '}' [records.json-syntax]"),
    Case("[{\"a\": .5}]", "list.json:1:8: error: expected a value, not '.' [records.json-syntax]"),
    Case(
      "[{\"a\": \"\\ud800x\"}]",
      """
      list.json:1:9: error: this escape is half a character; its other half is missing \
      [records.json-syntax]
        hint: write the character itself
      """),
    Case(
      "[{\"a\": \"\\udc00\"}]",
      """
      list.json:1:9: error: this escape is half a character; its other half is missing \
      [records.json-syntax]
        hint: write the character itself
      """),
    Case(
      "[{\"a\": \"\\x\"}]",
      """
      list.json:1:9: error: a backslash must not stand before this character \
      [records.json-syntax]
        hint: a backslash that is meant is written twice: \\\\
      """),
    Case(
      "[{\"a\": \"\\u12g4\"}]",
      "list.json:1:9: error: \\u must be followed by four hexadecimal digits "
        + "[records.json-syntax]"),
    Case(
      "[{\"a\": \"x\ny\"}]",
      """
      list.json:1:10: error: a line end stands within the text that begins on line 1, column 8 \
      [records.json-syntax]
        hint: write \\n for it, or the quotation mark that is missing
      """),
    Case(
      "[{\"a\": \"x",
      """
      list.json:1:8: error: a value begins with a quotation mark here and never ends \
      [records.unterminated-quote]
        hint: write a quotation mark where the value ends
      """),
    Case(
      "[{\"a\": \"\\u0000\"}]",
      """
      list.json:1:9: error: the control character U+0000 cannot be printed \
      [records.control-character]
        hint: delete it, or type the character that was meant
      """),
    Case(
      "[{\"a\": 1,\n\"A\u{30A}\": 2, \"\u{C5}\": 3}]",
      """
      list.json:2:10: error: a record has two values called '\u{C5}' [records.duplicate-name]
        hint: the first stands on line 2, column 1
      """),
    Case("[{\" \": 1}]", "list.json:1:3: error: a value has a blank name [records.blank-name]"),
    Case(
      "[{\"a\": {\"b\": 1}}]",
      """
      list.json:1:8: error: 'a' is a group, and a record's values are single or lists \
      [records.group]
        hint: give each value of the group a name of its own in the record
      """),
    Case(
      "[{\"a\": " + String(repeating: "[", count: 100_000),
      "list.json:1:39: error: lists and groups nest more than 32 deep here [records.json-depth]"),
    Case(
      "// x\n[]",
      "list.json:1:1: error: a JSON list must be an array of objects "
        + "[records.json-not-array]\n  hint: it begins with [ and ends with ]"),
  ]

  @Test(
    "digits that a program writes of a binary number mean nothing; all others stay",
    arguments: [
      ("1.1000000000000000888", "1.1"), ("-4250.1000000000003638", "-4250.1"),
      ("0.10000000000000000555", "0.1"), ("12345678901234567.891", "12345678901234567.891"),
      ("0.1234567890123456789", "0.1234567890123456789"), ("100000000000000000000", nil),
      ("4250.50", nil), ("1.0000000000000000", nil), ("0.00000000000000000001", nil),
    ])
  func binaryFractions(_ written: String, _ read: String?) throws {
    let reading = try Reading("[{\"a\": \(written)}]", as: "list.json")
    #expect(reading.records.first?.values.first?.content == .number(read ?? written))
  }

  @Test("what is not strict JSON is told with its place", arguments: cases, [1, 128 << 10])
  func faults(_ test: Case, chunkSize: Int) throws {
    var options = ListOptions()
    options.chunkSize = chunkSize
    #expect(try Reading(test.text, as: "list.json", options: options).problems == test.problems)
  }

  @Test(
    "names are told apart and known again, however they are written", arguments: [1, 7, 128 << 10])
  func names(chunkSize: Int) throws {
    let text = """
      [{"a": "1", "\\u00e5": "2", "l": [{"a": "x", "b": "y"}, {"b": "z", "a": "w"}, {}]},
       {"a": "3", "å": "4", " a\u{30A} x ": "5"}, {}, {"å": "6", "a": "7"},
       {"A\u{30A}": "8", "\\ta": "9", "l": [{"a": {"a": "10"}, "c": []}]}]
      """
    var options = ListOptions()
    options.chunkSize = chunkSize
    let reading = try Reading(text, as: "list.json", key: nil, options: options)
    #expect(reading.problems == [])
    #expect(reading.fields == ["a", "å", "l", "å x", "Å"])
    #expect(
      reading.rows == [
        ["1", "2", "[{a: x, b: y}, {a: w, b: z}, {}]", "", ""],
        ["3", "4", "", "5", ""], ["", "", "", "", ""], ["7", "6", "", "", ""],
        ["9", "", "[{a: {a: 10}, c: []}]", "", "8"],
      ])
  }

  @Test("a name that stands twice is told in every object", arguments: [1, 128 << 10])
  func duplicates(chunkSize: Int) throws {
    let text = """
      [{"a": 1, "b": [{"a": {"a": 1}, "a": 2}], "a": 3},
      {"b": 1, "b ": [{"x": 1, "a": 2, "x": 3, "\\u0078": 4}]}]
      """
    var options = ListOptions()
    options.chunkSize = chunkSize
    func problem(_ place: String, _ name: String, _ first: String) -> String {
      "list.json:\(place): error: a record has two values called '\(name)' [records.duplicate-name]"
        + "\n  hint: the first stands on \(first)"
    }
    #expect(
      try Reading(text, as: "list.json", options: options).problems == [
        problem("1:33", "a", "line 1, column 18"), problem("1:43", "a", "line 1, column 3"),
        problem("2:10", "b", "line 2, column 2"), problem("2:34", "x", "line 2, column 18"),
        problem("2:42", "x", "line 2, column 34"),
      ])
  }

  @Test("a value without end does not fill the memory", arguments: [1, 128 << 10])
  func length(chunkSize: Int) throws {
    var options = ListOptions()
    (options.chunkSize, options.longestValue) = (chunkSize, 20)
    let long = "list.json:1:8: error: a value is longer than 20 bytes [records.long-value]"
    let hint = "\n  hint: is the quotation mark missing that ends it?"
    for value in ["æ" + String(repeating: "x", count: 19), String(repeating: "\\n", count: 21)] {
      for end in ["\"}]", "\u{1}", "\\x", ""] {
        #expect(
          try Reading("[{\"a\": \"\(value)\(end)", as: "list.json", options: options).problems
            .first == long + hint)
      }
    }
    let digits = String(repeating: "1", count: 21)
    #expect(
      try Reading("[{\"a\": \(digits)", as: "list.json", options: options).problems == [long + hint]
    )
  }

  @Test("a record without end does not fill the memory")
  func recordLength() throws {
    let record = "[{\"a\": [" + String(repeating: "1,", count: 1 << 18)
    #expect(
      try Reading(record, as: "list.json").problems == [
        "list.json:1:524294: error: a record is longer than 16,777,216 bytes [records.long-record]"
      ])
  }

  @Test("keys are checked, whatever the form of the list", arguments: ["json", "yaml"])
  func keys(form: String) throws {
    let text =
      form == "json"
      ? "[{\"id\": \"a\"},\n{\"id\": \" \"},\n{\"x\": 1},\n{\"id\": \"a \"}]"
      : "- id: a\n- id: ' '\n- x: 1\n- id: 'a '\n"
    let (first, column, second) = form == "json" ? ("2:8", "3:1", "4:8") : ("2:7", "3:3", "4:7")
    #expect(
      try Reading(text, as: "list.\(form)", key: "id").problems == [
        "list.\(form):\(first): error: record 2 has no key: its 'id' is blank [records.blank-key]",
        "list.\(form):\(column): error: record 3 has no key: its 'id' is blank [records.blank-key]",
        "list.\(form):\(second): error: record 4 has the same key as record 1 on line 1: 'a' "
          + "[records.duplicate-key]\n  hint: for one letter of all rows with a key, give them a "
          + "name: data: {key: id, rows: Lines}, and go through them with {{#each Lines}}",
      ])
    #expect(
      try Reading(text, as: "list.\(form)", key: "ix").problems == [
        """
        list.\(form):1:\(form == "json" ? 2 : 3): error: the list has no field 'ix', which is to be \
        its key [records.no-key-field]
          hint: did you mean 'id'?
          hint: the list has 'id', 'x'
        """
      ])
  }

  @Test("JSON and YAML are UTF-8", arguments: ["json", "yaml"])
  func encoding(form: String) throws {
    let problem = "a \(form.uppercased()) list must be written in UTF-8 [records.not-utf8]"
    let hint = "\n  hint: save it again and choose the encoding UTF-8"
    #expect(
      try Reading(Array("[\"".utf8) + [0xF8], as: "list.\(form)").problems
        == ["list.\(form):1:3: error: " + problem + hint])
    #expect(
      try Reading(utf16("[]", littleEndian: true), as: "list.\(form)").problems
        == ["list.\(form):1:1: error: " + problem + hint])
  }
}
