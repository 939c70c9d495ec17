import Foundation
import TestSupport
import Testing

/// `flett check`, `flett preview` and `flett new`.
struct CheckCommandTests {
  let command: Command

  init() throws {
    command = try Command()
  }

  /// What is to be said of the first mailing, its folder left out.
  static let warnings = """
    letter.md:32:234: warning: the link has no target and is printed as plain text \
    [merge.link-without-target]
    letter.md:36:391: warning: the text says 'Vedlagt', but the letter lists no enclosures \
    [merge.missing-enclosure]
      hint: list them under 'enclosures' in the front matter
    letter.md:2:38: hint: a hyphen stands between numbers from … to: 2021-24 \
    [merge.hyphen-in-range]
      hint: write 2021–24

    """

  @Test("the first mailing's link without target and missing enclosure are told by line")
  func firstMailing() throws {
    let outcome = try command.flett("check", Command.mailing)
    #expect(outcome.status == 0)
    #expect(outcome.output == "9 letters, 9 pages, can be made; 2 warnings; 1 hint\n")
    #expect(outcome.errors.replacing(Command.mailing + "/", with: "") == CheckCommandTests.warnings)
    #expect(command.files().isEmpty)
  }

  @Test("with --strict, warnings are errors")
  func strict() throws {
    let outcome = try command.flett("check", Command.mailing, "--strict")
    #expect(outcome.status == 65)
    #expect(outcome.errors.contains("merge.link-without-target"))
    try command.writeMailing()
    #expect(try command.flett("check", "m", "--strict").status == 0)
  }

