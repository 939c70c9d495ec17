import Foundation
import Preview
import TestSupport
import Testing

/// What the page is told.
struct RouteTests {
  @Test("the state says how the mailing is")
  func state() async throws {
    let visitor = Visitor(await (try Fixture()).session())
    let state = try await visitor.json("/api/state")
    #expect(state["count"].number == 4)
    #expect(state["isBroken"].flag == false)
    #expect(state["hasNotice"].flag == true)
    #expect(state["check"]["isFinished"].flag == true)
    #expect(state["check"]["done"].number == 4)
    #expect(state["check"]["pages"][0]["letters"].number == 4)
    #expect(state["windows"][0]["label"].text == "NO C5")
    #expect(state["windows"][0]["folds"].count == 1)
  }

  @Test("a letter comes with its pages, its words and where they are from")
  func letter() async throws {
    let visitor = Visitor(await (try Fixture()).session())
    let letter = try await visitor.json("/api/letter?number=2")
    #expect(letter["key"].text == "Søren Kierulf")
    #expect(letter["file"].text == "Søren Kierulf.pdf")
    let blocks = letter["pages"][0]["blocks"].all
    let title = try #require(blocks.first { $0["part"].text == "title" })
    #expect(title["structure"][0]["role"].text == "heading")
    #expect(title["structure"][0]["level"].number == 1)
    #expect(title["structure"][0]["children"][0]["text"].text == "Invitation\n")
    let greeting = try #require(blocks.first { $0["part"].text == "body" })
    #expect(greeting["structure"][0]["children"][0]["text"].text == "Dear Søren Kierulf,\n")
    #expect(greeting["places"][0]["line"].number == 11)
    let kinds = Set(letter["pages"][0]["guides"].all.compactMap(\.["kind"].text))
    #expect(kinds == ["margin"])
  }

  @Test("the master copy has the notice and a file of its own")
  func masterCopy() async throws {
    let visitor = Visitor(await (try Fixture()).session())
    let letter = try await visitor.json("/api/letter?number=0")
    #expect(letter["key"].text == "")
    #expect(letter["file"].text?.hasSuffix(" (undispatched).pdf") == true)
    #expect(try await visitor.json("/api/account?number=0")["state"].text == "missing")
    let blocks = letter["pages"][0]["blocks"].all
    let address = try #require(blocks.first { $0["part"].text == "address" })
    #expect(
      address["structure"][0]["children"][0]["text"].text?
        .hasPrefix("The address is filled in") == true)
  }

  @Test("a page is an SVG or a bitmap")
  func pictures() async throws {
    let visitor = Visitor(await (try Fixture()).session())
    let page = try await visitor.answer("/page.svg?number=1&page=1")
    #expect(String(decoding: page.bytes.prefix(5), as: UTF8.self) == "<?xml")
    #expect(page.headers["Content-Type"] == "image/svg+xml")
    for address in ["/thumbnail.bmp?number=1&resolution=72", "/page.bmp?number=1&page=1"] {
      let bytes = try await visitor.answer(address).bytes
      #expect(Array(bytes.prefix(2)) == Array("BM".utf8))
      #expect(Array(bytes[18..<26]) == [0x53, 2, 0, 0, 0xB6, 0xFC, 255, 255])  // 595 × −842
      #expect(bytes.count == 54 + 595 * 842 * 4)
      #expect(Array(bytes[54..<58]) == [255, 255, 255, 255])
    }
  }

  @Test("a hostile name is only a text", arguments: ["/api/recipients", "/api/letter?number=3"])
  func hostileName(_ address: String) async throws {
    let visitor = Visitor(await (try Fixture()).session())
    let answer = try await visitor.answer(address)
    #expect(answer.headers["Content-Type"] == "application/json")
    #expect(String(decoding: answer.bytes, as: UTF8.self).contains("<script>"))
    let page = try await visitor.answer("/")
    #expect(!String(decoding: page.bytes, as: UTF8.self).contains("alert"))
  }

  @Test(
    "recipients are found and put in order",
    arguments: [
      ("", [1, 2, 3, 4]), ("?search=keys", [2]), ("?search=ØSTBY", [1]), ("?search=harbour 1", [3]),
      ("?search=nobody", []), ("?sort=name", [3, 1, 2, 4]), ("?from=2", [3, 4]),
      ("?from=1&count=2", [2, 3]), ("?pages=1", [1, 2, 3, 4]), ("?pages=2", []),
      ("?from=99", []), ("?count=x", []), ("?from=-1", [1, 2, 3, 4]),
    ])
  func recipients(_ query: String, _ numbers: [Int]) async throws {
    let visitor = Visitor(await (try Fixture()).session())
    let encoded = try #require(
      query.addingPercentEncoding(withAllowedCharacters: .urlQueryAllowed.union(["%"])))
    let answer = try await visitor.json("/api/recipients" + encoded)
    #expect(answer["rows"].all.map(\.["number"].number) == numbers)
  }

  @Test("a recipient's position is told")
  func position() async throws {
    let visitor = Visitor(await (try Fixture()).session())
    let answer = try await visitor.json("/api/recipients?sort=name&position=3")
    #expect(answer["position"].number == 0)
    #expect(answer["rows"][1]["detail"].text == "Strandgata 4")
    #expect(answer["rows"][1]["pages"].number == 1)
  }

  @Test("a recipient is found by the whole key alone")
  func recipient() async throws {
    let visitor = Visitor(await (try Fixture()).session())
    let found = try await visitor.json("/api/recipient?key=S%C3%B8ren%20Kierulf")
    #expect(found["number"].number == 2)
    #expect(found["detail"].text == "Kystveien 118 · Please bring the keys.")
    #expect(try await visitor.answer("/api/recipient?key=S%C3%B8ren").status == .notFound)
  }

  @Test(
    "names are sorted by the language's alphabet",
    arguments: [
      ("nb", ["Aas", "abel", "Ada", "Édith", "Zoë", "Ærlig", "Østby", "Ås"]),
      ("sv", ["Aas", "abel", "Ada", "Édith", "Zoë", "Ås", "Ærlig", "Östby"]),
      ("en", ["Aas", "abel", "Ada", "Ås", "Édith", "Östby", "Zoë"]),
    ])
  func names(_ language: String, _ names: [String]) async throws {
    let fixture = try Fixture()
    let rows = names.sorted().map { $0 + ";;" }.joined(separator: "\n")
    try fixture.folder.write("name;street;note\n\(rows)\n", to: "people.csv")
    try fixture.folder.write(
      Fixture.letter.replacing("language: en", with: "language: \(language)"), to: "letter.md")
    let answer = try await Visitor(await fixture.session()).json("/api/recipients?sort=name")
    #expect(answer["rows"].all.map(\.["key"].text) == names)
  }

  @Test("a comparison names the words that differ")
  func difference() async throws {
    let visitor = Visitor(await (try Fixture()).session())
    let answer = try await visitor.json("/api/difference?left=1&right=2")
    let changes = answer["changes"].all
    #expect(changes.map(\.["part"].text) == ["address", "body", "body"])
    let greeting = changes[1]
    #expect(greeting["left"].all.map(\.["text"].text) == ["Dear ", "Anna Østby,\n"])
    #expect(greeting["right"].all.map(\.["differs"].flag) == [false, true])
    #expect(changes[2]["left"].count == 0)
    #expect(changes[2]["right"][0]["text"].text == "Please bring the keys.\n")
    #expect(changes[2]["place"]["line"].number != nil)
    let same = try await visitor.json("/api/difference?left=1&right=1")
    #expect(same["changes"].count == 0)
  }
}
