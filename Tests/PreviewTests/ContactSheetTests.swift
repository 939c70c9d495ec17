import Batch
import Diagnostics
import Foundation
import Preview
import TestSupport
import Testing

/// All letters' first pages on sheets.
struct ContactSheetTests {
  @Test("up to sixteen letters are one sheet", arguments: ["sheet.svg", "sheet.PNG"])
  func oneSheet(_ name: String) throws {
    let fixture = try Fixture()
    let file = fixture.folder.url.appending(path: name).path
    let drawn = try Run(fixture.request).drawContactSheets(to: file, dotsPerInch: 40)
    #expect(drawn.output == [file])
    #expect(drawn.warnings.isEmpty)
    #expect(FileManager.default.contents(atPath: file)?.isEmpty == false)
  }

  @Test("more letters are several sheets")
  func severalSheets() throws {
    let fixture = try Fixture()
    let more = (1...14).map { "Person \($0);Street \($0);\n" }.joined()
    try fixture.folder.write(Fixture.people + more, to: "people.csv")
    let file = fixture.folder.url.appending(path: "sheet.svg").path
    let drawn = try Run(fixture.request).drawContactSheets(to: file, dotsPerInch: 40)
    let names = drawn.output.map { URL(filePath: $0).lastPathComponent }
    #expect(names == ["sheet-1.svg", "sheet-2.svg"])
  }

  @Test("a letter that cannot be made leaves its place empty, and is told of")
  func fault() throws {
    let fixture = try Fixture()
    try fixture.folder.write(
      Fixture.letter.replacing("on Monday", with: "on {{note}}"), to: "letter.md")
    let file = fixture.folder.url.appending(path: "sheet.svg").path
    let drawn = try Run(fixture.request).drawContactSheets(to: file, dotsPerInch: 40)
    #expect(drawn.output.count == 1)
    #expect(drawn.warnings.count == 3)
    #expect(drawn.warnings.allSatisfy { $0.severity == .error })
  }

  @Test("a file of another kind is refused")
  func otherKind() throws {
    let fixture = try Fixture()
    let run = try Run(fixture.request)
    let error = try #require(throws: DiagnosticsError.self) {
      _ = try run.drawContactSheets(to: "sheet.pdf", dotsPerInch: 40)
    }
    #expect(error.diagnostics.map(\.message) == ["'sheet.pdf' is neither a PNG nor an SVG file"])
    #expect(error.failure == .usage)
  }
}
