import Records
import Testing

/// Cases of the kind that public suites of JSON parsers hold, each as a list with one value.
///
/// What RFC 8259 says must be read is read, what it says must not be is an error, and where it leaves the choice
/// to the reader, the choice stands here.
struct JSONSuiteTests {
  /// A value and what it is in the list.
  static let accepted: [(String, String)] = [
    // Structures
    ("[]", "[]"), ("[\"\"]", "[]"), ("[[]]", "[[]]"),
    ("[ null , true ]", "[, yes]"), ("[1\n]", "[#1]"), ("[[1],{\"b\":[]}]", "[[#1], {b: []}]"),
    ("[{}]", "[{}]"), ("[{\"\\u0061\":1}]", "[{a: #1}]"), ("\t\r\n 1 \t", "#1"),
    // Numbers, as written
    ("0", "#0"), ("-0", "#-0"), ("123", "#123"), ("-123", "#-123"), ("0e1", "#0e1"),
    ("0e+1", "#0e+1"), ("1E22", "#1E22"), ("1E-2", "#1E-2"), ("1E+2", "#1E+2"),
    ("123e45", "#123e45"), ("123.456e78", "#123.456e78"), ("-1.5", "#-1.5"),
    ("20e1", "#20e1"), ("0.000000000000000000000001", "#0.000000000000000000000001"),
    ("1e-10000000000000000000000000", "#1e-10000000000000000000000000"),
    ("1.5e+9999", "#1.5e+9999"),
    ("-123123123123123123123123123123", "#-123123123123123123123123123123"),
    // Words
    ("true", "yes"), ("false", "no"), ("null", ""),
    // Texts
    ("\"\"", ""), ("\"a/*b*/c\"", "a/*b*/c"), ("\"\\\"\\\\\\/\"", "\"\\/"), ("\"\\t\\n\"", "\t\n"),
    ("\"\\u0060\\u012a\\u12AB\"", "\u{60}\u{12A}\u{12AB}"), ("\"\\uD801\\uDC37\"", "\u{10437}"),
    ("\"\\ud83d\\ude39\\ud83d\\udc8d\"", "😹💍"), ("\"\\\\u0000\"", "\\u0000"), ("\"€𝄞\"", "€𝄞"),
    ("\"\\u2028\\u2029\"", "\u{2028}\u{2029}"), ("\"\u{2028}\"", "\u{2028}"),
    ("\"\\uFFFE\"", "\u{FFFE}"),
    ("\"\\uDBFF\\uDFFF\"", "\u{10FFFF}"), ("\"\\r\\n\\r\"", "\n\n"), ("\"\\u00a0\"", "\u{A0}"),
    ("\"new\\u00A0line\"", "new\u{A0}line"), ("\"\\u0022\"", "\""), ("\"asd \"", "asd "),
  ]

  @Test("what is JSON is read as written", arguments: accepted)
  func reading(_ value: String, _ expected: String) throws {
    let reading = try Reading("[{\"k\": 1, \"a\": \(value)}]", as: "list.json")
    #expect(reading.problems == [])
    #expect(reading.rows.map { $0[1] } == [expected])
  }

  /// A text in the place of a value, and the column of the error.
  static let refused: [(String, Int)] = [
    // Structures
    ("[1 true]", 11), ("[1,,2]", 11), ("[,1]", 9), ("[1,]", 11), ("[1", 10), ("[\"x\"", 12),
    ("[\"x\"]]", 13), ("[1:2]", 10), ("[*]", 9), ("[", 9), ("{\"a\"", 12), ("{\"a\":", 13),
    ("{:\"b\"}", 9), ("{a:1}", 9), ("{'a':0}", 9), ("{1:1}", 9), ("{\"a\":1,}", 15),
    ("{\"a\":1 1}", 15),
    ("{\"a\" \"b\"}", 13), ("{,}", 9), ("{\"a\":/*c*/1}", 13), ("1 // c", 10), ("#", 8),
    // Numbers
    ("-", 9), ("+1", 8), ("-01", 8), ("012", 8), ("1.", 10), (".5", 8), ("-.5", 9), ("0.e1", 10),
    ("1.0e", 12), ("1.0e+", 13), ("1e1.5", 8), ("0x1", 8), ("0x", 8), ("1_000", 8), ("1 000", 10),
    ("Infinity", 8), ("-Infinity", 9), ("NaN", 8), ("-NaN", 9), ("1a", 8), ("1+2", 8), ("++1", 8),
    ("\u{FF11}", 8), ("2.e3", 10), ("-2.", 11), ("0E", 10), ("9.e+", 10),
    // Words
    ("nul", 11), ("tru", 11), ("fals", 12), ("True", 8), ("TRUE", 8), ("nil", 9), ("undefined", 8),
    ("truefalse", 12), ("", 8),
    // Texts
    ("\"", 8), ("'a'", 8), ("a", 8), ("\"\\x00\"", 9), ("\"\\a\"", 9), ("\"\\u00A\"", 9),
    ("\"\\u\"", 9),
    ("\"\\uD800\"", 9), ("\"\\uDC00\"", 9), ("\"\\uD800\\u0061\"", 9), ("\"\\uD800\\n\"", 9),
    ("\"\\uD834\\uDd\"", 9), ("\"a\nb\"", 10), ("\"\t\"", 9), ("\"\\", 9), ("\"\\🌀\"", 9),
    ("\u{FEFF}1", 8), ("\u{A0}1", 8), ("\u{2060}1", 8),
  ]

