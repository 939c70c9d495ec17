import Diagnostics
import DisplayList
import Foundation
import TestSupport
import Testing

@testable import Batch
@testable import Preview

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

  @Test("letters are named as the mailing calls their recipients")
  func labels() throws {
    let fixture = try Fixture()
    try fixture.folder.write(
      Fixture.letter.replacing("key: name}", with: #"key: name, label: "{{street}}"}"#)
        .replacing("on Monday", with: "on {{#if note}}{{note}}{{else}}{{note}}{{/if}}"),
      to: "letter.md")
    let run = try Run(fixture.request)
    var feed = try run.feed()
    let sheet = try #require(try run.nextSheet(of: &feed)).0
    #expect(
      sheet.guides.map(\.label) == [
        "Strandgata 4: cannot be made", "Kystveien 118, 1 page",
        "Harbour Road 1: cannot be made", "12 Quay Street: cannot be made",
      ])
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
