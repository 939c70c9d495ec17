import Foundation
import Preview
import TestSupport
import Testing

/// Recipients who get no letter, on the page.
struct ChoosingPreviewTests {
  @Test("the list has everybody, and says who gets no letter, and why")
  func list() async throws {
    let fixture = try Fixture()
    try fixture.folder.write(
      Fixture.letter.replacing(
        "key: name}", with: "key: name, where: 'not note', except: stop.csv, sort: name desc}"),
      to: "letter.md")
    try fixture.folder.write("name\nzoë o’brien\n", to: "stop.csv")
    let session = await fixture.session()
    let visitor = Visitor(session)
    let rows = try await visitor.json("/api/recipients")["rows"].all
    #expect(rows.map(\.["number"].number) == [1, 2, 3, 4])
    #expect(rows.map(\.["omission"].text) == [nil, "where", nil, "except"])
    #expect(rows.map(\.["pages"].number) == [1, nil, 1, nil])
    let state = try await visitor.json("/api/state")
    #expect(state["count"].number == 4 && state["leftOut"].number == 2)
    #expect(state["check"]["done"].number == 2)
  }
}
