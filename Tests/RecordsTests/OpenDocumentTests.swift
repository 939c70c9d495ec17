import Diagnostics
import Records
import TestSupport
import Testing

/// Lists in spreadsheets of OpenDocument's.
@Suite(.timeLimit(.minutes(30)))
struct OpenDocumentTests {
  /// A table of rows.
  private func table(_ rows: String..., name: String = "Ark1", style: String = "") -> String {
    "<table:table table:name=\"\(name)\" \(style)><table:table-column/>"
      + rows.joined() + "</table:table>"
  }

  /// A row of texts, or of cells where they begin with `<`.
  private func row(_ cells: String..., attributes: String = "") -> String {
    let cells = cells.map { cell in
      cell.hasPrefix("<") ? cell : text(cell)
    }
    return "<table:table-row \(attributes)>\(cells.joined())</table:table-row>"
  }

  private func text(_ text: String, attributes: String = "") -> String {
    "<table:table-cell office:value-type=\"string\" \(attributes)><text:p>\(text)</text:p>"
      + "</table:table-cell>"
  }

  private func cell(_ type: String, _ name: String, _ value: String, shown: String = "") -> String {
    "<table:table-cell office:value-type=\"\(type)\" office:\(name)=\"\(value)\">"
      + "<text:p>\(shown)</text:p></table:table-cell>"
  }

  private func read(
    _ tables: String, key: String? = nil, styles: String = "", sheet: String? = nil
  ) throws -> Reading {
    try Reading(
      OpenDocumentFile(tables, styles: styles).bytes(), as: "list.ods", key: key,
      options: ListOptions(sheet: sheet))
  }

