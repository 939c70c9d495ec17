import Foundation
import TestSupport
import Testing

/// What is said of a workbook: cells and rows as Excel has them, never bytes of the file.
struct WorkbookCommandTests {
  private let command: Command

  init() throws {
    command = try Command()
  }

  private func write(_ rows: [[String]], settings: String, body: String) throws {
    let sheet = rows.map { row in
      "<row>" + row.map { "<c t=\"str\"><v>\($0)</v></c>" }.joined() + "</row>"
    }.joined()
    try command.writeMailing(body: body)
    let bytes = try WorkbookFile([("Medlemmer", "", sheet)]).bytes()
    try command.folder.write(Data(bytes), to: "m/list.xlsx")
    let letter = command.folder.url.appending(path: "m/letter.md")
    let text = try String(contentsOf: letter, encoding: .utf8)
    try command.folder.write(
      text.replacing("data: {file: list.csv, key: name}", with: settings), to: "m/letter.md")
  }

  @Test("a faulty value is shown with its cell, sheet and column")
  func cell() throws {
    try write(
      [["name", "city", "Beløp"], ["Rødt", "Oslo", "12"], ["Høyre", "", "12,x"]],
      settings: "data: {file: list.xlsx, key: name, columns: {Beløp: number}}",
      body: "Hei, {{Beløp | number: 2}}.\n")
    let told = """
      m/list.xlsx:C3: error: 'Beløp' is no number: '12,x' [merge.number]
        Medlemmer!C3  Beløp: 12,x
        hint: it is used at m/letter.md:9:6

      """
    #expect(try command.flett("check", "m").errors == told)
    let json = try command.flett("check", "m", "--json").output
    #expect(json.contains(#""cell" : "Medlemmer!C3  Beløp: 12,x""#), "\(json)")
    // Also where the search for all faults finds it.
    try write(
      [["name", "city", "Beløp"], ["Rødt", "Oslo", "12"], ["Høyre", "", "12,x"]],
      settings: "data: {file: list.xlsx, key: name, columns: {Beløp: number}}",
      body: "Hei, {{Beløp | number: 2}}, {{town}}.\n")
    #expect(try command.flett("check", "m").errors.contains("\n  Medlemmer!C3  Beløp: 12,x\n"))
  }

  @Test("rows have Excel's numbers, in all that is told of the list and the letters")
  func rows() throws {
    let settings = "data: {file: list.xlsx, key: name}"
    try write(
      [["name", "city"], ["Rødt", "Oslo"], ["Høyre", ""], ["Rødt", "Moss"], [" ", "Oslo"]],
      settings: settings, body: "Hei.\n")
    #expect(
      try command.flett("check", "m").errors == """
        m/list.xlsx:A4: error: row 4 has the same key as row 2: 'Rødt' [records.duplicate-key]
          Medlemmer!A4  name: Rødt
          hint: for one letter of all rows with a key, give them a name: data: {key: name, rows: Lines}, and go through them with {{#each Lines}}
        m/list.xlsx:A5: error: row 5 has no key: its 'name' is blank [records.blank-key]
          Medlemmer!A5  name

        """)
    try write(
      [["name", "city"], ["Rødt", "Oslo"], ["rødt", ""]], settings: settings, body: "Hei.\n")
    let clash = try command.flett("check", "m").errors
    #expect(clash.contains("same file as the one of row 2, 'rødt.pdf'"), "\(clash)")
    try write([["name", "city"], ["Rødt", "Oslo"]], settings: settings, body: "Hei.\n")
    let planned = try command.flett("merge", "m", "--dry-run").output
    #expect(planned.contains("\n2\tmake\t1\t"), "\(planned)")
  }
}
