import Diagnostics
import Document
import Merge
import Records
import Testing

/// Hints about signs as a typewriter has them.
@Suite(.timeLimit(.minutes(30)))
struct TypedSignTests {
  /// The hints about a body, without its file and line: `1:5 straight-quote «`.
  private func hints(
    _ body: String, language: String = "nb", settings: String = ""
  ) throws -> [String] {
    let fixture = Fixture(settings: settings, language: language, body: body)
    return try fixture.template().output.hints.map { hint in
      #expect(hint.severity == .hint)
      let place = try #require(hint.location)
      let id = hint.id.replacing("merge.", with: "")
      let better = (hint.hints.first ?? "").replacing("write ", with: "")
      return "\(place.line - fixture.bodyLine + 1):\(place.column) \(id) \(better)"
    }
  }

  @Test(
    "straight quotation marks have those of the language",
    arguments: [
      ("nb", "«", "»"), ("nn", "«", "»"), ("en", "“", "”"), ("en-GB", "“", "”"), ("de", "„", "“"),
      ("sv", "”", "”"), ("da", "»", "«"), ("fr", "«", "»"), ("fi", "”", "”"),
    ])
  func quotes(_ language: String, _ open: String, _ close: String) throws {
    #expect(
      try hints("ord \"sitat\" (\"to\").", language: language) == [
        "1:5 straight-quote \(open)", "1:11 straight-quote \(close)",
        "1:14 straight-quote \(open)", "1:17 straight-quote \(close)",
      ])
  }

  @Test("single marks are apostrophes or quotations in quotations")
  func singles() throws {
    #expect(
      try hints("Johannes' hus, d'Arc") == [
        "1:9 straight-apostrophe ’", "1:17 straight-apostrophe ’",
      ])
    #expect(try hints("a 'b c' d") == ["1:3 straight-quote ‘", "1:7 straight-quote ’"])
    #expect(
      try hints("it's the '90s", language: "en") == [
        "1:3 straight-apostrophe ’", "1:10 straight-apostrophe ’",
      ])
  }

  @Test("hyphens for dashes, and in ranges, have dashes")
  func dashes() throws {
    #expect(try hints("ord -- ord") == ["1:5 double-hyphen –"])
    #expect(try hints("one--two", language: "en") == ["1:4 double-hyphen —"])
    #expect(
      try hints("for 2021-24, 2021-2024 og 1998-99.") == [
        "1:5 hyphen-in-range 2021–24", "1:14 hyphen-in-range 2021–2024",
        "1:27 hyphen-in-range 1998–99",
      ])
    #expect(
      try hints("5-10 % kl. 10-12 og s. 4-7") == [
        "1:1 hyphen-in-range 5–10", "1:12 hyphen-in-range 10–12", "1:24 hyphen-in-range 4–7",
      ])
  }

  @Test(
    "what is no typed sign is no hint",
    arguments: [
      "20/01963-1", "2021-01-24", "2021-11", "22-33-44-55", "555-1234", "1234-56-78901", "§ 3-5",
      "jf. § 3-2 og § 12-14", "sak 2021-24", "sak nr. 2021-24", "NS 2021-24", "A4-ark", "2021-",
      "e-post", "2024-2021", "`\"a\" -- 2021-24`", "[\"a\" 2021-24](https://a.no/b--c)",
      "<https://a.no/b--c>", "https://a.no/b--c", "bruk --force", "5\" og 6'", "2021-24-B",
      "1.2021-24", "2021-24/3", "{{a}}-{{b}}", "«sitat» ‘og’ ord – ord 2021–24 it’s",
      "    \"a\" -- b", "```\n\"a\"\n```", "----- ",
    ])
  func none(_ body: String) throws {
    let fixture = Fixture(body: body, record: [("a", .text("1")), ("b", .text("2"))])
    #expect(try fixture.template().output.hints.map(\.description) == [])
  }

  @Test("places are the file's, whatever Markdown and tags make of the line")
  func places() throws {
    #expect(
      try hints("é **{{a}}** \\* &amp; \"x\"") == [
        "1:22 straight-quote «", "1:24 straight-quote »",
      ])
    #expect(try hints("a {{! nothing }}\"x") == ["1:17 straight-quote «"])
    #expect(try hints("- a\n\n  > b -- c") == ["3:7 double-hyphen –"])
    #expect(try hints("**\"x\"**") == ["1:3 straight-quote «", "1:5 straight-quote »"])
    #expect(try hints("*x*\" y").map { $0.suffix(1) } == ["»"])
    #expect(
      try hints("| a | b |\n|---|---|\n| c | 2021-24 |") == [
        "3:7 hyphen-in-range 2021–24"
      ])
  }

  @Test("the front matter's own texts are looked at, and files' names are not")
  func frontMatter() throws {
    let source = """
      ---
      title: Innspill 2021-24
      language: nb
      file: a--b.pdf
      closing: "Hilsen -- \\"vi\\""
      enclosures: {label: Vedlegg, items: ['Kart ''nord''']}
      ---
      Tekst.
      """
    let template = try Template.parse(source, named: "letter.md", folder: "m").output
    #expect(
      template.hints.map { "\($0.location?.description ?? ""): \($0.id) \($0.hints)" } == [
        #"letter.md:2:17: merge.hyphen-in-range ["write 2021–24"]"#,
        #"letter.md:5:18: merge.double-hyphen ["write –"]"#,
        #"letter.md:5:22: merge.straight-quote ["write «"]"#,
        #"letter.md:5:26: merge.straight-quote ["write »"]"#,
        #"letter.md:6:45: merge.straight-quote ["write ‘"]"#,
        #"letter.md:6:51: merge.straight-quote ["write ’"]"#,
      ])
  }

  @Test("nothing is changed")
  func unchanged() throws {
    let letter = try Fixture(body: "\"a\" -- 2021-24").letter()
    #expect(letter.body.map(\.outline) == ["p(\"a\" -- 2021-24)"])
  }

  @Test("long lines of many signs and texts take no longer than their length")
  func bounds() throws {
    let count = 60_000
    for piece in ["*a'* ", "1\"", "a--a", " 'a", "1-2 ", "\\*\"", "'"] {
      let body = String(repeating: piece, count: count / piece.utf8.count)
      #expect(try Fixture(body: "x " + body).template().output.hints.count <= 1001)
    }
  }
}
