import Diagnostics
import Foundation
import Records
import TestSupport
import Testing

/// Excel workbooks as lists.
struct WorkbookTests {
  /// A row of texts that stand in their cells.
  private func row(_ number: Int, _ texts: String..., attributes: String = "") -> String {
    let cells = texts.map { #"<c t="inlineStr"><is><t>\#($0)</t></is></c>"# }.joined()
    return #"<row r="\#(number)" \#(attributes)>\#(cells)</row>"#
  }

  private func read(_ file: WorkbookFile, sheet: String? = nil, key: String? = nil) throws
    -> Reading
  {
    try Reading(
      try file.bytes(), as: "list.xlsx", key: key, options: ListOptions(sheet: sheet))
  }

  /// The values of a column of cells under the name `a`.
  private func values(
    _ cells: [String], texts: [String] = [], styles: String = "", properties: String = ""
  ) throws
    -> Reading
  {
    let rows = cells.enumerated().map { #"<row r="\#($0 + 2)">\#($1)</row>"# }.joined()
    return try read(
      WorkbookFile(row(1, "a") + rows, texts: texts, styles: styles, properties: properties))
  }

  @Test("the workbooks of two libraries hold the same list", arguments: ["openpyxl", "xlsxwriter"])
  func libraries(_ library: String) throws {
    let fixtures = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Fixtures")
    let bytes = [UInt8](try Data(contentsOf: fixtures.appending(path: "\(library).xlsx")))
    let reading = try Reading(bytes, as: "list.xlsx", key: "Navn")
    #expect(reading.problems == [])
    #expect(
      reading.fields == [
        "Navn", "Deres referanse", "Beløp", "Frist", "Møte", "Postnummer", "Åpen", "Merknad",
      ])
    #expect(
      reading.rows == [
        [
          "Miljøpartiet De Grønne", "24/0117", "#1234.5", "2026-11-23", "2026-12-01 14:30", "0185",
          "yes", "første linje\nandre linje",
        ],
        ["Rødt", "007", "#0.3", "1900-02-28", "2024-02-29", "5003", "no", ""],
        ["Sámi & <venner>", "", "#-3", "1900-03-01", "", "0001", "", "  «to»  mellomrom  "],
      ])
    #expect(reading.records.map(\.number) == [1, 2, 3])
    #expect(reading.records[1].values[2].location.description == "list.xlsx:C3")
  }

  @Test("what is called a text, and is a workbook, is read as one")
  func otherName() throws {
    let file = WorkbookFile(row(1, "a") + row(2, "b"))
    #expect(try Reading(try file.bytes(), as: "list.csv").rows == [["b"]])
    #expect(try Reading("a;b\n1;2\n", as: "list.xlsx").rows == [["1", "2"]])
  }

  @Test("shared texts, with parts, readings and escapes")
  func texts() throws {
    let texts = [
      "<t>one</t>", "<r><t>t</t></r><r><rPr/><t>wo</t></r><rPh><t>reading</t></rPh>",
      "<t>a_x000D_\nb_x005F_x0041_</t>", "<t/>",
    ]
    let cells = [1, 0, 2].map { #"<c t="s"><v>\#($0)</v></c>"# }
    #expect(try values(cells, texts: texts).rows == [["two"], ["one"], ["a\nb_x0041_"]])
  }

  @Test("numbers are the ones that Excel shows, in plain digits")
  func numbers() throws {
    let numbers = ["0.30000000000000004", "1234567890123456", "1E-3", "-2.50", "12345678901"]
    #expect(
      try values(numbers.map { "<c><v>\($0)</v></c>" }).rows == [
        ["#0.3"], ["#1234567890123460"], ["#0.001"], ["#-2.50"], ["#12345678901"],
      ])
  }

