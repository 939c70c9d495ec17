import Diagnostics
import Records
import Testing

struct CSVFaultTests {
  struct Case: CustomTestStringConvertible, Sendable {
    var testDescription: String
    var text: String
    var problems: [String]

    init(_ name: String, _ text: String, _ problems: [String]) {
      (testDescription, self.text, self.problems) = (name, text, problems)
    }
  }

  static let cases = [
    Case("empty file", "", ["list.csv:1:1: error: the list is empty [records.empty]"]),
    Case(
      "byte order mark only", "\u{FEFF}",
      ["list.csv:1:1: error: the list is empty [records.empty]"]),
    Case(
      "no header", "\n\na,b\n",
      [
        """
        list.csv:1:1: error: the first row must hold the names of the columns, but is blank \
        [records.no-header]
        """
      ]),
    Case(
      "a header of separators", ";;\n1;2;3\n",
      [
        """
        list.csv:1:1: error: the first row must hold the names of the columns, but is blank \
        [records.no-header]
        """
      ]),
    Case(
      "no rows", "name,b\n\n,\n",
      ["list.csv:1:1: error: the list has a header but no rows [records.no-rows]"]),
    Case(
      "duplicate column", "name,b, b \n1,2,3\n",
      [
        """
        list.csv:1:8: error: two columns are called 'b' [records.duplicate-column]
          hint: it is also the name of column 2, on line 1, column 6
        """
      ]),
    Case(
      "duplicate column in another normal form", "name,\u{C5}s,A\u{30A}s\n1,2,3\n",
      [
        """
        list.csv:1:9: error: two columns are called '\u{C5}s' [records.duplicate-column]
          hint: it is also the name of column 2, on line 1, column 6
          hint: the two look the same, but are not written with the same characters
        """
      ]),
    Case(
      "a column without a name that holds something", "name,,b\n1,,2\n2,x,3\n3,y,4\n",
      [
        """
        list.csv:1:6: error: column 2 has values but no name [records.blank-column]
          hint: the first value stands on line 3, column 3
        """
      ]),
    Case(
      "ragged rows", "name;b;c\n1;2\n2;3;4;5\n3;4;5\n",
      [
        """
        list.csv:2:1: error: this row has 2 values, but the header has 3 columns \
        [records.ragged-row]
          hint: an empty value needs its ';' too
        """,
        """
        list.csv:3:1: error: this row has 4 values, but the header has 3 columns \
        [records.ragged-row]
          hint: put a value that has a ';' in it between quotation marks
        """,
      ]),
    Case(
      "ragged row, tabs", "name\tb\n1\t2\n2\n",
      [
        """
        list.csv:3:1: error: this row has 1 value, but the header has 2 columns \
        [records.ragged-row]
          hint: an empty value needs its tab too
        """
      ]),
    Case(
      "unterminated quote", "name,b\n1,2\n2,\"x\n3,y\n",
      [
        """
        list.csv:3:3: error: a value begins with a quotation mark here and never ends \
        [records.unterminated-quote]
          hint: write a quotation mark where the value ends, or take this one away
        """
      ]),
    Case(
      "unterminated quote in the header", "name,\"b\n1,2\n",
      [
        """
        list.csv:1:6: error: a value begins with a quotation mark here and never ends \
        [records.unterminated-quote]
          hint: write a quotation mark where the value ends, or take this one away
        """
      ]),
    Case(
      "text after a closing quote", "name,b\n1,\"x\"y\n2,\"a \"b\" c\"\n",
      [
        """
        list.csv:2:6: error: text follows the quotation mark that ends a value \
        [records.text-after-quote]
          hint: a quotation mark within a value is written twice: ""
        """,
        """
        list.csv:3:7: error: text follows the quotation mark that ends a value \
        [records.text-after-quote]
          hint: a quotation mark within a value is written twice: ""
        """,
      ]),
    Case(
      "a quote within a bare value", "name,b\n1,19\" rack\n",
      [
        """
        list.csv:2:5: error: a quotation mark stands within a value that does not begin with one \
        [records.stray-quote]
          hint: put the whole value between quotation marks, and write this one twice: ""
        """
      ]),
    Case(
      "control characters", "name,b\n1,x\u{7}\n2,\0\n3,\u{85}\u{7F}\n",
      [
        """
        list.csv:2:4: error: the control character U+0007 cannot be printed \
        [records.control-character]
          hint: delete it, or type the character that was meant
        """,
        """
        list.csv:3:3: error: the control character U+0000 cannot be printed \
        [records.control-character]
          hint: delete it, or type the character that was meant
        """,
        """
        list.csv:4:3: error: the control character U+0085 cannot be printed \
        [records.control-character]
          hint: delete it, or type the character that was meant
        """,
        """
        list.csv:4:4: error: the control character U+007F cannot be printed \
        [records.control-character]
          hint: delete it, or type the character that was meant
        """,
      ]),
    Case(
      "blank key", "b,name\n1,x\n2, \n",
      [
        "list.csv:3:3: error: row 2 has no key: its 'name' is blank [records.blank-key]"
      ]),
    Case(
      "duplicate keys", "name,b\nRødt,1\nSV,2\nRødt ,3\nA\u{30A}s,4\n\u{C5}s,5\nRødt,6\nrødt,7\n",
      [
        """
        list.csv:4:1: error: row 3 has the same key as row 1 on line 2: 'Rødt' \
        [records.duplicate-key]
          hint: for one letter of all rows with a key, give them a name: \
        data: {key: name, rows: Lines}, and go through them with {{#each Lines}}
        """,
        """
        list.csv:6:1: error: row 5 has the same key as row 4 on line 5: '\u{C5}s' \
        [records.duplicate-key]
        """,
        """
        list.csv:7:1: error: row 6 has the same key as row 1 on line 2: 'Rødt' \
        [records.duplicate-key]
        """,
      ]),
    Case(
      "no key column", "nmae,b\n1,2\n",
      [
        """
        list.csv:1:1: error: the list has no column 'name', which is to be its key \
        [records.no-key-field]
          hint: did you mean 'nmae'?
          hint: the list has 'nmae', 'b'
        """
      ]),
    Case(
      "sep= with something else", "sep=x\nname\n1\n",
      [
        """
        list.csv:1:5: error: 'x' cannot set values apart [records.separator]
          hint: the first line may name a comma, a semicolon, a tab or '|'
        """
      ]),
    Case(
      "everything at once, in the order of the file", "name,b,b\n\u{1},2\n,2,3\n1,2,3\n1,2,\"3",
      [
        """
        list.csv:1:8: error: two columns are called 'b' [records.duplicate-column]
          hint: it is also the name of column 2, on line 1, column 6
        """,
        """
        list.csv:2:1: error: the control character U+0001 cannot be printed \
        [records.control-character]
          hint: delete it, or type the character that was meant
        """,
        """
        list.csv:2:1: error: this row has 2 values, but the header has 3 columns \
        [records.ragged-row]
          hint: an empty value needs its ',' too
        """,
        "list.csv:3:1: error: row 2 has no key: its 'name' is blank [records.blank-key]",
        """
        list.csv:5:5: error: a value begins with a quotation mark here and never ends \
        [records.unterminated-quote]
          hint: write a quotation mark where the value ends, or take this one away
        """,
      ]),
  ]

