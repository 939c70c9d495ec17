import Batch
import Diagnostics
import Foundation
import TestSupport
import Testing

/// Letters to the recipients of an Excel workbook.
struct WorkbookListTests {
  private func sheet(_ rows: [[String]]) -> String {
    rows.map { row in
      "<row>" + row.map { "<c t=\"str\"><v>\($0)</v></c>" }.joined() + "</row>"
    }.joined()
  }

  private func workbook() throws -> Data {
    let sheets = [
      ("Gamle", "", sheet([["name", "city"], ["Rødt", "Moss"]])),
      (
        "Mottakere", "",
        sheet([["name", "city"], ["Rødt", "Oslo"], ["Høyre", "Oslo"], ["Venstre", "Bergen"]])
      ),
    ]
    return Data(try WorkbookFile(sheets).bytes())
  }

  @Test("the letters are those of the same list as CSV")
  func same() async throws {
    let mailing = try MailingFixture()
    try mailing.folder.write(try workbook(), to: "list.xlsx")
    try await mailing.make { $0.output = mailing.path + "csv" }
    let report = try await mailing.make {
      $0.data = mailing.path + "list.xlsx"
      $0.sheet = "Mottakere"
      $0.output = mailing.path + "xlsx"
    }
    #expect(report.letters == 3)
    #expect(report.diagnostics.map(\.id) == [])
    for name in ["Rødt.pdf", "Høyre.pdf", "Venstre.pdf"] {
      let files = try ["csv", "xlsx"].map {
        try Data(contentsOf: mailing.folder.url.appending(path: "\($0)/\(name)"))
      }
      #expect(files[0] == files[1])
    }
  }

  /// A mailing whose list is a workbook with blank rows above and between its rows.
  private func sparse(_ rows: String) throws -> MailingFixture {
    let mailing = try MailingFixture(data: "{file: list.xlsx, key: name}")
    try mailing.folder.write(Data(try WorkbookFile(rows).bytes()), to: "m/list.xlsx")
    return mailing
  }

  private static let header =
    "<row r=\"3\"><c t=\"str\"><v>name</v></c><c t=\"str\"><v>city</v></c></row>"

  private static func row(_ number: Int, _ name: String) -> String {
    "<row r=\"\(number)\"><c t=\"str\"><v>\(name)</v></c><c t=\"str\"><v>Oslo</v></c></row>"
  }

  @Test("the manifest numbers rows as Excel does, and another run finds its letters by them")
  func rowNumbers() async throws {
    let mailing = try sparse(
      WorkbookListTests.header + [5, 6, 900].map { WorkbookListTests.row($0, "N\($0)") }.joined())
    try await mailing.make()
    let table = try String(
      contentsOf: mailing.folder.url.appending(path: "out/manifest.csv"), encoding: .utf8)
    #expect(
      table.split(whereSeparator: \.isNewline).dropFirst().map { $0.prefix { $0 != ";" } }
        == ["5", "6", "900"])
    let again = try await mailing.make()
    #expect((again.letters, again.current) == (3, 3))
    let planned = try await Run(mailing.request).plan()
    #expect(planned.each.map(\.row) == [5, 6, 900])
  }

  @Test(
    "a cell with an error keeps only its row's letter from being made, and none if it stands alone")
  func cellErrors() async throws {
    let error = "<c r=\"B6\" t=\"e\"><v>#N/A</v></c>"
    let mailing = try sparse(
      WorkbookListTests.header + WorkbookListTests.row(5, "A")
        + "<row r=\"6\"><c r=\"A6\" t=\"str\"><v>B</v></c>\(error)</row>"
        + WorkbookListTests.row(7, "C")
        + "<row r=\"8\">\(error.replacing("B6", with: "B8"))</row>")
    let report = try await mailing.make { $0.keepsGoing = true }
    #expect(report.diagnostics.map(\.id) == ["records.cell-error", "records.cell-error"])
    #expect(report.diagnostics.map(\.cell?.name) == ["Ark1!B6", "Ark1!B8"])
    #expect((report.letters, report.failed) == (2, 1))
    #expect(mailing.files() == ["A.pdf", "C.pdf"])
  }

  @Test("the mailing names its sheet, and the run may name another")
  func sheets() async throws {
    let mailing = try MailingFixture()
    let letter = mailing.folder.url.appending(path: "m/letter.md")
    let text = try String(contentsOf: letter, encoding: .utf8)
    try mailing.folder.write(
      text.replacing("list.csv,", with: "list.xlsx, sheet: Mottakere,"), to: "m/letter.md")
    try mailing.folder.write(try workbook(), to: "m/list.xlsx")
    #expect(try await mailing.make().letters == 3)
    #expect(try await mailing.make { $0.sheet = "Gamle" }.letters == 1)
    let error = await #expect(throws: DiagnosticsError.self) {
      try await mailing.make { $0.sheet = "Mottakerne" }
    }
    #expect(error?.diagnostics.map(\.id) == ["records.no-sheet"])
    #expect(error?.diagnostics.first?.hints.first == "did you mean 'Mottakere'?")
  }
}
