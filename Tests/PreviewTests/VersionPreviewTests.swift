import Foundation
import Preview
import TestSupport
import Testing

/// The page of a mailing in several languages.
struct VersionPreviewTests {
  private let fixture: Fixture

  init() throws {
    fixture = try Fixture(people: "name;street;lang\nAnna;A 1;en\nBo;B 2;nn\nCilla;C 3;sma\n")
    let letter = Fixture.letter.replacing(
      "language: en", with: "language: {column: lang, en: letter.md, nn: letter.nn.md}")
    let body = "\n{{#if note}}\n{{note}}\n{{/if}}"
    try fixture.folder.write(letter.replacing(body, with: ""), to: "letter.md")
    try fixture.folder.write(
      "---\ntitle: Innkalling\n---\nKjære {{name}},\n", to: "letter.nn.md")
  }

  @Test("every recipient is shown the letter in their language")
  func letters() async throws {
    let visitor = Visitor(await fixture.session())
    let first = try await visitor.json("/api/letter?number=1")
    let second = try await visitor.json("/api/letter?number=2")
    #expect(first["language"].text == "en")
    #expect(second["language"].text == "nn")
    let third = try await visitor.json("/api/letter?number=3")
    #expect(third["pages"].count == 0)
    #expect(
      third["problems"][0]["message"].text?.hasPrefix("there is no letter in 'sma'") == true)
  }

  @Test("the files of all versions are watched")
  func files() throws {
    let files = Edition.files(of: fixture.request).files
    #expect(files.contains { $0.hasSuffix("/letter.nn.md") })
  }

  @Test("a changed version shows at once")
  func change() async throws {
    let session = await fixture.session()
    let visitor = Visitor(session)
    #expect(try await visitor.json("/api/letter?number=2")["pages"].count == 1)
    try fixture.folder.write("Kjære {{name}},\n\n{{page break}}\n\nHei.\n", to: "letter.nn.md")
    await session.reload()
    #expect(try await visitor.json("/api/letter?number=2")["pages"].count == 2)
    #expect(try await visitor.json("/api/letter?number=1")["pages"].count == 1)
  }
}
