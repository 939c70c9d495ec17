import Diagnostics
import Foundation
import Records
import TestSupport
import Testing

struct EncodingTests {
  struct Case: CustomTestStringConvertible, Sendable {
    var testDescription: String
    var bytes: [UInt8]
    var rows: [[String]]
    var problems: [String]

    init(_ name: String, _ bytes: [UInt8], rows: [[String]] = [], _ problems: [String]) {
      (testDescription, self.bytes) = (name, bytes)
      (self.rows, self.problems) = (rows, problems)
    }
  }

  static let windowsHints =
    "  hint: look at æ, ø and å in a letter, or save the list as 'CSV UTF-8' in Excel"
  static let workbook =
    "list.csv:1:1: error: the workbook cannot be read: Unrecognized archive format "
    + "[records.workbook-damaged]\n  hint: open it in Excel and save it as a workbook (.xlsx)"

  static let cases = [
    Case(
      "Windows-1252", Array("a;b\nR".utf8) + [0xF8, 0x64, 0x74, 0x3B, 0x80, 0x96, 0xE5, 0x0A],
      rows: [["Rødt", "€–å"]],
      [
        "list.csv:2:2: warning: the list is not UTF-8, so it is read as Windows-1252 "
          + "[records.windows-1252]\n" + windowsHints
      ]),
    Case(
      "half UTF-8, half Windows-1252", Array("a;b\nRødt;1\n;R".utf8) + [0xF8, 0x0A],
      [
        "list.csv:3:3: error: the byte 0xF8 is not UTF-8, but 'ø' on line 2, column 2 is: "
          + "the list mixes two encodings [records.mixed-encoding]\n"
          + "  hint: find out which rows were pasted in from elsewhere, and write their letters anew"
      ]),
    Case(
      "the Windows-1252 part first", Array("a;R".utf8) + [0xF8] + Array("dt\nRødt;1\n".utf8),
      [
        "list.csv:1:4: error: the byte 0xF8 is not UTF-8, but 'ø' on line 2, column 2 is: "
          + "the list mixes two encodings [records.mixed-encoding]\n"
          + "  hint: find out which rows were pasted in from elsewhere, and write their letters anew"
      ]),
    Case(
      "a byte that Windows-1252 has not", Array("a;b\nx".utf8) + [0xE5, 0x3B, 0x81, 0x0A],
      [
        "list.csv:2:4: error: the byte 0x81 is neither UTF-8 nor Windows-1252 "
          + "[records.unknown-encoding]\n  hint: open it in Excel and save it as 'CSV UTF-8'"
      ]),
    Case(
      "control characters beside Windows-1252", Array("a;b\n\u{2}".utf8) + [0xE5, 0x3B, 0x0A],
      [
        "list.csv:2:2: error: the byte 0xE5 is neither UTF-8 nor Windows-1252, "
          + "and a control character stands on line 2, column 1 "
          + "[records.unknown-encoding]\n  hint: open it in Excel and save it as 'CSV UTF-8'"
      ]),
    Case(
      "marked as UTF-8 and is not", [0xEF, 0xBB, 0xBF] + Array("a;b\nR".utf8) + [0xF8, 0x0A],
      [
        "list.csv:2:2: error: the byte 0xF8 is not UTF-8, which the file's first bytes say it is "
          + "[records.unknown-encoding]\n  hint: open it in Excel and save it as 'CSV UTF-8'"
      ]),
    Case(
      "overlong UTF-8", Array("a;b\nx;".utf8) + [0xC0, 0xAF, 0x0A], rows: [["x", "À¯"]],
      [
        "list.csv:2:3: warning: the list is not UTF-8, so it is read as Windows-1252 "
          + "[records.windows-1252]\n" + windowsHints
      ]),
    Case(
      "a character broken off at the end", Array("a;b\nx;".utf8) + [0xE2, 0x82],
      rows: [["x", "â‚"]],
      [
        "list.csv:2:3: warning: the list is not UTF-8, so it is read as Windows-1252 "
          + "[records.windows-1252]\n" + windowsHints
      ]),
    Case(
      "half a character in UTF-16", [0xFF, 0xFE, 0x61, 0, 0x0A, 0, 0x3D, 0xD8, 0x62, 0],
      [
        "list.csv:2:1: error: half a character stands here, or one that Unicode has not "
          + "[records.half-character]\n  hint: save the list as 'CSV UTF-8' again"
      ]),
    Case(
      "half a unit at the end of UTF-16", [0xFE, 0xFF, 0, 0x61, 0, 0x0A, 0, 0x62, 0],
      [
        "list.csv:2:2: error: half a character stands here, or one that Unicode has not "
          + "[records.half-character]\n  hint: save the list as 'CSV UTF-8' again"
      ]),
    Case(
      "UTF-16 without its mark", Array(utf16("a,b\n1,2\n", littleEndian: true).dropFirst(2)),
      [
        "list.csv:1:1: error: this is not text [records.not-text]\n"
          + "  hint: open it in Excel and save it as 'CSV UTF-8'"
      ]),
    Case("a workbook", [0x50, 0x4B, 3, 4, 20, 0, 6, 0], [workbook]),
    Case(
      "a PDF", Array("%PDF-1.7\n".utf8),
      [
        "list.csv:1:1: error: this is a PDF document, not a list [records.not-text]\n"
          + "  hint: ask for the list as a spreadsheet or CSV file"
      ]),
    Case(
      "an old workbook", [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1],
      [
        "list.csv:1:1: error: this is an old Office document (.xls, .doc), or one with a password, "
          + "not a list [records.not-text]\n"
          + "  hint: open it in Excel and save it as a workbook (.xlsx) without a password"
      ]),
  ]

