import Records
import TestSupport
import Testing

/// Cells and sheets as programs write them, and as none should: what each is in the list.
struct WorkbookSuiteTests {
  private func read(_ cell: String, styles: String = "", rows: String = "") throws -> Reading {
    let head = #"<row r="1"><c r="A1" t="str"><v>a</v></c><c r="B1" t="str"><v>b</v></c></row>"#
    let row = #"<row r="2"><c r="A2" t="str"><v>x</v></c>\#(cell)</row>"#
    let file = WorkbookFile(
      head + row + rows, texts: ["<t>one</t>", "<t xml:space=\"preserve\"> two </t>"],
      styles: styles)
    return try Reading(try file.bytes(), as: "list.xlsx")
  }

  /// A cell without its name, and its value.
  static let cells: [(String, String)] = [
    // Numbers
    ("<c><v>0</v></c>", "#0"), ("<c><v>-1.50</v></c>", "#-1.50"),
    ("<c t='n'><v>1E-4</v></c>", "#0.0001"),
    ("<c><v>1.0000000000000001E-5</v></c>", "#0.00001"),
    ("<c><v>1E+20</v></c>", "#100000000000000000000"),
    ("<c><v>-1.25e3</v></c>", "#-1250"), ("<c><v>12345678901234567</v></c>", "#12345678901234600"),
    ("<c><v>0.1</v></c>", "#0.1"), ("<c><v>0.10000000000000001</v></c>", "#0.1"),
    ("<c><v>007</v></c>", "#7"),
    ("<c><v>+5</v></c>", "#5"), ("<c><v>5.</v></c>", "#5"), ("<c><v>.5</v></c>", "#0.5"),
    ("<c><v>1E-9223372036854775808</v></c>", "#0"), ("<c><v>1E+300</v></c>", "#1E300"),
    ("<c><v>5.5511151231257827E-17</v></c>", "#0.0000000000000000555111512312578"),
    ("<c><v>999999999999999.9</v></c>", "#1000000000000000"),
    // Yes and no
    ("<c t='b'><v>1</v></c>", "yes"), ("<c t='b'><v>0</v></c>", "no"),
    ("<c t='b'><v>true</v></c>", "yes"),
    ("<c t='b'><v>false</v></c>", "no"), ("<c t='b'/>", ""),
    // Texts
    ("<c t='s'><v>0</v></c>", "one"), ("<c t='s'><v>1</v></c>", " two "), ("<c t='s'/>", ""),
    ("<c t='str'><v>a &amp; b</v></c>", "a & b"), ("<c t='str'><f>A1</f><v></v></c>", ""),
    ("<c t='inlineStr'><is><t>a</t></is></c>", "a"),
    ("<c t='inlineStr'><is><r><t>a</t></r><r><t>b</t></r></is></c>", "ab"),
    ("<c t='str'><v>_x0041_</v></c>", "A"), ("<c t='str'><v>a&#13;&#10;b</v></c>", "a\nb"),
    ("<c t='str'><v><![CDATA[<a>]]></v></c>", "<a>"),
    ("<c t='d'><v>2026-11-23T14:30:00</v></c>", "2026-11-23 14:30:00"),
    // Nothing
    ("<c/>", ""), ("<c s='0'/>", ""), ("<c><v></v></c>", ""), ("<c t='n'></c>", ""), ("", ""),
    ("<c t='str'><v>\u{200B}</v></c>", "\u{200B}"),
  ]

  @Test("a cell is in the list what it shows", arguments: cells)
  func cell(_ cell: String, _ expected: String) throws {
    let reading = try read(cell)
    #expect(reading.problems == [])
    #expect(reading.rows.map { $0[1] } == [expected])
  }

  /// A number, a format's code, and what is shown.
  static let formats: [(String, String, String)] = [
    ("12345678", "000 000 000", "012 345 678"), ("12345678", "000-00-0000", "012-34-5678"),
    ("123456", "(000) 000", "(123) 456"), ("12345678", "(000) 000", "(12345) 678"),
    ("1234567", "00000-0000", "00123-4567"), ("530123456", "0000\\.00\\.00000", "0053.01.23456"),
    ("185", "0000", "0185"), ("12345678", "000\"x\"000", "12345x678"),
    ("185", "0000\" \"00", "0001 85"),
    ("185", "00000;-00000", "00185"), ("-185", "00000;-00000", "-00185"), ("5", "0#", "05"),
    ("185", "#0000", "0185"), ("185", "[<=9999]0000;General", "0185"), ("185", "0000_)", "0185"),
    ("22334455", "00 00 00 00", "22 33 44 55"), ("22334455", "\"+47 \"00 00 00 00", "22 33 44 55"),
    ("12", "000\" kg\"", "012"), ("12", "0 \"dager\"", "#12"), ("12", "\"d\"0", "#12"),
    ("1234", "# ##0", "#1234"),
    ("1234", "#,##0.00", "#1234"), ("1234.5", "0000", "#1234.5"), ("0.5", "# ?/?", "#0.5"),
    ("1.5", "[h]:mm", "36:00"), ("1.5", "[h]:mm:ss", "36:00"),
    ("0.0208449074074074", "[mm]:ss", "30:01"),
    ("0.5", "[h]", "12:00"), ("0.001", "[s]", "86"), ("-0.25", "[h]:mm", "-6:00"),
    ("100", "[hh]:mm", "2400:00"),
    ("46349.604166666664", "yyyy-mm-dd hh:mm", "2026-11-23 14:30"), ("0.5", "h:mm AM/PM", "12:00"),
    ("46349", "[$-414]d/ mmmm yyyy;@", "2026-11-23"), ("46349", "[Red]dd.mm", "2026-11-23"),
    ("46349", "\"day\" 0", "#46349"), ("46349", "@", "#46349"), ("46349", "[h", "1112376:00"),
    ("1", "[", "#1"),
    ("1", "\"", "#1"), ("1", "\\", "#1"), ("1", "", "#1"), ("1", ";;;", "#1"),
  ]

