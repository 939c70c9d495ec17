import Diagnostics
import Records
import Testing

/// What counts as blank is the same everywhere.
struct BlankTests {
  static let blank = [
    "", " ", "\t\n", "\u{A0}", "\u{2003}\u{3000}", "\u{200B}", "\u{200E}", "\u{FEFF}", "\u{2060}",
    "\u{AD}", "\u{202A}\u{202C}", "\u{2066} \u{2069}", "\u{FE0F}", "\u{3164}", "\u{115F}",
    "\u{34F}",
    "\u{61C}", "\u{180E}", "\u{E0020}", "\u{2800}", "\u{FFF9}\u{FFFB}", " \u{200D} ",
  ]

  @Test("a text in which nothing is to be seen is blank", arguments: blank)
  func values(_ text: String) throws {
    let place = SourceLocation(file: "x", line: 1, column: 1)
    #expect(Value(.text(text), at: place).isEmpty)
    if !text.contains("\n") {
      #expect(Value(.text("a;\(text);b"), at: place).splitIntoList().testText == "[a, b]")
    }
    // What joins the letter before it is a part of that.
    let end = "a" + text
    let rest = end.first == "a" ? "a" : end
    #expect(ComparedForm.ofKey(text + end) == rest)
    #expect(ComparedForm.ofName(text + end) == rest)
  }

  @Test("a row, a key and a name of nothing but these are blank", arguments: blank.dropFirst(3))
  func lists(_ text: String) throws {
    let rows = try Reading("k,n\n1,x\n\(text),\(text)\n2,y\n", key: "k")
    #expect(rows.rows == [["1", "x"], ["2", "y"]])
    #expect(rows.problems.count == 1)
    let key = try Reading("k,n\n\(text),x\n", key: "k")
    #expect(
      key.problems == [
        "list.csv:2:1: error: row 1 has no key: its 'k' is blank [records.blank-key]"
      ])
    let name = try Reading("k,\(text)\n1,x\n")
    #expect(name.problems.first?.contains("column 2 has values but no name") == true)
  }

  @Test(
    "a text in which anything is to be seen is not",
    arguments: [
      "a", "\u{200B}a", "❤\u{FE0F}", "å\u{30A}", "\u{301}", "æ", "ß", "\u{300}", "\u{FFFD}", "١",
      "·",
    ])
  func visible(_ text: String) {
    #expect(!Value(.text(text), at: SourceLocation(file: "x", line: 1, column: 1)).isEmpty)
  }
}