  @Test("encodings are found, and no letter is guessed", arguments: cases, [1, 128 << 10])
  func encodings(_ test: Case, chunkSize: Int) throws {
    var options = ListOptions()
    options.chunkSize = chunkSize
    let reading = try Reading(test.bytes, options: options)
    #expect(reading.problems == test.problems)
    #expect(reading.rows == test.rows)
  }

  @Test("every byte of Windows-1252 is the character that Windows makes of it")
  func windows() throws {
    let bytes = (UInt8(0x80)...0xFF).filter { ![0x81, 0x8D, 0x8F, 0x90, 0x9D].contains($0) }
    let reading = try Reading(Array("a\n".utf8) + bytes)
    let expected = String(
      "€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ"
        + String(String.UnicodeScalarView((0xA0...0xFF).compactMap(Unicode.Scalar.init))))
    #expect(reading.rows == [[expected]])
  }

  /// Neither the name of a file nor the ledger can hold U+0000.
  @Test(
    "U+0000 is told with its place, in a key, a name or any value",
    arguments: [
      ("list.csv", "name,f\na\0b,x\nc,d\0\n", ["2:2", "3:4"]),
      ("list.csv", "name,f,\0g\na,x,y\n", ["1:8"]),
      (
        "list.json", #"[{"name": "a\u0000b", "f\u0000": "x"}, {"name": "c", "l": ["\u0000"]}]"#,
        ["1:13", "1:25", "1:61"]
      ),
      ("list.json", "[{\"name\": \"a\0b\"}]", ["1:13", "1:13"]),
      (
        "list.yaml", #"- {name: "a\0b", "f\x00": x}"# + "\n" + #"- {name: c, l: [{a: "\u0000"}]}"#,
        ["1:10", "1:18", "2:21"]
      ),
    ])
  func nothing(file: String, text: String, places: [String]) throws {
    let hint = "\n  hint: delete it, or type the character that was meant"
    #expect(
      try Reading(text, as: file, key: "name").problems
        == places.map {
          "\(file):\($0): error: the control character U+0000 cannot be printed "
            + "[records.control-character]" + hint
        })
  }
}