  @Test("faults are told in the author's words", arguments: cases)
  func faults(_ test: Case) throws {
    for size in [1, 128 << 10] {
      var options = ListOptions()
      options.chunkSize = size
      let reading = try Reading(test.text, key: "name", options: options)
      #expect(reading.problems == test.problems)
    }
  }

  @Test("of a great many faults the first are told and the others counted")
  func cap() throws {
    let rows = (1...1300).map { "\($0)\n" }.joined()
    var options = ListOptions()
    options.problemLimit = 2
    let reading = try Reading("name,b\n1,2\n\n\(rows)", key: "name", options: options)
    #expect(reading.problems.count == 4)
    #expect(reading.problems[1].hasPrefix("list.csv:4:1: error: this row has 1 value"))
    // One of them has the key of the good row, too.
    #expect(
      reading.problems.last == "error: 'list.csv' has 1,299 more errors like these [records.more]")
  }

  @Test("a value without end does not fill the memory")
  func longValue() throws {
    var options = ListOptions()
    options.longestValue = 1000
    let text = "name,b\n1,\"" + String(repeating: "x,y\n", count: 300)
    #expect(
      try Reading(text, options: options).problems == [
        """
        list.csv:2:3: error: a value is longer than 1,000 bytes [records.long-value]
          hint: is the quotation mark missing that ends it?
        """
      ])
  }

  @Test("a list has no more fields than are read")
  func fields() throws {
    var options = ListOptions()
    options.mostFields = 3
    #expect(
      try Reading("a,b,c,d\n1,2,3,4\n", options: options).problems == [
        """
        list.csv:1:1: error: the list has 4 fields, and at most 3 are read \
        [records.too-many-fields]
        """
      ])
  }
}