  @Test(
    "a format's code tells days, times and zeros from numbers",
    arguments: [
      ("dd.mm.yyyy", "2026-11-23"), ("[$-414]d. mmmm yyyy;@", "2026-11-23"),
      (#"yyyy\-mm\-dd\ hh:mm"#, "2026-11-23 06:00"), ("mmm yy", "2026-11-23"),
      ("General", "#46349.25"), (#"#,##0.00\ "kr per dag";[Red]-0"#, "#46349.25"),
      ("0.00E+00", "#46349.25"),
      ("[h]:mm:ss", "1112382:00"), ("@", "#46349.25"), ("0000000", "#46349.25"),
    ])
  func formats(_ code: String, _ shown: String) throws {
    let escaped = code.replacing("\"", with: "&quot;")
    let styles = """
      <numFmts><numFmt numFmtId="164" formatCode="\(escaped)"/></numFmts>
      <cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf/><xf numFmtId="164"/></cellXfs>
      """
    #expect(try values([#"<c s="1"><v>46349.25</v></c>"#], styles: styles).rows == [[shown]])
  }

  @Test("days count from 1900, without the day that never was, or from 1904")
  func days() throws {
    let styles = #"<cellXfs><xf/><xf numFmtId="14"/><xf numFmtId="20"/></cellXfs>"#
    func day(_ number: String, _ style: Int = 1, _ properties: String = "") throws -> String {
      try values(
        [#"<c s="\#(style)"><v>\#(number)</v></c>"#], styles: styles, properties: properties
      )
      .rows[0][0]
    }
    #expect(try day("1") == "1900-01-01")
    #expect(try day("59") == "1900-02-28")
    #expect(try day("60") == "#60")
    #expect(try day("61") == "1900-03-01")
    #expect(try day("2958465") == "9999-12-31")
    #expect(try day("2958466") == "#2958466")
    #expect(try day("-1") == "#-1")
    #expect(try day("0", 1, #"<workbookPr date1904="1"/>"#) == "1904-01-01")
    #expect(try day("44887", 1, #"<workbookPr date1904="true"/>"#) == "2026-11-23")
    #expect(try day("0.604166666666667", 2) == "14:30")
    #expect(try day("0.5000116", 2) == "12:00:01")
    #expect(try day("46349.604166666664", 2) == "14:30")
  }

  @Test("elements of other kinds are not taken for those of the same name")
  func namesakes() throws {
    let styles = """
      <numFmts><numFmt numFmtId="164" formatCode="dd.mm.yyyy"/></numFmts>
      <cellStyleXfs><xf numFmtId="9"/></cellStyleXfs><cellXfs><xf numFmtId="164"/></cellXfs>
      <cellStyles/><dxfs><dxf><numFmt numFmtId="164" formatCode="0%"/></dxf></dxfs>
      """
    let properties = """
      <workbookPr date1904="1"/><extLst><ext xmlns:x15="v"><x15:workbookPr/></ext></extLst>
      """
    let cell = #"<c><x:v xmlns:x="w">7</x:v><v>44887</v></c>"#
    #expect(
      try values([cell], styles: styles, properties: properties).rows == [["2026-11-23"]])
  }

  @Test("days may stand as texts of their own type, as strict workbooks have them")
  func daysAsText() throws {
    let cells = ["2026-11-23", "2026-11-23T00:00:00", "2026-11-23T14:30:00"].map {
      #"<c t="d"><v>\#($0)</v></c>"#
    }
    #expect(
      try values(cells).rows == [["2026-11-23"], ["2026-11-23"], ["2026-11-23 14:30:00"]])
  }

  @Test("zeros before a number come from its format")
  func zeros() throws {
    let styles = """
      <numFmts><numFmt numFmtId="170" formatCode="00000000000"/></numFmts>
      <cellXfs><xf/><xf numFmtId="170"/></cellXfs>
      """
    let cells = ["1017012345", "12345678901", "123456789012"].map { #"<c s="1"><v>\#($0)</v></c>"# }
    #expect(
      try values(cells, styles: styles).rows == [
        ["01017012345"], ["12345678901"], ["123456789012"],
      ])
  }

  @Test("rows and cells that are not there are blank, and rows without anything left out")
  func gaps() throws {
    let data = """
      <row r="3"><c r="B3" t="str"><v>x</v></c><c r="D3" t="str"><v>y</v></c></row>
      <row r="5"><c r="B5" t="str"><v>1</v></c></row><row r="6"><c r="A6" s="1"/></row>
      <row><c r="D7" t="b"><v>1</v></c><c s="4"/></row>
      """
    let reading = try read(WorkbookFile(data))
    #expect(reading.problems == [])
    #expect(reading.fields == ["x", "y"])
    #expect(reading.rows == [["1", ""], ["", "yes"]])
    #expect(reading.records.map(\.location.line) == [5, 7])
  }

  @Test("a sheet is found by its name; without one the first that can be seen is read, and told")
  func sheets() throws {
    let file = WorkbookFile([
      ("Gammel", #"state="hidden""#, row(1, "a") + row(2, "hidden")),
      ("Møte å", "", row(1, "a") + row(2, "first")), ("Ark2", "", row(1, "a") + row(2, "second")),
    ])
    let first = try read(file)
    #expect(first.rows == [["first"]])
    #expect(
      first.problems == [
        "list.xlsx:A1: warning: the workbook has 2 sheets; 'Møte å', the first one, is read "
          + "[records.first-sheet]\n  hint: name the one to read, with --sheet or 'data: {sheet: …}'"
      ])
    #expect(try read(file, sheet: "Ark2").rows == [["second"]])
    #expect(try read(file, sheet: "Møte a\u{30A}").rows == [["first"]])
    #expect(try read(file, sheet: "Gammel").rows == [["hidden"]])
    let unknown = try read(file, sheet: "Ark3").problems.joined()
    #expect(unknown.contains("the workbook has no sheet 'Ark3'"))
    #expect(unknown.contains("'Ark2'"))
  }

  @Test("hidden rows are read, and told")
  func hiddenRows() throws {
    let file = WorkbookFile(
      row(1, "a") + row(2, "b", attributes: #"hidden="1""#) + row(3, "c")
        + row(4, "d", attributes: #"hidden="true""#))
    let reading = try read(file)
    #expect(reading.rows == [["b"], ["c"], ["d"]])
    #expect(reading.problems.count == 1)
    #expect(
      reading.problems[0].hasPrefix(
        "list.xlsx:A2: warning: 2 hidden rows are read like the others"))
  }

  @Test("percentages are told once for a column")
  func percentages() throws {
    let styles = #"<cellXfs><xf/><xf numFmtId="9"/></cellXfs>"#
    let reading = try values(
      [#"<c s="1"><v>0.25</v></c>"#, #"<c s="1"><v>0.5</v></c>"#], styles: styles)
    #expect(reading.rows == [["#0.25"], ["#0.5"]])
    #expect(reading.problems.count == 1)
    #expect(reading.problems[0].contains("this column shows percentages"))
  }

  @Test("what is wrong with cells is told at each, all together")
  func cellFaults() throws {
    let reading = try values([
      #"<c t="e"><f>1/0</f><v>#DIV/0!</v></c>"#, "<c><f>A1</f></c>",
      #"<c t="str"><v>a&#x7F;b</v></c>"#,
      #"<c t="str"><v>x</v></c><c t="str"><v>y</v></c>"#, #"<c t="str"><f>B1</f><v></v></c>"#,
    ])
    let heads = reading.problems.map { String($0.prefix { $0 != "[" }) }
    #expect(
      heads == [
        "list.xlsx:A2: error: the cell shows the error '#DIV/0!' ",
        "list.xlsx:A3: error: the cell has a formula, but no value of it ",
        "list.xlsx:A4: error: the control character U+007F cannot be printed ",
        "list.xlsx:A5: error: this row has 2 values, but the header has 1 column ",
      ])
  }

  @Test("a text that is too long is told, wherever it stands")
  func longTexts() throws {
    let long = String(repeating: "long ", count: 250_000)
    let cells = [
      #"<c t="str"><v>\#(long)</v></c>"#, #"<c t="inlineStr"><is><t>\#(long)</t></is></c>"#,
      #"<c t="s"><v>0</v></c>"#,
    ]
    let reading = try values(cells, texts: ["<t>\(long)</t>"])
    #expect(reading.problems.count == 3)
    for (number, problem) in reading.problems.enumerated() {
      let start = "list.xlsx:A\(number + 2): error: a value is longer than 1,048,576 bytes"
      #expect(problem.hasPrefix(start))
    }
  }

  @Test("keys that stand twice are told with their rows")
  func keys() throws {
    let file = WorkbookFile(row(1, "k") + row(2, "a") + row(4, "a"))
    #expect(
      try read(file, key: "k").problems.first?.hasPrefix(
        "list.xlsx:A4: error: row 4 has the same key as row 2: 'a' [records.duplicate-key]\n"
          + "  Ark1!A4  k: a") == true)
  }

  @Test("an empty sheet, one with a header alone, and a chart are errors")
  func empty() throws {
    #expect(try read(WorkbookFile("")).problems.joined().contains("[records.no-header]"))
    #expect(try read(WorkbookFile(row(1, "a"))).problems.joined().contains("[records.no-rows]"))
    var chart = WorkbookFile("")
    chart.parts["xl/_rels/workbook.xml.rels"]?.replace(
      "http://x/worksheet", with: "http://x/chartsheet")
    #expect(try read(chart).problems.joined().contains("the workbook has no sheet with cells"))
  }

  @Test(
    "a damaged workbook is an error, and never a part of a list",
    arguments: [
      ("xl/worksheets/s0.xml", "<worksheet><sheetData><row r=\"1\"><c"),
      ("xl/worksheets/s0.xml", #"<!DOCTYPE a [<!ENTITY b "c">]><worksheet/>"#),
      ("xl/worksheets/s0.xml", #"<worksheet><row r="1048577"/></worksheet>"#),
      ("xl/worksheets/s0.xml", #"<worksheet><row r="1"><c r="XFE1"/></row></worksheet>"#),
      ("xl/worksheets/s0.xml", #"<worksheet><row r="1"><c r="B1"/><c r="A1"/></row></worksheet>"#),
      ("xl/worksheets/s0.xml", #"<worksheet><row r="1"><c><v>twelve</v></c></row></worksheet>"#),
      ("xl/worksheets/s0.xml", #"<worksheet><row r="1"><c><v>0x1F</v></c></row></worksheet>"#),
      ("xl/worksheets/s0.xml", #"<worksheet><row r="1"><c t="s"><v>1</v></c></row></worksheet>"#),
      (
        "xl/worksheets/s0.xml",
        #"<worksheet><row r="1"><c t="str"><v>a</v><row r="2"/></c></row></worksheet>"#
      ),
      ("xl/worksheets/s0.xml", nil), ("xl/workbook.xml", "<workbook>"), ("xl/texts.xml", "\u{1}"),
      ("xl/styles.xml", ""),
    ] as [(String, String?)])
  func damaged(_ part: String, _ text: String?) throws {
    var file = WorkbookFile(row(1, "a") + row(2, "b"))
    file.parts[part] = text
    let reading = try read(file)
    #expect(reading.rows == [])
    #expect(reading.problems.count == 1)
    #expect(reading.problems[0].contains("the workbook cannot be read: "), "\(reading.problems)")
  }

  @Test("a workbook cut short anywhere is an error")
  func cut() throws {
    let bytes = try WorkbookFile(row(1, "a") + row(2, "b")).bytes()
    for end in stride(from: 4, to: bytes.count - 1, by: 37) {
      let reading = try Reading(Array(bytes[..<end]), as: "list.xlsx")
      #expect(reading.rows == [])
      #expect(!reading.problems.isEmpty)
    }
  }

  @Test("a workbook with changed bytes is read or refused, wherever they are")
  func changedBytes() throws {
    let good = try WorkbookFile(row(1, "a") + row(2, "b")).bytes()
    var random = SplitMix(state: 7)
    for _ in 0..<300 {
      var bytes = good
      // Lengths and offsets have four and eight bytes.
      let start = Int.random(in: 4..<bytes.count - 8, using: &random)
      let value: UInt8 = Bool.random(using: &random) ? 0xFF : 0x7F
      for index in start..<start + (Bool.random(using: &random) ? 4 : 8) { bytes[index] = value }
      let reading = try Reading(bytes, as: "list.xlsx")
      #expect(reading.rows == [["b"]] || !reading.problems.isEmpty)
    }
  }

  @Test("a letter that changed within a cell is found, however much follows the cells")
  func changedLetter() throws {
    var file = WorkbookFile(row(1, "name") + row(2, "Arbeiderpartiet"))
    let rules = String(repeating: "<dataValidation/>", count: 20_000)
    file.parts["xl/worksheets/s0.xml"]?.replace("</worksheet>", with: rules + "</worksheet>")
    let good = try file.bytes()
    #expect(try Reading(good, as: "list.xlsx").rows == [["Arbeiderpartiet"]])
    let place = try #require(good.firstRange(of: Array("Arbeider".utf8))?.lowerBound)
    var bytes = good
    bytes[place + 1] = UInt8(ascii: "s")
    let reading = try Reading(bytes, as: "list.xlsx")
    #expect(reading.rows == [])
    #expect(reading.problems.joined().contains("the workbook cannot be read: "))
  }

  @Test("a part or a tag beyond all measure is an error")
  func tooLong() throws {
    var file = WorkbookFile(row(1, "a") + row(2, "b"))
    file.parts["xl/worksheets/s0.xml"] =
      "<worksheet a=\"" + String(repeating: "b", count: 5 << 20) + "\"/>"
    #expect(try read(file).problems.joined().contains("'xl/worksheets/s0.xml' is too long"))
    file = WorkbookFile("", styles: String(repeating: "<xf   />", count: 5 << 20))
    #expect(try read(file).problems.joined().contains("'xl/styles.xml' is too long"))
  }

  @Test("a zip file that is no workbook is told as such")
  func otherZip() throws {
    var document = WorkbookFile("")
    document.parts["xl/workbook.xml"] = "<document/>"
    for parts in [document.parts, ["letter.txt": "x"]] {
      document.parts = parts
      #expect(try read(document).problems.joined().contains("this is a zip file"))
    }
  }

  @Test("a long sheet is read whole, row by row, from anywhere")
  func long() throws {
    let count = 5000
    let rows = (2...count + 1).map { #"<row r="\#($0)"><c><v>\#($0)</v></c></row>"# }.joined()
    let reading = try read(WorkbookFile(row(1, "a") + rows), key: "a")
    #expect(reading.problems == [])
    #expect(reading.rows.map { $0[0] } == (2...count + 1).map { "#\($0)" })
  }
}