  @Test("what is not JSON is an error at its place", arguments: refused)
  func refusing(_ value: String, _ column: Int) throws {
    let reading = try Reading("[{\"a\": \(value)}]", as: "list.json")
    #expect(reading.rows == [])
    let problem = try #require(reading.problems.first)
    #expect(problem.hasPrefix("list.json:1:\(column): error:"), "\(problem)")
  }

  /// Whole texts, and the problem's name.
  static let texts: [(String, String)] = [
    ("", "records.empty"), (" ", "records.json-not-array"), ("1", "records.json-not-array"),
    ("\"a\"", "records.json-not-array"), ("null", "records.json-not-array"),
    ("{}", "records.json-not-array"), ("[{\"a\":1}", "records.json-syntax"),
    ("[{\"a\":1}]]", "records.json-syntax"), ("[{\"a\":1}]{}", "records.json-syntax"),
    ("[{\"a\":1}][]", "records.json-syntax"), ("[{\"a\":1};{}]", "records.json-syntax"),
    ("[{\"a\":1,\"a\":2}]", "records.duplicate-name"),
    ("[{\"a\":1,\"\\u0061\":1}]", "records.duplicate-name"),
    ("[{\"\":1}]", "records.blank-name"), ("[{\"\u{200B}\":1}]", "records.blank-name"),
    ("[{\"a\":\"\\u0000\"}]", "records.control-character"),
    ("[{\"a\":\"\\u007F\"}]", "records.control-character"),
    ("[{\"a\":\"\u{85}\"}]", "records.control-character"), ("[{\"a\":{}}]", "records.group"),
    ("[null]", "records.no-record"), ("[[{\"a\":1}]]", "records.no-record"),
    (String(repeating: "[", count: 100_000), "records.json-depth"),
    ("[{\"a\":" + String(repeating: "[", count: 100_000), "records.json-depth"),
    ("[{\"a\":" + String(repeating: "{\"a\":", count: 100_000), "records.json-depth"),
    ("[{\"a\":" + String(repeating: "[[],", count: 100_000), "records.json-depth"),
  ]

  @Test("a text that is no list of objects is an error", arguments: texts)
  func noList(_ text: String, _ id: String) throws {
    let reading = try Reading(text, as: "list.json")
    #expect(reading.rows == [])
    #expect(reading.problems.contains { $0.contains("[\(id)]") }, "\(reading.problems)")
  }

  @Test("lists nest as deep as is said, and no deeper")
  func depth() throws {
    let (open, close) = (String(repeating: "[", count: 31), String(repeating: "]", count: 31))
    #expect(try Reading("[{\"a\": \(open)\(close)}]", as: "list.json").problems == [])
    #expect(
      try Reading("[{\"a\": [\(open)\(close)]}]", as: "list.json").problems == [
        "list.json:1:39: error: lists and groups nest more than 32 deep here [records.json-depth]"
      ])
  }

  @Test(
    "bytes that are no UTF-8 are an error",
    arguments: [
      [0xE5], [0xFF], [0xC0, 0xAF], [0xED, 0xA0, 0x80], [0xFC, 0x83, 0xBF, 0xBF, 0xBF, 0xBF],
      [0xE0, 0xFF],
    ] as [[UInt8]])
  func encoding(_ bytes: [UInt8]) throws {
    let text = Array("[{\"a\": \"".utf8) + bytes + Array("\"}]".utf8)
    let reading = try Reading(text, as: "list.json")
    #expect(reading.rows == [])
    #expect(reading.problems.count == 1)
  }
}
