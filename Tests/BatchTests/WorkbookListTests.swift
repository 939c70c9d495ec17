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