  @Test("what is found is JSON for programs")
  func json() throws {
    let outcome = try command.flett("check", Command.mailing, "--json")
    #expect(outcome.status == 0)
    #expect(outcome.errors.isEmpty)
    let object = try JSONSerialization.jsonObject(with: Data(outcome.output.utf8))
    let report = try #require(object as? [String: Any])
    #expect(report["letters"] as? Int == 9)
    #expect(report["plan"] == nil)
    let problems = try #require(report["diagnostics"] as? [[String: Any]])
    #expect(problems.map { $0["severity"] as? String } == ["warning", "warning", "hint"])
    #expect(
      problems.map { $0["id"] as? String }
        == [
          "merge.link-without-target", "merge.missing-enclosure", "merge.hyphen-in-range",
        ])
    #expect(try command.flett("check", Command.mailing, "--json", "--strict").status == 65)
  }

  @Test("a hint changes no exit status, and a run gives none")
  func hints() throws {
    try command.writeMailing(body: "Det er \"slik\".")
    for arguments in [["check", "m"], ["check", "m", "--strict"]] {
      let outcome = try command.run(builtProgram.path(percentEncoded: false), arguments)
      #expect(outcome.status == 0)
      #expect(outcome.output.hasSuffix("; 2 hints\n"))
      #expect(outcome.errors.contains("hint: the quotation mark \" is straight"))
    }
    let made = try command.flett("merge", "m", "--dry-run")
    #expect(made.status == 0 && made.errors.isEmpty)
  }

  @Test("a list from standard input is checked")
  func standardInput() throws {
    try command.writeMailing()
    let outcome = try command.flett("check", "m", "--data", "-", input: "name,city\nSV,\n")
    #expect(outcome.status == 0)
    #expect(outcome.output == "1 letter, 1 page, can be made\n")
  }

  // MARK: New

  @Test("a new mailing passes the check and makes its letters")
  func new() throws {
    let made = try command.flett("new", "club")
    #expect(made.status == 0)
    #expect(
      made.output == """
        club/letter.md
        club/members.csv
        club/stationery.yaml
        club/map.png
        club/signature.png
        Try: flett merge club

        """)
    let checked = try command.flett("check", "club", "--strict")
    #expect(checked.status == 0, "\(checked.errors)")
    #expect(checked.output == "4 letters, 8 pages, can be made\n")
    for renderer in ["archive", "cairo"] {
      #expect(try command.flett("merge", "club", "--renderer", renderer).status == 0)
      #expect(
        command.files(in: "club/Output") == [
          "1001 Anna Østby.pdf", "1002 Søren Kierulf & Sons A-S.pdf", "1003 Zoë O’Brien.pdf",
          "1004 -Star- -Charter- Ltd.pdf",
        ])
    }
    #expect(try command.flett("merge", "club", "--undispatched", "-o", "master").status == 0)
  }

  @Test(
    "a mailing can be started in Norwegian, for a Norwegian window, with Norwegian words",
    arguments: [
      ("nb", "plain", "Vår referanse", "Med vennlig hilsen"),
      ("nn", "plain", "Båten din", "Med vennleg helsing"),
      ("nb", "notice", "Innkalling til årsmøte 2026", "For styret"),
      ("nn", "notice", "Innkalling til årsmøte 2026", "Framlegg må vere komne"),
      ("en", "notice", "Notice of the annual meeting 2026", "For the board"),
      ("nb", "invoice", "Sum uten merverdiavgift", "Å betale"),
      ("nn", "invoice", "Sum utan meirverdiavgift", "Å betale"),
      ("en", "invoice", "Sum without VAT", "To pay"),
    ])
  func newInLanguage(_ language: String, _ letter: String, _ first: String, _ second: String) throws
  {
    let made = try command.flett("new", "club", "--language", language, "--letter", letter)
    #expect(made.status == 0, "\(made)")
    let merged = try command.flett("merge", "club")
    #expect(merged.status == 0 && merged.errors == "", "\(merged)")
    let file = try #require(command.files(in: "club/Output").first)
    let text = try command.run("pdftotext", ["-layout", "club/Output/\(file)", "-"]).output
    #expect(text.contains(first) && text.contains(second), "\(text)")
    let stationery = try String(
      contentsOf: command.folder.url.appending(path: "club/stationery.yaml"), encoding: .utf8)
    #expect(stationery.contains("window: NO C5") == (language != "en"))
    #expect(stationery.contains("fold marks: "))
    #expect(language == "en" || !text.contains("Dear") && text.contains("Side 1 av"))
  }

  @Test("a folder that is already there is left alone")
  func existing() throws {
    try command.folder.write("mine", to: "club/letter.md")
    let outcome = try command.flett("new", "club")
    #expect(outcome.status == 73)
    #expect(outcome.output.isEmpty)
    #expect(
      outcome.errors == """
        error: 'club' is already there [batch.folder-exists]
          hint: name a folder that does not exist yet

        """)
    #expect(command.files(in: "club") == ["letter.md"])
  }

  // MARK: Preview

  @Test("pictures of every page, numbered where there are several")
  func pictures() throws {
    _ = try command.flett("new", "club")
    let outcome = try command.flett(
      "preview", "club", "--png", "p/letter.png", "--svg", "p/letter.svg", "--resolution", "50")
    #expect(outcome.status == 0, "\(outcome.errors)")
    #expect(
      outcome.lines == ["p/letter-1.png", "p/letter-2.png", "p/letter-1.svg", "p/letter-2.svg"])
    #expect(
      command.files(in: "p")
        == ["letter-1.png", "letter-1.svg", "letter-2.png", "letter-2.svg"])
    let svg = try String(
      contentsOf: command.folder.url.appending(path: "p/letter-1.svg"), encoding: .utf8)
    #expect(svg.hasPrefix("<?xml"))
    let png = try Data(contentsOf: command.folder.url.appending(path: "p/letter-1.png"))
    #expect(png.starts(with: [0x89, 0x50, 0x4E, 0x47]))
  }

  @Test("guides, another recipient, watermark and pre-printed paper change the picture")
  func looks() throws {
    try command.writeMailing(
      stationery: "fonts: {text: Open Sans}\nletterhead: {wordmark: KS}\n")
    let looks: [[String]] = [
      [], ["--guides"], ["--only", "Høyre"], ["--watermark", "UTKAST"], ["--no-letterhead"],
      ["--undispatched"],
    ]
    var pictures: Set<Data> = []
    for (number, look) in looks.enumerated() {
      let arguments = ["preview", "m", "--png", "\(number).png", "--resolution", "40"] + look
      let outcome = try command.run(builtProgram.path(percentEncoded: false), arguments)
      #expect(outcome.status == 0, "\(outcome.errors)")
      #expect(outcome.output == "\(number).png\n")
      pictures.insert(try Data(contentsOf: command.folder.url.appending(path: "\(number).png")))
    }
    #expect(pictures.count == looks.count)
  }
}