  @Test("a format's code tells how a number shows", arguments: formats)
  func format(_ number: String, _ code: String, _ expected: String) throws {
    let escaped = code.replacing("&", with: "&amp;").replacing("\"", with: "&quot;")
      .replacing("<", with: "&lt;")
    let styles =
      "<numFmts><numFmt numFmtId='164' formatCode='\(escaped)'/></numFmts>"
      + "<cellXfs><xf/><xf numFmtId='164'/></cellXfs>"
    let reading = try read("<c s='1'><v>\(number)</v></c>", styles: styles)
    #expect(reading.problems == [])
    #expect(reading.rows.map { $0[1] } == [expected])
  }

  /// What stands in the place of a cell, and the beginning of the problem.
  static let faults: [(String, String)] = [
    ("<c t='n'><v>twelve</v></c>", "'twelve' in row 2 is no number"),
    ("<c><v>NaN</v></c>", "'NaN' in row 2 is no number"),
    ("<c><v>1,5</v></c>", "'1,5' in row 2 is no number"),
    ("<c><v>0x10</v></c>", "'0x10' in row 2 is no number"),
    ("<c><v>1E+400</v></c>", "the number '1E+400' is beyond those that a workbook can hold"),
    ("<c t='b'><v>2</v></c>", "'2' in row 2 is neither true nor false"),
    ("<c t='b'><v>TRUE</v></c>", "'TRUE' in row 2 is neither true nor false"),
    ("<c t='s'><v>2</v></c>", "it has no text '2'"),
    ("<c t='s'><v>-1</v></c>", "it has no text '-1'"),
    ("<c t='s'><v>9223372036854775808</v></c>", "it has no text '9223372036854775808'"),
    ("<c t='s'><v>1.0</v></c>", "it has no text '1.0'"),
    ("<c s='7'><v>1</v></c>", "it has no style for a cell of row 2"),
    ("<c s='-1'><v>1</v></c>", "it has no style for a cell of row 2"),
    ("<c s='99999999999999999999'><v>1</v></c>", "it has no style for a cell of row 2"),
    ("<c t='e'><v>#N/A</v></c>", "the cell shows the error '#N/A'"),
    ("<c><f>A1</f></c>", "the cell has a formula, but no value of it"),
    ("<c r='A2'/>", "a cell of row 2 is 'A2'"), ("<c r='B3'/>", "a cell of row 2 is 'B3'"),
    ("<c r='b2'/>", "a cell of row 2 is 'b2'"), ("<c r='2'/>", "a cell of row 2 is '2'"),
    ("<c r=''/>", "a cell of row 2 is ''"), ("<c r='XFE2'/>", "a cell of row 2 is 'XFE2'"),
    ("<c r='AAAAAAAAAAAAAAAA2'/>", "a cell of row 2 is 'AAAAAAAAAAAAAAAA2'"),
    ("<c r='B99999999999999999999'/>", "a cell of row 2 is 'B99999999999999999999'"),
    ("<c r='B2x'/>", "a cell of row 2 is 'B2x'"),
    ("<c t='str'><v>a&#x7F;</v></c>", "the control character U+007F cannot be printed"),
    ("<c t='str'><v>_x0000_</v></c>", "the control character U+0000 cannot be printed"),
    ("</row><row r='2'>", "a row '2' follows the row 2"),
    ("</row><row r='1'>", "a row '1' follows the row 2"),
    ("</row><row r='0'>", "a row '0' follows the row 2"),
    ("</row><row r='x'>", "a row 'x' follows the row 2"),
    ("</row><row r='1048577'>", "a row '1048577' follows the row 2"),
    ("</row><row r='99999999999999999999'>", "a row '99999999999999999999' follows the row 2"),
    ("<row r='3'></row>", "a row '3' follows the row 2"),
    ("</row><c/><row r='3'>", "a cell is in no row"),
    ("<c>", "mismatched tag"), ("<c t='str'><v>&x;</v></c>", "undefined entity"),
    ("<c a='1' a='2'/>", "duplicate attribute"),
    ("<x:c/>", "unbound prefix"), ("\u{1}", "not well-formed"),
  ]

  @Test("what no program should write is told", arguments: faults)
  func fault(_ cell: String, _ problem: String) throws {
    let reading = try read(cell)
    #expect(reading.rows == [])
    #expect(reading.problems.count == 1)
    #expect(reading.problems.first?.contains(problem) == true, "\(reading.problems)")
  }
}