  @Test("cells are what their types say")
  func types() throws {
    let reading = try read(
      table(
        row("tekst", "tall", "nuller", "kroner", "dag", "tid", "klokke", "varighet", "ja"),
        row(
          "Østby", cell("float", "value", "1234.5", shown: "1 234,50"),
          cell("float", "value", "185", shown: "0185"),
          cell("currency", "value", "1250.5", shown: "kr 1 250,50"),
          cell("date", "date-value", "2026-11-23", shown: "23.11.2026"),
          cell("date", "date-value", "2026-11-23T14:30:00", shown: "23.11.2026 14:30"),
          cell("time", "time-value", "PT09H05M00S", shown: "09:05"),
          cell("time", "time-value", "PT36H00M07S", shown: "36:00:07"),
          cell("boolean", "boolean-value", "true", shown: "SANN")),
        row(
          "", cell("float", "value", "1E-4"),
          cell("float", "value", "12345678", shown: "012 345 678"),
          cell("float", "value", "0.1", shown: "00,1"),
          cell("date", "date-value", "2026-11-23T00:00:00"),
          "", "", "", cell("boolean", "boolean-value", "false"))), key: "tall")
    #expect(reading.problems == [])
    #expect(
      reading.rows == [
        [
          "Østby", "#1234.5", "0185", "#1250.5", "2026-11-23", "2026-11-23 14:30", "09:05",
          "36:00:07", "yes",
        ],
        ["", "#0.0001", "012 345 678", "#0.1", "2026-11-23", "", "", "", "no"],
      ])
    #expect(reading.records.first?.values[4].content == .date("2026-11-23"))
    #expect(reading.records.first?.values[4].location.description == "list.ods:E2")
  }

  @Test("a text has its paragraphs, spaces and links, and nothing of comments and pictures")
  func texts() throws {
    let reading = try read(
      table(
        row("a"),
        "<table:table-row><table:table-cell office:value-type=\"string\">"
          + "<office:annotation><text:p>merknad</text:p></office:annotation>"
          + "<text:p>en<text:s text:c=\"2\"/><text:span>to</text:span><text:line-break/>"
          + "<text:a>tre</text:a><draw:frame><draw:text-box><text:p>x</text:p></draw:text-box>"
          + "</draw:frame></text:p><text:p>fire</text:p></table:table-cell></table:table-row>",
        row("<table:table-cell office:value-type=\"string\" office:string-value=\"fem\"/>")))
    #expect(reading.problems == [])
    #expect(reading.rows == [["en  to\ntre\nfire"], ["fem"]])
  }

  @Test("cells and rows that hold nothing cost nothing, however many they stand for")
  func emptiness() throws {
    let reading = try read(
      table(
        row("a", "b", "<table:table-cell table:number-columns-repeated=\"16382\"/>"),
        row(
          "<table:table-cell table:number-columns-repeated=\"16384\"/>",
          attributes: "table:number-rows-repeated=\"1000000\""),
        row("1", "2", attributes: "table:number-rows-repeated=\"3\""),
        row(
          text("x", attributes: "table:number-columns-repeated=\"2\""),
          "<table:table-cell table:number-columns-repeated=\"16382\"/>"),
        row(
          "<table:table-cell/>", attributes: "table:number-rows-repeated=\"1048576\"")))
    #expect(reading.problems == [])
    #expect(reading.rows == [["1", "2"], ["1", "2"], ["1", "2"], ["x", "x"]])
    #expect(reading.records.map(\.location.line) == [1_000_002, 1_000_003, 1_000_004, 1_000_005])
  }

  @Test(
    "what stands for more than a file may unpack to is refused",
    arguments: [
      "table:number-rows-repeated=\"1048570\"", "table:number-rows-repeated=\"1048576\"",
      "table:number-rows-repeated=\"0\"", "table:number-rows-repeated=\"99999999999999999999\"",
    ])
  func repetition(attribute: String) throws {
    let long = String(repeating: "x", count: 2000)
    let reading = try read(table(row("a"), row(long, attributes: attribute)))
    #expect(reading.problems.count == 1)
    #expect(
      reading.problems.first?.hasPrefix("list.ods:A1: error: the workbook cannot be read: ") == true
    )
    let wide = try read(
      table(
        row("a"),
        row(text(long, attributes: "table:number-columns-repeated=\"1048576\""))))
    #expect(wide.problems.first?.contains("this row has 2 values") == true)
  }

  @Test("faults are told at their cells")
  func faults() throws {
    let reading = try read(
      table(
        row("a", "b", "c", "d"),
        row(
          "<table:table-cell table:formula=\"of:=1/0\" office:value-type=\"string\" "
            + "office:string-value=\"\" calcext:value-type=\"error\"><text:p>#DIV/0!</text:p>"
            + "</table:table-cell>", "<table:table-cell table:formula=\"of:=A1\"/>",
          cell("date", "date-value", "12026-01-01"), cell("float", "value", "1E999"))))
    #expect(
      reading.problems.map { $0.split(separator: "\n").first.map(String.init) ?? "" } == [
        "list.ods:A2: error: the cell shows the error '#DIV/0!' [records.cell-error]",
        "list.ods:B2: error: the cell has a formula, but no value of it [records.no-cell-value]",
        "list.ods:C2: error: '12026-01-01' is no day of the years 1 to 9999 [records.date]",
        "list.ods:D2: error: the number '1E999' is beyond those that a workbook can hold "
          + "[records.cell-number]",
      ])
  }

  @Test("the first sheet that can be seen is read, or the one that is named")
  func sheets() throws {
    let styles =
      "<style:style style:name=\"ta1\"><style:table-properties table:display=\"false\"/></style:style>"
      + "<style:style style:name=\"ta2\"><style:table-properties table:display=\"true\"/></style:style>"
    let tables =
      table(row("skjult"), row("1"), name: "A", style: "table:style-name=\"ta1\"")
      + table(row("synlig"), row("2"), name: "B", style: "table:style-name=\"ta2\"")
      + table(row("siste"), row("3"), name: "C")
    let first = try read(tables, styles: styles)
    #expect(first.rows == [["2"]])
    #expect(first.problems.first?.contains("the workbook has 2 sheets; 'B', the first one") == true)
    #expect(
      try read(tables, styles: styles, sheet: "a").problems.first?.contains("no sheet 'a'") == true)
    #expect(try read(tables, styles: styles, sheet: " C ").rows == [["3"]])
    #expect(try read(tables, styles: styles, sheet: "A").rows == [["1"]])
    #expect(
      try read("").problems.first?.contains("the workbook has no sheet with cells") == true)
  }

  @Test("rows that a filter hides are read, with a warning")
  func hiddenRows() throws {
    let reading = try read(
      table(
        row("a"), row("1", attributes: "table:visibility=\"filter\""), row("2"),
        row("3", attributes: "table:visibility=\"collapse\"")))
    #expect(reading.rows == [["1"], ["2"], ["3"]])
    #expect(reading.problems.first?.contains("2 hidden rows are read like the others") == true)
  }

  @Test("entities that unfold are refused, and so is a file with a password")
  func hostile() throws {
    let entities = """
      <!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>
      """
    let file = OpenDocumentFile(table(row("a"), row("&b;")), beginning: entities)
    #expect(
      try Reading(file.bytes(), as: "list.ods").problems.first?.contains(
        "the workbook cannot be read: 'content.xml': it has a document type") == true)
    var locked = OpenDocumentFile(table(row("a"), row("1")))
    locked.parts[2].text =
      #"<m:manifest xmlns:m="urn:x"><m:file-entry><m:encryption-data/></m:file-entry></m:manifest>"#
    #expect(
      try Reading(locked.bytes(), as: "list.ods").problems.first?.contains(
        "this is a spreadsheet with a password, not a list") == true)
    var empty = OpenDocumentFile("")
    empty.parts.remove(at: 1)
    #expect(
      try Reading(empty.bytes(), as: "list.ods").problems.first?.contains("no content") == true)
    let spaces = "<text:s text:c=\"999999999999\"/>"
    #expect(
      try read(table(row("a"), row(text(String(repeating: spaces, count: 50))))).problems.first?
        .contains("a value is longer than 1,048,576 bytes") == true)
  }

  @Test("other tables of the same file are read by their sheets")
  func joining() throws {
    let place = SourceLocation(file: "letter.md", line: 1, column: 1)
    var parts = RecordParts(key: "nr")
    var lines = JoinedTable(RowsName("L", at: place), path: nil, key: "nr", at: place)
    lines.sheet = "Linjer"
    parts.joined = [lines]
    let reading = try Reading(
      OpenDocumentFile(
        table(row("nr"), row("7"), row("8"), name: "M")
          + table(row("nr", "vare"), row("8", "Kost"), name: "Linjer")
      ).bytes(), as: "list.ods", of: parts, options: ListOptions(sheet: "M"))
    #expect(reading.problems == [])
    #expect(reading.rows == [["7", "[]"], ["8", "[{nr: 8, vare: Kost}]"]])
  }
}
